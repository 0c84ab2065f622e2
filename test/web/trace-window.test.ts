import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceWindow } from '../../src/web/trace-window.js';

function filled(windowMs: number, fromMs: number, toMs: number, stepMs: number): TraceWindow {
  const trace = new TraceWindow(windowMs);
  for (let i = 0; fromMs + i * stepMs <= toMs; i++) trace.add(fromMs + i * stepMs, -70, -70);
  return trace;
}

describe('the window of the traces', () => {
  it('keeps the last 20 ms and one sample before them', () => {
    const [modelMs] = filled(20, 0, 100, 0.5).view();
    expect(modelMs[0]).toBe(80);
    expect(modelMs.at(-1)).toBe(100);
  });

  it('starts anew when time runs backwards', () => {
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
    const out = { lowMv: 0, highMv: 0 };
    expect(trace.extent(true, false, -Infinity, out)).toBe(true);
    expect(out).toEqual({ lowMv: -80, highMv: 40 });
    trace.extent(true, true, 1, out);
    expect(out).toEqual({ lowMv: -80, highMv: -60 });
    expect(trace.extent(false, false, -Infinity, out)).toBe(false);
    expect(trace.extent(true, true, 2, out)).toBe(false);
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
