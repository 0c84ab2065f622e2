import { needlePulseUs } from '../../../src/display/light.js';
import type { NeedleSetup } from '../../../src/protocol/index.js';

/** A servo's pulse on its way to its target (firmware-protocol.md, "Needles"). */
export class Needle {
  #setup: NeedleSetup | null;
  #level: number;
  /** The pulse at present [µs]; 0: no pulse. */
  pulseUs: number;

  constructor(setup: NeedleSetup | null, restLevel: number) {
    this.#setup = setup;
    this.#level = restLevel;
    this.pulseUs = setup ? needlePulseUs(setup, restLevel) : 0;
  }

  /** New end stops hold at once; a needle that was not there begins at rest. */
  fit(setup: NeedleSetup | null, restLevel: number): void {
    this.#setup = setup;
    if (!setup) {
      this.pulseUs = 0;
      return;
    }
    if (this.pulseUs === 0) this.pulseUs = needlePulseUs(setup, restLevel);
    const [low, high] = [Math.min(setup.lowUs, setup.highUs), Math.max(setup.lowUs, setup.highUs)];
    this.pulseUs = Math.max(low, Math.min(high, this.pulseUs));
  }

  aim(level: number): void {
    this.#level = level;
  }

  /** One period of 20 ms. */
  step(slewUs: number): void {
    if (!this.#setup) return;
    const away = needlePulseUs(this.#setup, this.#level) - this.pulseUs;
    this.pulseUs += Math.max(-slewUs, Math.min(slewUs, away));
  }
}
