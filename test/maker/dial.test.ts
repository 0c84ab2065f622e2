import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needlePulseUs } from '../../src/display/light.js';
import { dialAngleDeg, dialFace } from '../../src/maker/dial.js';
import { svgText } from '../../src/maker/svg.js';
import { levelOfMv } from '../../src/units.js';

const USUAL = { lowUs: 1000, highUs: 2000 };
const MARKS = [
  { mv: -70, words: 'rest' },
  { mv: -55, words: 'threshold' },
];
const face = (needle: { lowUs: number; highUs: number }, turnDegPerMs = 90) =>
  svgText(dialFace('blue', needle, { turnDegPerMs, marks: MARKS }), 'dial');

/** The angle at which a figure is printed [degrees]. */
function printedDeg(svg: string, figure: string): number | undefined {
  const found = new RegExp(`<text ([^>]*)>${figure.replace('+', '\\+')}</text>`).exec(svg);
  if (found === null) return undefined;
  return Number(/rotate\((-?[\d.]+)/.exec(found[1]!)?.[1] ?? 0);
}

const pulses = fc.integer({ min: 500, max: 2500 });
const needles = fc.record({ lowUs: pulses, highUs: pulses }).filter(({ lowUs, highUs }) => lowUs !== highUs);

describe('the face of a voltmeter', () => {
  it('has −70 mV where the needle stands: 16 % of its travel, −30.87° of −45° to +45°', () => {
    expect(dialAngleDeg(USUAL, -70, 90)).toBeCloseTo((1157 - 1500) * 0.09, 9);
    expect(printedDeg(face(USUAL), '−70')).toBeCloseTo(-30.87, 2);
    expect(dialAngleDeg(USUAL, -92, 90)).toBe(-45);
    expect(dialAngleDeg(USUAL, 48.25, 90)).toBe(45);
  });

  it('follows the calibration: 1200 to 1700 µs is −27° to +18°, with −70 at −19.98°', () => {
    const needle = { lowUs: 1200, highUs: 1700 };
    expect(dialAngleDeg(needle, -92, 90)).toBeCloseTo(-27, 9);
    expect(dialAngleDeg(needle, 48.25, 90)).toBeCloseTo(18, 9);
    expect(printedDeg(face(needle), '−70')).toBeCloseTo(-19.98, 2);
  });

  it('of a needle with a middle has that upright, and half of the turn on either side', () => {
    for (const needle of [
      { lowUs: 1000, midUs: 1300, highUs: 2000 },
      { lowUs: 2000, midUs: 1700, highUs: 1000 },
    ]) {
      expect(dialAngleDeg(needle, -92, 90)).toBe(-45);
      expect(dialAngleDeg(needle, -21.6, 90)).toBe(0);
      expect(dialAngleDeg(needle, 48.25, 90)).toBe(45);
      expect(printedDeg(face(needle), '−70')).toBeCloseTo((-45 * 88) / 128, 2);
      expect(face(needle)).toContain(`Needle upright at ${needle.midUs} µs`);
    }
  });

  it('has its low end on the left whichever way the servo turns', () => {
    const mirrored = { lowUs: 2000, highUs: 1000 };
    for (const mv of [-92, -70, 0, 40])
      expect(dialAngleDeg(mirrored, mv, 90)).toBeCloseTo(dialAngleDeg(USUAL, mv, 90), 9);
  });

  it('is that of any needle and servo: each mark on the very pulse, from left to right', () => {
    fc.assert(
      fc.property(
        needles,
        fc.integer({ min: 30, max: 180 }),
        fc.integer({ min: -92, max: 48 }),
        (needle, turn, mv) => {
          const deg = dialAngleDeg(needle, mv, turn);
          const pulseUs = needlePulseUs(needle, levelOfMv(mv));
          expect(Math.abs(deg)).toBeCloseTo((Math.abs(pulseUs - 1500) * turn) / 1000, 6);
          expect(dialAngleDeg(needle, mv + 10, turn)).toBeGreaterThanOrEqual(deg);
        },
      ),
    );
  });

  it('prints −70 and −55 boldly, and other figures where there is room: 8 over 90°, 3 over 9°', () => {
    const figures = (svg: string) => [...svg.matchAll(/>([−+]?\d+)<\/text>/g)].map(([, figure]) => figure);
    expect(figures(face(USUAL))).toEqual(['−90', '−70', '−55', '−40', '−20', '0', '+20', '+40']);
    expect(figures(face({ lowUs: 1450, highUs: 1550 }))).toEqual(['−70']);
    expect(face(USUAL)).toMatch(/font-weight="600"[^>]*>−70</);
  });

  it('says its size: 150 mm wide, with 50 mm to measure; a steep scale makes it higher', () => {
    expect(face(USUAL)).toMatch(/width="150mm" height="106mm"/);
    expect(face(USUAL)).toContain('50 mm when printed at 100 %');
    const { height } = dialFace('yellow', { lowUs: 500, highUs: 2500 }, { turnDegPerMs: 120, marks: [] });
    expect(height).toBeGreaterThan(115);
    expect(face({ lowUs: 500, highUs: 2500 }, 180)).not.toMatch(/NaN|style=/);
  });
});
