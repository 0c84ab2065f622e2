import { describe, expect, it } from 'vitest';
import { parseHex } from '../../../src/devices/flash/hex.js';

const END = ':00000001FF';
const FLASH = 32_768;

function bytes(text: string): number[] {
  const result = parseHex(text, FLASH);
  if (!result.ok) throw new Error(result.problem);
  return [...result.bytes];
}

describe('a hex file', () => {
  it('is its bytes from address 0 to its last, and erased flash between them', () => {
    expect(bytes(`:0400020012345678E6\r\n${END}\r\n`)).toEqual([0xff, 0xff, 0x12, 0x34, 0x56, 0x78]);
  });

  it('follows extended addresses of both kinds', () => {
    expect(bytes(`:020000020100FB\n:02000000AABB99\n${END}`).slice(0x1000)).toEqual([0xaa, 0xbb]);
    expect(bytes(`:020000040000FA\n:02000000AABB99\n${END}`)).toEqual([0xaa, 0xbb]);
  });

  it('ends at its end record, whatever follows', () => {
    expect(bytes(`:02000000AABB99\n${END}\nhello`)).toEqual([0xaa, 0xbb]);
  });

  it('may be empty', () => {
    expect(bytes(END)).toEqual([]);
  });

  it.each([
    ['a line that is no record', `:02000000AABB99\nhello\n${END}`, 2, /expected a colon/],
    ['half a digit', `:02000000AABB9\n${END}`, 1, /expected a colon/],
    ['a wrong checksum', `:0400100012345678D9\n${END}`, 1, /checksum/],
    ['a wrong count', `:0500100012345678D8\n${END}`, 1, /promises 5 data bytes, it has 4/],
    [
      'an address outside the flash',
      `:020000021000EC\n:02000000AABB99\n${END}`,
      2,
      /outside the 32768 bytes/,
    ],
    ['an address record of one byte', `:0100000200FD\n${END}`, 1, /has 2 data bytes, this has 1/],
    ['a missing end', ':0400100012345678D8', 1, /not whole/],
  ])('is refused with its line for %s', (_what, text, line, message) => {
    expect(parseHex(text, FLASH)).toMatchObject({ ok: false, line, problem: expect.stringMatching(message) });
  });
});
