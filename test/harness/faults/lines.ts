/** Faults of whole lines of the board. */
import type { Fault } from './fault.js';

const NEWLINE = 10;

/** Lines that are hit never arrive; a line goes on when it is whole. */
export function dropLines(hits: (line: string) => boolean): Fault {
  let text: number[] = [];
  return ({ bytes, atUs }) => {
    const passed: number[] = [];
    for (const byte of bytes) {
      text.push(byte);
      if (byte !== NEWLINE) continue;
      if (!hits(String.fromCharCode(...text))) passed.push(...text);
      text = [];
    }
    return [{ bytes: passed, atUs }];
  };
}
