/**
 * Finding the instant inside a step at which the first site reaches its limit. Without it every spike would wait
 * for the next step: peaks overshoot by millivolts and the velocity sticks to a whole number of steps per site.
 */

import type { Cable } from './cable.js';
import { type Limits, REACHED_MV } from './membranes/channels.js';

/** Far more than needed: two or three trials are usual; the bracket halves whenever the guess is no good. */
const MAX_TRIALS = 60;

/** Whether some site of the trial step has reached its limit. */
export function trialReaches(cable: Cable, limits: Limits): boolean {
  const { trialMv, from, to } = cable;
  const { lowerMv, upperMv } = limits;
  for (let i = from; i < to; i++) {
    const v = trialMv[i]!;
    if (v >= upperMv[i]! || v <= lowerMv[i]!) return true;
  }
  return false;
}

/** The sites concerned by `trialReaches`, from the first to the last of them. */
export interface Concerned {
  first: number;
  last: number;
}

/** Widens `concerned` to every site of the trial step that has reached its limit. */
export function noteReached(cable: Cable, limits: Limits, concerned: Concerned): void {
  const { trialMv, from, to } = cable;
  const { lowerMv, upperMv } = limits;
  for (let i = from; i < to; i++) {
    const v = trialMv[i]!;
    if (v < upperMv[i]! && v > lowerMv[i]!) continue;
    concerned.first = Math.min(concerned.first, i);
    concerned.last = Math.max(concerned.last, i);
  }
}

/**
 * Given a trial step in which some site reaches its limit, shortens the trial to where the first one does, within
 * REACHED_MV.
 */
export function shortenToFirstCrossing(cable: Cable, limits: Limits): void {
  const { trialMv, from, to } = cable;
  const { lowerMv, upperMv } = limits;
  let lowMs = 0;
  let highMs = cable.trialMs;
  // The site that is followed: the one expected to be the first.
  let site = from;
  for (let trial = 0; trial < MAX_TRIALS; trial++) {
    let reached = false;
    let passed = false;
    let guessMs = Number.POSITIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const v = trialMv[i]!;
      if (v < upperMv[i]! - REACHED_MV && v > lowerMv[i]! + REACHED_MV) continue;
      reached = true;
      if (v <= upperMv[i]! + REACHED_MV && v >= lowerMv[i]! - REACHED_MV) continue;
      passed = true;
      const crossingMs = crossingBetween(cable, limits, i);
      if (crossingMs < guessMs) {
        guessMs = crossingMs;
        site = i;
      }
    }
    if (passed) {
      highMs = cable.trialMs;
    } else if (reached) {
      return;
    } else {
      lowMs = cable.trialMs;
      const shortMv = limitMv(limits, site) - trialMv[site]!;
      guessMs = lowMs + shortMv / cable.slopeMvPerMs(trialMv, site);
    }
    const nextMs = guessMs > lowMs && guessMs < highMs ? guessMs : (lowMs + highMs) / 2;
    if (!(nextMs > lowMs && nextMs < highMs)) break;
    cable.trialMs = nextMs;
    cable.tryStep();
  }
  // A bracket too narrow for another number in between: its upper end has reached the limit.
  cable.trialMs = highMs;
  cable.tryStep();
}

/** The limit a site is making for [mV]; a site never has two. */
function limitMv(limits: Limits, i: number): number {
  const lowerMv = limits.lowerMv[i]!;
  return lowerMv === Number.NEGATIVE_INFINITY ? limits.upperMv[i]! : lowerMv;
}

/**
 * Where the cubic through both ends of the trial, with the slopes there, meets the limit of a site [ms from the
 * start]. The cubic is wrong by the fourth power of the step only, so what follows has little left to do.
 */
function crossingBetween(cable: Cable, limits: Limits, i: number): number {
  const stepMs = cable.trialMs;
  const goalMv = limitMv(limits, i);
  const startMv = cable.potentialMv[i]! - goalMv;
  const endMv = cable.trialMv[i]! - goalMv;
  const startSlope = cable.slopeMvPerMs(cable.potentialMv, i) * stepMs;
  const endSlope = cable.slopeMvPerMs(cable.trialMv, i) * stepMs;
  // a x³ + b x² + startSlope x + startMv on 0 ≤ x ≤ 1
  const a = 2 * (startMv - endMv) + startSlope + endSlope;
  const b = 3 * (endMv - startMv) - 2 * startSlope - endSlope;
  let low = 0;
  let high = 1;
  let x = startMv / (startMv - endMv);
  for (let round = 0; round < 12; round++) {
    const value = ((a * x + b) * x + startSlope) * x + startMv;
    // Same side as the end: the crossing is earlier.
    if (value * endMv > 0) high = x;
    else low = x;
    const slope = (3 * a * x + 2 * b) * x + startSlope;
    const next = x - value / slope;
    const better = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(better - x) < 1e-12) break;
    x = better;
  }
  return x * stepMs;
}
