/**
 * Host → board: the list of all messages, and their frames (firmware-protocol.md, "Frames: host to board").
 * No I/O; a number out of its range is a `RangeError` when encoding, and a refusal when decoding.
 */

import { CRC32_START, crc32Add, crc32Finish } from '../crc32.js';
import { ByteWriter, whole } from './byte-writer.js';
import { cobsDecode, cobsEncode } from './cobs.js';
import { MAX_FRAME_BYTES, PROTOCOL_MAJOR } from './constants.js';
import { config } from './to-board/config.js';
import { type AnyHostMessage, type HostMessageEntry, wrongLength } from './to-board/entry.js';
import { marks } from './to-board/marks.js';
import { palette } from './to-board/palette.js';
import { HEAD_BYTES, KNOT_BYTES, level, profile, rgb } from './to-board/pictures.js';
import { ident, ping, safe, save } from './to-board/session.js';

export { type BoardSetup, isLongSetup, type NeedleSetup } from './to-board/config.js';
export type { AnyHostMessage, HostMessageEntry } from './to-board/entry.js';
export type { Mark } from './to-board/marks.js';

/** Every message that a host may send. A new one is an entry in `to-board/` and a name here. */
export const HOST_MESSAGES = [ident, ping, config, palette, marks, save, safe, level, profile, rgb] as const;

export type HostMessage = (typeof HOST_MESSAGES)[number]['example']['message'];
export type HostMessageType = HostMessage['type'];

/** Why bytes between two zeros are no message. `seq` is there once the check was right. */
export type FrameProblem =
  | { readonly problem: 'too-long' | 'stuffing' | 'too-short' | 'check' }
  | { readonly problem: 'type' | 'length' | 'range'; readonly seq: number; readonly text: string };

const CRC_BYTES = 4;
/** Type, sequence number and check. */
const LEAST_BYTES = 2 + CRC_BYTES;

/** Of the frame of a LEVEL or PROFILE all but its levels or knots, with stuffing and the closing zero. */
export const PICTURE_OVERHEAD_BYTES = LEAST_BYTES + HEAD_BYTES + 2;
/** Most knots that a PROFILE has room for, if it needs no stuffing but the first byte. */
export const MOST_KNOTS = Math.floor((MAX_FRAME_BYTES + 1 - PICTURE_OVERHEAD_BYTES) / KNOT_BYTES);

function frameCheck(content: Uint8Array): number {
  let remainder = crc32Add(CRC32_START, PROTOCOL_MAJOR);
  for (const byte of content) remainder = crc32Add(remainder, byte);
  return crc32Finish(remainder);
}

/** Frames of the messages of a list. */
export interface HostCodec<Message extends AnyHostMessage> {
  /** The bytes of one message on the wire, closing zero included. @throws RangeError */
  encode(message: Message): Uint8Array;
  /** The message in the bytes between two zeros (the zeros not included), as a board reads it. */
  decode(stuffed: Uint8Array): Message | FrameProblem;
}

export function createHostCodec<Message extends AnyHostMessage>(
  entries: readonly HostMessageEntry<Message>[],
): HostCodec<Message> {
  const byType = new Map(entries.map((entry) => [entry.type, entry]));
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const content = new ByteWriter();
  return {
    encode(message) {
      const entry = byType.get(message.type)!;
      content.clear();
      content.u8(entry.code);
      content.u8(whole('seq', message.seq, 0, 255));
      entry.encode(message, content);
      content.u32(frameCheck(content.written));
      const stuffed = cobsEncode(content.written);
      whole('frame length', stuffed.length, 1, MAX_FRAME_BYTES);
      const wire = new Uint8Array(stuffed.length + 1);
      wire.set(stuffed);
      return wire;
    },
    decode(stuffed) {
      if (stuffed.length > MAX_FRAME_BYTES) return { problem: 'too-long' };
      const bytes = cobsDecode(stuffed);
      if (!bytes) return { problem: 'stuffing' };
      if (bytes.length < LEAST_BYTES) return { problem: 'too-short' };
      const end = bytes.length - CRC_BYTES;
      const sent = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true);
      if (sent !== frameCheck(bytes.subarray(0, end))) return { problem: 'check' };
      const [code, seq] = [bytes[0]!, bytes[1]!];
      const entry = byCode.get(code);
      if (!entry) return { problem: 'type', seq, text: `unknown type ${code.toString(16).padStart(2, '0')}` };
      const body = bytes.slice(2, end);
      const { type, bodyBytes = body.length } = entry;
      const found =
        body.length === bodyBytes ? entry.decode(body, seq) : wrongLength(type, body, String(bodyBytes));
      return 'problem' in found ? { ...found, seq } : found;
    },
  };
}

const codec = createHostCodec<HostMessage>(HOST_MESSAGES);

/** The bytes of one message on the wire, closing zero included. */
export const encodeHostMessage = codec.encode;
/** The message in the bytes between two zeros (the zeros not included), as a board reads it. */
export const decodeHostMessage = codec.decode;
