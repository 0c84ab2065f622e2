/**
 * Whether a picture on the strip is one that was sent: what the data pin carried, decoded from its edges, against the
 * light that each sent frame must give. A picture counts once, and only in the order of sending.
 */
import type { ShownFrame } from '../../test/harness/emulator/types.js';

/** A picture that went out, and the R, G, B that must come of it. */
export interface Expected {
  readonly light: Uint8Array;
  /** Input event that it confirms; 0 if none. */
  readonly inputId: number;
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Pictures that a slow strip may be behind; further back nothing is looked for. */
const MOST_BEHIND = 64;

export class Judge {
  /** Shown, and equal to a picture that was sent. */
  intact = 0;
  /** Shown, and equal to none. */
  wrong = 0;
  sent = 0;
  /** Sent, but a later one is on the strip already. */
  leftOut = 0;
  /** Longest low between two bits of a picture [ns]. */
  longestGapNs = 0;
  #waiting: Expected[] = [];

  expect(picture: Expected): void {
    this.sent++;
    this.#waiting.push(picture);
    if (this.#waiting.length > MOST_BEHIND) this.#waiting.shift();
  }

  /** The sent picture that is shown, or undefined for what nobody sent. */
  see({ rgb, bits, longestGapNs }: ShownFrame): Expected | undefined {
    this.longestGapNs = Math.max(this.longestGapNs, longestGapNs);
    const at = this.#waiting.findIndex(({ light }) => bits === 8 * light.length && same(light, rgb));
    if (at < 0) {
      this.wrong++;
      return undefined;
    }
    this.intact++;
    this.leftOut += at;
    return this.#waiting.splice(0, at + 1)[at];
  }

  /** Begins the counts again; what is under way is still expected. */
  clear(): void {
    this.intact = 0;
    this.wrong = 0;
    this.sent = 0;
    this.leftOut = 0;
    this.longestGapNs = 0;
  }
}
