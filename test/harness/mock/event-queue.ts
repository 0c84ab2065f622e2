import { type BoardLine, EVENT_RESEND_MS } from '../../../src/protocol/index.js';

const MOST_WAITING = 8;
const LAST_ID = 255;

type EventLine = Extract<BoardLine, { verb: 'B' | 'D' }>;
type EventBody = { verb: 'B'; button: number; pressed: boolean } | { verb: 'D'; dial: number; value: number };

export interface Waiting {
  readonly line: EventLine;
  readonly edgeUs: number;
}

/** Input events until a picture confirms them (firmware-protocol.md, "Inputs"). */
export class EventQueue {
  #waiting: Waiting[] = [];
  #lastId = 0;
  #sentUs = 0;
  lost = 0;

  /** Begins a session: nothing waits, ids count from 1. */
  restart(): void {
    this.#waiting = [];
    this.#lastId = 0;
  }

  /** The line to send, or `undefined` if too many wait already: then no id is used up. */
  add(body: EventBody, edgeUs: number, deviceUs: number, nowUs: number): EventLine | undefined {
    if (this.#waiting.length === MOST_WAITING) {
      this.lost++;
      return undefined;
    }
    this.#lastId = (this.#lastId % LAST_ID) + 1;
    const line: EventLine = { ...body, id: this.#lastId, deviceUs };
    if (this.#waiting.length === 0) this.#sentUs = nowUs;
    this.#waiting.push({ line, edgeUs });
    return line;
  }

  /** The events that `inputId` confirms: that one and all before it. An id that does not wait confirms none. */
  confirm(inputId: number): readonly Waiting[] {
    const at = this.#waiting.findIndex(({ line }) => line.id === inputId);
    return this.#waiting.splice(0, at + 1);
  }

  /** All that wait, oldest first, whenever it is time to repeat them. */
  due(nowUs: number): readonly EventLine[] {
    if (this.#waiting.length === 0 || nowUs - this.#sentUs < EVENT_RESEND_MS * 1000) return [];
    this.#sentUs = nowUs;
    return this.#waiting.map(({ line }) => line);
  }

  /** Whether a report of this dial still waits: it says nothing more until then. */
  dialWaits(dial: number): boolean {
    return this.#waiting.some(({ line }) => line.verb === 'D' && line.dial === dial);
  }
}
