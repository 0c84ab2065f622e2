import type { BoardLine } from '../../protocol/index.js';
import { DIAL_MAX, LAST_INPUT_ID } from '../../units.js';
import type { InputEvent } from '../device.js';

type EventLine = Extract<BoardLine, { verb: 'B' | 'D' }>;

/** Farther ahead than this an id is not the future but a repeat from the past: at most 8 events wait on a board. */
const MOST_AHEAD = 16;
/**
 * Times that an event comes although the one before it never did, until that one is given up. With 1 % of all bytes
 * damaged more than a quarter of the lines are lost: 3 would give up one press in a hundred that is about to come,
 * 20 (2 s of repeats) none in the life of a rig.
 */
const PATIENCE = 20;

const next = (id: number) => (id % LAST_INPUT_ID) + 1;

/**
 * Events of a board, each delivered once and in order. The board repeats an event until a picture confirms it, so
 * repeats are dropped; and a picture confirms all events before it too, so an event that comes before its
 * predecessor (whose line was lost) waits here until that has been repeated.
 *
 * Ids of a board begin again at 1 with every session; those given out here go on, so that a picture made before
 * the board restarted cannot confirm an event that came after.
 */
export class InputLedger {
  #lastBoardId = 0;
  #lastId = 0;
  /** The board's id by ours; only those of this session. */
  readonly #boardIds = new Map<number, number>();
  /** Events whose predecessor has not come yet. */
  readonly #waiting = new Map<number, EventLine>();
  #early: { readonly boardId: number; times: number } | undefined;

  /** The board has forgotten its events and counts from 1. */
  restart(): void {
    this.#lastBoardId = 0;
    this.#boardIds.clear();
    this.#waiting.clear();
    this.#early = undefined;
  }

  /**
   * The event to deliver, or `undefined` for a repeat and for one that came too early. After an event `following` has
   * those that had waited for it.
   */
  accept(line: EventLine): InputEvent | undefined {
    const ahead = (line.id - this.#lastBoardId + LAST_INPUT_ID) % LAST_INPUT_ID;
    // Before the first event of a session "0" stands where 255 would.
    const isNext = line.id === next(this.#lastBoardId);
    if (!isNext && (ahead === 0 || ahead > MOST_AHEAD)) return undefined;
    if (!isNext && !this.#patienceIsOver(line.id)) {
      this.#waiting.set(line.id, line);
      return undefined;
    }
    return this.#deliver(line);
  }

  /** The event after the one that was delivered last, if it has come already. */
  following(): InputEvent | undefined {
    const line = this.#waiting.get(next(this.#lastBoardId));
    return line && this.#deliver(line);
  }

  #deliver(line: EventLine): InputEvent {
    // Those that were given up are not waited for any more.
    for (const id of this.#waiting.keys()) {
      if ((line.id - id + LAST_INPUT_ID) % LAST_INPUT_ID < MOST_AHEAD) this.#waiting.delete(id);
    }
    this.#early = undefined;
    this.#lastBoardId = line.id;
    this.#lastId = next(this.#lastId);
    this.#boardIds.set(this.#lastId, line.id);
    const { deviceUs } = line;
    const id = this.#lastId;
    return line.verb === 'B'
      ? { kind: 'button', id, button: line.button, pressed: line.pressed, deviceUs }
      : { kind: 'dial', id, dial: line.dial, position: line.value / DIAL_MAX, deviceUs };
  }

  /** What a picture that takes our event `id` into account tells the board; 0 if the board would not know it. */
  boardId(id: number): number {
    return this.#boardIds.get(id) ?? 0;
  }

  /** Our id of the board's event, or `undefined`. The latest, where ids have come round. */
  idOf(boardId: number): number | undefined {
    let id = this.#lastId;
    for (let back = 0; back < LAST_INPUT_ID; back++) {
      if (this.#boardIds.get(id) === boardId) return id;
      id = id === 1 ? LAST_INPUT_ID : id - 1;
    }
    return undefined;
  }

  #patienceIsOver(boardId: number): boolean {
    if (this.#early?.boardId === boardId) return ++this.#early.times >= PATIENCE;
    // Only the first of several early ones is counted: the others follow it.
    if (!this.#early || (this.#early.boardId - boardId + LAST_INPUT_ID) % LAST_INPUT_ID < MOST_AHEAD) {
      this.#early = { boardId, times: 1 };
    }
    return false;
  }
}
