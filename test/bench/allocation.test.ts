import { expect, it } from 'vitest';
import { allocatedBytes } from '../../bench/allocation.js';

it('counts 1 000 000 arrays of 8 numbers as 60 to 200 MB although they are collected on the way', () => {
  const kept: number[][] = [[]];
  const bytes = allocatedBytes(() => {
    kept[0] = [1, 2, 3, 4, 5, 6, 7, Math.random()];
  }, 1_000_000);
  expect(kept[0]).toHaveLength(8);
  expect(bytes).toBeGreaterThan(60e6);
  expect(bytes).toBeLessThan(200e6);
});

it('counts nothing for a sum in an array that was there before', () => {
  const sum = new Float64Array(1);
  const step = () => {
    sum[0]! += 0.1;
  };
  expect(allocatedBytes(step, 1_000_000)).toBeLessThan(200_000);
});
