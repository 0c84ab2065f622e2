/** What stands on the table, as it follows from a rig file. */
import { describe, expect, it } from 'vitest';
import { svgText } from '../../../src/maker/svg.js';
import { BOX } from '../../../src/maker/table/box.js';
import { PAGE } from '../../../src/maker/table/cut.js';
import { type TableWishes, tableDrawings, tableProblem } from '../../../src/maker/table/index.js';
import { REACH_MM, scaleOf, tubeBehindMm } from '../../../src/maker/table/side.js';
import {
  behindWallMm,
  carrierPieces,
  rippleOf,
  standsOf,
  tubeLengthOf,
} from '../../../src/maker/table/tube.js';
import { type LabelFacts, labelSentences } from '../../../src/maker/table/visitor-label.js';
import type { Rig } from '../../../src/rig/index.js';
import { BOARD_RIGS, FULL, rigOf, shippedRig } from '../rigs.js';

const WISHES: TableWishes = {
  plateMm: 3,
  tubeMm: 40,
  buttonMm: 30,
  dial: { turnDegPerMs: 90, marks: [{ mv: -70, words: 'rest' }] },
  first: 'blue',
};

const drawn = (rig: Rig, wishes: TableWishes = WISHES) =>
  new Map(tableDrawings(rig, wishes).map(({ name, title, picture }) => [name, svgText(picture, title)]));
const words = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
/** Diameters of the discs to cut. */
const holes = (svg: string) =>
  [...svg.matchAll(/<circle [^>]*r="([\d.]+)" fill="none" stroke="#d40000"/g)].map(([, r]) => 2 * Number(r));
const count = (all: readonly number[], diameter: number) => all.filter((one) => one === diameter).length;

describe('the drawings of the table', () => {
  it('are ten of an exhibit, each in its own size on a page of A4', () => {
    const drawings = tableDrawings(shippedRig('exhibit'), WISHES);
    expect(drawings.map(({ name }) => name)).toEqual([
      ...[
        'tube-1',
        'tube-2',
        'box-1',
        'box-2',
        'box-3',
        'needles-1',
        'needles-2',
        'table',
        'label-en',
        'label-de',
      ],
    ]);
    for (const { name, picture } of drawings) {
      expect([name, picture.width]).toEqual([name, name.startsWith('label') ? 180 : PAGE.width]);
      expect([name, picture.height > 60 && picture.height < 280]).toEqual([name, true]);
    }
  });

  it('fit on their page whatever the rig and the sizes are', () => {
    const rigs = [
      ...BOARD_RIGS.map(shippedRig),
      rigOf(FULL),
      rigOf('device: {kind: serial}\nstrip: {leds: 150, perMetre: 30, supply: own, currentLimitMa: 1000}\n'),
    ];
    for (const rig of rigs)
      for (const [plateMm, tubeMm] of [
        [2, 28],
        [6, 60],
      ] as const)
        for (const { name, picture } of tableDrawings(rig, { ...WISHES, plateMm, tubeMm })) {
          expect([rig.name, name, picture.height < 280]).toEqual([rig.name, name, true]);
          const xs = [...picture.parts.join('').matchAll(/M([\d.-]+) /g)].map(([, x]) => Number(x));
          expect([name, Math.min(...xs, 0) >= 0, Math.max(...xs, 0) <= PAGE.width]).toEqual([
            name,
            true,
            true,
          ]);
        }
  });

  it('say of a row of LEDs no tube, of a rig without needles no mount', () => {
    expect([...drawn(shippedRig('uno-firmata-rgb')).keys()]).toEqual([
      ...['box-1', 'box-2', 'box-3', 'table', 'label-en', 'label-de'],
    ]);
  });

  it('say that nobody has built one', () => {
    for (const [name, svg] of drawn(shippedRig('uno-60')))
      if (!name.startsWith('label'))
        expect([name, svg.includes('Nobody has built this yet')]).toEqual([name, true]);
  });
});

