import type { ShownFrame } from '../emulator/types.js';
import type { Outcome, Target, Trial } from './target.js';

/** As much of a board as a trial needs; mock and emulator have it. */
export interface PlayableBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null;
  onShow: ((frame: ShownFrame) => void) | null;
  write(bytes: Uint8Array): void;
  run(us: number): void;
}

/** Any board of the tests as a target. */
export class BoardTarget implements Target {
  readonly name: string;
  readonly thinkingUs = 5000;
  readonly #board: PlayableBoard;
  #text = '';
  #shows: Uint8Array[] = [];

  constructor(name: string, board: PlayableBoard) {
    this.name = name;
    this.#board = board;
    board.onSerial = (byte) => {
      this.#text += String.fromCharCode(byte);
    };
    board.onShow = ({ rgb }) => {
      this.#shows.push(rgb.slice());
    };
  }

  play(trials: readonly Trial[]): Outcome[] {
    return trials.map((trial) => {
      this.#text = '';
      this.#shows = [];
      for (const { bytes, thenUs } of trial) {
        this.#board.write(bytes);
        this.#board.run(thenUs);
      }
      return { text: this.#text, shows: this.#shows, state: undefined };
    });
  }

  close(): void {
    this.#board.onSerial = null;
    this.#board.onShow = null;
  }
}
