import { needlePulseUs } from '../../display/light.js';
import { clamp } from '../../units.js';
import { FASTEST_SLEW_US, type FirmataNeedle } from './setup.js';

/** A servo takes one pulse every 20 ms: more often it need not be told anything. */
export const SERVO_MS = 20;

/** A voltmeter that moves no faster than its servo can follow. */
export class Needle {
  readonly #needle: FirmataNeedle;
  readonly #slewUs: number;
  #targetUs: number;
  #pulseUs: number;
  #movedMs = -Infinity;

  constructor(needle: FirmataNeedle, slewUs: number, restLevel: number) {
    this.#needle = needle;
    this.#slewUs = Math.min(slewUs, FASTEST_SLEW_US);
    this.#targetUs = this.#pulseUs = needlePulseUs(needle, restLevel);
  }

  get pulseUs(): number {
    return this.#pulseUs;
  }

  get arrived(): boolean {
    return this.#pulseUs === this.#targetUs;
  }

  aim(level: number): void {
    this.#targetUs = needlePulseUs(this.#needle, level);
  }

  /** One step, if it is time for one: the pulse to set now [µs], or undefined. */
  step(nowMs: number): number | undefined {
    if (this.arrived || nowMs - this.#movedMs < SERVO_MS) return undefined;
    this.#movedMs = nowMs;
    this.#pulseUs = clamp(this.#targetUs, this.#pulseUs - this.#slewUs, this.#pulseUs + this.#slewUs);
    return Math.round(this.#pulseUs);
  }
}
