import type { Progress } from '../wire.js';

/** One line on a terminal that is written over; nothing where standard error is no terminal. */
export const progressLine: Progress = (done, all, what) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kwire ${done + 1} of ${all}: ${what} …`);
};

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