describe('the tube', () => {
  const strip = { ledCount: 60, perMetre: 60 };

  it('of 60 LEDs, 60 a metre, is 1017 mm long, on three stands', () => {
    expect(tubeLengthOf(strip)).toBe(1017);
    expect([400, 1017, 2100, 5034].map(standsOf)).toEqual([2, 3, 6, 11]);
    const svg = drawn(shippedRig('uno-60')).get('tube-1')!;
    expect(words(svg)).toContain('stand, 3 ×');
    expect(words(svg).join(' ')).toContain('1017 mm long');
    expect(count(holes(svg), 40.4)).toBe(1);
  });

  it('carries every LED once, on pieces that a page has room for, cut between two LEDs', () => {
    for (const [ledCount, perMetre] of [
      [60, 60],
      [144, 144],
      [150, 30],
      [1, 30],
      [7, 10],
    ] as const) {
      const pieces = carrierPieces({ ledCount, perMetre });
      expect(pieces.reduce((sum, leds) => sum + leds, 0)).toBe(ledCount);
      expect(Math.max(...pieces) * (1000 / perMetre)).toBeLessThanOrEqual(PAGE.width - 2);
    }
  });

  it('is as long as the strip, with LEDs that are skipped', () => {
    const rig = rigOf('device: {kind: serial}\nstrip: {leds: 60, skip: 3}\n');
    expect(words(drawn(rig).get('tube-1')!).join(' ')).toContain('1017 mm long');
  });

  it('says how its light looks: even with 144 LEDs a metre, dots with 30', () => {
    expect(behindWallMm(WISHES)).toBeCloseTo(18 + Math.sqrt(17.8 ** 2 - 10.2 ** 2) - 3 - 1.8, 9);
    // As the sum of many lights has it.
    for (const [behind, pitch] of [
      [28, 20],
      [28, 33.3],
    ] as const) {
      const light = (x: number) => {
        let sum = 0;
        for (let n = -200; n <= 200; n++) sum += 1 / (1 + ((x - n * pitch) / behind) ** 2) ** 2;
        return sum;
      };
      const [over, between] = [light(0), light(pitch / 2)];
      expect(rippleOf(behind, pitch)).toBeCloseTo((over - between) / (over + between), 2);
    }
    const look = (rig: Rig) => words(drawn(rig).get('tube-2')!)[1];
    expect(look(shippedRig('uno-144'))).toMatch(/28 mm behind the wall and 6\.9 mm apart: the light is even/);
    expect(look(shippedRig('uno-60'))).toMatch(/16\.7 mm apart: the light is even/);
    expect(look(rigOf('device: {kind: serial}\nstrip: {leds: 10, perMetre: 10}\n'))).toMatch(/bright dot/);
  });
});

describe('the box', () => {
  it('has a hole of 30 mm for each button, one of 7.2 for each dial, none for what is not wired', () => {
    const full = holes(drawn(rigOf(FULL)).get('box-1')!);
    expect([count(full, 30), count(full, 7.2)]).toEqual([4, 2]);
    const one = holes(drawn(shippedRig('exhibit')).get('box-1')!);
    expect([count(one, 30), count(one, 7.2)]).toEqual([1, 0]);
  });

  it.each([
    [2, 12],
    [3, 30],
    [6, 33],
  ])(
    'of plates of %d mm has room around four holes of %d mm: 6 mm to the fingers, 8 between two',
    (plateMm, buttonMm) => {
      const svg = drawn(rigOf(FULL), { ...WISHES, plateMm, buttonMm }).get('box-1')!;
      const xs = [...svg.matchAll(/<circle cx="([\d.]+)" [^>]*r="([\d.]+)" fill="none"/g)]
        .filter(([, , r]) => 2 * Number(r) === buttonMm)
        .map(([, x]) => Number(x));
      expect(xs).toHaveLength(4);
      expect(xs[0]! - buttonMm / 2).toBeGreaterThanOrEqual(plateMm + 6 - 1e-9);
      expect(BOX.width - xs[3]! - buttonMm / 2).toBeGreaterThanOrEqual(plateMm + 6 - 1e-9);
      expect(xs[1]! - xs[0]! - buttonMm).toBeGreaterThanOrEqual(8 - 1e-9);
    },
  );

  it('says to which pin each button goes', () => {
    expect(words(drawn(rigOf(FULL)).get('box-2')!).join(' ')).toContain(
      'Button 1 to pin 2, 2 to pin 3, 3 to pin 4, 4 to pin 5.',
    );
  });

  it('marks a touch pad below the lid instead of a hole, says how it is wired, and refuses plates too thick for it', () => {
    const rig = rigOf(
      'device: {kind: serial}\nbuttons: {1: {do: stimulate}, 2: {do: reset, pressed: high}}\n',
    );
    const all = drawn(rig);
    expect(count(holes(all.get('box-1')!), 30)).toBe(1);
    expect(words(all.get('box-1')!).join(' ')).toContain('A touch pad is glued below the lid');
    const back = words(all.get('box-2')!).join(' ');
    expect(back).toContain('VCC to 5V, GND to GND, OUT to its pin.');
    expect(back).toContain('Button 2 to pin 3.');
    expect(tableProblem(rig, { ...WISHES, plateMm: 5 })).toBe(
      'a touch pad feels no finger through 5 mm; give --plate 4 or less',
    );
  });

  it('lets out what the rig has: a supply only where there is one', () => {
    const back = (rig: Rig) => words(drawn(rig).get('box-2')!).filter((word) => / (Ø|20 ×)/.test(word));
    expect(back(shippedRig('exhibit'))).toEqual([
      'USB, 20 × 16',
      'supply, Ø 8',
      'light, Ø 8',
      'servos, Ø 12',
    ]);
    expect(back(shippedRig('uno-firmata-5-leds'))).toEqual(['USB, 20 × 16', 'servo, Ø 12']);
  });

  it('refuses buttons that are wider than the lid has room for', () => {
    const rig = rigOf(FULL);
    expect(tableProblem(rig, WISHES)).toBeUndefined();
    expect(tableProblem(rig, { ...WISHES, buttonMm: 60 })).toBe(
      `4 buttons with holes of 60 mm do not fit side by side on a lid of ${BOX.width} mm; give --button 34 or less`,
    );
    expect(tableProblem(shippedRig('exhibit'), { ...WISHES, buttonMm: 60 })).toBeUndefined();
  });
});

