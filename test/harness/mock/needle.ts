import { needlePulseUs } from '../../../src/display/light.js';
import type { BoardSetup } from '../../../src/protocol/index.js';

/** A second at rest before a needle is let go. */
const PARK_PERIODS = 50;
const PERIODS_PER_S = 50;

/** The needles A and B (firmware-protocol.md, "Needles"). */
export class Needles {
  /** Widths of the last pulses [µs]; null before the first. */
  readonly lastUs: [number | null, number | null] = [null, null];
  readonly pulses: [number, number] = [0, 0];
  #setup: BoardSetup;
  #drive: 'let go' | 'parking' | 'driven' = 'let go';
  #restPeriods = 0;
  /** How long each has not had to move. */
  readonly #rested: [number, number] = [0, 0];
  #levels: readonly [number, number] = [0, 0];
  /** Where the pulses stand, whether they go out or not [µs]; null where there is no needle. */
  readonly #pulseUs: [number | null, number | null] = [null, null];

  constructor(setup: BoardSetup) {
    this.#setup = setup;
  }

  /** New end stops hold at once; a needle that has no pulse now begins at rest. */
  follow(setup: BoardSetup): void {
    this.#setup = setup;
    this.#rested.fill(0);
    for (const [index, needle] of setup.needles.entries()) {
      const which = index as 0 | 1;
      const beforeUs = this.#drive === 'let go' ? null : this.#pulseUs[which];
      if (needle) {
        const [low, high] = [Math.min(needle.lowUs, needle.highUs), Math.max(needle.lowUs, needle.highUs)];
        const pulseUs = beforeUs ?? needlePulseUs(needle, setup.needleRestLevel);
        this.#pulseUs[which] = Math.max(low, Math.min(high, pulseUs));
      } else this.#pulseUs[which] = null;
    }
    if (this.#drive !== 'driven') this.#park();
  }

  show(levels: readonly [number, number]): void {
    this.#levels = levels;
    if (this.#drive === 'let go') this.#rested.fill(0);
    this.#drive = 'driven';
  }

  rest(): void {
    if (this.#drive === 'driven') this.#park();
  }

  /** One period of 20 ms: the pulses go out, then they walk on. */
  period(): void {
    if (this.#drive === 'let go') return;
    const { needles, needleSlewUs, holdS = 0 } = this.#setup;
    let moved = false;
    for (const which of [0, 1] as const) {
      const [needle, pulseUs] = [needles[which], this.#pulseUs[which]];
      if (!needle || pulseUs === null) continue;
      if (holdS === 0 || this.#rested[which] < holdS * PERIODS_PER_S) {
        this.lastUs[which] = pulseUs;
        this.pulses[which]++;
      }
      const awayUs = needlePulseUs(needle, this.#levels[which]) - pulseUs;
      this.#pulseUs[which] = pulseUs + Math.max(-needleSlewUs, Math.min(needleSlewUs, awayUs));
      this.#rested[which] = awayUs === 0 ? this.#rested[which] + 1 : 0;
      moved ||= awayUs !== 0;
    }
    if (this.#drive !== 'parking') return;
    this.#restPeriods = moved ? 0 : this.#restPeriods + 1;
    if (this.#restPeriods === PARK_PERIODS) this.#drive = 'let go';
  }

  #park(): void {
    const { needleRestLevel } = this.#setup;
    this.#levels = [needleRestLevel, needleRestLevel];
    this.#restPeriods = 0;
    this.#drive = 'parking';
  }
}
