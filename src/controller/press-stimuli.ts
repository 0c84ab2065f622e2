/** What a press puts into the axon: the experiment's stimuli, the earliest now, with what the press says otherwise. */
import {
  CURRENT_FIELDS,
  CURRENT_OF,
  type CurrentName,
  type Geometry,
  STIMULUS_FIELDS,
  type StimulusSpec,
} from '../model/index.js';
import type { AxonFacts, PressFields } from './contract.js';

/** How long a stimulus lasts that is held until it is released, at the most [ms of axon]. */
const LONGEST_HELD_MS = 1_000_000;
/** What is given where the experiment has no stimulus and a press says how strong one is. */
const PLAIN_PULSE = { kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5 } as const;

export interface PressStimulus {
  readonly spec: StimulusSpec;
  /** When it ends by itself [ms of axon]; Infinity for one that is to be ended. */
  readonly endMs: number;
}

/** How strong a stimulus is, in the unit of the axon. */
function strengthOf(spec: StimulusSpec, kind: Geometry['kind']): number {
  if (spec.kind === 'conductance') return spec.conductanceMs;
  return (spec as Partial<Record<CurrentName, number>>)[CURRENT_OF[kind]] ?? 0;
}

function withStrength(spec: StimulusSpec, kind: Geometry['kind'], strength: number): StimulusSpec {
  const name = spec.kind === 'conductance' ? 'conductanceMs' : CURRENT_OF[kind];
  return { ...spec, [name]: strength } as StimulusSpec;
}

export function strongestOf(
  stimuli: readonly StimulusSpec[],
  kind: Geometry['kind'],
): StimulusSpec | undefined {
  let strongest = stimuli[0];
  for (const spec of stimuli)
    if (Math.abs(strengthOf(spec, kind)) > Math.abs(strengthOf(strongest!, kind))) strongest = spec;
  return strongest;
}

/** The strength of the strongest of some stimuli, which stands for all: a change of it changes the others by as much. */
export function pressStrength(stimuli: readonly StimulusSpec[], kind: Geometry['kind']): AxonFacts['press'] {
  const strongest = strongestOf(stimuli, kind);
  const { unit = '', high: most } =
    strongest?.kind === 'conductance'
      ? STIMULUS_FIELDS.conductance.conductanceMs
      : CURRENT_FIELDS[CURRENT_OF[kind]];
  const holds = stimuli.some((spec) => spec.kind === 'step');
  return { unit, most, strength: strongest ? strengthOf(strongest, kind) : 0, holds };
}

/** The places that one stimulus enters. */
export function placesOf(spec: StimulusSpec): readonly number[] {
  return 'site' in spec ? [spec.site] : [spec.at].flat();
}

/** Every place that some stimuli enter, once. */
export function stimulusPlaces(stimuli: readonly StimulusSpec[]): readonly number[] {
  return [...new Set(stimuli.flatMap(placesOf))].sort((a, b) => a - b);
}

/** @param nowMs the axon's time, at which the earliest of them begins. Empty if there is nothing to give. */
export function pressStimuli(
  own: readonly StimulusSpec[],
  kind: Geometry['kind'],
  asked: PressFields,
  nowMs: number,
): PressStimulus[] {
  let set = asked.stimuli ?? own;
  if (set.length === 0 && asked.strength !== undefined)
    set = [withStrength(PLAIN_PULSE as unknown as StimulusSpec, kind, asked.strength)];
  const firstMs = Math.min(...set.map(({ startMs }) => startMs));
  const usual = pressStrength(set, kind).strength;
  return set.map((stimulus) => {
    const own = strengthOf(stimulus, kind);
    const share = usual === 0 ? 1 : own / usual;
    const strength = asked.strength === undefined ? own : asked.strength * share;
    const place = asked.at === undefined ? {} : { at: asked.at };
    const startMs = nowMs + stimulus.startMs - firstMs;
    const spec = { ...withStrength(lasting(stimulus, asked), kind, strength), ...place, startMs };
    return { spec, endMs: endOf(spec) };
  });
}

/** The same stimulus, held or of another length. */
function lasting(spec: StimulusSpec, { held, durationMs }: PressFields): StimulusSpec {
  if (held === true && spec.kind !== 'train') {
    if (spec.kind === 'step') return spec;
    if (spec.kind !== 'pulse') return { ...spec, durationMs: LONGEST_HELD_MS };
    const { durationMs: _, ...rest } = spec;
    return { ...rest, kind: 'step' } as StimulusSpec;
  }
  if (durationMs === undefined) return spec;
  if (spec.kind === 'step') return { ...spec, kind: 'pulse', durationMs } as StimulusSpec;
  if (spec.kind === 'ramp') return { ...spec, durationMs, riseMs: Math.min(spec.riseMs, durationMs) };
  return { ...spec, durationMs };
}

/** When a stimulus ends by itself [ms of axon]; Infinity for one that is to be ended. */
export function endOf(spec: StimulusSpec): number {
  if (spec.kind === 'step' || spec.durationMs >= LONGEST_HELD_MS) return Number.POSITIVE_INFINITY;
  const before = spec.kind === 'train' ? (spec.count - 1) * spec.intervalMs : 0;
  return spec.startMs + before + spec.durationMs;
}
