/**
 * Board → host: the list of all lines, as values and back (firmware-protocol.md, "Lines: board to host").
 * A line is `VERB fields*check`: the check is the CRC-32 of all before the star, in lower-case hexadecimal.
 */

import { crc32 } from '../crc32.js';
import { MAX_LINE_CHARS } from './constants.js';
import { accepted, credit, refused } from './from-board/answers.js';
import type { AnyBoardLine, BoardLineEntry } from './from-board/entry.js';
import { hex } from './from-board/fields.js';
import { greeting } from './from-board/greeting.js';
import { buttonEvent, dialEvent, heldButtons } from './from-board/inputs.js';
import { remark } from './from-board/remark.js';
import { statistics } from './from-board/statistics.js';
import { latency, time } from './from-board/times.js';

export { REFUSAL_CODES, type RefusalCode } from './from-board/answers.js';
export type { AnyBoardLine, BoardLineEntry } from './from-board/entry.js';
export { BOOT_CAUSES, type BootCause, type Greeting } from './from-board/greeting.js';
export type { Statistics } from './from-board/statistics.js';

/** Every line that a board may say. A new one is an entry in `from-board/` and a name here. */
export const BOARD_LINES = [
  greeting,
  credit,
  accepted,
  refused,
  buttonEvent,
  dialEvent,
  heldButtons,
  latency,
  time,
  statistics,
  remark,
] as const;

export type BoardLine = (typeof BOARD_LINES)[number]['example']['line'];

/**
 * Why text is no line of a board. `verb` and `form` come from a board all the same, for the check was right: one
 * has an unknown verb (a later minor version), the other fields that its verb does not have.
 */
export interface LineProblem {
  readonly problem: 'too-long' | 'not-printable' | 'no-check' | 'check' | 'verb' | 'form';
  readonly text: string;
}

function checkOf(text: string): number {
  return crc32(Uint8Array.from(text, (char) => char.charCodeAt(0)));
}

/** Texts of the lines of a list. */
export interface LineCodec<Line extends AnyBoardLine> {
  /** The line as a board sends it, without the newline. */
  format(line: Line): string;
  /** What a line says. Every character is untrusted: no line throws. A carriage return at the end is ignored. */
  parse(raw: string): Line | LineProblem;
}

export function createLineCodec<Line extends AnyBoardLine>(
  entries: readonly BoardLineEntry<Line>[],
): LineCodec<Line> {
  const byVerb = new Map(entries.map((entry) => [entry.verb, entry]));
  return {
    format(line) {
      const text = `${line.verb} ${byVerb.get(line.verb)!.format(line)}`;
      return `${text}*${hex(checkOf(text), 8)}`;
    },
    parse(raw) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      const problem = (kind: LineProblem['problem']): LineProblem => ({ problem: kind, text: line });
      if (line.length > MAX_LINE_CHARS) return problem('too-long');
      if (!/^[\x20-\x7e]*$/.test(line)) return problem('not-printable');
      const sent = /^(.*)\*([0-9a-f]{8})$/.exec(line);
      if (!sent) return problem('no-check');
      const text = sent[1]!;
      if (Number.parseInt(sent[2]!, 16) !== checkOf(text)) return problem('check');
      const entry = text[1] === ' ' ? byVerb.get(text[0]!) : undefined;
      if (!entry) return problem('verb');
      return entry.parse(text.slice(2)) ?? problem('form');
    },
  };
}

const codec = createLineCodec<BoardLine>(BOARD_LINES);

/** The line as a board sends it, without the newline. */
export const formatBoardLine = codec.format;
/** What a line says. Every character is untrusted: no line throws. A carriage return at the end is ignored. */
export const parseBoardLine = codec.parse;
