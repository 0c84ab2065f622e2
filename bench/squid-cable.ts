/**
 * The one cable that every contender computes: squid giant axon after Hodgkin & Huxley (1952, J. Physiol. 117,
 * 500–544), sealed ends, a pulse of one and a half times the threshold into the first compartment.
 */

export const SQUID_CABLE = {
  diameterUm: 476,
  axialResistivityOhmCm: 35.4,
  capacitanceUfPerCm2: 1,
  temperatureC: 18.5,
  compartmentMm: 0.1,
  /** Where a run starts: the rest of these parameters, to the last digit that matters. */
  restMv: -64.974052452,
} as const;

export const PULSE = { startMs: 0.5, durationMs: 0.2, currentNa: 5354.1 } as const;

export const STEP_MS = 0.025;

/** Conduction velocity of this axon as a travelling wave, which knows no compartments and no steps [m/s]. */
export const CONTINUUM_M_PER_S = 18.730197;

/**
 * The same for compartments of 0.1 mm and no error of time stepping [m/s]: the space error is −0.027 (dx/ℓ)² with
 * ℓ = 1.8 mm. A velocity measured against this shows what the steps in time cost, and nothing else.
 */
export const SEMI_DISCRETE_M_PER_S = CONTINUUM_M_PER_S * (1 - 0.027 * (SQUID_CABLE.compartmentMm / 1.8) ** 2);

/** For the velocity: 10 cm, from 0.3 to 0.7 of the length, where the ends are out of reach. */
export const VELOCITY_RUN = { compartments: 1000, from: 300, to: 700, durationMs: 7 } as const;

/** Time of the first upward crossing of `levelMv` in samples of a compartment, one per step from time 0 [ms]. */
export function crossingMs(samplesMv: ArrayLike<number>, stepMs: number, levelMv: number): number {
  for (let k = 2; k + 1 < samplesMv.length; k++) {
    if (samplesMv[k - 1]! < levelMv && samplesMv[k]! >= levelMv) {
      return (k - 1 + cubicCrossing(samplesMv, k - 1, levelMv)) * stepMs;
    }
  }
  return Number.NaN;
}

/** Where the cubic through samples k − 1 to k + 2 crosses between k and k + 1, 0 to 1; by bisection. */
function cubicCrossing(v: ArrayLike<number>, k: number, levelMv: number): number {
  const [a, b, c, d] = [v[k - 1]!, v[k]!, v[k + 1]!, v[k + 2]!];
  const at = (s: number) =>
    (-s * (s - 1) * (s - 2) * a + 3 * (s + 1) * (s - 1) * (s - 2) * b) / 6 +
    (-3 * (s + 1) * s * (s - 2) * c + (s + 1) * s * (s - 1) * d) / 6;
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (at(middle) < levelMv) low = middle;
    else high = middle;
  }
  return low;
}

/** Velocity between the two places of `VELOCITY_RUN` from their samples, at 0 mV [m/s]. */
export function velocityMPerS(fromMv: ArrayLike<number>, toMv: ArrayLike<number>, stepMs: number): number {
  const distanceMm = (VELOCITY_RUN.to - VELOCITY_RUN.from) * SQUID_CABLE.compartmentMm;
  return distanceMm / (crossingMs(toMv, stepMs, 0) - crossingMs(fromMv, stepMs, 0));
}
