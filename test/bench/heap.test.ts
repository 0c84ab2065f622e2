import { expect, it } from 'vitest';
import { measureHeap } from '../../bench/heap.js';

it('does not grow over 6 virtual minutes of 60 pictures a second with a press every 2 s', async () => {
  const { usedBytes, pictures } = await measureHeap(6);
  expect(pictures).toBeGreaterThan(7 * 60 * 60);
  // Eight bytes kept per picture would already be 140 kB; the first minutes may still compile and settle.
  const settled = usedBytes.slice(1);
  expect(settled.at(-1)! - Math.max(settled[0]!, settled[1]!)).toBeLessThan(100_000);
});
