import { describe, expect, it } from 'vitest';
import { createSamples } from '../../src/controller/samples.js';

function addSteps(samples: ReturnType<typeof createSamples>, from: number, steps: number): void {
  samples.expect(steps);
  for (let i = from; i < from + steps; i++) samples.add(i, -70, -70);
}

describe('samples of both voltmeters', () => {
  it('keeps each of 2 steps, in order', () => {
    const samples = createSamples();
    samples.expect(2);
    samples.add(1, -70, -71);
    samples.add(2, -60, -61);
    expect([...samples.all()]).toEqual([1, -70, -71, 2, -60, -61]);
  });

  it('thins 667 steps evenly to 222', () => {
    const samples = createSamples();
    addSteps(samples, 0, 667);
    const times = [...samples.all()].filter((_, i) => i % 3 === 0);
    expect(times).toHaveLength(222);
    expect(new Set(times.slice(1).map((ms, i) => ms - times[i]!))).toEqual(new Set([3]));
  });

  it('keeps a corner between two of 667 thinned looks', () => {
    const samples = createSamples();
    samples.expect(667);
    for (let i = 0; i < 667; i++) {
      if (i === 301) samples.mark(300.5, 'blue', 40);
      samples.add(i, -70, -70);
    }
    const all = [...samples.all()];
    const times = all.filter((_, i) => i % 3 === 0);
    const row = times.indexOf(300.5);
    expect(all.slice(3 * row, 3 * row + 3)).toEqual([300.5, 40, -70]);
    expect(times.every((ms, i) => i === 0 || ms > times[i - 1]!)).toBe(true);
  });

  it('draws the other meter straight past a corner, on towards a corner of its own', () => {
    const samples = createSamples();
    samples.expect(2);
    samples.add(10, -70, -50);
    samples.mark(11, 'blue', 40);
    samples.mark(12, 'yellow', -90);
    samples.mark(13, 'blue', -80);
    samples.mark(13, 'yellow', -30);
    samples.add(14, -72, -20);
    expect([...samples.all()]).toEqual(
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
    const samples = createSamples();
    samples.expect(2);
    samples.mark(0, 'blue', -70);
    samples.mark(0, 'yellow', -70);
    samples.mark(1, 'blue', 40);
    samples.add(2, 0, -60);
    samples.mark(2, 'blue', 0);
    samples.add(3, -10, -50);
    expect([...samples.all()]).toEqual([0, -70, -70, 1, 40, -65, 2, 0, -60, 3, -10, -50]);
  });

  it('never holds more than 256, and its times always rise', () => {
    const samples = createSamples();
    for (let advance = 0; advance < 20; advance++) addSteps(samples, 667 * advance, 667);
    const times = [...samples.all()].filter((_, i) => i % 3 === 0);
    expect(times.length).toBeLessThanOrEqual(256);
    expect(times.every((ms, i) => i === 0 || ms > times[i - 1]!)).toBe(true);
  });

  it('is empty after it was cleared', () => {
    const samples = createSamples();
    addSteps(samples, 0, 10);
    samples.clear();
    expect(samples.all()).toHaveLength(0);
  });
});
