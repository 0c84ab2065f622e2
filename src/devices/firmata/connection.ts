import type { PictureSlot } from '../picture-slot.js';
import type { Timers } from '../timers.js';
import type { BoardProcess, FromBoard, StartBoardProcess, ToBoard } from './messages.js';

/** A process that does not end by itself is ended: after it was told to leave, and after it has said its last. */
const LEAVE_MS = 1800;
const END_MS = 500;

type LastMessage = Extract<FromBoard, { type: 'not-opened' | 'failed' | 'closed' }>;

/** What a board's process says meanwhile. */
export type Telling = Exclude<FromBoard, LastMessage | { type: 'taken' }>;

/** How a connection came to its end. */
export type ConnectionEnd =
  /** It was told to leave; whether the board has said that it is dark and at rest. */
  | { readonly kind: 'left'; readonly answered: boolean }
  /** By itself; `words` are what its process left behind, if it said nothing last. */
  | { readonly kind: 'over'; readonly last: LastMessage | undefined; readonly words: string };

export interface ConnectionOptions {
  readonly opening: Extract<ToBoard, { type: 'open' }>;
  readonly startBoard: StartBoardProcess;
  readonly slot: PictureSlot;
  readonly timers: Timers;
  readonly hear: (message: Telling, connection: Connection) => void;
}

/** One process with its board, from its start to its end, and the pictures for it. */
export class Connection {
  readonly path: string;
  readonly ended: Promise<ConnectionEnd>;
  /** Whether the board serves; false if the connection ended before. */
  readonly served: Promise<boolean>;
  readonly #slot: PictureSlot;
  readonly #timers: Timers;
  readonly #board: BoardProcess;
  #isReady = false;
  #isLeaving = false;
  /** Until the process has taken the picture that was sent last. */
  #isBusy = false;
  #last: LastMessage | undefined;
  #cancelKill = () => {};

  constructor({ opening, startBoard, slot, timers, hear }: ConnectionOptions) {
    this.path = opening.path;
    this.#slot = slot;
    this.#timers = timers;
    let served = (_is: boolean) => {};
    let ended = (_end: ConnectionEnd) => {};
    this.served = new Promise((resolve) => {
      served = resolve;
    });
    this.ended = new Promise((resolve) => {
      ended = resolve;
    });
    this.#board = startBoard({
      message: (message) => {
        switch (message.type) {
          case 'not-opened':
          case 'failed':
          case 'closed':
            this.#last = message;
            // Its port is closed; if it stays all the same, it is ended.
            this.#killAfter(END_MS);
            break;
          case 'taken':
            this.#isBusy = false;
            this.supply();
            break;
          default:
            hear(message, this);
            if (message.type === 'ready') served(true);
        }
      },
      ended: (words) => {
        this.#cancelKill();
        const last = this.#last;
        served(false);
        ended(
          this.#isLeaving
            ? { kind: 'left', answered: last?.type === 'closed' && last.answered }
            : { kind: 'over', last, words },
        );
      },
    });
    this.#board.send(opening);
  }

  /** From now on the board takes pictures; the latest is news to it. */
  begin(): void {
    this.#isReady = true;
    this.#slot.refresh();
    this.supply();
  }

  /** Hands over the latest picture, if the process is ready for one. */
  supply(): void {
    const slot = this.#slot;
    if (slot.state !== 'fresh' || !this.#isReady || this.#isBusy || this.#isLeaving || this.#last) return;
    this.#isBusy = true;
    slot.take();
    const { levels, rgb, needleLevels, faultLamp, inputId } = slot;
    this.#board.send({ type: 'picture', levels, rgb, needleLevels, faultLamp, inputId });
  }

  /** Dark, needles at rest, port closed; `ended` tells when. */
  leave(): void {
    this.#isLeaving = true;
    this.#killAfter(LEAVE_MS);
    this.#board.send({ type: 'close' });
  }

  #killAfter(ms: number): void {
    this.#cancelKill();
    this.#cancelKill = this.#timers.after(ms, () => this.#board.kill());
  }
}
