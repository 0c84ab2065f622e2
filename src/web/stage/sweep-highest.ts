/** The highest potential of each LED in the latest sweeps, as the rig tells it with each picture. Pure. */

const MOST_SWEEPS = 16;
/** The front has passed an LED that rose above rest by this, and has come down from there by that [mV]. */
const ROSE_MV = 1;
const CAME_DOWN_MV = 0.5;

/** Whether the front has passed an LED: it has been higher than it is now, and than where the axon rests [mV]. */
export function frontHasPassed(highestMv: number, nowMv: number, restMv: number): boolean {
  return highestMv - restMv > ROSE_MV && highestMv - nowMv > CAME_DOWN_MV;
}

export class SweepHighest {
  readonly #sweeps = new Map<number, Float32Array>();
  /** The future that did not come, since somebody ran on from an earlier moment. */
  #cutOff: { readonly sweep: number; readonly highestMv: Float32Array } | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;

  /**
   * Of a live picture at a time of the axon [ms]. It is kept and not copied. A sweep never comes down: where it seems to,
   * the rig has begun the next one and has not said so yet.
   */
  keep(sweep: number, modelMs: number, highestMv: Float32Array): void {
    const known = this.#sweeps.get(sweep);
    const goesOn = modelMs >= this.#lastMs;
    this.#lastMs = modelMs;
    if (known && goesOn && isLower(highestMv, known)) return;
    if (known && !goesOn) this.#cutOff = { sweep, highestMv: known };
    if (!known && this.#sweeps.size === MOST_SWEEPS) this.#sweeps.delete(this.#sweeps.keys().next().value!);
    this.#sweeps.set(sweep, highestMv);
  }

  /** Undefined of a sweep that it has not seen, or long ago. @param isCutOff wanted is the future that did not come. */
  of(sweep: number, isCutOff = false): Float32Array | undefined {
    if (isCutOff && this.#cutOff?.sweep === sweep) return this.#cutOff.highestMv;
    return this.#sweeps.get(sweep);
  }
}

function isLower(one: Float32Array, other: Float32Array): boolean {
  if (one.length !== other.length) return false;
  for (let led = 0; led < one.length; led++) if (one[led]! < other[led]!) return true;
  return false;
}
