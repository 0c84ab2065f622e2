/** Whether step, samples and compartments are fine enough for what they are to show. */

import type { FilePath, Problem } from '../files/index.js';
import { type FigureSteps, longestStepMs, membraneOf } from '../model/index.js';
import { comesOrGoes } from './firing.js';
import { restNotes } from './rest-notes.js';
import { defaultStepMs, type Experiment } from './settle.js';
import { figure } from './words.js';

/** Most numbers that a recording may hold: 800 MB. */
export const MOST_NUMBERS = 1e8;
/** Compartments of more length constants than this show nothing true, and are refused. */
const COARSEST = 0.5;
/** Up to so many length constants figures are those of the axon, not of its compartments. */
const FINE = 0.1;
/** Two times are a multiple of each other within this share: decimals are not exact. */
const SAME = 1e-6;

/** Steps that an experiment bears. */
function stepsOf({ membrane, treatments, geometry }: Experiment): FigureSteps {
  const longestMs = longestStepMs(membrane, treatments);
  const descriptor = membraneOf(membrane);
  const usual = { mostMs: longestMs, fineMs: defaultStepMs(membrane.kind) };
  return descriptor.figureSteps?.(membrane, geometry, longestMs) ?? usual;
}

function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return times > 1 - SAME && Math.abs(times - Math.round(times)) < SAME * Math.max(1, times);
}

export function stepProblems(experiment: Experiment): Problem[] {
  const { stepMs, sampleMs, durationMs, electrodes } = experiment;
  const problems: Problem[] = tooCoarse(experiment);
  const { mostMs } = stepsOf(experiment);
  if (stepMs > mostMs) {
    const { words, path } = fastest(experiment, ({ mostMs: most }) => stepMs <= most);
    problems.push({
      path: ['stepMs'],
      or: path,
      expected: `at most ${figure(mostMs, 3)} ms for ${words}`,
      got: String(stepMs),
      advice: 'the scheme cannot follow it in larger steps',
    });
  }
  if (stepMs > durationMs) {
    problems.push({
      path: ['stepMs'],
      expected: `at most durationMs (${durationMs} ms)`,
      got: String(stepMs),
      advice: 'there would be no step at all',
    });
  }
  if (!isMultiple(sampleMs, stepMs)) {
    const nearest = Math.max(1, Math.round(sampleMs / stepMs)) * stepMs;
    problems.push({
      path: ['sampleMs'],
      or: [['stepMs']],
      expected: `a multiple of stepMs (${stepMs} ms)`,
      got: String(sampleMs),
      advice: `write ${figure(nearest, 9)}`,
    });
  } else if (sampleMs > durationMs) {
    problems.push({
      path: ['sampleMs'],
      expected: `at most durationMs (${durationMs} ms)`,
      got: String(sampleMs),
      advice: 'the table would have a single row',
    });
  }
  const numbers = (durationMs / stepMs) * (electrodes.length + 1);
  if (numbers > MOST_NUMBERS) {
    problems.push({
      path: ['durationMs'],
      or: [['stepMs']],
      expected: `at most ${figure(MOST_NUMBERS)} figures`,
      got: `${figure(numbers, 3)}: ${figure(durationMs / stepMs, 3)} steps at ${electrodes.length} electrodes`,
      advice: 'shorten it, or write a longer stepMs',
    });
  }
  return problems;
}

/** How far a steady potential spreads along a cable before it is down to 1/e: √(d / 4 Ra g) [mm]. */
export function lengthConstantMm({ geometry, membrane }: Experiment): number | null {
  const conductance = membraneOf(membrane).restingConductanceMsPerCm2?.(membrane);
  if (geometry.kind !== 'cable' || conductance === undefined) return null;
  const diameterCm = geometry.diameterUm * 1e-4;
  return 10 * Math.sqrt(diameterCm / (4 * geometry.axialResistivityOhmCm * conductance * 1e-3));
}

/** The compartments of a cable, if they are longer than `share` of its length constant. */
function coarseness(experiment: Experiment, share: number) {
  const { geometry } = experiment;
  const lengthConstant = lengthConstantMm(experiment);
  if (geometry.kind !== 'cable' || lengthConstant === null) return undefined;
  const pieceMm = geometry.lengthMm / geometry.compartments;
  if (pieceMm <= share * lengthConstant * (1 + SAME)) return undefined;
  const are = `compartments of ${figure(pieceMm, 3)} mm are ${figure(pieceMm / lengthConstant, 2)} of the length constant (${figure(lengthConstant, 3)} mm)`;
  const needed = Math.ceil(geometry.lengthMm / (FINE * lengthConstant));
  const path: FilePath = ['axon', 'compartments'];
  const or: FilePath[] = [
    ['axon', 'lengthMm'],
    ['axon', 'kind'],
  ];
  return { are, needed, path, or };
}

