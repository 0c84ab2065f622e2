import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATH_FLAGS, TraceWindow } from '../../src/web/trace-window.js';

function filled(windowMs: number, fromMs: number, toMs: number, stepMs: number): TraceWindow {
  const trace = new TraceWindow(windowMs);
  for (let i = 0; fromMs + i * stepMs <= toMs; i++) trace.add(fromMs + i * stepMs, -70, -70);
  return trace;
}

const none = () => ({ lowMv: Number.POSITIVE_INFINITY, highMv: Number.NEGATIVE_INFINITY });

describe('the window of the traces', () => {
  it('keeps the last 20 ms and one sample before them', () => {
    const [modelMs] = filled(20, 0, 100, 0.5).view();
    expect(modelMs[0]).toBe(80);
    expect(modelMs.at(-1)).toBe(100);
  });

  it('loses none of them when its arrays are full and the old half is thrown away, ten times over', () => {
    const trace = new TraceWindow(20);
    let modelMs = 0;
    for (let i = 0; i <= 100_000; i++) {
      trace.add(modelMs, -70, -70);
      if (modelMs > 20) expect(trace.view()[0][0]! <= modelMs - 20).toBe(true);
      modelMs += [0.9, 0.1, 0.2][i % 3]!;
    }
  });

  it('starts again when time runs backwards', () => {
    const trace = filled(20, 0, 10, 0.1);
    trace.add(0, -70, 0);
    expect(trace.length).toBe(1);
    expect(trace.originMs).toBe(0);
  });

  it('takes a second reading of the same moment for the first', () => {
    const trace = new TraceWindow(20);
    trace.add(1, -70, -70);
    trace.add(1, -60, -65);
    const [modelMs, blueMv, yellowMv] = trace.view();
    expect([...modelMs]).toEqual([1]);
    expect([...blueMv, ...yellowMv]).toEqual([-60, -65]);
  });

  it('ignores NaN and infinity', () => {
    const trace = new TraceWindow(20);
    trace.add(Number.NaN, -70, -70);
    trace.add(1, Number.POSITIVE_INFINITY, -70);
    trace.add(1, -70, Number.NaN);
    expect(trace.length).toBe(0);
    expect(trace.latestMs).toBeUndefined();
  });

  it('stays at 4096 points or fewer for 200000 samples a window, and keeps the newest', () => {
    const trace = filled(20, 0, 40, 0.0001);
    expect(trace.length).toBeLessThanOrEqual(4096);
    expect(trace.length).toBeGreaterThan(2000);
    expect(trace.latestMs).toBeCloseTo(40, 6);
  });

  it('finds the crest of one meter, of both, and after a moment only', () => {
    const trace = new TraceWindow(20);
    trace.add(1, 40, -70);
    trace.add(2, -80, -60);
    const blue = none();
    expect(trace.widen('blue', -Infinity, blue)).toBe(true);
    expect(blue).toEqual({ lowMv: -80, highMv: 40 });
    const both = none();
    trace.widen('blue', 1, both);
    trace.widen('yellow', 1, both);
    expect(both).toEqual({ lowMv: -80, highMv: -60 });
    expect(trace.widen('yellow', 2, none())).toBe(false);
  });

  it('keeps the crest of a spike however close to another sample it falls: +40.00 mV at any lens', () => {
    for (const crestMs of [10.0001, 10.01, 10.03, 10.0649])
      for (const stepMs of [0.065, 0.033, 0.003]) {
        const trace = new TraceWindow(200);
        const spikeMv = (ms: number) => 40 - 400 * Math.abs(ms - crestMs);
        for (let i = 0; i * stepMs < 20; i++) {
          const [beforeMs, nowMs] = [(i - 1) * stepMs, i * stepMs];
          if (beforeMs < crestMs && crestMs < nowMs) trace.add(crestMs, 40, spikeMv(crestMs) / 2);
          trace.add(nowMs, spikeMv(nowMs), spikeMv(nowMs) / 2);
        }
        const blue = none();
        trace.widen('blue', -Infinity, blue);
        expect(blue.highMv).toBe(40);
        const yellow = none();
        trace.widen('yellow', -Infinity, yellow);
        expect(yellow.highMv).toBe(20);
        expect(trace.length).toBeLessThanOrEqual(4096);
      }
  });

  it('finds no potential of the axon in what an electrode read in the bath, also after 200000 samples', () => {
    const trace = new TraceWindow(20);
    const { blue, yellow } = BATH_FLAGS;
    for (let i = 0; i < 200_000; i++) trace.add(i * 0.0001, 0, -60, blue);
    trace.add(20.1, 0, 0, blue + yellow);
    expect(trace.widen('blue', -Infinity, none())).toBe(false);
    trace.add(20.2, -66, -61, 0);
    const found = none();
    expect(trace.widen('blue', -Infinity, found)).toBe(true);
    expect(found).toEqual({ lowMv: -66, highMv: -66 });
    const other = none();
    trace.widen('yellow', -Infinity, other);
    expect(other).toEqual({ lowMv: -61, highMv: -60 });
  });

  it('stays in order, in the window and bounded for any samples', () => {
    const sample = fc.tuple(fc.double({ min: -5, max: 60 }), fc.double(), fc.double());
    fc.assert(
      fc.property(
        fc.array(sample, { maxLength: 300 }),
        fc.constantFrom(0.5, 20, 200),
        (samples, windowMs) => {
          const trace = new TraceWindow(windowMs);
          for (const [modelMs, blueMv, yellowMv] of samples) trace.add(modelMs, blueMv, yellowMv);
          const [modelMs, blueMv, yellowMv] = trace.view();
          expect(blueMv).toHaveLength(modelMs.length);
          expect(yellowMv).toHaveLength(modelMs.length);
          for (let i = 1; i < modelMs.length; i++) {
            expect(modelMs[i]!).toBeGreaterThan(modelMs[i - 1]!);
            expect(modelMs[i]!).toBeGreaterThan(modelMs.at(-1)! - windowMs);
          }
        },
      ),
    );
  });
});
