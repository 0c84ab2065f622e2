/** Whether step, samples and compartments are fine enough for what they are to show. */
import { longestStepMs, type MembraneSpec } from '../model/index.js';
import type { Complaint } from './file/index.js';
import type { Experiment } from './settle.js';
import { figure } from './words.js';

/** Most numbers that a recording may hold: 800 MB. */
const MOST_NUMBERS = 1e8;
/** Two times are a multiple of each other within this share: decimals are not exact. */
const SAME = 1e-6;

interface Steps {
  /** Above it the scheme no longer follows the membrane: refused [ms]. */
  readonly mostMs: number;
  /** Up to it figures are within about half a per cent [ms]. */
  readonly fineMs: number;
}

/** Capacitance over leak: how fast a passive membrane is [ms]. */
function timeConstantMs({ geometry, membrane }: Experiment): number {
  if (geometry.kind === 'lattice') return geometry.capacitanceUf / geometry.leakConductanceMs;
  return geometry.capacitanceUfPerCm2 / (restConductance(membrane) ?? 1);
}

/** Steps that an experiment bears: those of gates scale with how fast these are. */
function stepsOf(experiment: Experiment): Steps {
  const mostMs = longestStepMs(experiment.membrane, experiment.treatments);
  switch (experiment.membrane.kind) {
    case 'hodgkin-huxley':
      return { mostMs, fineMs: 0.2 * mostMs };
    case 'frankenhaeuser-huxley':
      return { mostMs, fineMs: 0.102 * mostMs };
    case 'gated':
      return { mostMs: 0.25, fineMs: 0.05 };
    case 'passive': {
      const tauMs = timeConstantMs(experiment);
      return { mostMs: 0.1 * tauMs, fineMs: 0.01 * tauMs };
    }
  }
}

function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return times > 1 - SAME && Math.abs(times - Math.round(times)) < SAME * Math.max(1, times);
}

export function stepComplaints(experiment: Experiment): Complaint[] {
  const { stepMs, sampleMs, durationMs, electrodes } = experiment;
  const complaints: Complaint[] = [];
  const { mostMs } = stepsOf(experiment);
  if (stepMs > mostMs) {
    complaints.push({
      path: ['stepMs'],
      message: `expected at most ${figure(mostMs, 3)} ms for this membrane, got ${stepMs} – the scheme cannot follow it in larger steps`,
    });
  }
  if (stepMs > durationMs) {
    complaints.push({
      path: ['stepMs'],
      message: `expected at most durationMs (${durationMs} ms), got ${stepMs} – there would be no step at all`,
    });
  }
  if (!isMultiple(sampleMs, stepMs)) {
    const nearest = Math.max(1, Math.round(sampleMs / stepMs)) * stepMs;
    complaints.push({
      path: ['sampleMs'],
      or: [['stepMs']],
      message: `expected a multiple of stepMs (${stepMs} ms), got ${sampleMs} – write ${figure(nearest, 9)}`,
    });
  } else if (sampleMs > durationMs) {
    complaints.push({
      path: ['sampleMs'],
      message: `expected at most durationMs (${durationMs} ms), got ${sampleMs} – the table would have a single row`,
    });
  }
  const numbers = (durationMs / stepMs) * (electrodes.length + 1);
  if (numbers > MOST_NUMBERS) {
    complaints.push({
      path: ['durationMs'],
      or: [['stepMs']],
      message: `expected at most ${figure(MOST_NUMBERS)} figures, got ${figure(numbers, 3)}: ${figure(durationMs / stepMs, 3)} steps at ${electrodes.length} electrodes – shorten it, or write a longer stepMs`,
    });
  }
  return complaints;
}

/** Conductance of a resting membrane, roughly: leak, and the few channels that are open [mS/cm²]. */
function restConductance(membrane: MembraneSpec): number | null {
  switch (membrane.kind) {
    case 'passive':
      return membrane.leakConductanceMsPerCm2 ?? null;
    case 'hodgkin-huxley':
      // m³h and n⁴ at −65 mV.
      return (
        membrane.leakConductanceMsPerCm2 +
        8.9e-5 * membrane.sodiumConductanceMsPerCm2 +
        0.01024 * membrane.potassiumConductanceMsPerCm2
      );
    case 'frankenhaeuser-huxley':
      return membrane.leakConductanceMsPerCm2;
    case 'gated':
      return null;
  }
}

/** How far a steady potential spreads along a cable before it is down to 1/e: √(d / 4 Ra g) [mm]. */
export function lengthConstantMm({ geometry, membrane }: Experiment): number | null {
  const conductance = restConductance(membrane);
  if (geometry.kind !== 'cable' || conductance === null) return null;
  const diameterCm = geometry.diameterUm * 1e-4;
  return 10 * Math.sqrt(diameterCm / (4 * geometry.axialResistivityOhmCm * conductance * 1e-3));
}

function coarseNotes(experiment: Experiment): Complaint[] {
  const { geometry } = experiment;
  const lengthConstant = lengthConstantMm(experiment);
  if (geometry.kind !== 'cable' || lengthConstant === null) return [];
  const pieceMm = geometry.lengthMm / geometry.compartments;
  if (pieceMm <= 0.1 * lengthConstant * (1 + SAME)) return [];
  const needed = Math.ceil(geometry.lengthMm / (0.1 * lengthConstant));
  const message = `compartments of ${figure(pieceMm, 3)} mm are ${figure(pieceMm / lengthConstant, 2)} of the length constant (${figure(lengthConstant, 3)} mm), which is too coarse for true figures – write ${needed} or more`;
  return [
    {
      path: ['axon', 'compartments'],
      or: [
        ['axon', 'lengthMm'],
        ['axon', 'kind'],
      ],
      message,
    },
  ];
}

function stimulusNotes({ stimuli, durationMs }: Experiment): Complaint[] {
  return stimuli.flatMap((stimulus, i) => {
    if (stimulus.kind === 'step') return [];
    const repeats = stimulus.kind === 'train' ? (stimulus.count - 1) * stimulus.intervalMs : 0;
    const endMs = stimulus.startMs + repeats + stimulus.durationMs;
    if (endMs <= durationMs * (1 + SAME)) return [];
    const message = `this current would flow until ${figure(endMs, 6)} ms, the experiment ends at ${figure(durationMs, 6)} ms`;
    return [{ path: ['stimuli', i, 'durationMs'], message }];
  });
}

/** What works, but perhaps not as its owner expects. */
export function experimentNotes(experiment: Experiment): Complaint[] {
  const { stepMs } = experiment;
  const notes = [...coarseNotes(experiment), ...stimulusNotes(experiment)];
  const { fineMs } = stepsOf(experiment);
  if (stepMs > fineMs * (1 + SAME)) {
    const message = `${stepMs} ms is a long step for this membrane: figures may be off by more than half a per cent – ${figure(fineMs, 2)} or less is fine`;
    notes.push({ path: ['stepMs'], or: [['membrane', 'temperatureC']], message });
  }
  return notes;
}
