/** What no single option shows: whether the parts of an experiment work together. */

import type { FilePath, Problem } from '../files/index.js';
import { createAxon, type MembraneSpec, MOST_COMPARTMENTS, membraneOf } from '../model/index.js';
import { type Axon, type AxonSection, SHORT_NAMES, settleAxon } from './axon.js';
import { objectionProblems } from './checks.js';
import { placeProblem, stimulusProblems, treatmentProblems } from './part-checks.js';
import { refusedByModel } from './refused-by-model.js';
import type { WrittenExperiment } from './schema.js';
import type { Experiment } from './settle.js';
import { stepProblems } from './step-checks.js';
import { stimulusSpec } from './stimuli.js';
import { treatmentOf, type WrittenTreatment } from './treatment.js';

/** An axon whose short and long name for one figure are both written. `has`: what the file itself has. */
function shortNameProblems(axon: AxonSection, has: (path: FilePath) => boolean): Problem[] {
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

/** More compartments than an axon may have: told before any is made. */
function sizeProblems({ geometry }: Experiment): Problem[] {
  if (geometry.kind !== 'myelinated') return [];
  const { nodes, internodeCompartments } = geometry;
  const compartments = nodes + (nodes - 1) * internodeCompartments;
  if (compartments <= MOST_COMPARTMENTS) return [];
  const most = Math.floor((MOST_COMPARTMENTS - nodes) / (nodes - 1));
  return [
    {
      path: ['axon', 'internodeCompartments'],
      or: [['axon', 'nodes']],
      expected: `at most ${MOST_COMPARTMENTS} compartments along the axon`,
      got: `${compartments}: ${nodes} nodes, and ${internodeCompartments} pieces in each internode`,
      advice: `write internodeCompartments: ${most} or less, or fewer nodes`,
    },
  ];
}

/** Membrane and axon must be of one world: per site, or per cm². */
function pairProblems({ geometry, membrane }: Experiment): Problem[] {
  const { axons, notElsewhere } = membraneOf(membrane);
  if (axons.includes(geometry.kind)) return [];
  return [
    {
      path: ['membrane', 'kind'],
      or: [['axon', 'kind']],
      expected: `another membrane on a ${geometry.kind}`,
      got: membrane.kind,
      advice: notElsewhere,
    },
  ];
}

/** Fields of the membrane that this axon has in their place. */
function elsewhereProblems(written: WrittenExperiment, { geometry, membrane }: Experiment): Problem[] {
  const elsewhere = membraneOf(membrane).fieldsOfAxon?.[geometry.kind] ?? {};
  const given: Readonly<Record<string, unknown>> = { ...written.membrane };
  return Object.entries<string>(elsewhere).flatMap(([key, where]) =>
    given[key] === undefined
      ? []
      : [{ path: ['membrane', key], said: `unknown key on a ${geometry.kind}`, advice: where }],
  );
}

/** What is otherwise for an experiment that is described in a rig file. */
export interface Manner {
  /** What is against a membrane on a lattice that could be computed all the same. */
  readonly latticeProblems: (membrane: MembraneSpec, axon: Axon) => Problem[];
  /** Whether its step is that of the file. */
  readonly hasStep: boolean;
}

const ALONE: Manner = { latticeProblems: objectionProblems, hasStep: true };

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
  { latticeProblems, hasStep } = ALONE,
): Problem[] {
  const { axon } = written;
  const problems = [
    ...(axon.kind === 'lattice' ? shortNameProblems(axon, has) : []),
    ...pairProblems(experiment),
    ...sizeProblems(experiment),
    ...elsewhereProblems(written, experiment),
    ...(axon.kind === 'lattice' ? latticeProblems(experiment.membrane, settleAxon(axon)) : []),
    ...treatmentProblems(written.treatments, experiment),
    ...stimulusProblems(experiment),
    ...electrodeProblems(experiment),
    ...(hasStep ? stepProblems(experiment) : []),
  ];
  return problems.length > 0 ? problems : lastWord(experiment);
}

/** What an axon or its membrane has against one more treatment; paths begin with that treatment. */
export function oneTreatmentProblems(written: WrittenTreatment, experiment: Experiment): Problem[] {
  const { geometry, membrane, stepMs } = experiment;
  const here = (problem: Problem): Problem => ({ ...problem, path: problem.path.slice(2) });
  const wrong = treatmentProblems([written], experiment);
  if (wrong.length > 0) return wrong.map(here);
  try {
    createAxon(geometry, membrane, { stepMs, treatments: [treatmentOf(written)] });
    return [];
  } catch (error) {
    return [here(refusedByModel(error))];
  }
}
