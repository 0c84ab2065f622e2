import { describe, expect, it } from 'vitest';
import { contained } from '../../src/server/contained.js';

const BOOM = new Error('boom');

describe('contained', () => {
  it('hands on arguments, and what is thrown', () => {
    const caught: unknown[] = [];
    const sum: number[] = [];
    const work = contained(
      (a: number, b: number) => {
        if (b === 0) throw BOOM;
        sum.push(a + b);
      },
      (error, args) => caught.push(error, args),
    );
    work(1, 2);
    work(1, 0);
    expect(sum).toEqual([3]);
    expect(caught).toEqual([BOOM, [1, 0]]);
  });
});
