import { describe, expect, it } from 'vitest';
import { pairVelocities, traceFigures } from '../../src/experiment/analysis.js';
import { crossingMs } from '../../src/experiment/crossing.js';
import { SpikeFinder } from '../../src/experiment/spikes.js';

/** A trace every `stepMs`, from a function of time. */
function trace(untilMs: number, stepMs: number, mv: (ms: number) => number) {
  const timesMs = Float64Array.from({ length: Math.round(untilMs / stepMs) + 1 }, (_, i) => i * stepMs);
  return { timesMs, mv: timesMs.map(mv) };
}

/** A bell on a rest: rises by `height`, highest at `atMs`, a standard deviation of `widthMs`. */
const bell = (restMv: number, height: number, atMs: number, widthMs: number) => (ms: number) =>
  restMv + height * Math.exp(-(((ms - atMs) / widthMs) ** 2) / 2);

/** The spikes of a trace that ionic current makes alone. */
function spikesOf(timesMs: Float64Array, mv: Float64Array) {
  const finder = new SpikeFinder();
  mv.forEach((at, i) => {
    const lengthMs = timesMs[i + 1]! - timesMs[i]!;
    finder.add(i, timesMs[i]!, at, i + 1 < mv.length ? (mv[i + 1]! - at) / lengthMs : 0);
  });
  return finder.upswings.filter(({ carried }) => carried);
}

const figuresOf = (of: { timesMs: Float64Array; mv: Float64Array }) =>
  traceFigures(of.timesMs, of.mv, spikesOf(of.timesMs, of.mv));

/** Where a trace comes through a level upwards. */
function crossingsMs(timesMs: Float64Array, mv: Float64Array, levelMv: number): number[] {
  const rows = [...mv.keys()].filter((i) => i > 0 && mv[i - 1]! < levelMv && mv[i]! >= levelMv);
  return rows.map((i) => crossingMs(timesMs, mv, i, levelMv));
}

