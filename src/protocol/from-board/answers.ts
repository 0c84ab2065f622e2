/** Answers to a frame: credit for its bytes, and what became of it. */
import type { BoardLineEntry } from './entry.js';
import { hex, hexadecimal } from './fields.js';

const SEQ_DIGITS = 2;

/** The frame has left the receive buffer: its bytes, and those of all frames before it, may be spent again. */
export interface Credit {
  readonly verb: 'K';
  readonly seq: number;
}

export const credit: BoardLineEntry<Credit> = {
  verb: 'K',
  format: ({ seq }) => hex(seq, SEQ_DIGITS),
  parse(text) {
    const seq = hexadecimal(text, SEQ_DIGITS);
    return seq === undefined ? undefined : { verb: 'K', seq };
  },
  example: { line: { verb: 'K', seq: 0x1f }, text: 'K 1f*3790851f' },
};

/** The command is carried out. */
export interface Accepted {
  readonly verb: 'A';
  readonly seq: number;
}

export const accepted: BoardLineEntry<Accepted> = {
  verb: 'A',
  format: ({ seq }) => hex(seq, SEQ_DIGITS),
  parse(text) {
    const seq = hexadecimal(text, SEQ_DIGITS);
    return seq === undefined ? undefined : { verb: 'A', seq };
  },
  example: { line: { verb: 'A', seq: 2 }, text: 'A 02*2d30c1d7' },
};

export const REFUSAL_CODES = ['type', 'length', 'range', 'busy'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The frame was understood but refused. */
export interface Refused {
  readonly verb: 'N';
  readonly seq: number;
  readonly code: RefusalCode;
  readonly text: string;
}

export const refused: BoardLineEntry<Refused> = {
  verb: 'N',
  format: ({ seq, code, text }) => `${hex(seq, SEQ_DIGITS)} ${code} ${text}`,
  parse(text) {
    const [first, second, ...words] = text.split(' ');
    const seq = hexadecimal(first, SEQ_DIGITS);
    const code = REFUSAL_CODES.find((known) => known === second);
    return seq === undefined || !code ? undefined : { verb: 'N', seq, code, text: words.join(' ') };
  },
  example: {
    line: { verb: 'N', seq: 0x20, code: 'length', text: 'level 7 want 8' },
    text: 'N 20 length level 7 want 8*cf9f2f8b',
  },
};
