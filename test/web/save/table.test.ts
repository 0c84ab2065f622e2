import { describe, expect, it } from 'vitest';
import { sweepCsv } from '../../../src/web/save/table.js';
import { RigSweeps } from './rig-sweeps.js';

describe('the table of a sweep', () => {
  const room = new RigSweeps();
  room.pressBoth(4, 40);
  const [on, off] = room.sweeps.all;
  const rows = sweepCsv(on!, [{ sweep: off!, name: 'sweep 1, "off"' }])
    .trimEnd()
    .split('\n');

  it('has a row for each sample of the sweep, and the earlier one beside it at the same times', () => {
    expect(rows[0]).toBe(
      'time_ms,blue_mV,yellow_mV,"blue_mV (sweep 1, ""off"")","yellow_mV (sweep 1, ""off"")"',
    );
    expect(rows).toHaveLength(1 + on!.samples.count);
    const at = rows.findIndex((row) => Number(row.split(',')[0]) >= 8.1);
    const [, blue, yellow, blueOff, yellowOff] = rows[at]!.split(',').map(Number);
    expect(yellow).toBeGreaterThan(35);
    expect(blue).toBeLessThan(-74);
    expect(blueOff).toBeGreaterThan(-66);
    expect(yellowOff).toBe(-70);
  });

  it('has the numbers of the sweep, to a thousandth of a millivolt', () => {
    rows.slice(1).forEach((row, i) => {
      const [ms, blue] = row.split(',').map(Number);
      expect(ms).toBeCloseTo(on!.samples.timesMs[i]!, 6);
      expect(blue).toBeCloseTo(on!.samples.blueMv[i]!, 3);
    });
  });

  it('has empty cells where nothing is known', () => {
    const short = sweepCsv(on!, [
      { sweep: { ...off!, samples: Object.assign(off!.samples.copy(), { count: 2 }) } as never, name: 'x' },
    ]);
    expect(short.trimEnd().split('\n').at(-1)).toMatch(/^[\d.]+,-?[\d.]+,-?[\d.]+,,$/);
  });
});
