/** What a physiologist reads off a running axon. */

import {
  type Axon,
  type CableGeometry,
  createAxon,
  type MembraneSpec,
  SQUID_AXON,
} from '../../src/model/index.js';

/** When each of these compartments first comes up through a level [ms], straight between steps; NaN for never. */
export function upwardMs(
  axon: Axon,
  compartments: readonly number[],
  untilMs: number,
  levelMv = -20,
): number[] {
  const found = compartments.map(() => Number.NaN);
  const before = compartments.map((i) => axon.potentialMv[i]!);
  while (axon.modelMs < untilMs && found.some(Number.isNaN)) {
    const startMs = axon.modelMs;
    axon.step();
    compartments.forEach((i, k) => {
      const v = axon.potentialMv[i]!;
      const was = before[k]!;
      if (Number.isNaN(found[k]) && was < levelMv && v >= levelMv) {
        found[k] = startMs + ((axon.modelMs - startMs) * (levelMv - was)) / (v - was);
      }
      before[k] = v;
    });
  }
  return found;
}

/** The highest potential of each of these compartments until a time, and when [mV, ms]. */
export function peaks(axon: Axon, compartments: readonly number[], untilMs: number) {
  const found = compartments.map((i) => ({ mv: axon.potentialMv[i]!, atMs: axon.modelMs }));
  while (axon.modelMs < untilMs) {
    axon.step();
    compartments.forEach((i, k) => {
      const mv = axon.potentialMv[i]!;
      if (mv > found[k]!.mv) found[k] = { mv, atMs: axon.modelMs };
    });
  }
  return found;
}

/** How far a figure is from what is expected [%]. */
export function offPercent(found: number, expected: number): number {
  return Math.abs(100 * (found / expected - 1));
}

export interface SquidSetup {
  readonly axon?: Partial<CableGeometry>;
  readonly membrane?: Partial<(typeof SQUID_AXON)['membrane']>;
  readonly stepMs?: number;
}

/** The squid's axon, set up as told. */
export function squid(setup: SquidSetup = {}): Axon {
  const membrane: MembraneSpec = { ...SQUID_AXON.membrane, ...setup.membrane };
  return createAxon({ ...SQUID_AXON.axon, ...setup.axon }, membrane, { stepMs: setup.stepMs ?? 0.01 });
}

/** 20 µA for 0.2 ms from 0.5 ms on: several times the threshold. */
export function press(
  axon: Axon,
  at: number | readonly number[] = 0,
  currentNa = 20_000,
  startMs = 0.5,
): void {
  axon.inject({ kind: 'pulse', at, startMs, durationMs: 0.2, currentNa });
}

/** Velocity of the signal between two fifths and three fifths of a cable [m/s]; NaN if it does not arrive. */
export function velocity(axon: Axon, untilMs = 12, levelMv = -20): number {
  const places = [0.4, 0.6].map((part) => Math.round(part * axon.compartmentCount));
  const [near, far] = upwardMs(axon, places, untilMs, levelMv);
  return (axon.places[places[1]!]! - axon.places[places[0]!]!) / (far! - near!);
}

/** Velocity on 3 cm of bare squid membrane, 10 µm thick, from 10 to 20 mm [m/s]. */
export function bareFibreMPerS(axialResistivityOhmCm: number): number {
  const axon = squid({
    axon: { lengthMm: 30, diameterUm: 10, axialResistivityOhmCm, compartments: 1500 },
    stepMs: 0.005,
  });
  axon.inject({ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.5, currentNa: 50 });
  const places = [10, 20].map((mm) => axon.compartmentAt(mm));
  const [near, far] = upwardMs(axon, places, 15);
  return (axon.places[places[1]!]! - axon.places[places[0]!]!) / (far! - near!);
}
