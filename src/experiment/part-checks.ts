/** Whether places, stimuli and treatments of an experiment fit its axon. */

import type { Complaint, FilePath } from '../files/index.js';
import { CURRENT_FIELDS, type CurrentName, type Geometry } from '../model/index.js';
import type { Experiment } from './settle.js';
import { currentOf, type WrittenCurrent, type WrittenStimulus } from './stimuli.js';
import type { WrittenTreatment } from './treatment.js';
import { extentWords, figure, lastPlace } from './words.js';

/** Complaint about a place off the axon, or between sites, or none. */
export function placeComplaint(
  path: FilePath,
  at: number,
  geometry: Geometry,
  orBath = false,
  between = false,
): Complaint[] {
  const last = lastPlace(geometry);
  const bath = orBath ? ', or bath' : '';
  const whole =
    !between &&
    (geometry.kind === 'lattice' || (geometry.kind === 'myelinated' && geometry.internodeCompartments === 0));
  if (at >= 0 && at <= last && (!whole || Number.isInteger(at))) return [];
  const unit = geometry.kind === 'cable' ? ' mm' : '';
  const range = last === 0 ? '0' : `${whole ? 'a whole number, ' : ''}0 to ${figure(last, 7)}${unit}`;
  return [{ path, message: `expected ${range}${bath}, got ${at} – ${extentWords(geometry)}` }];
}

const CURRENT_KEYS = Object.keys(CURRENT_FIELDS) as CurrentName[];

function currentComplaint(stimulus: WrittenCurrent, path: FilePath, kind: Geometry['kind']): Complaint[] {
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
        message: `expected ${key} on a ${kind}, where currents are in ${unit}, got ${wrong} – ${advice}`,
      },
    ];
  }
  if (stimulus[key] !== undefined) return [];
  return [{ path: [...path, key], message: `expected ${key} (${unit}), got nothing – say how strong it is` }];
}

function strengthComplaint(stimulus: WrittenStimulus, path: FilePath, kind: Geometry['kind']): Complaint[] {
  if (stimulus.kind !== 'conductance') return currentComplaint(stimulus, path, kind);
  if (kind === 'lattice') return [];
  const message = `expected a current on a ${kind}, got conductance – the membrane opens for an ion on a lattice only; write kind: pulse with ${currentOf(kind).key}`;
  return [{ path: [...path, 'kind'], message }];
}

function timingComplaints(stimulus: WrittenStimulus, path: FilePath, durationMs: number): Complaint[] {
  const complaints: Complaint[] = [];
  if (stimulus.startMs >= durationMs) {
    complaints.push({
      path: [...path, 'startMs'],
      or: [path, ['durationMs']],
      message: `expected less than durationMs (${figure(durationMs, 7)} ms), got ${stimulus.startMs} – the experiment is over before it starts`,
    });
  }
  if (stimulus.kind === 'ramp' && stimulus.riseMs !== undefined && stimulus.riseMs > stimulus.durationMs) {
    complaints.push({
      path: [...path, 'riseMs'],
      message: `expected at most its durationMs (${stimulus.durationMs} ms), got ${stimulus.riseMs} – durationMs counts rise and hold together`,
    });
  }
  if (stimulus.kind === 'train' && stimulus.intervalMs < stimulus.durationMs) {
    complaints.push({
      path: [...path, 'intervalMs'],
      message: `expected at least its durationMs (${stimulus.durationMs} ms), got ${stimulus.intervalMs} – the pulses would run into each other`,
    });
  }
  return complaints;
}

export function stimulusComplaints({ stimuli, geometry, durationMs }: Experiment): Complaint[] {
  return stimuli.flatMap((stimulus, i) => {
    const path = ['stimuli', i] as const;
    const places: Complaint[] = Array.isArray(stimulus.at)
      ? stimulus.at.flatMap((at: number, k) => placeComplaint([...path, 'at', k], at, geometry))
      : placeComplaint([...path, 'at'], stimulus.at as number, geometry);
    return [
      ...places,
      ...strengthComplaint(stimulus, path, geometry.kind),
      ...timingComplaints(stimulus, path, durationMs),
    ];
  });
}

/** The stretch as written: which keys it uses, and from where to where. */
function stretchComplaints(treatment: WrittenTreatment, path: FilePath, geometry: Geometry): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [plain, mm] of [
    ['from', 'fromMm'],
    ['to', 'toMm'],
  ] as const) {
    if (treatment[mm] !== undefined && geometry.kind !== 'cable') {
      complaints.push({
        path: [...path, mm],
        message: `expected ${plain} on a ${geometry.kind}, got ${mm} – its places are not in millimetres`,
      });
    } else if (treatment[mm] !== undefined && treatment[plain] !== undefined) {
      complaints.push({
        path: [...path, mm],
        message: `expected ${plain} or ${mm}, got both – remove one of them`,
      });
    }
    const key = treatment[mm] === undefined ? plain : mm;
    const value = treatment[key];
    if (value !== undefined && complaints.length === 0)
      complaints.push(...placeComplaint([...path, key], value, geometry, false, true));
  }
  const from = treatment.from ?? treatment.fromMm;
  const to = treatment.to ?? treatment.toMm;
  if (complaints.length === 0 && from !== undefined && to !== undefined && from > to) {
    complaints.push({
      path: [...path, treatment.to === undefined ? 'toMm' : 'to'],
      message: `expected at least ${from}, where the stretch begins, got ${to} – exchange the two`,
    });
  }
  return complaints;
}

function ttxComplaints(treatment: WrittenTreatment, path: FilePath): Complaint[] {
  if (treatment.kind !== 'ttx') return [];
  const { sodiumFraction, nanomolar, halfBlockNanomolar } = treatment;
  if (sodiumFraction === undefined && nanomolar === undefined) {
    const message = 'expected sodiumFraction or nanomolar, got neither – write for example sodiumFraction: 0';
    return [{ path, message }];
  }
  if (sodiumFraction === undefined) return [];
  const extra = nanomolar !== undefined ? 'nanomolar' : 'halfBlockNanomolar';
  if (nanomolar === undefined && halfBlockNanomolar === undefined) return [];
  const message = `expected sodiumFraction or nanomolar, got sodiumFraction and ${extra} – remove one of them`;
  return [{ path: [...path, extra], message }];
}

export function treatmentComplaints(
  treatments: readonly WrittenTreatment[],
  geometry: Geometry,
): Complaint[] {
  return treatments.flatMap((treatment, i) => {
    const path = ['treatments', i] as const;
    return [...stretchComplaints(treatment, path, geometry), ...ttxComplaints(treatment, path)];
  });
}
