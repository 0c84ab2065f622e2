import {
  type BoardLine,
  encodeHostMessage,
  type Greeting,
  type LineProblem,
  WRAP_US,
} from '../../protocol/index.js';
import { US_PER_MS } from '../../units.js';
import type { Link } from '../port/link.js';
import type { Timers } from '../timers.js';

const PINGS = 8;
const ANSWER_MS = 100;

export interface RoundTrips {
  /** From question to answer, the board's own time taken off [ms]; null if none was answered. */
  readonly shortestMs: number | null;
  readonly longestMs: number | null;
  readonly asked: number;
  readonly answered: number;
  /** The greeting, if the board gave one meanwhile. */
  readonly greeting: Greeting | undefined;
}

/** Asks the board eight times for its time, one after the other, at most 0.9 s in all. */
export function measureRoundTrips(link: Link, timers: Timers): Promise<RoundTrips> {
  return new Promise((resolve) => {
    const tripsMs: number[] = [];
    let greeting: Greeting | undefined;
    let token = 0;
    let sentMs = 0;
    let cancel = () => {};

    function finish(): void {
      cancel();
      link.detach();
      const some = tripsMs.length > 0;
      resolve({
        shortestMs: some ? Math.min(...tripsMs) : null,
        longestMs: some ? Math.max(...tripsMs) : null,
        asked: token,
        answered: tripsMs.length,
        greeting,
      });
    }

    function ask(): void {
      cancel();
      if (token === PINGS || !link.open) {
        finish();
        return;
      }
      token++;
      sentMs = timers.nowMs();
      link.write(encodeHostMessage({ type: 'ping', seq: token, token }));
      cancel = timers.after(ANSWER_MS, ask);
    }

    function take(line: BoardLine | LineProblem): void {
      if (!('verb' in line)) return;
      if (line.verb === 'H') greeting = line;
      // The board has room for one long answer at a time: the first question waits for that to IDENT.
      if (line.verb === 'A' && token === 0) ask();
      if (line.verb !== 'T' || line.token !== token) return;
      const boardUs = (line.sentUs - line.receivedUs + WRAP_US) % WRAP_US;
      tripsMs.push(Math.max(0, timers.nowMs() - sentMs - boardUs / US_PER_MS));
      ask();
    }

    // A board that serves a session already says who it is when it is asked.
    link.write(Uint8Array.of(0, ...encodeHostMessage({ type: 'ident', seq: 0 })));
    cancel = timers.after(ANSWER_MS, ask);
    link.attach({ line: take, ended: finish });
  });
}
