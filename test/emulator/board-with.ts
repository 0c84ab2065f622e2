import { EmulatedBoard, type EmulatedBoardOptions } from '../harness/emulator/board.js';
import { compileFixture } from './compile.js';

export interface Listened {
  readonly board: EmulatedBoard;
  /** Everything the board has sent since the last `splice(0)`. */
  readonly said: number[];
}

/** A board that runs fixtures/`name`.c, and what it says. */
export function boardWith(
  name: string,
  options: EmulatedBoardOptions = {},
  defines: readonly string[] = [],
): Listened {
  const board = new EmulatedBoard({ hex: compileFixture(name, defines), ...options });
  const said: number[] = [];
  board.onSerial = (byte) => said.push(byte);
  return { board, said };
}
