import { describe, expect, it } from 'vitest';
import { Sweep } from '../../../src/recording/measures/index.js';

describe('a sweep', () => {
  it('has no more rows once nothing goes on: 4 minutes at rest add none', () => {
    const sweep = new Sweep();
    sweep.begin({ at: 0, startMs: 0 });
    sweep.add(Float64Array.of(0, -70, -70, 1, 40, -70, 2, -70, 40, 3, -70, -70));
    const rows = sweep.trace('blue').timesMs.length;
    for (let k = 1; k <= 14_400; k++)
      sweep.add(Float64Array.of(3 + k, -70, -70.1, 3.5 + k, -70, -70.1), true);
    const { timesMs, potentialMv } = sweep.trace('yellow');
    expect(timesMs.length).toBe(rows);
    expect([timesMs[2], timesMs.at(-1)]).toEqual([2, 14_403.5]);
    expect(Math.max(...potentialMv)).toBe(40);
  });
});
