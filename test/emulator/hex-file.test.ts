import { describe, expect, it } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { flashImage } from '../harness/emulator/hex-file.js';

describe('the flash of an emulated board', () => {
  it('has words with the low byte first, and the rest erased', () => {
    const flash = flashImage(':0400100012345678D8\r\n:00000001FF\r\n');
    expect(flash.length).toBe(16_384);
    expect([flash[7], flash[8], flash[9], flash[10]]).toEqual([0xffff, 0x3412, 0x7856, 0xffff]);
  });

  it('says where a hex file is wrong', () => {
    expect(() => flashImage('hello')).toThrow(/line 1 of the hex file: expected a colon/);
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
