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

  it('keeps a corner between two of 667 thinned looks', () => {
    const trace = createTrace();
    trace.expect(667);
    for (let i = 0; i < 667; i++) {
      if (i === 301) trace.mark(300.5, 'blue', 40);
      trace.add(i, -70, -70);
    }
    const samples = [...trace.samples()];
    const times = samples.filter((_, i) => i % 3 === 0);
    const place = times.indexOf(300.5);
    expect(samples.slice(3 * place, 3 * place + 3)).toEqual([300.5, 40, -70]);
    expect(times.every((ms, i) => i === 0 || ms > times[i - 1]!)).toBe(true);
  });

  it('draws the other meter straight past a corner, on towards a corner of its own', () => {
    const trace = createTrace();
    trace.expect(2);
    trace.add(10, -70, -50);
    trace.mark(11, 'blue', 40);
    trace.mark(12, 'yellow', -90);
    trace.mark(13, 'blue', -80);
    trace.mark(13, 'yellow', -30);
    trace.add(14, -72, -20);
    expect([...trace.samples()]).toEqual(
      [
        [10, -70, -50],
        [11, 40, -70],
        [12, -20, -90],
        [13, -80, -30],
        [14, -72, -20],
      ].flat(),
    );
  });

  it('has no instant twice: a corner where a look was is no new sample, and lines begin level', () => {
    const trace = createTrace();
    trace.expect(2);
    trace.mark(0, 'blue', -70);
    trace.mark(0, 'yellow', -70);
    trace.mark(1, 'blue', 40);
    trace.add(2, 0, -60);
    trace.mark(2, 'blue', 0);
    trace.add(3, -10, -50);
    expect([...trace.samples()]).toEqual([0, -70, -70, 1, 40, -65, 2, 0, -60, 3, -10, -50]);
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
