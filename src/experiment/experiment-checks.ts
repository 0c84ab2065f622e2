/** What no single option shows: whether the parts of an experiment work together. */

import type { FilePath, Problem } from '../files/index.js';
import { createAxon, type MembraneSpec } from '../model/index.js';
import { type AxonSection, SHORT_NAMES, settleAxon } from './axon.js';
import { MAX_COMPARTMENTS } from './axon-kinds.js';
import { membraneProblems } from './checks.js';
import type { Membrane } from './membrane.js';
import { placeProblem, stimulusProblems, treatmentProblems } from './part-checks.js';
import { refusedByModel } from './refused-by-model.js';
import type { WrittenExperiment } from './schema.js';
import type { Experiment } from './settle.js';
import { stepProblems } from './step-checks.js';
import { stimulusSpec } from './stimuli.js';

/** An axon whose short and long name for one figure are both written. `has`: what the file itself has. */
export function shortNameProblems(axon: AxonSection, has: (path: FilePath) => boolean): Problem[] {
  return Object.entries(SHORT_NAMES).flatMap(([short, long]) => {
    if (axon[short as keyof typeof SHORT_NAMES] === undefined || !has(['axon', long])) return [];
    return [
      {
        path: ['axon', short],
        expected: `${short} or ${long}`,
        got: 'both',
        advice: 'they are two names of one figure; remove one',
      },
    ];
  });
}

const ON_ITS_AXON: Readonly<Record<MembraneSpec['kind'], readonly Experiment['geometry']['kind'][]>> = {
  passive: ['lattice', 'cable', 'myelinated', 'patch'],
  gated: ['lattice'],
  'hodgkin-huxley': ['cable', 'myelinated', 'patch'],
  'frankenhaeuser-huxley': ['cable', 'myelinated', 'patch'],
};

/** More compartments than an axon may have: told before any is made. */
function sizeProblems({ geometry }: Experiment): Problem[] {
  if (geometry.kind !== 'myelinated') return [];
  const { nodes, internodeCompartments } = geometry;
  const compartments = nodes + (nodes - 1) * internodeCompartments;
  if (compartments <= MAX_COMPARTMENTS) return [];
  const most = Math.floor((MAX_COMPARTMENTS - nodes) / (nodes - 1));
  return [
    {
      path: ['axon', 'internodeCompartments'],
      or: [['axon', 'nodes']],
      expected: `at most ${MAX_COMPARTMENTS} compartments along the axon`,
      got: `${compartments}: ${nodes} nodes, and ${internodeCompartments} pieces in each internode`,
      advice: `write internodeCompartments: ${most} or less, or fewer nodes`,
    },
  ];
}

/** Membrane and axon must be of one world: per site, or per cm². */
function pairProblems({ geometry, membrane }: Experiment): Problem[] {
  if (ON_ITS_AXON[membrane.kind].includes(geometry.kind)) return [];
  const path: FilePath = ['membrane', 'kind'];
  const or: FilePath[] = [['axon', 'kind']];
  const reason =
    membrane.kind === 'gated'
      ? "the lesson's rule needs separate sites: on a smooth membrane it has no travelling signal; write axon: {kind: lattice}, or kind: hodgkin-huxley"
      : 'its conductances are per cm², and a site of a lattice has no area; write axon: {kind: cable}, or kind: gated';
  return [
    {
      path,
      or,
      expected: `another membrane on a ${geometry.kind}`,
      got: membrane.kind,
      advice: reason,
    },
  ];
}

function latticeProblems(written: WrittenExperiment, { membrane }: Experiment): Problem[] {
  if (written.axon.kind !== 'lattice') return [];
  if (membrane.kind === 'gated') return membraneProblems(membrane as Membrane, settleAxon(written.axon));
  if (written.membrane?.kind !== 'passive') return [];
  const elsewhere = {
    leakConductanceMsPerCm2: 'leakConductanceMs',
    leakReversalMv: 'leakReversalMv',
  } as const;
  return Object.entries(elsewhere).flatMap(([key, own]) =>
    (written.membrane as Record<string, unknown>)[key] === undefined
      ? []
      : [{ path: ['membrane', key], said: 'unknown key on a lattice', advice: `its leak is axon.${own}` }],
  );
}

function electrodeProblems({ electrodes, geometry }: Experiment): Problem[] {
  const first = new Map<string, number>();
  return electrodes.flatMap(({ name, at }, i) => {
    const problems: Problem[] = [];
    const other = first.get(name);
    if (other !== undefined) {
      problems.push({
        path: ['electrodes', i, 'name'],
        expected: `another name than that of electrode ${other + 1}`,
        got: `"${name}" again`,
        advice: 'each is a column of the table',
      });
    } else first.set(name, i);
    if (at === 'bath') return problems;
    return [...problems, ...placeProblem(['electrodes', i, 'at'], at, geometry, true)];
  });
}

/** The model itself has the last word: whatever it would refuse is told with its position in the file. */
function lastWord(experiment: Experiment): Problem[] {
  const { geometry, membrane, treatments, stimuli, stepMs } = experiment;
  try {
    const axon = createAxon(geometry, membrane, { stepMs, treatments });
    for (const [i, stimulus] of stimuli.entries()) {
      try {
        axon.inject(stimulusSpec(stimulus, geometry.kind));
      } catch (error) {
        return [refusedByModel(error, ['stimuli', i])];
      }
    }
    return [];
  } catch (error) {
    return [refusedByModel(error)];
  }
}

/** Everything about the experiment that cannot work. `has`: what the file itself has. */
export function experimentProblems(
  written: WrittenExperiment,
  experiment: Experiment,
  has: (path: FilePath) => boolean,
): Problem[] {
  const problems = [
    ...(written.axon.kind === 'lattice' ? shortNameProblems(written.axon, has) : []),
    ...pairProblems(experiment),
    ...sizeProblems(experiment),
    ...latticeProblems(written, experiment),
    ...treatmentProblems(written.treatments, experiment.geometry),
    ...stimulusProblems(experiment),
    ...electrodeProblems(experiment),
    ...stepProblems(experiment),
  ];
  return problems.length > 0 ? problems : lastWord(experiment);
}
