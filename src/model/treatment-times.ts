/** Which treatments are in force when. */

import type { Treatment, TreatmentTimes } from './treatments.js';

/** A time this close is the same: what rounding leaves between the end of a step and a time that somebody wrote [ms]. */
const SAME_TIME_MS = 1e-6;

function startOf({ startMs }: TreatmentTimes): number {
  return startMs ?? Number.NEGATIVE_INFINITY;
}

function endOf({ endMs }: TreatmentTimes): number {
  return endMs ?? Number.POSITIVE_INFINITY;
}

export function isTimed({ startMs, endMs }: TreatmentTimes): boolean {
  return startMs !== undefined || endMs !== undefined;
}

export function isInForce(treatment: TreatmentTimes, atMs: number): boolean {
  const ms = atMs + SAME_TIME_MS;
  return startOf(treatment) <= ms && ms < endOf(treatment);
}

/** Those that are in force at a time: the very list where that is all of them. */
export function inForceAt(treatments: readonly Treatment[], atMs: number): readonly Treatment[] {
  const some = treatments.filter((treatment) => isInForce(treatment, atMs));
  return some.length === treatments.length ? treatments : some;
}

/** From when on others are in force than at a time [ms]; Infinity if they stay. */
export function nextChangeMs(treatments: readonly Treatment[], atMs: number): number {
  const ms = atMs + SAME_TIME_MS;
  let nextMs = Number.POSITIVE_INFINITY;
  for (const treatment of treatments) {
    for (const timeMs of [startOf(treatment), endOf(treatment)])
      if (timeMs > ms && timeMs < nextMs) nextMs = timeMs;
  }
  return nextMs - SAME_TIME_MS;
}

/** Every time from 0 on at which treatments begin or end, 0 among them [ms]. */
export function changesMs(treatments: readonly Treatment[]): readonly number[] {
  const times = new Set([0]);
  for (let ms = 0; ; ) {
    ms = nextChangeMs(treatments, ms) + SAME_TIME_MS;
    if (ms === Number.POSITIVE_INFINITY) return [...times];
    times.add(ms);
  }
}
