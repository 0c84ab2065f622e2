import { expect, it } from 'vitest';
import { measureHeap } from '../../bench/heap.js';

it('does not grow over 10 virtual minutes of 60 pictures a second with a press every 2 s', async () => {
  const { usedBytes, pictures } = await measureHeap(10);
  expect(pictures).toBeGreaterThan(11 * 60 * 60);
  // Eight bytes kept per picture would already be 290 kB; the first minutes may still compile and settle.
  const settled = usedBytes.slice(1);
  expect(settled.at(-1)! - Math.max(settled[0]!, settled[1]!)).toBeLessThan(200_000);
});
