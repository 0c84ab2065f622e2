import { type HostMessageEntry, wrongLength } from './entry.js';

/** Strip dark, needles to rest. */
export interface Safe {
  readonly type: 'safe';
  readonly seq: number;
}

export const safe: HostMessageEntry<Safe> = {
  type: 'safe',
  code: 0x0f,
  encode() {},
  decode: (body, seq) => (body.length === 0 ? { type: 'safe', seq } : wrongLength('safe', body, '0')),
  example: { message: { type: 'safe', seq: 15 }, wire: '07 0f 0f 7b b2 a4 e9 00' },
};
