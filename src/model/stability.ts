/**
 * Whether an axon stays at rest once it is there. Close to its rest a membrane is a circuit: a capacitance, a
 * conductance, and for each gate a branch whose current follows the potential late. In terms of a frequency s its
 * admittance is
 *
 *     Y(s) = s C + g + Σ g_k / (1 + s τ_k),   g_k: how the current depends on gate k, times how that gate follows V
 *
 * and the axon is the tridiagonal matrix of these admittances and its links. A disturbance grows if the determinant of
 * that matrix is 0 for some s with a positive real part. How many there are is told by how far the determinant turns as
 * s runs along the imaginary axis (Nyquist 1932, Bell Syst. Tech. J. 11, 126–147): of n compartments each turns by half
 * a circle, less a whole circle for each growing disturbance. So no time is computed, and rounding decides nothing.
 */

import type { MembraneRun } from './membranes/run.js';

/** A membrane close to its rest, of one compartment. */
export interface Linearised {
  readonly capacitanceUf: number;
  readonly conductanceMs: number;
  /** Of each gate: g_k [mS] and τ_k [ms], one after the other. */
  readonly branches: Float64Array;
}

/** From one frequency to the next; where any compartment turns by more than an eighth of a circle, finer. */
const RATIO = 1.5;
const MOST_TURN = Math.PI / 4;
/** Steps of frequency are not halved below this share of it. */
const FINEST = 1e-9;
/** Beyond the fastest and the slowest of the axon by so much nothing happens any more. */
const BEYOND = 1e3;
const OVER_MV = 1e-3;
const OVER_GATE = 1e-5;

/** The circuit of one compartment of a run at a potential at which all its gates have settled. */
export function linearised(
  run: MembraneRun,
  gateCount: number,
  potentialMv: number,
  capacitanceUf: number,
): Linearised {
  const settledAt = (mv: number) => {
    const rates = new Float64Array(2 * gateCount);
    run.rates(mv, rates);
    const settled = new Float64Array(gateCount);
    const tauMs = new Float64Array(gateCount);
    for (let k = 0; k < gateCount; k++) {
      const sum = rates[2 * k]! + rates[2 * k + 1]!;
      settled[k] = sum > 0 ? rates[2 * k]! / sum : 0;
      tauMs[k] = sum > 0 ? 1 / sum : 1;
    }
    return { settled, tauMs };
  };
  const { settled, tauMs } = settledAt(potentialMv);
  const above = settledAt(potentialMv + OVER_MV).settled;
  const below = settledAt(potentialMv - OVER_MV).settled;
  const branches = new Float64Array(2 * gateCount);
  for (let k = 0; k < gateCount; k++) {
    const moved = (by: number) => {
      const gates = settled.slice();
      gates[k]! += by;
      return run.ionicUa(potentialMv, gates, 0);
    };
    const uaPerGate = (moved(OVER_GATE) - moved(-OVER_GATE)) / (2 * OVER_GATE);
    branches[2 * k] = (uaPerGate * (above[k]! - below[k]!)) / (2 * OVER_MV);
    branches[2 * k + 1] = tauMs[k]!;
  }
  const higherUa = run.ionicUa(potentialMv + OVER_MV, settled, 0);
  const lowerUa = run.ionicUa(potentialMv - OVER_MV, settled, 0);
  return { capacitanceUf, conductanceMs: (higherUa - lowerUa) / (2 * OVER_MV), branches };
}

/** How many independent disturbances of the axon grow: 0 where its rest is stable. `linkMs` as in an engine's parts. */
export function growingDisturbances(axon: readonly Linearised[], linkMs: Float64Array): number {
  const count = axon.length;
  const { slowest, fastest } = rangeOf(axon, linkMs);
  let now = new Float64Array(2 * count);
  let next = new Float64Array(2 * count);
  pivots(axon, linkMs, 0, now);
  let turned = 0;
  let omega = 0;
  for (let goal = slowest / BEYOND; omega < fastest * BEYOND; goal *= RATIO) {
    while (omega < goal) {
      let to = goal;
      for (;;) {
        pivots(axon, linkMs, to, next);
        if (mostTurn(now, next) <= MOST_TURN || to - omega <= FINEST * to) break;
        to = (omega + to) / 2;
      }
      turned += totalTurn(now, next);
      omega = to;
      [now, next] = [next, now];
    }
  }
  // From here to an infinite frequency, where there is nothing but capacitance.
  for (let i = 0; i < count; i++) turned += Math.PI / 2 - Math.atan2(now[2 * i + 1]!, now[2 * i]!);
  return Math.round((count - (2 * turned) / Math.PI) / 2);
}

/** The slowest and the fastest that the axon has to it [1/ms]. */
function rangeOf(axon: readonly Linearised[], linkMs: Float64Array) {
  let slowest = Number.POSITIVE_INFINITY;
  let fastest = 0;
  axon.forEach(({ capacitanceUf, conductanceMs, branches }, i) => {
    let totalMs = Math.abs(conductanceMs) + (linkMs[i] ?? 0) + (i > 0 ? linkMs[i - 1]! : 0);
    for (let k = 0; k < branches.length; k += 2) {
      totalMs += Math.abs(branches[k]!);
      slowest = Math.min(slowest, 1 / branches[k + 1]!);
      fastest = Math.max(fastest, 1 / branches[k + 1]!);
    }
    const perMs = Math.max(totalMs / capacitanceUf, 1e-9);
    slowest = Math.min(slowest, perMs);
    fastest = Math.max(fastest, perMs);
  });
  return { slowest, fastest };
}

/** Pivots of the matrix at the frequency iω, eliminated from the left; the determinant is their product. */
function pivots(axon: readonly Linearised[], linkMs: Float64Array, omega: number, out: Float64Array): void {
  let fromLeft = 0;
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < axon.length; i++) {
    const { capacitanceUf, conductanceMs, branches } = axon[i]!;
    const toRight = i + 1 < axon.length ? linkMs[i]! : 0;
    let re = conductanceMs + fromLeft + toRight;
    let im = omega * capacitanceUf;
    for (let k = 0; k < branches.length; k += 2) {
      const late = omega * branches[k + 1]!;
      const share = branches[k]! / (1 + late * late);
      re += share;
      im -= share * late;
    }
    if (i > 0) {
      const size = real * real + imaginary * imaginary;
      re -= (fromLeft * fromLeft * real) / size;
      im += (fromLeft * fromLeft * imaginary) / size;
    }
    out[2 * i] = re;
    out[2 * i + 1] = im;
    real = re;
    imaginary = im;
    fromLeft = toRight;
  }
}

/** How far a pivot turns, the shorter way. */
function turn(from: Float64Array, to: Float64Array, i: number): number {
  const [a, b] = [from[2 * i]!, from[2 * i + 1]!];
  const [c, d] = [to[2 * i]!, to[2 * i + 1]!];
  return Math.atan2(a * d - b * c, a * c + b * d);
}

function mostTurn(from: Float64Array, to: Float64Array): number {
  let most = 0;
  for (let i = 0; 2 * i < from.length; i++) most = Math.max(most, Math.abs(turn(from, to, i)));
  return most;
}

function totalTurn(from: Float64Array, to: Float64Array): number {
  let total = 0;
  for (let i = 0; 2 * i < from.length; i++) total += turn(from, to, i);
  return total;
}
