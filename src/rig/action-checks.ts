/**
 * Whether what buttons and dials do goes with what the rig plays. What goes with none of its experiments is a problem;
 * what goes with some of them only is worth a note, for there the others refuse it.
 */
import { currentOf, extentWords, fieldOfTreatment, oneTreatmentProblems } from '../experiment/index.js';
import { choiceRefusal } from '../files/fields.js';
import type { FilePath, Problem } from '../files/index.js';
import { numberRefusal } from '../files/number-field.js';
import type { WrittenAction, WrittenDial } from './action-schema.js';
import { STRENGTHS } from './actions.js';
import { ownPlaceProblem } from './own-checks.js';
import type { Playable } from './rig.js';
import type { WrittenRig } from './schema.js';

type WrittenStimulate = Extract<WrittenAction, { do: 'stimulate' }>;
type WrittenTreatment = Extract<WrittenAction, { do: 'treat' }>['treatment'];

/** What is against an action in one experiment. */
type Check = (playable: Playable) => Problem[];

interface Sorted {
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

const NONE: Sorted = { problems: [], notes: [] };

function placeChecks(path: FilePath, at: WrittenStimulate['at'] | 'bath', orBath = false): Check {
  return ({ experiment: { geometry } }) => {
    if (at === undefined || at === 'bath') return [];
    if (!Array.isArray(at)) return ownPlaceProblem(path, at, geometry, orBath);
    return at.flatMap((place: number, k) => ownPlaceProblem([...path, k], place, geometry)).slice(0, 1);
  };
}

/** A strength is a current in the unit of the axon, or a conductance where the experiment lets an ion in. */
function strengthChecks(path: FilePath, action: WrittenStimulate, isOwn: boolean): Check {
  return ({ experiment: { geometry, stimuli } }) => {
    const key = STRENGTHS.find((name) => action[name] !== undefined);
    const opens = stimuli[0]?.kind === 'conductance';
    // The press of its own lattice may be of either sort.
    if (
      isOwn &&
      geometry.kind === 'lattice' &&
      stimuli.length < 2 &&
      (key === undefined || /Ms$|Ua$/.test(key))
    )
      return [];
    if (action.reversalMv !== undefined)
      return [
        {
          path: [...path, 'reversalMv'],
          expected: 'a strength alone',
          got: 'reversalMv',
          advice: 'the ion is the one that the experiment lets in; remove it',
        },
      ];
    const wanted = opens ? 'conductanceMs' : currentOf(geometry.kind).key;
    if (key === undefined || key === wanted) return [];
    const unit = opens ? 'mS' : currentOf(geometry.kind).unit;
    return [
      {
        path: [...path, key],
        expected: `${wanted} (${unit}) on a ${geometry.kind}`,
        got: key,
        advice: `write ${wanted} with the strength in ${unit}`,
      },
    ];
  };
}

/** A treatment that the axon or its membrane does not take. */
function treatmentChecks(path: FilePath, treatment: WrittenTreatment): Check {
  return ({ experiment }) =>
    oneTreatmentProblems(treatment, experiment).map((problem) => ({
      ...problem,
      path: [...path, ...problem.path],
      or: [path],
    }));
}

/** One check for all experiments. */
function sorted(check: Check, playables: readonly Playable[]): Sorted {
  const all = playables.map((playable) => ({ playable, problems: check(playable) }));
  const bad = all.filter(({ problems }) => problems.length > 0);
  if (bad.length === 0) return NONE;
  const first = bad[0]!.problems;
  if (playables.length === 1) return { problems: first, notes: [] };
  const names = bad.map(({ playable }) => playable.name).join(', ');
  if (bad.length === all.length) {
    const where = `in ${bad[0]!.playable.name} ${extentWords(bad[0]!.playable.experiment.geometry)}`;
    const problems = first.map((problem) => ({
      ...problem,
      advice: `${where}; no other experiment takes it`,
    }));
    return { problems, notes: [] };
  }
  const { path, or } = first[0]!;
  const note = { path, ...(or ? { or } : {}), said: `${names} cannot take this: there it is refused` };
  return { problems: [], notes: [note] };
}

function actionChecks(action: WrittenAction, path: FilePath, isOwn: boolean): Check[] {
  switch (action.do) {
    case 'stimulate':
      return [placeChecks([...path, 'at'], action.at), strengthChecks(path, action, isOwn)];
    case 'electrode':
      return [placeChecks([...path, 'at'], action.at, true)];
    case 'treat':
      return [treatmentChecks([...path, 'treatment'], action.treatment)];
    default:
      return [];
  }
}

/** The name of an experiment that the rig has not got. */
function nameProblems(action: WrittenAction, path: FilePath, playables: readonly Playable[]): Problem[] {
  if (action.do !== 'experiment' || action.name === undefined) return [];
  const names = playables.map(({ name }) => name);
  if (names.includes(action.name)) return [];
  return [{ path: [...path, 'name'], ...choiceRefusal(names, action.name) }];
}

/** A figure that a treatment has not got, or ends of a turn that it does not take. */
function turnProblems(dial: WrittenDial, path: FilePath): Problem[] {
  if (dial.do === 'strength' && dial.lowPercent === dial.highPercent)
    return [sameEnds([...path, 'highPercent'], dial.highPercent)];
  if (dial.do !== 'treatment') return [];
  const { field, treatment } = dial;
  const range = fieldOfTreatment(treatment.kind, field);
  if (range === undefined) {
    const fields = Object.keys(treatment).filter(
      (key) => fieldOfTreatment(treatment.kind, key) !== undefined,
    );
    if (fields.length > 0) return [{ path: [...path, 'field'], ...choiceRefusal(fields, field) }];
    const advice = 'use a button for it: {do: treat, …}';
    return [
      { path: [...path, 'treatment'], expected: 'a treatment with a figure', got: treatment.kind, advice },
    ];
  }
  const ends = (['low', 'high'] as const).flatMap((end) => {
    const value = dial[end];
    if (value === undefined || (value >= range.low && value <= range.high)) return [];
    return [{ path: [...path, end], ...numberRefusal(range)(value) }];
  });
  if (ends.length > 0) return ends;
  const [low, high] = [dial.low ?? range.low, dial.high ?? range.high];
  return low === high ? [sameEnds([...path, 'high'], high)] : [];
}

function sameEnds(path: FilePath, end: number): Problem {
  return {
    path,
    expected: 'another value than fully left',
    got: `${end} for both`,
    advice: 'the dial would turn nothing',
  };
}

/** @param isOwn whether the rig plays what its file describes itself. */
export function checkActions(
  { buttons, dials }: WrittenRig,
  playables: readonly Playable[],
  isOwn: boolean,
): Sorted {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const add = (checks: readonly Check[]) => {
    for (const check of checks) {
      const found = sorted(check, playables);
      problems.push(...found.problems);
      notes.push(...found.notes);
    }
  };
  for (const number of [1, 2, 3, 4] as const) {
    const action = buttons[number];
    if (action === undefined) continue;
    const path = ['buttons', String(number)];
    problems.push(...nameProblems(action, path, playables));
    add(actionChecks(action, path, isOwn));
  }
  for (const number of [0, 1] as const) {
    const dial = dials[number];
    if (dial === undefined) continue;
    const path = ['dials', String(number)];
    problems.push(...turnProblems(dial, path));
    if (dial.do === 'treatment') add([treatmentChecks([...path, 'treatment'], dial.treatment)]);
  }
  return { problems, notes };
}
