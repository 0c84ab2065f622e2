/** When a spike is to be heard. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PagePicture } from '../../src/server/messages.js';
import { audioTime, type Click, ClickFinder } from '../../src/web/clicks.js';
import { FakeServer } from './fake-server.js';
import { SET_A_FACTS } from './page-state.js';

const EMPTY = new FakeServer('').picture();
const INSIDE = { blue: 4, yellow: 40 } as const;
/** Of a screen that draws 60 times a second. */
const FRAME_MS = 1000 / 60;

const pictureOf = (samples: readonly number[], lookingBack = false): PagePicture => ({
  ...EMPTY,
  lookingBack,
  samples: Float64Array.from(samples),
});
const finder = (places: Readonly<Record<'blue' | 'yellow', number | 'bath'>> = INSIDE) => {
  const found = new ClickFinder();
  found.setUp(SET_A_FACTS, places);
  return found;
};
/** Both at rest but for blue, which is at these potentials. */
const blueAt = (...potentialsMv: number[]) => pictureOf(potentialsMv.flatMap((mv, i) => [i / 40, mv, -70]));

describe('a click', () => {
  it('comes where a potential goes up through half the height of a spike, −15 mV, and not again before it was low', () => {
    const found = finder();
    const picture = (shown: PagePicture, wallMs: number) => found.picture(shown, wallMs);
    expect(names(picture(blueAt(-70, -40, -16), 100))).toEqual([]);
    expect(names(picture(blueAt(-14, 40, 10), 117))).toEqual(['blue']);
    expect(names(picture(blueAt(-20, -14, -30), 133))).toEqual([]);
    expect(names(picture(blueAt(-60, 0), 150))).toEqual(['blue']);
  });

  it('does not come of an electrode that is moved into a spike or out of the bath, nor while somebody looks back', () => {
    const found = finder({ blue: 'bath', yellow: 40 });
    found.picture(blueAt(0, 0), 100);
    found.setUp(SET_A_FACTS, INSIDE);
    expect(found.picture(blueAt(20, 30), 117)).toEqual([]);
    found.picture(blueAt(-70), 133);
    expect(found.picture({ ...blueAt(20), lookingBack: true }, 150)).toEqual([]);
    expect(names(found.picture(blueAt(20), 167))).toEqual(['blue']);
  });

  it('is as far from another as the spikes are: 7 ms of axon at real time within one picture', () => {
    const found = finder();
    found.picture(pictureOf([0, -70, -70]), 1000);
    // A picture of 16 ms: blue comes up after 4 ms, yellow after 11.
    const samples = Array.from({ length: 16 }, (_, i) => [i, i < 3 ? -70 : 30, i < 10 ? -70 : 30]).flat();
    const [blue, yellow] = found.picture(pictureOf(samples), 1016);
    expect(yellow!.wallMs - blue!.wallMs).toBeCloseTo(7, 6);
  });

  it('is heard within 20 ms of the frame that shows its picture, however unevenly pictures come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 120, noNaN: true }), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (gapsMs, sampleCount) => {
          const found = finder();
          let wallMs = 1000;
          for (const [i, gapMs] of gapsMs.entries()) {
            wallMs += gapMs;
            const up = i % 2 === 1;
            const samples = Array.from({ length: sampleCount }, (_, k) => [
              k,
              up ? 30 : -70,
              up ? 30 : -70,
            ]).flat();
            const clicks = found.picture(pictureOf(samples), wallMs);
            if (up) expect(clicks).toHaveLength(2);
            const drawnMs = Math.ceil(wallMs / FRAME_MS) * FRAME_MS;
            for (const click of clicks) expect(Math.abs(click.wallMs - drawnMs)).toBeLessThanOrEqual(20);
          }
        },
      ),
    );
  });
});

describe('the clock of the sound', () => {
  it('puts a time of the page 12.5 ms ahead of it, and what is past at once', () => {
    const pair = { contextTime: 2, performanceTime: 5000 };
    expect(audioTime(5012.5, pair, 2.001, true)).toBeCloseTo(2.0125, 9);
    expect(audioTime(4000, pair, 2.001, true)).toBe(2.001);
  });

  it('clicks at once while the sound has not started, or says nothing of the time of the page', () => {
    expect(audioTime(60_000, { contextTime: 0, performanceTime: 0 }, 0.003, true)).toBe(0.003);
    expect(audioTime(60_000, { contextTime: 1, performanceTime: 59_950 }, 1.01, false)).toBe(1.01);
  });

  it('clicks after 0.2 s at most, also where its stamp is from a minute ago', () => {
    expect(audioTime(65_000, { contextTime: 2, performanceTime: 5000 }, 2.5, true)).toBeCloseTo(2.7, 9);
  });
});

function names(clicks: readonly Click[]): string[] {
  return clicks.map(({ name }) => name);
}
