import {
  CRC32_START,
  cobsEncode,
  crc32Add,
  crc32Finish,
  PROTOCOL_MAJOR,
} from '../../../src/protocol/index.js';

/** A frame of any content with a right check, closing zero included: what no codec of ours would send, too. */
export function frameOf(content: Uint8Array): Uint8Array {
  let remainder = crc32Add(CRC32_START, PROTOCOL_MAJOR);
  for (const byte of content) remainder = crc32Add(remainder, byte);
  const checked = new Uint8Array(content.length + 4);
  checked.set(content);
  new DataView(checked.buffer).setUint32(content.length, crc32Finish(remainder), true);
  const stuffed = cobsEncode(checked);
  const wire = new Uint8Array(stuffed.length + 1);
  wire.set(stuffed);
  return wire;
}