describe('on the table', () => {
  it('what is pressed is within reach, 380 to 1220 mm', () => {
    const svg = drawn(shippedRig('exhibit')).get('table')!;
    const height = Number(/the buttons are at (\d+) mm/.exec(svg)![1]);
    expect(height).toBeGreaterThan(REACH_MM.low);
    expect(height).toBeLessThan(REACH_MM.high);
    expect(words(svg).join(' ')).toContain('22 N');
  });

  it('a tube whose middle is 48 mm high lies 150 mm behind plates of 119: eyes at 1050 mm, half a metre away, see it', () => {
    const parts = (heightMm: number) => ({
      buttons: 1,
      tube: { lengthMm: 1017, heightMm, diameterMm: 40, stands: 3 },
      mounts: { count: 2, widthMm: 160, heightMm: 119 },
    });
    const behindMm = tubeBehindMm(parts(76));
    expect(behindMm).toBe(150);
    // The line of sight that just passes over the plates.
    const seenMm = 119 - ((1050 - 680 - 119) / 500) * behindMm;
    expect(seenMm).toBeLessThan(76 - 8 - 20);
    expect(tubeBehindMm(parts(150))).toBe(0);
    expect(drawn(shippedRig('exhibit')).get('table')).toContain('lies 150 mm behind box and voltmeters');
  });

  it('is drawn as large as the page allows: 1 : 10 of a metre, 1 : 50 of five', () => {
    const parts = (lengthMm: number) => ({
      buttons: 1,
      tube: { lengthMm, heightMm: 76, diameterMm: 40, stands: 3 },
      mounts: { count: 2, widthMm: 160, heightMm: 119 },
    });
    expect([1017, 2000, 5034].map((mm) => scaleOf(parts(mm)))).toEqual([10, 20, 50]);
  });
});

describe('the label for visitors', () => {
  const facts: LabelFacts = {
    rig: 'Touch the nerve',
    invite: 'One touch, one pulse.',
    needles: 2,
    first: 'blue',
    fires: true,
    hasButton: true,
    timesSlower: 500,
    hasSound: false,
  };

  it('is there in each language of the exhibit, its own sentence in the first of them', () => {
    const rig = rigOf('device: {kind: serial}\ninvite: Hands on!\nexhibit: {languages: [de]}\n');
    const all = drawn(rig);
    expect([...all.keys()].filter((name) => name.startsWith('label'))).toEqual(['label-de']);
    expect(words(all.get('label-de')!)).toContain('Hands on!');
    const both = drawn(shippedRig('exhibit'));
    expect(words(both.get('label-en')!)).toContain('One touch, one pulse.');
    expect(words(both.get('label-de')!)).toContain('Einmal drücken, ein Impuls.');
  });

  it('says what the rig has: which needle is first, how much slower, that there is no sound', () => {
    const en = labelSentences('en', facts).join(' ');
    expect(en).toContain('The blue one moves first');
    expect(en).toContain('500 times slower');
    expect(en).toContain('There is no sound');
    expect(en).toContain('keeps its height');
    expect(labelSentences('en', { ...facts, fires: false }).join(' ')).not.toContain('keeps its height');
    const other = labelSentences('en', {
      ...facts,
      needles: 0,
      timesSlower: 1,
      hasSound: true,
      hasButton: false,
    });
    expect(other.join(' ')).not.toMatch(/needle|no sound|button/);
    expect(other.join(' ')).toContain('as fast as in life');
    expect(labelSentences('de', facts)).toHaveLength(labelSentences('en', facts).length);
  });
});
