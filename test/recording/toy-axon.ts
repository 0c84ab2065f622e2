/** A small axon that a tape can be tried on: every bit of its past shows in its potentials. */

import type { TapePicture } from '../../src/recording/pictures.js';
import type { Rewindable } from '../../src/recording/rewindable.js';

export interface ToyKey {
  readonly modelMs: number;
  readonly stepMs: number;
  readonly push: number;
  readonly potentialMv: readonly number[];
}

export class ToyAxon implements Rewindable<ToyKey> {
  modelMs = 0;
  stepMs = 0.01;
  /** What somebody does to it: a drift from now on [mV per step]. */
  push = 0;
  readonly potentialMv: Float64Array;

  constructor(sites = 3) {
    this.potentialMv = new Float64Array(sites).fill(-70);
  }

  step(): void {
    this.modelMs += this.stepMs;
    for (let i = 0; i < this.potentialMv.length; i++) {
      // A logistic map: a wrong last bit is a wrong first one 60 steps later.
      const x = (this.potentialMv[i]! + 90) / 180;
      this.potentialMv[i] =
        180 * 3.9 * x * (1 - x) * (0.99 + 0.01 * Math.sin(i + this.stepMs + this.push)) - 90;
    }
  }

  reset(): void {
    this.modelMs = 0;
    this.potentialMv.fill(-70);
  }

  snapshot(): ToyKey {
    const { modelMs, stepMs, push } = this;
    return { modelMs, stepMs, push, potentialMv: [...this.potentialMv] };
  }

  restore(key: ToyKey): void {
    this.modelMs = key.modelMs;
    this.stepMs = key.stepMs;
    this.push = key.push;
    this.potentialMv.set(key.potentialMv);
  }
}

export const TOY_KEY_BYTES = 100;

/** Of its pictures. */
export const TOY_SIZE = { ledCount: 3, gateBytes: 4, insideCount: 2 };

/** A picture of it, as the loop makes one. */
export function pictureOf(
  axon: ToyAxon,
  wallMs: number,
  steps: number,
  more: Partial<TapePicture> = {},
): TapePicture {
  const [blueMv, , yellowMv] = axon.potentialMv as unknown as [number, number, number];
  const samples = Float64Array.of(axon.modelMs, blueMv, yellowMv);
  const { modelMs, stepMs, potentialMv } = axon;
  const gates = Uint8Array.from({ length: TOY_SIZE.gateBytes }, (_, k) => Math.abs(potentialMv[k % 2]!) + k);
  const highestMv = Float32Array.from(potentialMv, (mv) => mv + 1);
  const inside = Float64Array.of(blueMv / 3, Number.NaN);
  const readings = { blueMv, yellowMv, modelMs, wallMs, steps, stepMs, flags: 0 };
  return { potentialMv, highestMv, gates, inside, ...readings, samples, ...more };
}
