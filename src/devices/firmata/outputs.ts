/** What every kind of light has in common: outputs that are told what differs, and shares of full light. */
import type { FirmataIo } from './johnny-five.js';
import type { BoardPins } from './pins.js';
import type { FirmataLights, FirmataSetup } from './setup.js';

export interface Lights {
  /** Pin modes, and everything dark. */
  prepare(): void;
  /** Takes over a picture; `write` tells the board. The caller may overwrite the arrays then. */
  set(levels: Uint8Array, rgb: Uint8Array, nowMs: number): void;
  dark(): void;
  /** Tells the board what differs from what it was told; `between` is called after each message. */
  write(between: () => void): void;
  /** Takes the next few outputs for untold: what the line may have lost heals. Returns how many. */
  forget(): number;
}

export interface LightParts {
  readonly setup: FirmataSetup;
  readonly io: FirmataIo;
  readonly pins: BoardPins;
  /** Whether the board keeps 64 bytes of a sysex, not 32. */
  readonly longSysex: boolean;
  /** Sets a pin that is an output high or low. */
  readonly switchPin: (pin: number, high: boolean) => void;
}

const FORGET_AT_ONCE = 4;
const UNTOLD = -1;

/** Values that outputs ought to have and have been told to have. */
export class Outputs {
  readonly wanted: Int32Array;
  readonly told: Int32Array;
  #next = 0;

  constructor(count: number) {
    this.wanted = new Int32Array(count);
    this.told = new Int32Array(count).fill(UNTOLD);
  }

  differs(output: number): boolean {
    return this.wanted[output] !== this.told[output];
  }

  /** The value to tell now. */
  take(output: number): number {
    const value = this.wanted[output]!;
    this.told[output] = value;
    return value;
  }

  forget(): number {
    const count = Math.min(FORGET_AT_ONCE, this.told.length);
    for (let n = 0; n < count; n++) {
      this.told[this.#next] = UNTOLD;
      this.#next = (this.#next + 1) % this.told.length;
    }
    return count;
  }
}

/** What all shares must be scaled by so that the lamps stay within their current. */
export function scaleOf(shares: Float64Array, { ledMa, currentLimitMa }: FirmataSetup): number {
  let sum = 0;
  for (const share of shares) sum += share;
  return sum * ledMa > currentLimitMa ? currentLimitMa / (sum * ledMa) : 1;
}

export const numberOf = (pins: BoardPins, pin: Parameters<BoardPins['numberOf']>[0]) => pins.numberOf(pin)!;

export type Of<Kind extends FirmataLights['kind']> = Extract<FirmataLights, { kind: Kind }>;
