/** Whether places, stimuli and treatments of an experiment fit its axon. */

import type { FilePath, Problem } from '../files/index.js';
import { CURRENT_FIELDS, type CurrentName, type Geometry } from '../model/index.js';
import { lastPlace } from '../model/place.js';
import type { Experiment } from './settle.js';
import { currentOf, type WrittenCurrent, type WrittenStimulus } from './stimuli.js';
import type { WrittenTreatment } from './treatment.js';
import { extentWords, figure } from './words.js';

/** What is wrong with a place off the axon or between sites, or nothing. */
export function placeProblem(
  path: FilePath,
  at: number,
  geometry: Geometry,
  orBath = false,
  between = false,
): Problem[] {
  const last = lastPlace(geometry);
  const bath = orBath ? ', or bath' : '';
  const whole =
    !between &&
    (geometry.kind === 'lattice' || (geometry.kind === 'myelinated' && geometry.internodeCompartments === 0));
  if (at >= 0 && at <= last && (!whole || Number.isInteger(at))) return [];
  const unit = geometry.kind === 'cable' ? ' mm' : '';
  const range = last === 0 ? '0' : `${whole ? 'a whole number, ' : ''}0 to ${figure(last, 7)}${unit}`;
  return [{ path, expected: `${range}${bath}`, got: String(at), advice: extentWords(geometry) }];
}

const CURRENT_KEYS = Object.keys(CURRENT_FIELDS) as CurrentName[];

/** A current in the unit of another axon, or none. */
export function currentProblem(stimulus: WrittenCurrent, path: FilePath, kind: Geometry['kind']): Problem[] {
  const { key, unit } = currentOf(kind);
  const wrong = CURRENT_KEYS.find((other) => other !== key && stimulus[other] !== undefined);
  if (wrong !== undefined) {
    const value = stimulus[wrong]!;
    const factor = wrong === 'currentUa' && key === 'currentNa' ? 1000 : null;
    const advice =
      factor === null
        ? `write ${key} with the current in ${unit}`
        : `write ${key}: ${figure(value * factor, 12)}`;
    return [
      {
        path: [...path, wrong],
        expected: `${key} on a ${kind}, where currents are in ${unit}`,
        got: wrong,
        advice,
      },
    ];
  }
  if (stimulus[key] !== undefined) return [];
  return [
    { path: [...path, key], expected: `${key} (${unit})`, got: 'nothing', advice: 'say how strong it is' },
  ];
}

function strengthProblem(stimulus: WrittenStimulus, path: FilePath, kind: Geometry['kind']): Problem[] {
  if (stimulus.kind !== 'conductance') return currentProblem(stimulus, path, kind);
  if (kind === 'lattice') return [];
  return [
    {
      path: [...path, 'kind'],
      expected: `a current on a ${kind}`,
      got: 'conductance',
      advice: `the membrane opens for an ion on a lattice only; write kind: pulse with ${currentOf(kind).key}`,
    },
  ];
}

function timingProblems(stimulus: WrittenStimulus, path: FilePath, durationMs: number): Problem[] {
  const problems: Problem[] = [];
  if (stimulus.startMs >= durationMs) {
    problems.push({
      path: [...path, 'startMs'],
      or: [path, ['durationMs']],
      expected: `less than durationMs (${figure(durationMs, 7)} ms)`,
      got: String(stimulus.startMs),
      advice: 'the experiment is over before it starts',
    });
  }
  if (stimulus.kind === 'ramp' && stimulus.riseMs !== undefined && stimulus.riseMs > stimulus.durationMs) {
    problems.push({
      path: [...path, 'riseMs'],
      expected: `at most its durationMs (${stimulus.durationMs} ms)`,
      got: String(stimulus.riseMs),
      advice: 'durationMs counts rise and hold together',
    });
  }
  if (stimulus.kind === 'train' && stimulus.intervalMs < stimulus.durationMs) {
    problems.push({
      path: [...path, 'intervalMs'],
      expected: `at least its durationMs (${stimulus.durationMs} ms)`,
      got: String(stimulus.intervalMs),
      advice: 'the pulses would run into each other',
    });
  }
  return problems;
}

