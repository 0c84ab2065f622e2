import { describe, expect, it } from 'vitest';
import { createBucket } from '../../src/server/rate.js';

describe('bucket', () => {
  it('gives 100 at once and then 100 a second', () => {
    const bucket = createBucket(100, 100, 0);
    const taken = (nowMs: number) =>
      Array.from({ length: 300 }, () => bucket.take(nowMs)).filter(Boolean).length;
    expect(taken(0)).toBe(100);
    expect(taken(500)).toBe(50);
    expect(taken(60_000)).toBe(100);
  });

  it('takes several or none', () => {
    const bucket = createBucket(100, 100, 0);
    expect(bucket.take(0, 60)).toBe(true);
    expect(bucket.take(0, 60)).toBe(false);
    expect(bucket.take(0, 40)).toBe(true);
  });
});
