import { readFileSync } from 'node:fs';
import { FLASH_BYTES } from './registers.js';

/**
 * Reads Intel HEX into a flash image of words, erased cells 0xFFFF.
 * Throws with the line's number when a line is not a record, its sum is wrong, or it lies outside the flash.
 */
export function parseHex(text: string): Uint16Array {
  const image = new Uint8Array(FLASH_BYTES).fill(0xff);
  let base = 0;
  let ended = false;
  const lines = text.split(/\r?\n/);
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n]!.trim();
    if (line === '' || ended) continue;
    const at = `line ${n + 1} of the hex file`;
    if (!/^:([0-9a-f]{2}){5,}$/i.test(line)) {
      throw new Error(`${at}: expected an Intel HEX record (":" and pairs of hex digits)`);
    }
    const record = Uint8Array.from(Buffer.from(line.slice(1), 'hex'));
    const count = record[0]!;
    if (record.length !== count + 5)
      throw new Error(`${at}: expected ${count} data bytes, got ${record.length - 5}`);
    if ((record.reduce((sum, byte) => sum + byte, 0) & 0xff) !== 0)
      throw new Error(`${at}: its checksum is wrong`);
    const address = base + ((record[1]! << 8) | record[2]!);
    switch (record[3]) {
      case 0:
        if (address + count > FLASH_BYTES) {
          throw new Error(
            `${at}: address ${address + count} lies outside the ${FLASH_BYTES} bytes of an ATmega328P`,
          );
        }
        image.set(record.subarray(4, 4 + count), address);
        break;
      case 1:
        ended = true;
        break;
      case 2:
        base = ((record[4]! << 8) | record[5]!) << 4;
        break;
      case 4:
        base = ((record[4]! << 8) | record[5]!) * 0x10000;
        break;
      default: // Start addresses (3, 5) mean nothing to an AVR.
        break;
    }
  }
  if (!ended) throw new Error('the hex file has no end record (":00000001FF"): it is incomplete');
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
