/** Measures are taken from samples and pictures as they come. */
import { describe, expect, it } from 'vitest';
import type { LivePicture, Snapshot } from '../../src/controller/contract.js';
import type { MeasureOf } from '../../src/lessons/card.js';
import { createRecorder } from '../../src/lessons/measure.js';

const NO_MEASURE = { value: null, because: 'nothing here' } as const;
const LIT = (value: number) =>
  ({ lit: { value, unit: 'sites' }, locked: NO_MEASURE }) as unknown as Snapshot['measures'];

/** A recorder of one measure, fed picture by picture. */
function recorderOf(of: MeasureOf, hasPress = true) {
  let picture = 0;
  let measures = LIT(0);
  const recorder = createRecorder([{ name: 'it', words: 'It', of, within: 0, unit: '' }], {
    hasPress,
    ledPlaces: [0, 10, 20],
    measures: () => measures,
  });
  return {
    pressed: (axonMs: number) => recorder.pressed(axonMs),
    /** A picture with these samples of blue; yellow is 10 mV lower. */
    picture(samples: readonly (readonly [ms: number, blueMv: number])[], lit = 0, highestMv = [0, 0, 0]) {
      picture++;
      measures = LIT(lit);
      const [modelMs = 0, blueMv = 0] = samples.at(-1) ?? [];
      recorder.look({
        picture,
        modelMs,
        blueMv,
        yellowMv: blueMv - 10,
        highestMv: Float32Array.from(highestMv),
        samples: () => Float64Array.from(samples.flatMap(([ms, mv]) => [ms, mv, mv - 10])),
      } as unknown as LivePicture);
    },
    value: (now: Partial<Snapshot> = {}) => recorder.end(now as Snapshot).get('it')!,
  };
}

/** One period of a sine of 10 mV about −60, from 0 to 4 ms: its crest is at 1 ms. */
const sine = Array.from({ length: 41 }, (_, i) => [i / 10, -60 + 10 * Math.sin((Math.PI * i) / 20)] as const);

describe('the crest of a round trace', () => {
  it('is found between the samples: −50.000 mV at 0.970 ms although no sample is nearer than 0.03 ms', () => {
    const one = recorderOf({ kind: 'peak', meter: 'blue', press: 1 });
    const at = recorderOf({ kind: 'peak-at', meter: 'blue', press: 1 });
    for (const recorder of [one, at]) {
      recorder.picture([]);
      recorder.pressed(0);
      recorder.picture(
        sine.map(([ms]) => [ms + 0.07, -60 + 10 * Math.sin((Math.PI * (ms + 0.1)) / 2)] as const),
      );
    }
    expect(one.value().value).toBeCloseTo(-50, 2);
    expect(at.value().value).toBeCloseTo(0.97, 2);
  });

  it('rises from what is read at the press, and has its moment', () => {
    const rise = recorderOf({ kind: 'rise', meter: 'yellow', press: 1 });
    rise.picture([
      [0, -80],
      [0.5, -60],
    ]);
    rise.pressed(0.5);
    rise.picture([[0.6, -55]]);
    rise.picture([
      [0.7, -20],
      [0.8, -40],
    ]);
    expect(rise.value()).toEqual({ value: 40, moment: { axonMs: 0.7, picture: 3 } });
  });

  it('of a press that is the first thing that happens rises from its first sample', () => {
    const rise = recorderOf({ kind: 'rise', meter: 'blue', press: 1 });
    rise.pressed(5);
    rise.picture([
      [5, -70],
      [5.1, -65],
      [5.2, -66],
    ]);
    expect(rise.value().value).toBe(5);
  });

  it('after the second press is that after the second press', () => {
    const peak = recorderOf({ kind: 'peak', meter: 'blue', press: 2 });
    peak.pressed(0);
    peak.picture([
      [0, -70],
      [1, 40],
      [2, -70],
    ]);
    expect(peak.value()).toEqual({ value: null, because: { kind: 'nothing-pressed' } });
    peak.pressed(2);
    peak.picture([
      [2, -70],
      [3, -30],
      [4, -60],
    ]);
    expect(peak.value().value).toBe(-30);
  });

  it('of a step without a press is that of all of it', () => {
    const lowest = recorderOf({ kind: 'lowest', meter: 'blue', press: 1 }, false);
    lowest.picture([
      [0, -70],
      [1, -75],
      [2, -71],
    ]);
    expect(lowest.value().value).toBe(-75);
  });
});

describe('a level', () => {
  it('is come through downwards at 1.5 ms, halfway between two samples', () => {
    const falls = recorderOf({ kind: 'crosses', meter: 'blue', mv: -55, rising: false, press: 1 });
    falls.pressed(0);
    falls.picture([
      [0, -70],
      [0.5, 40],
      [1, -50],
      [2, -60],
    ]);
    expect(falls.value()).toEqual({ value: 1.5, moment: { axonMs: 1.5, picture: 1 } });
  });

  it('that nobody comes through says so', () => {
    const rises = recorderOf({ kind: 'crosses', meter: 'blue', mv: -55, rising: true, press: 1 });
    rises.pressed(0);
    rises.picture([
      [0, -70],
      [1, -56],
    ]);
    expect(rises.value()).toEqual({ value: null, because: { kind: 'level-not-crossed' } });
  });

  it('is passed by two spikes; a tremble at the level is no third one', () => {
    const spikes = recorderOf({ kind: 'spikes', meter: 'blue', mv: -20 });
    spikes.picture([
      [0, -70],
      [1, 30],
      [2, -70],
      [3, -19],
      [4, -21],
      [5, -18],
      [6, -70],
    ]);
    expect(spikes.value().value).toBe(2);
  });
});

describe('what is seen along the axon', () => {
  it('is as long as it is when yellow reads most: 9 sites, not the 20 at the beginning', () => {
    const lit = recorderOf({ kind: 'lit' });
    lit.picture([[0, -70]], 20);
    lit.picture([[1, 30]], 9);
    lit.picture([[2, -70]], 15);
    expect(lit.value().value).toBe(9);
  });

  it('is the highest of the LED that shows the place: the second of 0, 10 and 20', () => {
    const highest = recorderOf({ kind: 'highest', place: 12 });
    highest.picture([[0, -70]], 0, [40, 40, 40]);
    highest.pressed(0);
    highest.picture([[1, -70]], 0, [40, 36.5, -70]);
    expect(highest.value().value).toBe(36.5);
  });
});

describe('what the rig itself has found', () => {
  it('is the weakest press, or why there is none', () => {
    const weakest = recorderOf({ kind: 'weakest' });
    expect(weakest.value({ weakest: { kind: 'found', strength: 3567, unit: 'nA' } })).toEqual({
      value: 3567,
    });
    expect(weakest.value({ weakest: { kind: 'none', because: 'nothing fires' } })).toEqual({
      value: null,
      because: { kind: 'rig', words: 'nothing fires' },
    });
    expect(weakest.value({ weakest: { kind: 'not-asked' } }).value).toBeNull();
  });
});
