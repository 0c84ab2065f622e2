import { readFileSync } from 'node:fs';
import { parseHex } from '../../../src/devices/flash/hex.js';
import { FLASH_BYTES } from './registers.js';

/**
 * Reads Intel HEX into a flash image of words, erased cells 0xFFFF. `spareBytes`: room beyond the chip's own flash.
 * Throws with the line's number where `parseHex` refuses the text.
 */
export function flashImage(text: string, spareBytes = 0): Uint16Array {
  const parsed = parseHex(text, FLASH_BYTES + spareBytes);
  if (!parsed.ok) throw new Error(`line ${parsed.line} of the hex file: ${parsed.problem}`);
  const image = new Uint8Array(FLASH_BYTES + spareBytes).fill(0xff);
  image.set(parsed.bytes);
  return new Uint16Array(image.buffer);
}

/** Throws with what to do when there is no such file. */
export function readHex(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const own = path.includes('firmware/build')
      ? ': run "make -C firmware" first'
      : ', the file that --hex names';
    throw new Error(`cannot read the board's program ${path}${own}`, { cause: error });
  }
}
