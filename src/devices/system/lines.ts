import { ReadlineParser } from '@serialport/parser-readline';
import type { SplitLines } from '../port/byte-port.js';

/** Lines by serialport's own parser. It holds an unfinished line without a limit: `LineGuard` stands before it. */
export const splitLines: SplitLines = (onLine) => {
  const parser = new ReadlineParser({ delimiter: '\n', encoding: 'latin1' });
  parser.on('data', onLine);
  return {
    write: (bytes) => {
      parser.write(bytes);
    },
    end: () => {
      parser.off('data', onLine);
      parser.destroy();
    },
  };
};
