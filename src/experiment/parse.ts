/** Experiment file → experiment, or everything that is wrong with it. Takes text: reading files is the caller's. */
import { type FilePath, type FileProblem, inFileOrder, type Problem, readFileText } from '../files/index.js';
import { jsonSchemaOf } from '../files/json-schema.js';
import { settleAxon } from './axon.js';
import { membraneNotes } from './checks.js';
import { experimentProblems } from './experiment-checks.js';
import { liveExperiment } from './live.js';
import { experimentSchema, SHORTEST_EXPERIMENT, type WrittenExperiment } from './schema.js';
import { type Experiment, settleExperiment } from './settle.js';
import { experimentNotes } from './step-checks.js';

export type ExperimentResult =
  | {
      readonly ok: true;
      readonly experiment: Experiment;
      /** What works, but perhaps not as its owner expects; worth showing, nothing to stop for. */
      readonly notes: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Reads an experiment file. Never throws: whatever the text is, the answer is an experiment or a list of problems
 * in file order, each with line, column and what to do.
 * @param file the name under which problems are reported.
 */
export function parseExperiment(text: string, file: string): ExperimentResult {
  const read = readFileText(text, file, experimentSchema, SHORTEST_EXPERIMENT);
  if (!read.ok) return read;
  const { experiment, problems, notes } = checkExperiment(read.value, read.has);
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems.map(read.locate)) };
  return { ok: true, experiment, notes: inFileOrder(notes.map(read.locate)) };
}

/** An experiment, and what cannot work or may not be meant; paths begin with the keys of an experiment file. */
export interface CheckedExperiment {
  readonly experiment: Experiment;
  readonly problems: readonly Problem[];
  /** None where there are problems. */
  readonly notes: readonly Problem[];
}

/** @param has whether the file itself has an option. */
export function checkExperiment(
  written: WrittenExperiment,
  has: (path: FilePath) => boolean,
): CheckedExperiment {
  const experiment = settleExperiment(written);
  const problems = experimentProblems(written, experiment, has);
  if (problems.length > 0) return { experiment, problems, notes: [] };
  const { axon } = written;
  const notes = [
    ...(axon.kind === 'lattice' ? membraneNotes(experiment.membrane, settleAxon(axon)) : []),
    ...experimentNotes(experiment),
    ...lensNotes(experiment),
  ];
  return { experiment, problems, notes };
}

/** LEDs of a rig of which nothing is said. */
const USUAL_LEDS = 60;

/** A lens that rigs would refuse. */
function lensNotes(experiment: Experiment): Problem[] {
  if (experiment.roomMsPerAxonMs === undefined) return [];
  const live = liveExperiment('', experiment, USUAL_LEDS);
  const { roomMsPerAxonMs, fastestRoomMsPerAxonMs, fastestBecause } = live;
  if (roomMsPerAxonMs >= fastestRoomMsPerAxonMs) return [];
  return [
    {
      path: ['lens', 'roomMsPerAxonMs'],
      said: `a rig of ${USUAL_LEDS} LEDs refuses so fast a lens: ${fastestBecause}`,
      advice: `write ${fastestRoomMsPerAxonMs} or more`,
    },
  ];
}

/** JSON Schema (draft 7) of an experiment file, for editors. */
export const experimentJsonSchema = (): object => jsonSchemaOf(experimentSchema, 'experiment file');
