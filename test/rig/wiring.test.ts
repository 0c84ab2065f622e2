import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nextResistorOhm } from '../../src/rig/light-checks.js';
import { PIN_MA } from '../../src/rig/limits.js';

const wiring = readFileSync(new URL('../../rigs/wiring.md', import.meta.url), 'utf8');

describe('rigs/wiring.md', () => {
  const lamps = [
    ...wiring.matchAll(/^\| [a-z, ]+ \| ([\d.]+) V \| ([\d.]+) mA \| ([\d.]+) mA \| (\d+) Ω \|$/gm),
  ].map((match) => match.slice(1).map(Number));

  it.each(lamps)(
    'tells what an LED of %f V draws: %f mA with 220 Ω, %f with 330, and its least resistor %i Ω',
    (volts, at220, at330, leastOhm) => {
      const drop = 1000 * (5 - volts!);
      expect(drop / 220).toBeCloseTo(at220!, 1);
      expect(drop / 330).toBeCloseTo(at330!, 1);
      expect(nextResistorOhm(drop / PIN_MA)).toBe(leastOhm);
    },
  );

  it('tells it of three kinds of LED', () => {
    expect(lamps).toHaveLength(3);
  });

  const bills = wiring
    .split('| | part | about € |')
    .slice(1)
    .map((bill) => [...bill.split('\n\n')[0]!.matchAll(/\| ([\d.]+)(?: to ([\d.]+))? \|$/gm)]);

  it.each(bills)('adds up the parts of a rig on Firmata, to the euro', (...rows) => {
    const dear = (row: RegExpMatchArray) => Number(row[2] ?? row[1]);
    const parts = rows.slice(0, -1);
    const total = rows.at(-1)!;
    expect(parts.length).toBeGreaterThan(4);
    expect(Math.round(parts.reduce((sum, row) => sum + Number(row[1]), 0))).toBe(Number(total[1]));
    expect(Math.round(parts.reduce((sum, row) => sum + dear(row), 0))).toBe(Number(total[2]));
  });

  it('has a bill for each of the four', () => {
    expect(bills).toHaveLength(4);
  });
});
