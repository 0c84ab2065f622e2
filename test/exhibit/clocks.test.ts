import { describe, expect, it } from 'vitest';
import { watchClocks } from '../../src/exhibit/clocks.js';

const HOUR_MS = 3_600_000;
const MORNING = Date.parse('2026-12-01T09:00:00Z');

function bench() {
  const look = watchClocks(0, MORNING);
  let [nowMs, wallMs] = [0, MORNING];
  return (passedMs: number, jumpMs = 0) => {
    nowMs += passedMs;
    wallMs += passedMs + jumpMs;
    return look(nowMs, wallMs);
  };
}

describe('two clocks', () => {
  it('that go on alike say nothing all day, although one is put right by a few seconds now and then', () => {
    const pass = bench();
    for (let second = 0; second < 86_400; second++)
      expect(pass(1000, second % 3600 === 0 ? 5000 : 0)).toBeUndefined();
  });

  it.each([
    [8 * HOUR_MS, 'The clock on the wall jumped on by 8.0 hours: it was put right, or the computer slept.'],
    [
      -50 * 8766 * HOUR_MS,
      'The clock on the wall jumped back by 50.0 years: it was put right, or the computer slept.',
    ],
    [61_000, 'The clock on the wall jumped on by 61 s: it was put right, or the computer slept.'],
  ])('of which one jumps by %i ms say so, once', (jumpMs, words) => {
    const pass = bench();
    pass(1000);
    expect(pass(1000, jumpMs)).toEqual({ words, seconds: jumpMs / 1000 });
    expect(pass(1000)).toBeUndefined();
  });

  it('that both stood still say for how long nothing ran', () => {
    const pass = bench();
    pass(1000);
    expect(pass(3 * HOUR_MS)?.words).toBe('Nothing ran for 3.0 hours: the computer slept, or was busy.');
    expect(pass(10_001)?.seconds).toBe(10);
    expect(pass(1000)).toBeUndefined();
  });
});
