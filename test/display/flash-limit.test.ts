import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchedParts } from '../../src/display/flash-limit.js';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { createStage, type Stage } from '../../src/display/stage.js';
import { levelOfMv } from '../../src/units.js';
import { flashes, lightOf, type Shown } from './flash-checker.js';

const REST: readonly [number, number] = [-70, -70];
const FRAME_MS = 1000 / 60;
const NO_LIMIT_MA = 1e6;

/** Luminance of the palette's brightest colour, in the checker's terms. */
function whiteOf(stops: Uint8Array): number {
  const colours = levelColours(stops);
  const every = Array.from({ length: 256 }, (_, level) => ({
    wallMs: 0,
    rgb: colours.slice(3 * level, 3 * level + 3),
  }));
  return Math.max(...lightOf(every, 1, 0, 1));
}

/** Plays what `demand` asks for, frame by frame; it may look at what is shown. */
function play(
  stage: Stage,
  pausesMs: readonly number[],
  demand: (frame: number, shown: Uint8Array | undefined) => Float64Array,
): { pictures: Shown[]; levels: Uint8Array[]; acting: boolean[] } {
  const pictures: Shown[] = [];
  const levels: Uint8Array[] = [];
  const acting: boolean[] = [];
  let wallMs = 1000;
  pausesMs.forEach((pauseMs, frame) => {
    wallMs += pauseMs;
    const picture = stage.render(demand(frame, levels.at(-1)), REST, wallMs);
    pictures.push({ wallMs, rgb: picture.rgb.slice() });
    levels.push(picture.levels.slice());
    acting.push(picture.flashLimitActing);
  });
  return { pictures, levels, acting };
}

const evenFrames = (count: number) => Array<number>(count).fill(FRAME_MS);
const all = (ledCount: number, potentialMv: number) => new Float64Array(ledCount).fill(potentialMv);

const pauses = fc.oneof(
  fc.constant(evenFrames(150)),
  fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 60, maxLength: 150 }),
);
const strip = fc.record({
  ledCount: fc.constantFrom(1, 2, 5, 12, 30),
  brightness: fc.constantFrom(1, DEFAULT_BRIGHTNESS, 0.1, 0.03),
  /** Above the idle current [mA a LED]; the last never acts. */
  spareMaPerLed: fc.constantFrom(0.5, 2, 8, 1e4),
});

/** Demands made to break a flash limit; each gets a source of numbers 0 to 1. */
const attacks: Record<
  string,
  (ledCount: number, random: () => number) => (frame: number, shown: Uint8Array | undefined) => Float64Array
> = {
  noise: (ledCount, random) => () => Float64Array.from({ length: ledCount }, () => -92 + 140 * random()),
  'black and white noise': (ledCount, random) => () =>
    Float64Array.from({ length: ledCount }, () => (random() < 0.5 ? -92 : 45)),
  'the whole strip blinking': (ledCount, random) => {
    const period = 1 + Math.floor(12 * random());
    return (frame) => all(ledCount, Math.floor(frame / period) % 2 === 0 ? -80 : 40);
  },
  'halves in turn': (ledCount, random) => {
    const period = 1 + Math.floor(8 * random());
    return (frame) =>
      Float64Array.from({ length: ledCount }, (_, led) =>
        (led < ledCount / 2 ? 0 : 1) === Math.floor(frame / period) % 2 ? 40 : -70,
      );
  },
  'patches that pop up anywhere': (ledCount, random) => {
    const size = Math.max(1, Math.round(ledCount / 6));
    let from = 0;
    return (frame) => {
      if (frame % 4 === 0) from = Math.floor(random() * (ledCount - size + 1));
      return Float64Array.from({ length: ledCount }, (_, led) =>
        frame % 4 < 2 && led >= from && led < from + size ? 40 : -70,
      );
    };
  },
  'always the opposite of what is shown': (ledCount) => (_, shown) =>
    Float64Array.from({ length: ledCount }, (_, led) => ((shown?.[led] ?? 0) < 120 ? 45 : -92)),
  'one LED against the rest, for the current limit to swing': (ledCount) => (frame) =>
    Float64Array.from({ length: ledCount }, (_, led) => (led === 0 || frame % 6 < 3 ? 40 : -92)),
  'just below and just above what counts': (ledCount, random) => (frame) =>
    all(ledCount, frame % 2 === 0 ? -20 : -20 + 30 * random()),
};

