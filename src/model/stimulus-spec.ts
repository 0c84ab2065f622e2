/**
 * What is done to the axon to stimulate it, as data, and the range of each of its numbers. What flows when is worked out
 * in stimuli.ts.
 */

import type { NumberField } from './field.js';
import type { Geometry } from './geometry.js';

/**
 * Where a stimulus enters: one place or several, each of which gets the whole of it. Places are in the axon's own
 * terms: sites, millimetres, nodes, 0 on a patch. `site` is another word for `at`.
 */
export type StimulusPlace = { readonly at: number | readonly number[] } | { readonly site: number };

/**
 * How much, in the unit of the axon: µA on a lattice, nA on a cable and on a myelinated axon, µA/cm² on a patch.
 * Positive depolarises (cathode outside), negative hyperpolarises (anode).
 */
export type StimulusCurrent =
  | { readonly currentUa: number }
  | { readonly currentNa: number }
  | { readonly currentUaPerCm2: number };

interface From {
  /** When it starts, on the axon's own time [ms]; now or later. It need not fall on a step. */
  readonly startMs: number;
}

interface Lasting extends From {
  /** How long it lasts [ms]. */
  readonly durationMs: number;
}

/** A current that is switched on, held, and switched off. */
export type PulseStimulus = StimulusPlace & StimulusCurrent & Lasting & { readonly kind: 'pulse' };

/** A current that is switched on for good. */
export type StepStimulus = StimulusPlace & StimulusCurrent & From & { readonly kind: 'step' };

/** A current that rises evenly from 0 over `riseMs` and is then held until `durationMs` after its start. */
export type RampStimulus = StimulusPlace &
  StimulusCurrent &
  Lasting & {
    readonly kind: 'ramp';
    /** Up to `durationMs` [ms]; longer than 0. */
    readonly riseMs: number;
  };

/** Equal pulses, the first at `startMs`. */
export type TrainStimulus = StimulusPlace &
  StimulusCurrent &
  Lasting & {
    readonly kind: 'train';
    /** From the start of one pulse to that of the next [ms]; not shorter than a pulse. */
    readonly intervalMs: number;
    readonly count: number;
  };

export type CurrentStimulus = PulseStimulus | StepStimulus | RampStimulus | TrainStimulus;

/**
 * The membrane itself lets an ion in for a while: a conductance towards the reversal potential of that ion, on a lattice
 * only. Unlike a current it cannot lift the membrane beyond that potential, however often or strongly it is given. It is
 * no channel of the membrane: it counts as a stimulus wherever ionic currents are counted.
 */
export type ConductanceStimulus = StimulusPlace &
  Lasting & {
    readonly kind: 'conductance';
    /** Into every place given [mS]. */
    readonly conductanceMs: number;
    /** Where it pulls the membrane [mV]; +60 is sodium. */
    readonly reversalMv: number;
  };

export type StimulusSpec = CurrentStimulus | ConductanceStimulus;

const current = (most: number, unit: string, where: string): NumberField => ({
  low: -most,
  high: most,
  unit,
  about: `Current, ${where}; positive depolarises, negative hyperpolarises`,
});

/** The current of a stimulus, by the name that carries its unit. */
export const CURRENT_FIELDS = {
  currentUa: current(1_000_000, 'µA', 'on a lattice'),
  currentNa: current(1_000_000_000, 'nA', 'on a cable or a myelinated axon'),
  currentUaPerCm2: current(1_000_000, 'µA/cm²', 'on a patch'),
} as const;

export type CurrentName = keyof typeof CURRENT_FIELDS;

/** The name of the current that enters each kind of axon. */
export const CURRENT_OF = {
  lattice: 'currentUa',
  cable: 'currentNa',
  myelinated: 'currentNa',
  patch: 'currentUaPerCm2',
} as const satisfies { readonly [Kind in Geometry['kind']]: CurrentName };

const duration = (about: string): NumberField => ({ low: 0.000001, high: 1_000_000, unit: 'ms', about });

/** The other numbers of each kind of stimulus, but for its place and its start. */
export const STIMULUS_FIELDS = {
  pulse: { durationMs: duration('How long it lasts') },
  step: {},
  ramp: {
    riseMs: duration('How long it rises; all of durationMs unless said otherwise'),
    durationMs: duration('How long it lasts, rise and all'),
  },
  train: {
    durationMs: duration('How long each pulse lasts'),
    intervalMs: duration('From the start of one pulse to that of the next'),
    count: { low: 1, high: 1_000_000, whole: true, about: 'Number of pulses' },
  },
  conductance: {
    durationMs: duration('How long it lasts'),
    conductanceMs: {
      low: 0,
      high: 1000,
      unit: 'mS',
      about: 'How much the membrane opens for the ion (millisiemens)',
    },
    reversalMv: {
      low: -150,
      high: 150,
      unit: 'mV',
      about: 'Reversal potential of the ion; 60 is sodium',
    },
  },
} as const satisfies {
  readonly [Kind in StimulusSpec['kind']]: Readonly<Record<string, NumberField>>;
};
