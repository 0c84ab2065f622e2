/** Rig file → rig, or everything that is wrong with it. Takes text: reading files is the caller's. */
import { type FilePath, type FileProblem, inFileOrder, type Problem, readFileText } from '../files/index.js';
import { jsonSchemaOf } from '../files/json-schema.js';
import { checkActions } from './action-checks.js';
import { boardProblems, problemsOfRest, rigNotes, showingProblems, wiringProblems } from './checks.js';
import { exhibitProblems } from './exhibit.js';
import { type FindExperiment, findsNone, type NamedExperiment } from './named-experiment.js';
import { buttonPressProblems, namingProblems, ownProblems } from './own-checks.js';
import { ownExperiment } from './own-experiment.js';
import { ownRefusals } from './own-fields.js';
import { playablesOf, type Rig, settleBoard, settleRig } from './rig.js';
import { rigSchema, SHORTEST_RIG, type WrittenRig } from './schema.js';

export type RigResult =
  | {
      readonly ok: true;
      readonly rig: Rig;
      /** What works, but perhaps not as its owner expects; worth showing, nothing to stop for. */
      readonly notes: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

export interface RigOptions {
  /** Looks for the experiments that the file names, or `experiment`. Absent: none is found. */
  readonly find?: FindExperiment;
  /** What it plays instead of what its file says. */
  readonly experiment?: string | undefined;
  /** Names of the plans that an exhibit may have as its trail. Absent: it may have any. */
  readonly plans?: readonly string[];
}

/**
 * Reads a rig file. Never throws: whatever the text is, the answer is a rig or a list of problems in file order,
 * each with line, column and what to do.
 * @param file the name under which problems are reported.
 */
export function parseRig(text: string, file: string, options: RigOptions = {}): RigResult {
  const read = readFileText(text, file, rigSchema, SHORTEST_RIG, ownRefusals);
  if (!read.ok) {
    const { problems, rest } = read;
    if (rest === undefined) return { ok: false, problems };
    const more = problemsOfRest(rest.value, rest.isWrong).map(rest.locate);
    return { ok: false, problems: inFileOrder([...problems, ...more]) };
  }
  const { value: written, has, locate } = read;
  const refused = (problems: readonly Problem[], elsewhere: readonly FileProblem[] = []) => ({
    ok: false as const,
    problems: [...inFileOrder(problems.map(locate)), ...elsewhere],
  });
  const wanted = wantedOf(written, options.experiment);
  const found = findAll(wanted, options.find ?? findsNone);
  const board = settleBoard(written);
  const isOwn = found.named.length === 0;
  const describesOwn = written.experiment === undefined && written.experiments === undefined;
  const own = ownExperiment(written);
  const alike = [
    ...(describesOwn ? ownProblems(written, own, has) : namingProblems(written, has)),
    ...buttonPressProblems(written),
    ...wiringProblems(written, board, describesOwn ? own.geometry : null, has),
    ...boardProblems(board),
    ...(written.exhibit === undefined ? [] : exhibitProblems(written.exhibit, options.plans)),
    ...found.problems,
  ];
  const playables = playablesOf(written, found.named, options.experiment === undefined);
  // Of an axon that cannot be, and of experiments that are not there, buttons say nothing.
  const isKnown = found.problems.length + found.elsewhere.length === 0;
  const actions = isKnown ? checkActions(written, playables, isOwn) : { problems: [], notes: [] };
  const wrong = options.experiment === undefined ? actions.problems : [];
  if (alike.length + wrong.length + found.elsewhere.length > 0)
    return refused([...alike, ...wrong], found.elsewhere);
  const rig = settleRig(written, playables, isOwn);
  const paths = isOwn ? [null] : wanted.map(({ path }) => path);
  const unshown = showingProblems(rig, paths);
  if (unshown.length > 0) return refused(unshown);
  const notes = [
    ...rigNotes(rig, written, isOwn),
    ...actions.notes,
    ...(wrong === actions.problems ? [] : actions.problems),
  ];
  return { ok: true, rig, notes: [...inFileOrder(notes.map(locate)), ...found.notes] };
}

interface Wanted {
  readonly name: string;
  /** Where the file names it; empty where it does not. */
  readonly path: FilePath;
}

/** The experiments that are named: by the caller, or else in the file. */
function wantedOf({ experiment, experiments }: WrittenRig, instead: string | undefined): readonly Wanted[] {
  if (instead !== undefined) return [{ name: instead, path: [] }];
  if (experiments !== undefined) return experiments.map((name, i) => ({ name, path: ['experiments', i] }));
  return experiment === undefined ? [] : [{ name: experiment, path: ['experiment'] }];
}

interface Found {
  readonly named: readonly NamedExperiment[];
  readonly problems: readonly Problem[];
  /** Problems and notes of other files. */
  readonly elsewhere: readonly FileProblem[];
  readonly notes: readonly FileProblem[];
}

function findAll(wanted: readonly Wanted[], find: FindExperiment): Found {
  const named: NamedExperiment[] = [];
  const problems: Problem[] = [];
  const elsewhere: FileProblem[] = [];
  for (const { name, path } of wanted) {
    const found = find(name);
    if (found.kind === 'found') named.push(found);
    else if (found.kind === 'none') problems.push({ path, ...found.wrong });
    else elsewhere.push(...found.problems);
  }
  return { named, problems, elsewhere, notes: named.flatMap(({ notes }) => notes) };
}

/** JSON Schema (draft 7) of a rig file, for editors. */
export const rigJsonSchema = (): object => jsonSchemaOf(rigSchema, 'rig file');