export function stimulusProblems({ stimuli, geometry, durationMs }: Experiment): Problem[] {
  return stimuli.flatMap((stimulus, i) => {
    const path = ['stimuli', i] as const;
    const places: Problem[] = Array.isArray(stimulus.at)
      ? stimulus.at.flatMap((at: number, k) => placeProblem([...path, 'at', k], at, geometry))
      : placeProblem([...path, 'at'], stimulus.at as number, geometry);
    return [
      ...places,
      ...strengthProblem(stimulus, path, geometry.kind),
      ...timingProblems(stimulus, path, durationMs),
    ];
  });
}

/** The stretch as written: which keys it uses, and from where to where. */
function stretchProblems(treatment: WrittenTreatment, path: FilePath, geometry: Geometry): Problem[] {
  const problems: Problem[] = [];
  for (const [plain, mm] of [
    ['from', 'fromMm'],
    ['to', 'toMm'],
  ] as const) {
    if (treatment[mm] !== undefined && geometry.kind !== 'cable') {
      problems.push({
        path: [...path, mm],
        expected: `${plain} on a ${geometry.kind}`,
        got: mm,
        advice: 'its places are not in millimetres',
      });
    } else if (treatment[mm] !== undefined && treatment[plain] !== undefined) {
      problems.push({
        path: [...path, mm],
        expected: `${plain} or ${mm}`,
        got: 'both',
        advice: 'remove one of them',
      });
    }
    const key = treatment[mm] === undefined ? plain : mm;
    const value = treatment[key];
    if (value !== undefined && problems.length === 0)
      problems.push(...placeProblem([...path, key], value, geometry, false, true));
  }
  const from = treatment.from ?? treatment.fromMm;
  const to = treatment.to ?? treatment.toMm;
  if (problems.length === 0 && from !== undefined && to !== undefined && from > to) {
    problems.push({
      path: [...path, treatment.to === undefined ? 'toMm' : 'to'],
      expected: `at least ${from}, where the stretch begins`,
      got: String(to),
      advice: 'exchange the two',
    });
  }
  return problems;
}

function ttxProblems(treatment: WrittenTreatment, path: FilePath): Problem[] {
  if (treatment.kind !== 'ttx') return [];
  const { sodiumFraction, nanomolar, halfBlockNanomolar } = treatment;
  if (sodiumFraction === undefined && nanomolar === undefined) {
    return [
      {
        path,
        expected: 'sodiumFraction or nanomolar',
        got: 'neither',
        advice: 'write for example sodiumFraction: 0',
      },
    ];
  }
  if (sodiumFraction === undefined) return [];
  const extra = nanomolar !== undefined ? 'nanomolar' : 'halfBlockNanomolar';
  if (nanomolar === undefined && halfBlockNanomolar === undefined) return [];
  return [
    {
      path: [...path, extra],
      expected: 'sodiumFraction or nanomolar',
      got: `sodiumFraction and ${extra}`,
      advice: 'remove one of them',
    },
  ];
}

function timesProblems(
  { startMs = 0, endMs }: WrittenTreatment,
  path: FilePath,
  durationMs: number,
): Problem[] {
  if (endMs !== undefined && endMs <= startMs) {
    return [
      {
        path: [...path, 'endMs'],
        expected: `more than its startMs (${startMs} ms)`,
        got: String(endMs),
        advice: 'both are times of the axon; leave endMs out if it stays',
      },
    ];
  }
  if (startMs < durationMs) return [];
  return [
    {
      path: [...path, 'startMs'],
      or: [path, ['durationMs']],
      expected: `less than durationMs (${figure(durationMs, 7)} ms)`,
      got: String(startMs),
      advice: 'the experiment is over before it begins',
    },
  ];
}

export function treatmentProblems(
  treatments: readonly WrittenTreatment[],
  { geometry, durationMs }: Experiment,
): Problem[] {
  return treatments.flatMap((treatment, i) => {
    const path = ['treatments', i] as const;
    return [
      ...stretchProblems(treatment, path, geometry),
      ...timesProblems(treatment, path, durationMs),
      ...ttxProblems(treatment, path),
    ];
  });
}
