import type { BoardLine, HostMessage } from '../../protocol/index.js';
import { US_PER_MS } from '../../units.js';
import type { InputEvent } from '../device.js';
import { DeviceClock } from './device-clock.js';
import type { SerialStats } from './stats.js';

/** Time between two comparisons of the clocks; the first few come faster, so that the first press has a time. */
const EVERY_MS = 1000;
const FIRST_EVERY_MS = 250;
const FIRST_COUNT = 4;
/** So long it waits for a moment when nothing is under way: behind a picture the answer would be late. */
const PATIENCE_MS = 500;
/** Questions that are remembered: the answer to an older one is not waited for. */
const REMEMBERED = 8;

/** The board's time on the room's clock: PINGs that compare the two, and what is made of it for presses. */
export class BoardTime {
  readonly #stats: SerialStats;
  readonly #clock = new DeviceClock();
  #token = 0;
  #asked: { readonly token: number; readonly sentMs: number }[] = [];
  #dueMs = 0;
  #count = 0;
  #press:
    | { readonly id: number; readonly toHostMs: number | null; readonly withinMs: number | null }
    | undefined;

  constructor(stats: SerialStats) {
    this.#stats = stats;
  }

  /** The board has restarted: its clock begins at 0. */
  restart(nowMs: number): void {
    this.#clock.restart();
    this.#stats.wire.clock = null;
    this.#asked = [];
    this.#count = 0;
    this.#dueMs = nowMs + FIRST_EVERY_MS;
    this.#press = undefined;
  }

  /** Whether the clocks should be compared now; `quiet` while nothing is under way. */
  due(nowMs: number, quiet: boolean): boolean {
    return nowMs >= this.#dueMs + (quiet ? 0 : PATIENCE_MS);
  }

  /** A PING that goes out now. Each sending has its own token, so that an answer tells which of them it answers. */
  ping(seq: number, nowMs: number): HostMessage {
    const token = this.#token;
    this.#token = (token + 1) & 0xffff;
    this.#asked.push({ token, sentMs: nowMs });
    if (this.#asked.length > REMEMBERED) this.#asked.shift();
    this.#count++;
    this.#dueMs = nowMs + (this.#count < FIRST_COUNT ? FIRST_EVERY_MS : EVERY_MS);
    return { type: 'ping', seq, token };
  }

  answered({ token, receivedUs, sentUs }: Extract<BoardLine, { verb: 'T' }>, nowMs: number): void {
    const at = this.#asked.findIndex((asked) => asked.token === token);
    if (at < 0) return;
    const { sentMs } = this.#asked[at]!;
    this.#asked.splice(0, at + 1);
    this.#clock.add({ sentMs, heardMs: nowMs, receivedUs, repliedUs: sentUs });
    this.#stats.wire.clock = this.#clock.report ?? null;
  }

  /** The event with its time on the room's clock, where that is known. */
  timed(event: InputEvent, nowMs: number): InputEvent {
    const moment = this.#clock.hostTime(event.deviceUs);
    if (event.kind === 'button' && event.pressed) {
      const [toHostMs, withinMs] = moment ? [nowMs - moment.atMs, moment.withinMs] : [null, null];
      this.#press = { id: event.id, toHostMs, withinMs };
    }
    return moment ? { ...event, wallMs: moment.atMs, wallWithinMs: moment.withinMs } : event;
  }

  /** The board has shown what came of event `id`. */
  light(id: number, latencyUs: number): void {
    if (this.#press?.id !== id) return;
    const { toHostMs, withinMs } = this.#press;
    this.#stats.wire.lastPress = { toHostMs, withinMs, toLightMs: latencyUs / US_PER_MS };
  }
}
