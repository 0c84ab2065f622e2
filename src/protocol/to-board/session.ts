/** Short messages about the session: who is there, what time it is, what is to last, and its end. */
import { whole } from '../byte-writer.js';
import type { AnyHostMessage, HostMessageEntry } from './entry.js';

/** Asks the board who it is, and begins a session. */
export type Ident = AnyHostMessage<'ident'>;

export const ident: HostMessageEntry<Ident> = {
  type: 'ident',
  code: 0x01,
  bodyBytes: 0,
  encode() {},
  decode: (_, seq) => ({ type: 'ident', seq }),
  example: { message: { type: 'ident', seq: 0 }, wire: '02 01 05 64 82 98 e7 00' },
};

/** Asks the board for its time. */
export interface Ping extends AnyHostMessage<'ping'> {
  /** Comes back with the answer [0 to 65535]. */
  readonly token: number;
}

export const ping: HostMessageEntry<Ping> = {
  type: 'ping',
  code: 0x02,
  bodyBytes: 2,
  encode({ token }, body) {
    body.u16(whole('token', token, 0, 0xffff));
  },
  decode: (body, seq) => ({ type: 'ping', seq, token: body[0]! | (body[1]! << 8) }),
  example: { message: { type: 'ping', seq: 1, token: 0xb19a }, wire: '09 02 01 9a b1 9b 9d 41 67 00' },
};

/** Keeps the set-up in force, also without power. */
export type Save = AnyHostMessage<'save'>;

export const save: HostMessageEntry<Save> = {
  type: 'save',
  code: 0x06,
  bodyBytes: 0,
  encode() {},
  decode: (_, seq) => ({ type: 'save', seq }),
  example: { message: { type: 'save', seq: 9 }, wire: '07 06 09 07 ac 05 d1 00' },
};

/** Strip dark, needles to rest. */
export type Safe = AnyHostMessage<'safe'>;

export const safe: HostMessageEntry<Safe> = {
  type: 'safe',
  code: 0x0f,
  bodyBytes: 0,
  encode() {},
  decode: (_, seq) => ({ type: 'safe', seq }),
  example: { message: { type: 'safe', seq: 15 }, wire: '07 0f 0f 7b b2 a4 e9 00' },
};
