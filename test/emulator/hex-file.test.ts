import { describe, expect, it } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { parseHex } from '../harness/emulator/hex-file.js';

const END = ':00000001FF';

describe('Intel HEX', () => {
  it('puts data where the record says, low byte first, and leaves the rest erased', () => {
    const flash = parseHex(`:0400100012345678D8\r\n${END}\r\n`);
    expect(flash.length).toBe(16_384);
    expect([flash[7], flash[8], flash[9], flash[10]]).toEqual([0xffff, 0x3412, 0x7856, 0xffff]);
  });

  it('follows extended addresses', () => {
    const flash = parseHex(`:020000020100FB\n:02000000AABB99\n${END}`);
    expect(flash[0x800]).toBe(0xbbaa);
  });

  it.each([
    ['a line that is no record', `hello\n${END}`, /line 1.*Intel HEX record/],
    ['a wrong checksum', `:0400100012345678D9\n${END}`, /line 1.*checksum/],
    ['a wrong count', `:0500100012345678D8\n${END}`, /expected 5 data bytes, got 4/],
    ['an address outside the flash', `:020000021000EC\n:02000000AABB99\n${END}`, /outside the 32768 bytes/],
    ['a missing end', ':0400100012345678D8', /no end record/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseHex(text)).toThrow(message);
  });

  it('says how to make our own hex file if it is not there, and that another one is not', () => {
    expect(() => new EmulatedBoard({ hexPath: 'firmware/build/no.hex' })).toThrow(
      /no\.hex: run "make -C firmware"/,
    );
    expect(() => new EmulatedBoard({ hexPath: 'no/such.hex' })).toThrow(
      /no\/such\.hex, the file that --hex names/,
    );
  });
});
