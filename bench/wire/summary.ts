import type { Latency } from './figures.js';

/** Nearest-rank percentiles; undefined figures (NaN) of no presses at all. */
export function latencyOf(ms: readonly number[]): Latency {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  return { presses: ms.length, medianMs: at(0.5), p99Ms: at(0.99), worstMs: at(1) };
}

/** Numbers from 0 to 1, the same in every run (the linear congruence of Numerical Recipes). */
export function sameEveryTime(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
