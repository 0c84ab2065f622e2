/**
 * CRC-32 as in Ethernet, gzip and PNG (reflected polynomial 0xEDB88320, start and final xor 0xFFFFFFFF):
 * the check of "123456789" is cbf43926. Source: firmware-protocol.md, "Check".
 */

const TABLE = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  TABLE[byte] = remainder;
}

/** The remainder before any byte. */
export const CRC32_START = 0xffffffff;

/** One step of the running remainder; begin with {@link CRC32_START}, end with {@link crc32Finish}. */
export function crc32Add(remainder: number, byte: number): number {
  return (TABLE[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8)) >>> 0;
}

export function crc32Finish(remainder: number): number {
  return (remainder ^ 0xffffffff) >>> 0;
}

/** CRC-32 of bytes, as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  let remainder = CRC32_START;
  for (const byte of bytes) remainder = crc32Add(remainder, byte);
  return crc32Finish(remainder);
}