describe('the figures of a trace', () => {
  const { timesMs, mv } = trace(10, 0.01, bell(-65, 90, 4.0037, 0.3));
  const figures = figuresOf({ timesMs, mv });

  it('has its rest from its first point: −65 mV', () => expect(figures.restMv).toBe(-65));

  it('finds a round peak between its points: 25 mV at 4.0037 ms within 1e-5, from points 0.01 ms apart', () => {
    expect(Math.abs(figures.peakMs - 4.0037)).toBeLessThan(1e-5);
    expect(Math.abs(figures.peakMv - 25)).toBeLessThan(1e-5);
  });

  it('measures the half width of a bell of 0.3 ms: 2 √(2 ln 2) × 0.3 = 0.70645 ms', () => {
    expect(figures.halfWidthMs).toBeCloseTo(2 * Math.sqrt(2 * Math.log(2)) * 0.3, 4);
  });

  it('has one spike, where it crosses half of its rise', () => {
    expect(figures.spikesMs).toHaveLength(1);
    expect(figures.spikesMs[0]).toBeCloseTo(4.0037 - figures.halfWidthMs! / 2, 4);
  });

  it('leaves a corner where it is: a peak of two straight lines is its own point', () => {
    const corner = trace(4, 0.01, (ms) => -70 + (ms < 2 ? 20 * ms : 80 - 25 * (ms - 2)));
    const { peakMv, peakMs } = traceFigures(corner.timesMs, corner.mv);
    expect(peakMv).toBeCloseTo(10, 9);
    expect(peakMs).toBeCloseTo(2, 9);
  });

  it('finds three spikes whose peaks stay at −10 mV, below 0', () => {
    const three = trace(40, 0.01, (ms) =>
      [8, 20, 32].reduce((sum, atMs) => sum + bell(0, 55, atMs, 0.3)(ms), -65),
    );
    expect(figuresOf(three).spikesMs.map(Math.round)).toEqual([8, 20, 32]);
  });

  it('has no spike where it rises by 29 mV, and one where it rises by 31', () => {
    const rising = (height: number) => figuresOf(trace(10, 0.01, bell(-65, height, 4, 0.3)));
    expect(rising(29).spikesMs).toEqual([]);
    expect(rising(31).spikesMs).toHaveLength(1);
  });

  it('measures each spike against the trough before it: a train between −60 and −20 mV after one to +40', () => {
    const swings = trace(40, 0.01, (ms) =>
      ms < 4 ? bell(-60, 100, 2, 0.3)(ms) : -40 - 20 * Math.cos((2 * Math.PI * (ms - 4)) / 6),
    );
    const { spikesMs, halfWidthMs } = figuresOf(swings);
    expect(spikesMs).toHaveLength(7);
    expect(spikesMs.slice(1).map((ms) => ms.toFixed(3))).toEqual([
      '5.500',
      '11.500',
      '17.500',
      '23.500',
      '29.500',
      '35.500',
    ]);
    expect(halfWidthMs).toBeCloseTo(2 * Math.sqrt(2 * Math.log(2)) * 0.3, 3);
  });

  it('looks for the trough after a spike, and anywhere where there is none', () => {
    const both = (height: number) =>
      trace(
        20,
        0.01,
        (ms) => bell(-65, -30, 3, 0.5)(ms) + bell(0, height, 8, 0.3)(ms) + bell(0, -10, 12, 1)(ms),
      );
    expect(figuresOf(both(90)).troughMs).toBeCloseTo(12, 3);
    const { timesMs: times, mv: none } = both(10);
    const { troughMv, troughMs } = traceFigures(times, none);
    expect([troughMv, troughMs]).toEqual([expect.closeTo(-95, 3), expect.closeTo(3, 3)]);
  });

  it('looks for it no further than the next spike, however low the trace gets after that', () => {
    const two = trace(
      40,
      0.01,
      (ms) =>
        bell(-65, 95, 8, 0.3)(ms) +
        bell(0, -8, 10, 0.5)(ms) +
        bell(0, 90, 20, 0.3)(ms) +
        bell(0, -12, 22, 0.5)(ms),
    );
    const { troughMv, troughMs } = figuresOf(two);
    expect([troughMv, troughMs]).toEqual([expect.closeTo(-73, 3), expect.closeTo(10, 3)]);
  });

  it('has no half width where the peak has not ended', () => {
    const { timesMs: times, mv: rising } = trace(5, 0.01, (ms) => -65 + 10 * ms);
    expect(traceFigures(times, rising).halfWidthMs).toBeNull();
  });

  it('is flat in the bath: 0 mV throughout and no half width', () => {
    const flat = trace(5, 0.01, () => 0);
    expect(traceFigures(flat.timesMs, flat.mv)).toEqual({
      restMv: 0,
      peakMv: 0,
      peakMs: 0,
      troughMv: 0,
      troughMs: 0,
      halfWidthMs: null,
      spikesMs: [],
    });
  });

  it('has its spike within 1e-6 ms from points 0.01 ms apart, where straight lines between them are off by 1e-4', () => {
    // Half of a rise of 90 mV on its way to 110 with a time constant of 0.12 ms: like the lesson’s membrane.
    const exactMs = 1.0037 - 0.12 * Math.log(1 - 45 / 110);
    const rising = (ms: number) => (ms < 1.0037 ? 0 : 110 * (1 - Math.exp((1.0037 - ms) / 0.12)));
    const { timesMs: times, mv: values } = trace(1.3, 0.01, rising);
    const [crossing] = crossingsMs(times, values, 45);
    expect(Math.abs(crossing! - exactMs)).toBeLessThan(1e-6);
    const after = times.findIndex((ms) => ms > exactMs);
    const share = (45 - values[after - 1]!) / (values[after]! - values[after - 1]!);
    expect(Math.abs(times[after - 1]! + share * 0.01 - exactMs)).toBeGreaterThan(3e-5);
  });

  it('finds it as well between points that are not evenly apart: a switch has a row of its own', () => {
    const times = Float64Array.from([0, 0.01, 0.013, 0.02, 0.03, 0.04]);
    const [crossing] = crossingsMs(
      times,
      times.map((ms) => 100 * ms + 2000 * ms ** 2),
      2.4,
    );
    expect(crossing).toBeCloseTo((-100 + Math.sqrt(1e4 + 4 * 2000 * 2.4)) / 4000, 12);
  });

  it('goes straight beside a corner, where a cubic would swing: 20 mV/ms upwards from a flat rest', () => {
    const corner = trace(1, 0.01, (ms) => -70 + Math.max(0, 20 * (ms - 0.5)));
    expect(crossingsMs(corner.timesMs, corner.mv, -69.95)[0]).toBeCloseTo(0.5025, 12);
  });

  it('crosses a level once for each rise, not again while it stays above', () => {
    const times = Float64Array.from([0, 1, 2, 3, 4, 5]);
    expect(crossingsMs(times, Float64Array.from([-10, 10, 10, -10, -10, 30]), 0)).toEqual([0.5, 4.25]);
  });
});

describe('velocities', () => {
  const seen = (...spikesMs: number[]) => ({
    ...traceFigures(Float64Array.of(0), Float64Array.of(0)),
    spikesMs,
  });
  const at = (name: string, along: number | null) => ({ name, along });

  it('are distance over time between each two: 20 mm in 1 ms is 20 m/s', () => {
    const pairs = pairVelocities([at('a', 40), at('b', 60), at('c', 50)], [seen(3), seen(4, 9), seen(3.4)]);
    expect(pairs.map(({ from, to }) => from + to)).toEqual(['ab', 'ac', 'bc']);
    expect(pairs.map(({ velocity }) => velocity)).toEqual([20, expect.closeTo(25), expect.closeTo(10 / 0.6)]);
  });

  it('are negative towards the beginning, and none without a spike, at one instant or in the bath', () => {
    const places = [at('a', 40), at('b', 60), at('c', 70), at('bath', null)];
    const pairs = pairVelocities(places, [seen(4), seen(3), seen(4), seen()]);
    expect(pairs.map(({ velocity }) => velocity)).toEqual([-20, null, 10]);
    expect(pairVelocities([at('a', 0), at('b', 1)], [seen(1), seen()])[0]!.velocity).toBeNull();
  });
});
