/** What one sweep keeps of what it is told. */
import { describe, expect, it } from 'vitest';
import { Sweep } from '../../src/web/sweep.js';
import { PRESS_MARK, STATE } from './page-state.js';

describe('what is inside the membrane', () => {
  it('has at most 1024 rows of 3000 that the tape tells, from 0 ms to the end at 12 ms', () => {
    const sweep = new Sweep({ ...PRESS_MARK, atMs: 0 }, null, 14, STATE);
    const rows = Array.from({ length: 3000 }, (_, i) => [i / 250, 1, 2, 3, 4, 5, 6]);
    sweep.fill([], rows.flat());
    expect(sweep.inside.length).toBeLessThanOrEqual(1024);
    expect(sweep.inside.length).toBeGreaterThan(512);
    expect(sweep.inside[0]!.ms).toBe(0);
    expect(sweep.inside.at(-1)!.ms).toBeCloseTo(12, 1);
  });

  it('keeps its beginning where what the page has seen and what the tape tells are too many', () => {
    const sweep = new Sweep({ ...PRESS_MARK, atMs: 0 }, null, 14, STATE);
    const told = (from: number) =>
      Array.from({ length: 1000 }, (_, i) => [from + i / 200, 1, 2, 3, 4, 5, 6]).flat();
    sweep.fill([], [...told(0), ...told(6)]);
    sweep.fill([], told(0));
    expect(sweep.inside[0]!.ms).toBe(0);
    expect(sweep.inside.at(-1)!.ms).toBeGreaterThan(10);
  });
});
