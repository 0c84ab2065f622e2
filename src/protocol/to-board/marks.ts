import { type ByteWriter, whole } from '../byte-writer.js';
import type { AnyHostMessage, HostMessageEntry } from './entry.js';

/** An LED that shows a fixed colour, so that the strip itself says where a voltmeter's electrode is. */
export interface Mark {
  readonly led: number;
  readonly rgb: readonly [number, number, number];
}

export interface Marks extends AnyHostMessage<'marks'> {
  readonly marks: readonly [Mark | null, Mark | null];
}

const MARK_BYTES = 4;
/** In the place of an LED. */
const NO_MARK = 255;

function writeMark(mark: Mark | null, body: ByteWriter): void {
  body.u8(mark ? whole('mark.led', mark.led, 0, NO_MARK - 1) : NO_MARK);
  for (const channel of mark?.rgb ?? [0, 0, 0]) body.u8(whole('mark.rgb', channel, 0, 255));
}

function readMark(body: Uint8Array, at: number): Mark | null {
  if (body[at] === NO_MARK) return null;
  return { led: body[at]!, rgb: [body[at + 1]!, body[at + 2]!, body[at + 3]!] };
}

export const marks: HostMessageEntry<Marks> = {
  type: 'marks',
  code: 0x05,
  bodyBytes: 2 * MARK_BYTES,
  encode(message, body) {
    for (const mark of message.marks) writeMark(mark, body);
  },
  decode: (body, seq) => ({ type: 'marks', seq, marks: [readMark(body, 0), readMark(body, MARK_BYTES)] }),
  example: {
    message: { type: 'marks', seq: 7, marks: [{ led: 1, rgb: [0, 0, 40] }, null] },
    wire: '04 05 07 01 01 03 28 ff 01 01 05 0b aa 5f cb 00',
  },
};
