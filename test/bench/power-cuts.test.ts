import { expect, it } from 'vitest';

const BENCH = new URL('../../dist/bench/power-cuts.js', import.meta.url).href;

it('an exhibit whose power is cut six times at any moment comes up each time, and loses no line that its disk had', async () => {
  const { cutPower } = (await import(BENCH)) as typeof import('../../bench/power-cuts.js');
  const found = await cutPower(6, 9);
  expect(found.lightMs).toHaveLength(4);
  // How long lines wait for the disk is said in virtual time: test/service/day-log.test.ts.
  expect(found.lostLines).toBe(0);
  expect(found.tornLines).toBeLessThanOrEqual(found.tornByHand);
  // Every third is cut once its start is in the log; by hand one of these may be torn each time.
  expect(found.startsLogged + found.tornByHand).toBeGreaterThanOrEqual(2);
  expect(found.cutOffs).toBeGreaterThan(0);
  expect(found.cutsKnown).toBe(true);
  expect(found.countsInOrder).toBe(true);
}, 240_000);
