import type { SplitLines } from '../../devices/port/byte-port.js';

const NEWLINE = 10;

/** Lines as Latin-1, a character a byte: a decoder of the browser would take some bytes for other characters. */
export const splitLines: SplitLines = (onLine) => {
  let line = '';
  let ended = false;
  return {
    write(bytes) {
      for (const byte of bytes) {
        if (ended) return;
        if (byte !== NEWLINE) {
          line += String.fromCharCode(byte);
          continue;
        }
        const whole = line;
        line = '';
        if (whole !== '') onLine(whole);
      }
    },
    end() {
      ended = true;
      line = '';
    },
  };
};
