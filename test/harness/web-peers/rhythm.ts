/** An honest page that looks on: how far apart pictures come. */
import { WebSocket } from 'ws';
import { decodePagePicture } from '../../../src/server/messages.js';

export interface Intervals {
  readonly count: number;
  /** No longer than this in 99 % of the time [ms]: pictures that presses bring forward do not count for more. */
  readonly p99Ms: number;
  readonly worstMs: number;
}

export interface RhythmReport {
  /** As they came to the page. */
  readonly seen: Intervals;
  /** How often the page lost its connection. */
  readonly lost: number;
}

export function intervalsOf(lengthsMs: readonly number[]): Intervals {
  const sorted = [...lengthsMs].sort((a, b) => a - b);
  const all = sorted.reduce((sum, ms) => sum + ms, 0);
  let passed = 0;
  const p99Ms = sorted.find((ms) => {
    passed += ms;
    return passed >= 0.99 * all;
  });
  return { count: sorted.length, p99Ms: p99Ms ?? Number.NaN, worstMs: sorted.at(-1) ?? Number.NaN };
}

export class Rhythm {
  readonly #port: number;
  #socket: WebSocket;
  #closed = false;
  #seenMs: number[] = [];
  #lost = 0;
  #lastSeenMs = Number.NaN;

  constructor(port: number) {
    this.#port = port;
    this.#socket = this.#open();
  }

  /** What has been since the last time it was asked. */
  take(): RhythmReport {
    const report = {
      seen: intervalsOf(this.#seenMs),
      lost: this.#lost,
    };
    this.#seenMs = [];
    this.#lost = 0;
    return report;
  }

  close(): void {
    this.#closed = true;
    this.#socket.terminate();
  }

  #open(): WebSocket {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/ws`, {
      origin: `http://127.0.0.1:${this.#port}`,
    });
    this.#lastSeenMs = Number.NaN;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary && decodePagePicture(data)) this.#picture(performance.now());
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#closed) return;
      this.#lost++;
      setTimeout(() => {
        if (!this.#closed) this.#socket = this.#open();
      }, 100);
    });
    return socket;
  }

  #picture(nowMs: number): void {
    if (!Number.isNaN(this.#lastSeenMs)) this.#seenMs.push(nowMs - this.#lastSeenMs);
    this.#lastSeenMs = nowMs;
  }
}
