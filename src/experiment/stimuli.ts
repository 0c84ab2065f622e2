/** The stimuli of an experiment, as a file describes them: currents, and on a lattice the membrane letting an ion in. */
import { z } from 'zod';
import { number, numberOrNumbers, section, withExample } from '../files/fields.js';
import type { Geometry, StimulusSpec } from '../model/index.js';
import { REST_MV } from '../units.js';
import { DEFAULT_PRESS } from './stimulus.js';

const EXAMPLE = 'stimuli: [{kind: pulse, at: 0, startMs: 1, durationMs: 0.5, currentUa: 200}]';
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

const current = (most: number, unit: string, where: string) =>
  number({
    low: -most,
    high: most,
    unit,
    about: `Current, ${where}; positive depolarises, negative hyperpolarises`,
  }).optional();

/** Strongest currents that the model takes [µA and µA/cm²; nA]. */
const MOST_UA = 1_000_000;
const MOST_NA = 1_000_000_000;

const currents = {
  currentUa: current(MOST_UA, 'µA', 'on a lattice'),
  currentNa: current(MOST_NA, 'nA', 'on a cable or a myelinated axon'),
  currentUaPerCm2: current(MOST_UA, 'µA/cm²', 'on a patch'),
};

const time = (low: number, about: string) => number({ low, high: 1_000_000, unit: 'ms', about });
const startMs = time(0, 'When it starts').default(0);
const durationMs = (about: string) => time(0.000001, about);

const pulse = section(
  {
    kind: z.literal('pulse').optional().default('pulse').describe('Switched on, held, switched off'),
    at,
    startMs,
    durationMs: durationMs('How long it lasts'),
    ...currents,
  },
  ABOUT,
  EXAMPLE,
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
    riseMs: durationMs('How long it rises; all of durationMs unless said otherwise').optional(),
    durationMs: durationMs('How long it lasts, rise and all'),
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
    durationMs: durationMs('How long each pulse lasts'),
    intervalMs: durationMs('From the start of one pulse to that of the next'),
    count: number({ low: 1, high: 1_000_000, whole: true, about: 'Number of pulses' }),
    ...currents,
  },
  ABOUT,
  'stimuli: [{kind: train, at: 0, startMs: 1, durationMs: 0.5, intervalMs: 10, count: 5, currentUa: 200}]',
);

/** Most that a site opens [mS]. */
const MOST_MS = 1000;

const conductance = section(
  {
    kind: z
      .literal('conductance')
      .describe('The membrane lets an ion in, as a press of the rig does; on a lattice'),
    at,
    startMs,
    durationMs: durationMs('How long it lasts').default(DEFAULT_PRESS.durationMs),
    conductanceMs: number({
      low: 0,
      high: MOST_MS,
      unit: 'mS',
      about: 'How much the membrane opens for the ion (millisiemens)',
    }).default(DEFAULT_PRESS.conductanceMs),
    reversalMv: number({
      low: -150,
      high: 150,
      unit: 'mV',
      about: 'Reversal potential of the ion; 60 is sodium',
    }).default(60),
  },
  'The membrane lets an ion in',
  'stimuli: [{kind: conductance, at: 0, startMs: 1, durationMs: 0.5, conductanceMs: 2.4}]',
);

export const stimulusSchema = withExample(
  z.discriminatedUnion('kind', [pulse, step, ramp, train, conductance]),
  EXAMPLE,
);

/** A stimulus as written. */
export type WrittenStimulus = Readonly<z.output<typeof stimulusSchema>>;

/** Those of them that are currents. */
export type WrittenCurrent = Exclude<WrittenStimulus, { kind: 'conductance' }>;

export type CurrentKey = keyof typeof currents;

/** How a current is named. */
export interface CurrentName {
  readonly key: CurrentKey;
  readonly unit: string;
  /** The strongest that the model takes, in its unit. */
  readonly most: number;
}

/** The name of the current that goes with an axon. */
export function currentOf(kind: Geometry['kind']): CurrentName {
  if (kind === 'lattice') return { key: 'currentUa', unit: 'µA', most: MOST_UA };
  if (kind === 'patch') return { key: 'currentUaPerCm2', unit: 'µA/cm²', most: MOST_UA };
  return { key: 'currentNa', unit: 'nA', most: MOST_NA };
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
      most: MOST_MS,
      depolarises: stimulus.reversalMv > REST_MV,
    };
  }
  const { key, unit, most } = currentOf(kind);
  const value = stimulus[key] ?? 0;
  return { value, unit, most, depolarises: value >= 0 };
}

/** The stimulus as the model wants it; `strength` replaces the written one, in the unit of the axon. */
export function stimulusSpec(
  written: WrittenStimulus,
  kind: Geometry['kind'],
  strength?: number,
): StimulusSpec {
  if (written.kind === 'conductance') {
    const { conductanceMs, ...own } = written;
    return { ...own, conductanceMs: strength ?? conductanceMs };
  }
  const { currentUa, currentNa, currentUaPerCm2, ...own } = written;
  const { key } = currentOf(kind);
  const rise = own.kind === 'ramp' ? { riseMs: own.riseMs ?? own.durationMs } : {};
  return { ...own, ...rise, [key]: strength ?? written[key] ?? 0 } as unknown as StimulusSpec;
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
