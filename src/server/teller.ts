/**
 * Tells pages what has changed: however often it does, each of them hears the newest once in a while, and a few of them
 * at a time, so that a crowd costs the light no time. One that has no room is told when it has.
 */
import { type Clock, PICTURE_MS } from '../controller/contract.js';
import { type Client, hasRoom } from './client.js';

export interface Teller {
  /** All whom it concerns have something to hear. */
  change(clients: Iterable<Client>): void;
  /** It has left, or was told in another way. */
  forget(client: Client): void;
  /** Tells all who still have something to hear, now: it is the last time. */
  finish(): void;
}

export interface TellerOptions {
  readonly clock: Clock;
  /** Between two of its rounds at least [ms]. */
  readonly everyMs: number;
  /** Pages that are told in one turn of the event loop. */
  readonly atOnce: number;
  /** Asked once a turn; what it gives makes the message of each page, or undefined where it is none of its business. */
  readonly messages: () => (client: Client) => string | undefined;
  /** A fault with one page ends that page alone. */
  readonly caught: (client: Client, error: unknown) => void;
}

export function createTeller({ clock, everyMs, atOnce, messages, caught }: TellerOptions): Teller {
  const waiting = new Set<Client>();
  let cancel: (() => void) | undefined;
  let toldMs = Number.NEGATIVE_INFINITY;

  function tell(most: number): void {
    cancel = undefined;
    toldMs = clock.nowMs();
    let messageOf: ((client: Client) => string | undefined) | undefined;
    let left = most;
    for (const client of waiting) {
      if (left === 0) break;
      if (!hasRoom(client)) continue;
      left--;
      waiting.delete(client);
      try {
        messageOf ??= messages();
        const message = messageOf(client);
        if (message !== undefined) client.socket.send(message);
      } catch (error) {
        caught(client, error);
      }
    }
    if (waiting.size > 0) cancel = clock.after(PICTURE_MS, () => tell(atOnce));
  }

  return {
    change(clients) {
      for (const client of clients) waiting.add(client);
      if (cancel || waiting.size === 0) return;
      const waitMs = toldMs + everyMs - clock.nowMs();
      if (waitMs > 0) cancel = clock.after(waitMs, () => tell(atOnce));
      else tell(atOnce);
    },
    forget(client) {
      waiting.delete(client);
    },
    finish() {
      cancel?.();
      if (waiting.size > 0) tell(Number.POSITIVE_INFINITY);
      cancel?.();
      waiting.clear();
    },
  };
}
