/** Currents that a person or a file puts into the axon. */
import type { z } from 'zod';
import type { PulseStimulus } from '../model/index.js';
import { MAX_SITES } from './axon.js';
import { number, section } from './file/fields.js';

export const siteField = number({
  low: 0,
  high: MAX_SITES - 1,
  whole: true,
  about: 'Site that the current enters, from 0',
});
export const currentField = number({
  low: -10_000,
  high: 10_000,
  unit: 'µA',
  about: 'Current into the axon; positive depolarises, negative hyperpolarises',
});
export const durationField = number({
  low: 0.01,
  high: 1000,
  unit: 'ms',
  about: 'How long the current flows, in time of the axon',
});

/** The pulse of the lesson's figures: into site 0, about five times its threshold of 39.338 µA. */
export const DEFAULT_PULSE = { at: 0, currentUa: 200, durationMs: 0.5 } as const;

export const pulseSchema = section(
  {
    at: siteField.default(DEFAULT_PULSE.at),
    currentUa: currentField.default(DEFAULT_PULSE.currentUa),
    durationMs: durationField.default(DEFAULT_PULSE.durationMs),
  },
  'A pulse of current',
  '{at: 0, currentUa: 200, durationMs: 0.5}',
);

/** A pulse that begins whenever someone presses. */
export type Pulse = Readonly<z.output<typeof pulseSchema>>;

/** The pulse as the model wants it, beginning at `startMs` of the axon's time. */
export function stimulusOf(pulse: Pulse, startMs: number): PulseStimulus {
  const { at, currentUa, durationMs } = pulse;
  return { kind: 'pulse', site: at, startMs, durationMs, currentUa };
}
