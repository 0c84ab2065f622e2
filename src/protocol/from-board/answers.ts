/** Answers to a frame: credit for its bytes, and what became of it. */
import type { AnyBoardLine, BoardLineEntry } from './entry.js';
import { hex, hexadecimal } from './fields.js';

const SEQ_DIGITS = 2;

export interface Answer<Verb extends string> extends AnyBoardLine<Verb> {
  /** Of the frame. */
  readonly seq: number;
}

/** One that says no more than which frame it answers. */
function answer<Verb extends string>(
  verb: Verb,
  example: BoardLineEntry<Answer<Verb>>['example'],
): BoardLineEntry<Answer<Verb>> {
  return {
    verb,
    format: ({ seq }) => hex(seq, SEQ_DIGITS),
    parse(text) {
      const seq = hexadecimal(text, SEQ_DIGITS);
      return seq === undefined ? undefined : { verb, seq };
    },
    example,
  };
}

/** The frame has left the receive buffer: its bytes, and those of all frames before it, may be spent again. */
export type Credit = Answer<'K'>;

export const credit = answer('K', { line: { verb: 'K', seq: 0x1f }, text: 'K 1f*3790851f' });

/** The command is carried out. */
export type Accepted = Answer<'A'>;

export const accepted = answer('A', { line: { verb: 'A', seq: 2 }, text: 'A 02*2d30c1d7' });

export const REFUSAL_CODES = ['type', 'length', 'range', 'busy'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The frame was understood but refused. */
export interface Refused extends Answer<'N'> {
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
