/** What is done to the axon to stimulate it, as data. What flows when is worked out in stimuli.ts. */

/**
 * Where a stimulus enters: one place or several, each of which gets the whole of it. Places are in the axon's own
 * terms: sites, millimetres, nodes, 0 on a patch. `site` is another word for `at`.
 */
export type StimulusPlace = { readonly at: number | readonly number[] } | { readonly site: number };

/**
 * How much, in the unit of the axon: µA on a lattice, nA on a cable and on a myelinated axon, µA/cm² on a patch.
 * Positive depolarises (cathode outside), negative hyperpolarises (anode). −1e6 to 1e6 µA, −1e9 to 1e9 nA.
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
  /** How long it lasts [ms], 1e-6 to 1e9. */
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
    /** 1 to 1e6. */
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
    /** Into every place given, 0 to 1000 mS. */
    readonly conductanceMs: number;
    /** Where it pulls the membrane, −200 to 200 mV; +60 is sodium. */
    readonly reversalMv: number;
  };

export type StimulusSpec = CurrentStimulus | ConductanceStimulus;
