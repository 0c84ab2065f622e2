/** The stimuli of an experiment, as a file describes them: currents, and on a lattice the membrane letting an ion in. */
import { z } from 'zod';
import { number, numberOrNumbers, section, withExample } from '../files/fields.js';
import {
  CURRENT_FIELDS,
  CURRENT_OF,
  type CurrentName,
  type Geometry,
  STIMULUS_FIELDS,
  type StimulusSpec,
} from '../model/index.js';
import { REST_MV } from '../units.js';
import { defaulted, optional, required } from './model-fields.js';
import { DEFAULT_PRESS, type Press } from './stimulus.js';

/** How a list of stimuli may look. */
export const STIMULUS_EXAMPLE =
  'stimuli: [{kind: pulse, at: 0, startMs: 1, durationMs: 0.5, currentUa: 200}]';
const ABOUT = 'A current into the axon';
/** Most places that one current enters. */
const MOST_PLACES = 1000;

const at = numberOrNumbers(
  {
    low: 0,
    high: 100_000,
    about: 'Where it enters: site, mm or node; each of several places gets the whole of it',
  },
  MOST_PLACES,
).default(0);

const currents = optional(CURRENT_FIELDS);

const startMs = number({ low: 0, high: 1_000_000, unit: 'ms', about: 'When it starts' }).default(0);

const pulse = section(
  {
    kind: z.literal('pulse').optional().default('pulse').describe('Switched on, held, switched off'),
    at,
    startMs,
    ...required(STIMULUS_FIELDS.pulse),
    ...currents,
  },
  ABOUT,
  STIMULUS_EXAMPLE,
);

const step = section(
  { kind: z.literal('step').describe('Switched on for good'), at, startMs, ...currents },
  ABOUT,
  'stimuli: [{kind: step, at: 0, startMs: 1, currentUa: 20}]',
);

const ramp = section(
  {
    kind: z.literal('ramp').describe('Rises evenly from 0, then is held'),
    at,
    startMs,
    riseMs: number(STIMULUS_FIELDS.ramp.riseMs).optional(),
    durationMs: number(STIMULUS_FIELDS.ramp.durationMs),
    ...currents,
  },
  ABOUT,
  'stimuli: [{kind: ramp, at: 0, startMs: 1, riseMs: 10, durationMs: 50, currentUa: 20}]',
);

const train = section(
  {
    kind: z.literal('train').describe('Equal pulses at equal intervals'),
    at,
    startMs,
    ...required(STIMULUS_FIELDS.train),
    ...currents,
  },
  ABOUT,
  'stimuli: [{kind: train, at: 0, startMs: 1, durationMs: 0.5, intervalMs: 10, count: 5, currentUa: 200}]',
);

const conductance = section(
  {
    kind: z
      .literal('conductance')
      .describe('The membrane lets an ion in, as a press of the rig does; on a lattice'),
    at,
    startMs,
    ...defaulted(STIMULUS_FIELDS.conductance, { ...DEFAULT_PRESS, reversalMv: 60 }),
  },
  'The membrane lets an ion in',
  'stimuli: [{kind: conductance, at: 0, startMs: 1, durationMs: 0.5, conductanceMs: 2.4}]',
);

export const stimulusSchema = withExample(
  z.discriminatedUnion('kind', [pulse, step, ramp, train, conductance]),
  STIMULUS_EXAMPLE,
);

/** A stimulus as written. */
export type WrittenStimulus = Readonly<z.output<typeof stimulusSchema>>;

/** Those of them that are currents. */
export type WrittenCurrent = Exclude<WrittenStimulus, { kind: 'conductance' }>;

/** The press as a stimulus of an experiment. */
export function stimulusOf(press: Press): WrittenStimulus {
  return { kind: 'currentUa' in press ? 'pulse' : 'conductance', startMs: 0, ...press } as WrittenStimulus;
}

/** How a current is named. */
export interface NamedCurrent {
  readonly key: CurrentName;
  readonly unit: string;
  /** The strongest that the model takes, in its unit. */
  readonly most: number;
}

/** The name of the current that goes with an axon. */
export function currentOf(kind: Geometry['kind']): NamedCurrent {
  const key = CURRENT_OF[kind];
  const { unit = '', high: most } = CURRENT_FIELDS[key];
  return { key, unit, most };
}

/** How strong a stimulus is: its current, or its conductance. */
export interface Strength {
  /** As written; 0 if it is not. */
  readonly value: number;
  readonly unit: string;
  /** The strongest that the model takes. */
  readonly most: number;
  /** Whether it depolarises. */
  readonly depolarises: boolean;
}

/** How strong a stimulus is, in the unit of the axon. */
export function strengthOf(stimulus: WrittenStimulus, kind: Geometry['kind']): Strength {
  if (stimulus.kind === 'conductance') {
    return {
      value: stimulus.conductanceMs,
      unit: 'mS',
      most: STIMULUS_FIELDS.conductance.conductanceMs.high,
      depolarises: stimulus.reversalMv > REST_MV,
    };
  }
  const { key, unit, most } = currentOf(kind);
  const value = stimulus[key] ?? 0;
  return { value, unit, most, depolarises: value >= 0 };
}

/** The same stimulus at another strength, in the unit of the axon. */
export function withStrength(
  written: WrittenStimulus,
  kind: Geometry['kind'],
  strength: number,
): WrittenStimulus {
  const name = written.kind === 'conductance' ? 'conductanceMs' : currentOf(kind).key;
  return { ...written, [name]: strength } as WrittenStimulus;
}

/** The stimulus as the model wants it. */
export function stimulusSpec(written: WrittenStimulus, kind: Geometry['kind']): StimulusSpec {
  if (written.kind === 'conductance') return written;
  const { currentUa, currentNa, currentUaPerCm2, ...own } = written;
  const { key } = currentOf(kind);
  const rise = own.kind === 'ramp' ? { riseMs: own.riseMs ?? own.durationMs } : {};
  return { ...own, ...rise, [key]: written[key] ?? 0 } as StimulusSpec;
}

/** When the stimulus flows [ms], as far as it begins before `untilMs`; a step flows until then. */
export function stimulusSpans(
  written: WrittenStimulus,
  untilMs: number,
): { startMs: number; endMs: number }[] {
  const { startMs } = written;
  if (written.kind === 'step') return [{ startMs, endMs: untilMs }];
  if (written.kind !== 'train') return [{ startMs, endMs: startMs + written.durationMs }];
  const spans: { startMs: number; endMs: number }[] = [];
  for (let k = 0; k < written.count && startMs + k * written.intervalMs <= untilMs; k++) {
    const from = startMs + k * written.intervalMs;
    spans.push({ startMs: from, endMs: from + written.durationMs });
  }
  return spans;
}
