import { type HostMessageEntry, wrongLength } from './entry.js';

/** Asks the board who it is, and begins a session. */
export interface Ident {
  readonly type: 'ident';
  readonly seq: number;
}

export const ident: HostMessageEntry<Ident> = {
  type: 'ident',
  code: 0x01,
  encode() {},
  decode: (body, seq) => (body.length === 0 ? { type: 'ident', seq } : wrongLength('ident', body, '0')),
  example: { message: { type: 'ident', seq: 0 }, wire: '02 01 05 64 82 98 e7 00' },
};
