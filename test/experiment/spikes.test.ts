import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpikeFinder, type Upswing } from '../../src/experiment/spikes.js';

const STEP_MS = 0.01;

/**
 * What is found in a potential every 0.01 ms, of whose slope `ionic` is the inward ionic current [mV/ms]: all of it
 * unless said otherwise.
 */
function upswings(
  untilMs: number,
  mv: (ms: number) => number,
  ionic: (ms: number) => number = (ms) => (mv(ms) - mv(ms - STEP_MS)) / STEP_MS,
): readonly Upswing[] {
  const finder = new SpikeFinder();
  for (let k = 0; k * STEP_MS <= untilMs; k++)
    finder.add(k, k * STEP_MS, mv(k * STEP_MS), ionic(k * STEP_MS));
  return finder.upswings;
}

const carried = (found: readonly Upswing[]) => found.map((upswing) => upswing.carried);

/** From −65 mV up by `height` between 1 and 2 ms, and down again by 3 ms. */
const tent = (height: number) => (ms: number) => -65 + height * Math.max(0, 1 - Math.abs(ms - 2));

/** The most rises of 30 mV that there are with a fall of 30 mV after each, by trying every pair of rows. */
function mostInTurn(mv: readonly number[]): number {
  const toPeak: number[] = [];
  const toTrough: number[] = [];
  mv.forEach((here, row) => {
    let peak = 0;
    let trough = 0;
    for (let k = 0; k < row; k++) {
      if (here - mv[k]! >= 30) peak = Math.max(peak, toTrough[k]! + 1);
      if (mv[k]! - here >= 30) trough = Math.max(trough, toPeak[k]!);
    }
    toPeak.push(peak);
    toTrough.push(trough);
  });
  return Math.max(...toTrough);
}

describe('an upswing', () => {
  it('of 30 mV from the trough before it is found, one of 29 is not', () => {
    expect(upswings(5, tent(30.001))).toHaveLength(1);
    expect(upswings(5, tent(29))).toEqual([]);
  });

  it('is told with its trough and its peak', () => {
    expect(upswings(5, tent(80))).toEqual([
      { troughRow: 100, troughMs: 1, peakRow: 200, peakMs: 2, carried: true },
    ]);
  });

  it('is a mere lift where no ionic current makes it, however high, and where it flows outward', () => {
    expect(carried(upswings(5, tent(400), () => 0))).toEqual([false]);
    expect(carried(upswings(5, tent(400), (ms) => -(tent(400)(ms) + 65)))).toEqual([false]);
  });

  it('is a spike where the ionic current makes 16 of 100 mV, and none with 14', () => {
    const share = (mv: number) => (ms: number) => (ms > 1 && ms < 2 ? mv : 0);
    expect(carried(upswings(5, tent(100), share(14)))).toEqual([false]);
    expect(carried(upswings(5, tent(100), share(16)))).toEqual([true]);
  });

  it('counts once, in spite of a dip of 29 mV on its way, and twice with one of 31', () => {
    const dipped = (dip: number) => (ms: number) => {
      if (ms < 2) return tent(100)(ms);
      if (ms < 3) return 35 - dip * (ms - 2);
      return ms < 4 ? 35 - dip + 2 * dip * (ms - 3) : 35 + dip - 200 * (ms - 4);
    };
    expect(upswings(5, dipped(29))).toHaveLength(1);
    expect(upswings(5, dipped(31))).toHaveLength(2);
  });

  it('counts once where one row of it is 32 mV above the row before, and nothing fell between', () => {
    const rows = [-65, -60, -25, 7, 39, -20, -65];
    expect(upswings(0.065, (ms) => rows[Math.max(0, Math.round(ms / STEP_MS))]!)).toMatchObject([
      { troughRow: 0, peakRow: 4 },
    ]);
  });

  it('is one of as many as rise and fall by 30 mV in turn, in any row of potentials', () => {
    const potentials = fc.array(fc.double({ min: -100, max: 60, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(potentials, (mv) => {
        // At the end all have fallen.
        const rows = [...mv, -1000];
        expect(
          upswings(
            (rows.length - 0.5) * STEP_MS,
            (ms) => rows[Math.round(ms / STEP_MS)] ?? 0,
            () => 0,
          ),
        ).toHaveLength(mostInTurn(rows));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('is not yet one while it rises: the trace ends before its peak', () => {
    expect(upswings(1.99, tent(80))).toEqual([]);
    expect(upswings(2.02, tent(80))).toHaveLength(1);
  });

  it('back from a hyperpolarisation is none: the leak that makes it dies down as it rises', () => {
    const back = (ms: number) => -65 - 80 * Math.exp(-ms / 2);
    expect(carried(upswings(20, (ms) => (ms < 10 ? back(ms) : back(20 - ms))))).toEqual([false]);
  });

  it('that begins so is a spike if the current turns inward again, as after an anode break', () => {
    const back = (ms: number) => -65 - 80 * Math.exp(-ms / 2);
    const rebound = (ms: number) => back(ms) + 90 * Math.exp(-(((ms - 12) / 0.5) ** 2));
    expect(carried(upswings(15, rebound))).toEqual([true]);
  });

  it('counts under a steady current that the membrane never outdoes: 100 µA/cm² put in, 75 and more flowing out', () => {
    const swinging = (ms: number) => -40 - 20 * Math.cos((2 * Math.PI * ms) / 7);
    const outward = (ms: number) => 100 - (swinging(ms + STEP_MS) - swinging(ms)) / STEP_MS;
    expect(Math.min(...Array.from({ length: 700 }, (_, k) => outward(k * STEP_MS)))).toBeGreaterThan(75);
    expect(carried(upswings(20, swinging, (ms) => -outward(ms)))).toEqual([true, true, true]);
  });
});
