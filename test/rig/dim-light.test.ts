import { describe, expect, it } from 'vitest';
import { lampShare } from '../../src/display/lamp.js';
import { levelColours, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { formatProblem, parseRig } from '../../src/rig/index.js';

const REST_MV = -70;
const THRESHOLD_MV = -55;

function notes(text: string, device = '{kind: virtual}'): string[] {
  const result = parseRig(`device: ${device}\n${text}`, 'x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.notes.map(formatProblem);
}

/** What one LED of a strip shows for a whole axon at this potential, by way of the stage that makes every picture. */
function shown(brightness: number, mv: number): string {
  const stage = createStage({ ledCount: 1, stops: paletteStops(brightness), currentLimitMa: 3000 });
  return stage.render(Float64Array.of(mv), [mv, mv], 0).rgb.join();
}

describe('a note about brightness', () => {
  it('says at 0.01 that rest is black, and from where it glows', () => {
    expect(notes('strip: {brightness: 0.01}')).toEqual([
      'x.yaml:2:21 strip.brightness: at 0.01 rest (-70 mV) is black – rest glows from 0.02 on; write 0.02 or more',
    ]);
  });

  it('says at 0.02 that rest and a threshold 4 mV above it look alike, and at 0.01 both', () => {
    const near = (brightness: number) =>
      notes(`membrane: {sodiumOpensMv: -66, recoveryBelowMv: -68}\nstrip: {brightness: ${brightness}}`);
    expect(near(0.02)).toEqual([
      'x.yaml:3:21 strip.brightness: at 0.02 rest (-70 mV) and threshold (-66 mV) look alike – rest and threshold differ from 0.13 on; write 0.13 or more',
    ]);
    expect(near(0.01)).toEqual([
      'x.yaml:3:21 strip.brightness: at 0.01 rest (-70 mV) is black – rest glows from 0.02 on, rest and threshold differ from 0.13 on; write 0.13 or more',
    ]);
  });

  it('comes at each of 100 brightnesses where the stage itself shows black or twice the same, and nowhere else', () => {
    for (let step = 1; step <= 100; step++) {
      const brightness = step / 100;
      const rest = shown(brightness, REST_MV);
      const wrong = rest === '0,0,0' || rest === shown(brightness, THRESHOLD_MV);
      expect(notes(`strip: {leds: 10, brightness: ${brightness}}`).length, String(brightness)).toBe(
        wrong ? 1 : 0,
      );
    }
  });

  it('names a figure from which the stage is right at every larger one', () => {
    for (let step = 2; step <= 100; step++)
      expect(shown(step / 100, REST_MV)).not.toBe(shown(step / 100, THRESHOLD_MV));
    expect([shown(0.01, REST_MV), shown(0.02, REST_MV)]).toEqual(['0,0,0', '0,0,1']);
  });

  it('is about the rest and the threshold that the file has', () => {
    expect(notes('axon: {leakReversalMv: -100}\nstrip: {brightness: 0.02}')).toEqual([
      'x.yaml:3:21 strip.brightness: at 0.02 rest (-100 mV) is black – rest glows from 0.08 on; write 0.08 or more',
    ]);
    expect(notes('membrane: {kind: passive}\nstrip: {brightness: 0.02}')).toEqual([]);
  });

  it('is about the one colour of plain LEDs: black at rest up to 0.03, of 255 steps; a PCA9685 has 4095', () => {
    const firmata = '{kind: firmata}';
    const lit = (brightness: number) =>
      Math.round(255 * lampShare(levelColours(paletteStops(brightness)), 40));
    expect([lit(0.03), lit(0.04)]).toEqual([0, 1]);
    expect(notes('leds: {pins: [3], brightness: 0.03}', firmata)).toEqual([
      'x.yaml:2:31 leds.brightness: at 0.03 rest (-70 mV) is black – rest glows from 0.04 on, rest and threshold differ from 0.05 on; write 0.05 or more',
    ]);
    expect(notes('leds: {pins: [3], brightness: 0.05}', firmata)).toEqual([]);
    expect(notes('leds: {pins: [{pin: 3, onFromMv: -55}], brightness: 0.01}', firmata)).toEqual([]);
    expect(notes('pca9685: {brightness: 0.01}', firmata)).toHaveLength(1);
    expect(notes('pca9685: {brightness: 0.05}', firmata)).toEqual([]);
  });
});

describe('a note about the current limit', () => {
  it('says that rest is black where the limit leaves nothing of its light, and the figure that leaves all', () => {
    const words = (limitMa: number) => notes(`strip: {leds: 60, currentLimitMa: ${limitMa}}`);
    expect(words(61)).toEqual([
      'x.yaml:2:35 strip.currentLimitMa: 60 LEDs draw 60 mA when dark and 140 mA with the axon at rest; the limit of 61 mA leaves 1 mA for light, so the strip is black at rest – raise strip.currentLimitMa to 140 or more',
    ]);
    expect(words(100)).toEqual([
      'x.yaml:2:35 strip.currentLimitMa: 60 LEDs draw 60 mA when dark and 140 mA with the axon at rest; the limit of 100 mA leaves 40 mA for light, so the strip will always be dimmed – raise strip.currentLimitMa to 140 or more, or lower strip.brightness',
    ]);
    expect(words(140)).toEqual([]);
    // Of a rest that shines with one count of one colour, any dimming leaves nothing.
    expect(notes('strip: {leds: 150, brightness: 0.02, currentLimitMa: 151}')[0]).toContain(
      'leaves 1 mA for light, so the strip is black at rest',
    );
  });
});
