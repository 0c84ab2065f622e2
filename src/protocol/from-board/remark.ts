import type { AnyBoardLine, BoardLineEntry } from './entry.js';

/** Words for people; never needed. */
export interface Remark extends AnyBoardLine<'#'> {
  readonly text: string;
}

export const remark: BoardLineEntry<Remark> = {
  verb: '#',
  format: ({ text }) => text,
  parse: (text) => ({ verb: '#', text }),
  example: {
    line: { verb: '#', text: 'strip dark: host silent for 1000 ms' },
    text: '# strip dark: host silent for 1000 ms*04e684d0',
  },
};
