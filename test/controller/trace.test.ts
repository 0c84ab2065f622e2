import { describe, expect, it } from 'vitest';
import { createTrace, MAX_SAMPLES } from '../../src/controller/trace.js';
import { MAX_SAMPLES_PER_FRAME } from '../../src/server/messages.js';

function addSteps(trace: ReturnType<typeof createTrace>, from: number, steps: number): void {
  trace.expect(steps);
  for (let i = from; i < from + steps; i++) trace.add(i, -70, -70);
}

describe('trace', () => {
  it('holds as many samples as a page takes in one picture', () => {
    expect(MAX_SAMPLES).toBe(MAX_SAMPLES_PER_FRAME);
  });

  it('keeps each of 2 steps, in order', () => {
    const trace = createTrace();
    trace.expect(2);
    trace.add(1, -70, -71);
    trace.add(2, -60, -61);
    expect([...trace.samples()]).toEqual([1, -70, -71, 2, -60, -61]);
  });

  it('thins 667 steps evenly to 222', () => {
    const trace = createTrace();
    addSteps(trace, 0, 667);
    const times = [...trace.samples()].filter((_, i) => i % 3 === 0);
    expect(times).toHaveLength(222);
    expect(new Set(times.slice(1).map((ms, i) => ms - times[i]!))).toEqual(new Set([3]));
  });

  it('keeps a marked instant between two of 667 thinned steps', () => {
    const trace = createTrace();
    trace.expect(667);
    for (let i = 0; i < 667; i++) {
      trace.add(i, -70, -70);
      if (i === 300) trace.mark(300.5, 40, -70);
    }
    const times = [...trace.samples()].filter((_, i) => i % 3 === 0);
    expect(times).toContain(300.5);
    expect(times.every((ms, i) => i === 0 || ms > times[i - 1]!)).toBe(true);
  });

  it('never holds more than 256, and its times always rise', () => {
    const trace = createTrace();
    for (let advance = 0; advance < 20; advance++) addSteps(trace, 667 * advance, 667);
    const times = [...trace.samples()].filter((_, i) => i % 3 === 0);
    expect(times.length).toBeLessThanOrEqual(MAX_SAMPLES);
    expect(times.every((ms, i) => i === 0 || ms > times[i - 1]!)).toBe(true);
  });

  it('is empty after it was cleared', () => {
    const trace = createTrace();
    addSteps(trace, 0, 10);
    trace.clear();
    expect(trace.samples()).toHaveLength(0);
  });
});
