/** Times on the board's own clock. */
import type { AnyBoardLine, BoardLineEntry } from './entry.js';
import { decimal, hex, hexadecimal } from './fields.js';

const TOKEN_DIGITS = 4;

/** From the edge of an event to the end of the first show() of a picture that confirms it. */
export interface Latency extends AnyBoardLine<'L'> {
  /** Of the event. */
  readonly id: number;
  readonly latencyUs: number;
}

export const latency: BoardLineEntry<Latency> = {
  verb: 'L',
  format: ({ id, latencyUs }) => `${id} ${latencyUs}`,
  parse(text) {
    const fields = text.split(' ');
    const [id, latencyUs] = [decimal(fields[0], 255), decimal(fields[1])];
    if (id === undefined || latencyUs === undefined || fields.length !== 2) return undefined;
    return { verb: 'L', id, latencyUs };
  },
  example: { line: { verb: 'L', id: 7, latencyUs: 5324 }, text: 'L 7 5324*210fdad8' },
};

/** The answer to a PING. */
export interface Time extends AnyBoardLine<'T'> {
  readonly token: number;
  readonly receivedUs: number;
  readonly sentUs: number;
}

export const time: BoardLineEntry<Time> = {
  verb: 'T',
  format: ({ token, receivedUs, sentUs }) => `${hex(token, TOKEN_DIGITS)} ${receivedUs} ${sentUs}`,
  parse(text) {
    const fields = text.split(' ');
    const token = hexadecimal(fields[0], TOKEN_DIGITS);
    const [receivedUs, sentUs] = [decimal(fields[1]), decimal(fields[2])];
    if (token === undefined || receivedUs === undefined || sentUs === undefined || fields.length !== 3)
      return undefined;
    return { verb: 'T', token, receivedUs, sentUs };
  },
  example: {
    line: { verb: 'T', token: 0xb19a, receivedUs: 12_345_678, sentUs: 12_345_921 },
    text: 'T b19a 12345678 12345921*13f378be',
  },
};
