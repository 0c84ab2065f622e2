/** An honest page that looks on: how long pictures take to come, and how far apart the rig made them. */
import { WebSocket } from 'ws';
import { decodePageFrame } from '../../../src/server/messages.js';

export interface Intervals {
  readonly count: number;
  /** No longer than this in 99 % of the time [ms]: pictures that presses bring forward do not count for more. */
  readonly p99Ms: number;
  readonly worstMs: number;
}

export interface RhythmReport {
  /** As they came to the page. */
  readonly seen: Intervals;
  /** As the rig made them, by the axon's time in them; only right while its lens stays at 1:500. */
  readonly made: Intervals;
  /** How often the page lost its connection. */
  readonly lost: number;
}

const LENS = 500;

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
  #madeMs: number[] = [];
  #lost = 0;
  #lastSeenMs = Number.NaN;
  #lastModelMs = Number.NaN;

  constructor(port: number) {
    this.#port = port;
    this.#socket = this.#open();
  }

  /** What has been since the last time it was asked. */
  take(): RhythmReport {
    const report = {
      seen: intervalsOf(this.#seenMs),
      made: intervalsOf(this.#madeMs),
      lost: this.#lost,
    };
    this.#seenMs = [];
    this.#madeMs = [];
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
    this.#lastSeenMs = this.#lastModelMs = Number.NaN;
    socket.on('message', (data: Buffer, isBinary) => {
      const picture = isBinary ? decodePageFrame(data) : undefined;
      if (picture) this.#picture(picture.modelMs, performance.now());
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

  #picture(modelMs: number, nowMs: number): void {
    if (!Number.isNaN(this.#lastSeenMs)) this.#seenMs.push(nowMs - this.#lastSeenMs);
    const madeMs = (modelMs - this.#lastModelMs) * LENS;
    if (madeMs > 0) this.#madeMs.push(madeMs);
    this.#lastSeenMs = nowMs;
    this.#lastModelMs = modelMs;
  }
}
