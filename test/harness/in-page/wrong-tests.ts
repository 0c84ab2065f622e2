/** Tests of which some do not hold: whether it is noticed in a page. */
import { afterEach, describe, expect, it } from 'vitest';

describe('wrong tests', () => {
  let isBroken = false;
  afterEach(() => {
    if (isBroken) throw new Error('what comes after it is broken');
  });

  it('holds', () => {
    expect({ a: [1, 2] }).toEqual({ a: [1, expect.any(Number)] });
  });

  it.each([1, 2])('holds for 1, not for %s', (value) => {
    expect(value).toBe(1);
  });

  it('comes too late', async () => {
    await Promise.resolve();
    throw new Error('too late');
  });

  it('leaves something broken', () => {
    isBroken = true;
  });
});