describe('flash limit', () => {
  it.each(Object.keys(attacks))('shows at most three flashes in any second under %s', (name) => {
    fc.assert(
      fc.property(
        strip,
        pauses,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (rig, pausesMs, numbers) => {
          const { ledCount } = rig;
          const stops = paletteStops(rig.brightness);
          const stage = createStage({ ledCount, stops, currentLimitMa: ledCount * (1 + rig.spareMaPerLed) });
          const demand = attacks[name]!(ledCount, () => numbers.next().value as number);
          const { pictures } = play(stage, pausesMs, demand);
          expect(flashes(pictures, whiteOf(stops))).toEqual([]);
        },
      ),
      { numRuns: 25, seed: 20260 },
    );
  });

  it('lets three beats of a blinking strip pass untouched and keeps the fourth dark', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 12, stops, currentLimitMa: NO_LIMIT_MA });
    const { levels, acting } = play(stage, Array<number>(8).fill(100), (beat) =>
      all(12, beat % 2 === 0 ? -70 : 40),
    );
    expect(levels.map((row) => row[5])).toEqual([40, 240, 40, 240, 40, 240, 40, 40]);
    expect(acting).toEqual([false, false, false, false, false, false, false, true]);
  });

  it('fades over within 300 ms when the hold ends, and has then nothing more to say', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 12, stops, currentLimitMa: NO_LIMIT_MA });
    const { levels, acting } = play(stage, evenFrames(180), (frame) =>
      all(12, frame < 42 && Math.floor(frame / 3) % 2 === 0 ? -70 : 40),
    );
    const row = levels.map((all) => all[3]!);
    const start = row.findIndex((level, frame) => frame >= 42 && level > 40);
    const end = row.indexOf(240, start);
    // Fourteen half periods of 50 ms; the last flash that was shown ended at 300 ms.
    expect((start - 17) * FRAME_MS).toBeLessThan(1200);
    expect((end - start) * FRAME_MS).toBeLessThanOrEqual(300);
    for (let frame = start; frame <= end; frame++) {
      expect(row[frame]! - row[frame - 1]!).toBeGreaterThan(0);
      expect(row[frame]! - row[frame - 1]!).toBeLessThanOrEqual(15);
    }
    expect(acting[end - 1]).toBe(true);
    expect(acting.slice(end)).not.toContain(true);
    expect(row.slice(end).every((level) => level === 240)).toBe(true);
  });

  it('fades by at least one level a picture, and by 43 after the longest pause that it makes up for', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 12, stops, currentLimitMa: NO_LIMIT_MA });
    const beats = Array<number>(8).fill(100);
    const { levels } = play(stage, [...beats, 2000, 0.1, 0.1, 10, 50, 51], (frame) =>
      all(12, frame < 8 && frame % 2 === 0 ? -70 : 40),
    );
    // 255 levels in 300 ms: 42.5 in 50 ms, 8.5 in 10 ms.
    expect(levels.slice(7).map((row) => row[5])).toEqual([40, 83, 84, 85, 94, 137, 180]);
  });

  it('lets a held LED dim at once', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 1, stops, currentLimitMa: NO_LIMIT_MA });
    const asked = [-70, 40, -70, 40, -70, 40, -70, 40, 40, -92];
    const { levels } = play(stage, Array<number>(10).fill(50), (frame) => all(1, asked[frame]!));
    expect(levels.at(-2)![0]).toBe(40);
    expect(levels.at(-1)![0]).toBe(0);
  });

  it('lets an LED that has had its three flashes grow by a little while the one beside it lights up', () => {
    const stage = createStage({ ledCount: 8, stops: paletteStops(1), currentLimitMa: NO_LIMIT_MA });
    // LED 0 does the opposite of LED 4, so that the strip as a whole does not flash.
    const { levels, acting } = play(stage, Array<number>(8).fill(50), (frame) => {
      const demand = all(8, -70);
      demand[0] = frame % 2 === 0 && frame < 6 ? 40 : -70;
      demand[4] = frame % 2 === 0 ? -70 : 40;
      if (frame < 7) return demand;
      demand[4] = -68;
      demand[5] = 40;
      return demand;
    });
    expect(levels.map((row) => row[4])).toEqual([40, 240, 40, 240, 40, 240, 40, levelOfMv(-68)]);
    expect(levels[7]![5]).toBe(240);
    expect(acting).not.toContain(true);
  });

  it('counts patches that blink in ever new places as flashes of the strip, though no LED has more than one', () => {
    const stops = paletteStops(1);
    const ledCount = 60;
    const pop = (frame: number) =>
      Float64Array.from({ length: ledCount }, (_, led) =>
        frame % 6 < 3 && Math.floor(led / 6) === Math.floor(frame / 6) ? 40 : -70,
      );
    const unlimited = Array.from({ length: 60 }, (_, frame) => ({
      wallMs: frame * FRAME_MS,
      rgb: Uint8Array.from(
        [...pop(frame)].flatMap((mv) => [
          ...levelColours(stops).subarray(3 * levelOfMv(mv), 3 * levelOfMv(mv) + 3),
        ]),
      ),
    }));
    expect(flashes(unlimited, whiteOf(stops))).toEqual(
      ['a sixth anywhere on the strip: 20 swings of 1 in a second'].map((words) =>
        expect.stringMatching(words.replace(/: .*/, '')),
      ),
    );
    const stage = createStage({ ledCount, stops, currentLimitMa: NO_LIMIT_MA });
    const { pictures, acting } = play(stage, evenFrames(60), pop);
    expect(acting).toContain(true);
    expect(flashes(pictures, whiteOf(stops))).toEqual([]);
  });

  it('sees a dimmed strip flash as a bright one does', () => {
    const beats = (brightness: number) => {
      const stage = createStage({
        ledCount: 6,
        stops: paletteStops(brightness),
        currentLimitMa: NO_LIMIT_MA,
      });
      return play(stage, evenFrames(60), (frame) => all(6, Math.floor(frame / 3) % 2 === 0 ? -70 : 40))
        .acting;
    };
    for (const brightness of [1, 0.1, 0.02]) expect(beats(brightness), `at ${brightness}`).toContain(true);
  });

  it('forgets nothing by a reset, and takes a clock that begins again', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 6, stops, currentLimitMa: NO_LIMIT_MA });
    const pictures: Shown[] = [];
    for (let frame = 0; frame < 120; frame++) {
      if (frame % 2 === 0) stage.reset();
      const { rgb } = stage.render(all(6, frame % 2 === 0 ? -70 : 40), REST, (frame % 2) * 40);
      pictures.push({ wallMs: frame * 20, rgb: rgb.slice() });
    }
    expect(flashes(pictures, whiteOf(stops))).toEqual([]);
    // Time went on by 40 ms a pair, so the hold ended all the same.
    expect(pictures.slice(60).some(({ rgb }) => rgb[0]! > 200)).toBe(true);
  });

  it('stays as it is when the clock stands still or runs backwards', () => {
    const stops = paletteStops(1);
    const stage = createStage({ ledCount: 6, stops, currentLimitMa: NO_LIMIT_MA });
    for (let frame = 0; frame < 500; frame++) stage.render(all(6, frame % 2 === 0 ? -70 : 40), REST, -frame);
    const { levels, flashLimitActing } = stage.render(all(6, 40), REST, Number.NaN);
    expect([...levels]).toEqual(Array(6).fill(40));
    expect(flashLimitActing).toBe(true);
  });

  it('watches every LED, 11 overlapping sixths and the whole of a strip of 60', () => {
    const parts = watchedParts(60);
    expect(parts).toHaveLength(72);
    expect(parts.slice(60, 62)).toEqual([
      { from: 0, to: 10, smallestChange: 0.5 },
      { from: 5, to: 15, smallestChange: 0.5 },
    ]);
    expect(parts.at(-2)).toEqual({ from: 50, to: 60, smallestChange: 0.5 });
    expect(parts.at(-1)).toEqual({ from: 0, to: 60, smallestChange: 1 });
    expect(watchedParts(1)).toHaveLength(2);
  });
});