function tooCoarse(experiment: Experiment): Problem[] {
  const coarse = coarseness(experiment, COARSEST);
  if (coarse === undefined) return [];
  const { are, needed, path, or } = coarse;
  return [
    {
      path,
      or,
      said: `expected at most half a length constant, but ${are}, which shows nothing true`,
      advice: `write ${needed} or more`,
    },
  ];
}

function coarseNotes(experiment: Experiment): Problem[] {
  const coarse = coarseness(experiment, FINE);
  if (coarse === undefined) return [];
  const { are, needed, path, or } = coarse;
  return [
    { path, or, said: `${are}, which is too coarse for true figures`, advice: `write ${needed} or more` },
  ];
}

function stimulusNotes({ stimuli, durationMs }: Experiment): Problem[] {
  return stimuli.flatMap((stimulus, i) => {
    if (stimulus.kind === 'step') return [];
    const repeats = stimulus.kind === 'train' ? (stimulus.count - 1) * stimulus.intervalMs : 0;
    const endMs = stimulus.startMs + repeats + stimulus.durationMs;
    if (endMs <= durationMs * (1 + SAME)) return [];
    return [
      {
        path: ['stimuli', i, 'durationMs'],
        said: `this current would flow until ${figure(endMs, 6)} ms, the experiment ends at ${figure(durationMs, 6)} ms`,
      },
    ];
  });
}

function warmest({ treatments }: Experiment): { temperatureC: number; index: number } | undefined {
  return treatments
    .flatMap((treatment, index) =>
      treatment.kind === 'temperature' ? [{ temperatureC: treatment.temperatureC, index }] : [],
    )
    .toSorted((a, b) => b.temperatureC - a.temperatureC)[0];
}

/** What bounds the step, for people: the membrane, or a warm stretch if the step `suits` the rest of the axon. */
function fastest(
  experiment: Experiment,
  suits: (steps: FigureSteps) => boolean,
): { words: string; path: FilePath[] } {
  const stretch = warmest(experiment);
  const elsewhere = stepsOf({ ...experiment, treatments: [] });
  if (stretch === undefined || !suits(elsewhere))
    return { words: 'this membrane', path: [['membrane', 'temperatureC']] };
  return {
    words: `the stretch at ${figure(stretch.temperatureC)} °C`,
    path: [['treatments', stretch.index, 'temperatureC']],
  };
}

function longStepNotes(experiment: Experiment): Problem[] {
  const { stepMs } = experiment;
  const { fineMs } = stepsOf(experiment);
  if (stepMs <= fineMs * (1 + SAME)) return [];
  const { words, path } = fastest(experiment, ({ fineMs: fine }) => stepMs <= fine * (1 + SAME));
  return [
    {
      path: ['stepMs'],
      or: path,
      said: `${stepMs} ms is a long step for ${words}: figures may be off by more than half a per cent`,
      advice: `${figure(fineMs, 2)} or less is fine`,
    },
  ];
}

function nothingPutInNotes({ stimuli, treatments, durationMs }: Experiment): Problem[] {
  const changes = treatments.some((treatment) => comesOrGoes(treatment, durationMs));
  if (stimuli.length > 0 || changes) return [];
  return [
    {
      path: ['stimuli'],
      or: [['axon']],
      said: 'there is no stimulus, so the axon stays at rest',
      advice: 'write the currents that are put in under stimuli',
    },
  ];
}

/** Why figures may be wrong: fit to stand under a figure as well. */
export function accuracyNotes(experiment: Experiment): Problem[] {
  return [...coarseNotes(experiment), ...longStepNotes(experiment)];
}

/** What works, but perhaps not as its owner expects. */
export function experimentNotes(experiment: Experiment): Problem[] {
  const rest = restNotes(experiment);
  const still = rest.length > 0 ? rest : nothingPutInNotes(experiment);
  return [...accuracyNotes(experiment), ...stimulusNotes(experiment), ...still];
}
