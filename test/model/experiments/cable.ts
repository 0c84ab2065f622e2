/** The squid axon of the classroom experiments, and whether a signal passes along it. */
import { type Axon, createAxon, SQUID_AXON, type Treatment } from '../../../src/model/index.js';
import { upwardMs } from '../measure.js';
import { CLASSROOM } from './patch.js';

/** Current of 0.2 ms into the end that just fires the axon, and into its middle [nA]. */
export const END_NA = 3573;
export const MIDDLE_NA = 7143;

export interface CableSetup {
  readonly lengthMm?: number;
  readonly temperatureC?: number;
  readonly diameterUm?: number;
  readonly treatments?: readonly Treatment[];
}

/** 18.5 °C, 60 mm, compartments of 0.1 mm, steps of 0.01 ms unless said otherwise. */
export function classroomCable(setup: CableSetup = {}): Axon {
  const lengthMm = setup.lengthMm ?? 60;
  return createAxon(
    {
      ...SQUID_AXON.axon,
      lengthMm,
      compartments: Math.round(lengthMm * 10),
      diameterUm: setup.diameterUm ?? SQUID_AXON.axon.diameterUm,
    },
    { ...CLASSROOM, temperatureC: setup.temperatureC ?? 18.5 },
    { stepMs: 0.01, treatments: setup.treatments ?? [] },
  );
}

/** A pulse of 0.2 ms. */
export function pulseNa(axon: Axon, at: number, currentNa: number, startMs = 0.5): void {
  axon.inject({ kind: 'pulse', at, startMs, durationMs: 0.2, currentNa });
}

/** When a signal comes by [ms]; NaN if none does. It counts from −30 mV: a warm axon's peaks are low. */
export function arrivalMs(axon: Axon, atMm: number, untilMs = 12): number {
  return upwardMs(axon, [axon.compartmentAt(atMm)], untilMs, -30)[0]!;
}
