import { expect, it } from 'vitest';

const BENCH = new URL('../../dist/bench/power-cuts.js', import.meta.url).href;

it('an exhibit whose power is cut six times at any moment comes up each time, and loses a second of its log at most', async () => {
  const { cutPower } = (await import(BENCH)) as typeof import('../../bench/power-cuts.js');
  const found = await cutPower(6, 5);
  expect(found.lightMs).toHaveLength(4);
  // A second of waiting lines, and one entry.
  expect(found.mostLostMs).toBeLessThan(1500);
  expect(found.tornLines).toBeLessThanOrEqual(found.tornByHand);
  expect(found.startsLogged).toBeGreaterThanOrEqual(2);
  expect(found.cutOffs).toBeGreaterThan(0);
  expect(found.countsInOrder).toBe(true);
}, 240_000);
