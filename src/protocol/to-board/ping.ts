import { whole } from '../byte-writer.js';
import { type HostMessageEntry, wrongLength } from './entry.js';

/** Asks the board for its time. */
export interface Ping {
  readonly type: 'ping';
  readonly seq: number;
  /** Comes back with the answer [0 to 65535]. */
  readonly token: number;
}

export const ping: HostMessageEntry<Ping> = {
  type: 'ping',
  code: 0x02,
  encode({ token }, body) {
    body.u16(whole('token', token, 0, 0xffff));
  },
  decode: (body, seq) =>
    body.length === 2
      ? { type: 'ping', seq, token: body[0]! | (body[1]! << 8) }
      : wrongLength('ping', body, '2'),
  example: { message: { type: 'ping', seq: 1, token: 0xb19a }, wire: '09 02 01 9a b1 9b 9d 41 67 00' },
};
