/** One stimulus that acts or is still to come: what was given, and what follows from it. */

import { requireField } from './field.js';
import type { Geometry } from './geometry.js';
import { compartmentAt } from './place.js';
import { type FieldPath, ModelRefusal, oneOf } from './refusal.js';
import {
  type ConductanceStimulus,
  CURRENT_FIELDS,
  CURRENT_OF,
  type CurrentName,
  type CurrentStimulus,
  STIMULUS_FIELDS,
  type StimulusPlace,
  type StimulusSpec,
} from './stimulus-spec.js';
import type { Beats } from './train-checks.js';
import { endedAt, type Waveform, waveformOf } from './waveform.js';

const NO_TRAIN: Beats = { intervalMs: Number.POSITIVE_INFINITY, count: 1 };

/** A stimulus that acts or is still to come, as plain data: what flows when follows from it. */
export interface GivenStimulus {
  readonly id: number;
  readonly stimulus: StimulusSpec;
  /** When it starts [ms]. */
  readonly fromMs: number;
  /** When somebody ended it, if before its own end [ms]. */
  readonly endedMs: number | null;
}

export interface Pending {
  readonly given: GivenStimulus;
  readonly compartments: readonly number[];
  /** What flows in [µA]; 0 for a conductance. */
  readonly fullUa: number;
  /** What the membrane opens [mS], and the same times its reversal potential [µA]; 0 for a current. */
  readonly openMs: number;
  readonly openUa: number;
  readonly waveform: Waveform;
  readonly beats: Beats;
}

/** What flows when, and where. Throws ModelRefusal for a wrong number or a place off the axon. */
export function pendingOf(given: GivenStimulus, geometry: Geometry): Pending {
  const { stimulus, fromMs, endedMs } = given;
  requireTimes(stimulus);
  const compartments = placesOf(stimulus).map(([path, at]) => compartmentAt(geometry, at, path));
  if (compartments.length === 0) throw new ModelRefusal(['stimulus', 'at'], 'at least one place', 'none');
  const strength =
    stimulus.kind === 'conductance'
      ? opened(stimulus, geometry)
      : { fullUa: microamperes(stimulus, geometry), openMs: 0, openUa: 0 };
  const whole = waveformOf(stimulus, fromMs);
  const waveform = endedMs === null ? whole : endedAt(whole, endedMs);
  return { given, compartments, ...strength, waveform, beats: beatsOf(stimulus) };
}

/**
 * Why an axon does not take a stimulus, in one sentence; undefined where it does. A train that is too fast for the steps
 * of an axon is refused by `inject` alone.
 */
export function stimulusRefusal(geometry: Geometry, stimulus: StimulusSpec): string | undefined {
  try {
    pendingOf({ id: 0, stimulus, fromMs: stimulus.startMs, endedMs: null }, geometry);
    return undefined;
  } catch (error) {
    if (!(error instanceof ModelRefusal)) throw error;
    return error.message;
  }
}

/** By value: what somebody does to theirs later changes nothing here. */
export function copied(stimulus: StimulusSpec): StimulusSpec {
  if (!('at' in stimulus) || !Array.isArray(stimulus.at)) return { ...stimulus };
  return { ...stimulus, at: [...stimulus.at] };
}

/** What counts of a stimulus where trains are too fast for a step. */
function beatsOf(stimulus: StimulusSpec): Beats {
  if (stimulus.kind !== 'train') return NO_TRAIN;
  const { intervalMs, count } = stimulus;
  return { intervalMs, count };
}

/** Every place of a stimulus, with its path. */
function placesOf(place: StimulusPlace): readonly (readonly [FieldPath, number])[] {
  if ('site' in place) return [[['stimulus', 'site'], place.site]];
  if (!Array.isArray(place.at)) return [[['stimulus', 'at'], place.at as number]];
  return (place.at as readonly number[]).map((at, k) => [['stimulus', 'at', k], at] as const);
}

const NA_PER_UA = 1000;

/** What a conductance opens and pulls with. */
function opened({ conductanceMs, reversalMv }: ConductanceStimulus, { kind }: Geometry) {
  if (kind !== 'lattice') {
    throw new ModelRefusal(
      ['stimulus', 'kind'],
      `a current on a ${kind}`,
      "'conductance'",
      'its steps take the mean current of each step; write a pulse',
    );
  }
  const { conductanceMs: opening, reversalMv: pull } = STIMULUS_FIELDS.conductance;
  requireField(['stimulus', 'conductanceMs'], conductanceMs, opening);
  requireField(['stimulus', 'reversalMv'], reversalMv, pull);
  return { fullUa: 0, openMs: conductanceMs, openUa: conductanceMs * reversalMv };
}

/** The full current in the solver's unit [µA]. */
function microamperes(stimulus: CurrentStimulus, geometry: Geometry): number {
  const name = CURRENT_OF[geometry.kind];
  const currents: Partial<Record<CurrentName, number>> = stimulus;
  for (const other of Object.keys(CURRENT_FIELDS) as CurrentName[]) {
    if (other === name || currents[other] === undefined) continue;
    throw new ModelRefusal(['stimulus', other], `${name}, the unit of current on a ${geometry.kind}`);
  }
  const current = currents[name]!;
  requireField(['stimulus', name], current, CURRENT_FIELDS[name]);
  return name === 'currentNa' ? current / NA_PER_UA : current;
}

function requireTimes(stimulus: StimulusSpec): void {
  const { kind } = stimulus;
  if (!Object.hasOwn(STIMULUS_FIELDS, kind)) {
    throw new ModelRefusal(['stimulus', 'kind'], oneOf(Object.keys(STIMULUS_FIELDS)), String(kind));
  }
  if (kind === 'step') return;
  const { durationMs } = stimulus;
  requireField(['stimulus', 'durationMs'], durationMs, STIMULUS_FIELDS[kind].durationMs);
  if (kind === 'ramp') {
    const { riseMs } = STIMULUS_FIELDS.ramp;
    requireField(['stimulus', 'riseMs'], stimulus.riseMs, { ...riseMs, high: durationMs });
  }
  if (kind === 'train') {
    const { intervalMs, count } = STIMULUS_FIELDS.train;
    requireField(['stimulus', 'intervalMs'], stimulus.intervalMs, { ...intervalMs, low: durationMs });
    requireField(['stimulus', 'count'], stimulus.count, count);
  }
}
