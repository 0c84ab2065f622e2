/** Where an axon can fire at any time of an experiment, however its treatments come and go. */
import { type Axon, createAxon, type Treatment } from '../model/index.js';
import type { Experiment } from './settle.js';

/** Whether a treatment is not in force all the time. */
export function comesOrGoes(
  { startMs = 0, endMs = Number.POSITIVE_INFINITY }: Treatment,
  durationMs: number,
): boolean {
  return startMs > 0 || endMs < durationMs;
}

/** The axon at rest, with only those treatments that are in force all the time: what fires at some time, fires on it. */
export function axonThatFires({ geometry, membrane, treatments, stepMs, durationMs }: Experiment): Axon {
  const lasting = treatments.filter((treatment) => !comesOrGoes(treatment, durationMs));
  return createAxon(geometry, membrane, { stepMs, treatments: lasting });
}
