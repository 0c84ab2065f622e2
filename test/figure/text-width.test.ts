import { describe, expect, it } from 'vitest';
import { wrapped } from '../../src/figure/text-width.js';

describe('a wrapped text', () => {
  it('is broken between words, and a word that is too long stays whole', () => {
    const lines = wrapped('one two three incomprehensibilities four', 6);
    expect(lines).toEqual(['one two', 'three', 'incomprehensibilities', 'four']);
    expect(wrapped('for 0.2 ms at 0 mm', 6)).toEqual(['for 0.2 ms', 'at 0 mm']);
  });
});
