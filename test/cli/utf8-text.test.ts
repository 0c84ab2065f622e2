import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Text } from '../../src/cli/utf8-text.js';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

describe('bytes of a file', () => {
  it.each(['', 'name: Bücher µs −70 mV', 'a\r\nb\n', '\u{1F9E0}'])(
    'that are UTF-8 are its text: %j',
    (text) => {
      expect(utf8Text(bytes(text))).toEqual({ ok: true, text });
      expect(utf8Text(bytes('\uFEFF', text))).toEqual({ ok: true, text });
    },
  );

  it.each([
    ['alone', bytes(0xe9), 1, 1, 0xe9],
    ['before a letter', bytes('a: b\nc: ', 0xe9, 't'), 2, 4, 0xe9],
    ['at the end', bytes('a\nbc', 0xfc), 2, 3, 0xfc],
    ['after characters of two bytes', bytes('µµ', 0xb5, 'x'), 1, 3, 0xb5],
    ['after a byte order mark', bytes('\uFEFF', 'ab', 0xff), 1, 3, 0xff],
    ['of UTF-16', bytes(0xff, 0xfe, 'a', 0), 1, 1, 0xff],
    ['that begins a character that is cut off', bytes('ab\n', 0xe2, 0x82), 2, 1, 0xe2],
  ])('with one that is not UTF-8 %s are refused where it stands', (_, file, line, column, byte) => {
    expect(utf8Text(file)).toEqual({ ok: false, line, column, byte });
  });

  it('with 0xff in a text on one line are refused at 0xff (seed 1, 200 texts)', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\n\uFEFF]/.test(text));
    const property = fc.property(line, line, (before, after) => {
      expect(utf8Text(bytes(before, 0xff, after))).toEqual({
        ok: false,
        line: 1,
        column: before.length + 1,
        byte: 0xff,
      });
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
