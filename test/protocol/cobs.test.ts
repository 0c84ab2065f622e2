import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cobsDecode, cobsEncode } from '../../src/protocol/index.js';

const of = (...values: number[]) => Uint8Array.from(values);
const run = (length: number) => Uint8Array.from({ length }, (_, i) => 1 + (i % 255));

describe('byte stuffing', () => {
  it.each([
    ['no bytes', of(), of(1)],
    ['one zero', of(0), of(1, 1)],
    ['two zeros', of(0, 0), of(1, 1, 1)],
    ['11 22 00 33', of(0x11, 0x22, 0, 0x33), of(3, 0x11, 0x22, 2, 0x33)],
    ['11 00 00 00', of(0x11, 0, 0, 0), of(2, 0x11, 1, 1, 1)],
    ['253 bytes without a zero', run(253), of(254, ...run(253))],
    ['254 bytes without a zero', run(254), of(255, ...run(254))],
    ['255 bytes without a zero', run(255), of(255, ...run(254), 2, 255)],
    ['254 bytes and a zero', of(...run(254), 0), of(255, ...run(254), 1, 1)],
  ])('stuffs %s', (_, bytes, stuffed) => {
    expect(cobsEncode(bytes)).toEqual(stuffed);
    expect(cobsDecode(stuffed)).toEqual(bytes);
  });

  it('leaves no zero inside, costs one byte and one for each further 254, and comes back as it was', () => {
    const lumpy = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 255 })), { maxLength: 4 })
      .map((parts) => of(...parts.flatMap(([length, value]) => [...Array<number>(length).fill(value), 0])));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 700 }), lumpy), (bytes) => {
        const stuffed = cobsEncode(bytes);
        expect(stuffed.includes(0)).toBe(false);
        expect(stuffed.length).toBeLessThanOrEqual(bytes.length + 1 + Math.floor(bytes.length / 254));
        expect(cobsDecode(stuffed)).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['a count that points beyond the end', of(5, 1, 2)],
    ['a zero as count', of(0)],
    ['a zero inside a run', of(3, 0, 1)],
    ['a second count beyond the end', of(2, 1, 9)],
  ])('refuses %s', (_, stuffed) => {
    expect(cobsDecode(stuffed)).toBeUndefined();
  });

  it('takes any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const decoded = cobsDecode(bytes);
        if (decoded) expect(decoded.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
