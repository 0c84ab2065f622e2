/** Lines that somebody types, or that come through a pipe. */
/** Longest line that is kept [characters]. */
const LONGEST_LINE = 200;

export interface Typing {
  close(): void;
}

/** @param ended is called when no more can come: Ctrl-D, or the end of the pipe. */
export function readTyping(
  input: Pick<NodeJS.ReadStream, 'on' | 'off' | 'pause'>,
  line: (text: string) => void,
  ended: () => void,
): Typing {
  let rest = '';
  const take = (chunk: Buffer | string): void => {
    const pieces = (rest + chunk.toString()).split(/\r?\n/);
    rest = pieces.pop()!.slice(0, LONGEST_LINE);
    for (const piece of pieces) line(piece.slice(0, LONGEST_LINE));
  };
  const close = (): void => {
    input.off('data', take);
    input.off('end', ended);
    input.off('error', ended);
    input.pause();
  };
  input.on('data', take);
  input.on('end', ended);
  input.on('error', ended);
  return { close };
}
