import { describe, expect, it } from 'vitest';
import { simplifiedIndexes } from '../../src/figure/simplify.js';

describe('a simplified line', () => {
  it('keeps first, last and corners, and is nowhere off by more than the tolerance', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 10);
    const y = x.map((value) => 10 * Math.sin(value / 5) + (value > 50 ? 7 : 0));
    const kept = simplifiedIndexes(x, y, 0.05);
    expect(kept.length).toBeLessThan(150);
    expect([kept[0], kept.at(-1)]).toEqual([0, 999]);
    for (let k = 1; k < kept.length; k++) {
      const [a, b] = [kept[k - 1]!, kept[k]!];
      for (let i = a; i <= b; i++) {
        const on = y[a]! + ((y[b]! - y[a]!) * (x[i]! - x[a]!)) / (x[b]! - x[a]!);
        expect(Math.abs(y[i]! - on)).toBeLessThanOrEqual(0.05 + 1e-12);
      }
    }
  });

  it('of one point or of none is itself', () => {
    expect(simplifiedIndexes([0], [5], 0.1)).toEqual([0]);
    expect(simplifiedIndexes([], [], 0.1)).toEqual([]);
  });
});
