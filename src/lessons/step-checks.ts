/** The steps of a card: whether what they set, ask for and measure goes together. */
import { type Experiment, placeProblem } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import type { WrittenCard } from './card-schema.js';
import { commandProblems } from './commands.js';
import { isDerived, pressOf } from './measures.js';
import { unknownName } from './names.js';
import { commandOfAct, doneOf } from './settle.js';

type WrittenStep = WrittenCard['steps'][number];

/** What a step can wait for only if it asks for it. */
function doneProblems(step: WrittenStep, path: FilePath, armed: boolean): Problem[] {
  const searches = [...step.set, ...step.act].some((one) => one.do === 'weakest');
  const presses = step.act.some((one) => one.do === 'stimulate');
  const lacks: Partial<
    Record<string, { readonly is: boolean; readonly words: string; readonly advice: string }>
  > = {
    press: {
      is: !presses,
      words: 'act with a press in it',
      advice: 'add act: [{do: stimulate}]',
    },
    act: { is: step.act.length === 0, words: 'act', advice: 'say there what the person does' },
    weakest: {
      is: !searches,
      words: 'a search for the weakest press',
      advice: 'add act: [{do: weakest}], or set: [{do: weakest}] where the rig begins it',
    },
    crossed: {
      is: !armed,
      words: 'a level to stop at',
      advice: 'add set: [{do: pauseWhen, name: blue, crossesMv: -55}] to this step or an earlier one',
    },
  };
  const lack = lacks[doneOf(step)];
  if (lack === undefined || !lack.is) return [];
  return [{ path: [...path, 'done'], or: [path], expected: lack.words, got: 'none', advice: lack.advice }];
}

/** Places of commands that are off the axon. */
function placesProblems(command: object, path: FilePath, experiment: Experiment | undefined): Problem[] {
  const { do: name, at } = command as { do: string; at?: unknown };
  if (experiment === undefined || at === undefined || at === 'bath') return [];
  const places = Array.isArray(at) ? at : [at];
  return places.flatMap((place: unknown) =>
    typeof place === 'number'
      ? placeProblem([...path, 'at'], place, experiment.geometry, name === 'electrode')
      : [],
  );
}

function commandsProblems(step: WrittenStep, path: FilePath, experiment: Experiment | undefined): Problem[] {
  const all = [
    ...step.set.map((command, i) => ({ command, path: [...path, 'set', i] })),
    ...step.act.map((act, i) => ({ command: commandOfAct(act), path: [...path, 'act', i] })),
  ];
  return all.flatMap(({ command, path: at }) => {
    const problems = commandProblems(command, at);
    return problems.length > 0 ? problems : placesProblems(command, at, experiment);
  });
}

/** @param earlier the step that has taken it already, counted from 1. */
function takenProblems(
  name: string,
  path: FilePath,
  step: WrittenStep,
  { measures }: WrittenCard,
  earlier: number | undefined,
  experiment: Experiment | undefined,
): Problem[] {
  const unknown = unknownName(path, name, Object.keys(measures), 'a measure');
  if (unknown.length > 0) return unknown;
  if (earlier !== undefined)
    return [
      {
        path,
        expected: 'each measure in one step',
        got: `"${name}" again`,
        advice: `step ${earlier} takes it; give the second one a name of its own`,
      },
    ];
  const { of } = measures[name]!;
  if (isDerived(of))
    return [{ path, said: `${name} is made of other measures`, advice: 'it needs no step; remove it here' }];
  const presses = step.act.filter((one) => one.do === 'stimulate').length;
  const press = pressOf(of) ?? 1;
  if (press > Math.max(1, presses))
    return [
      {
        path,
        said: `${name} counts from press ${press}, and the step has ${presses}`,
        advice: 'write press: 1, or add the presses to act',
      },
    ];
  return of.kind === 'highest' && experiment !== undefined
    ? placeProblem(['measures', name, 'of', 'place'], of.place, experiment.geometry, false, true)
    : [];
}

/** @param experiments of the card that work, by name. */
export function stepProblems(card: WrittenCard, experiments: ReadonlyMap<string, Experiment>): Problem[] {
  const names = Object.keys(card.experiments);
  const taken = new Map<string, number>();
  let playing = names[0];
  let armed = false;
  return card.steps.flatMap((step, i) => {
    const path: FilePath = ['steps', i];
    if (step.load !== undefined) playing = step.load;
    armed ||= [...step.set, ...step.act].some((command) => command.do === 'pauseWhen');
    const experiment = experiments.get(playing!);
    const measured = step.measure.flatMap((name, k) => {
      const problems = takenProblems(name, [...path, 'measure', k], step, card, taken.get(name), experiment);
      if (!taken.has(name)) taken.set(name, i + 1);
      return problems;
    });
    return [
      ...(step.load === undefined ? [] : unknownName([...path, 'load'], step.load, names, 'an experiment')),
      ...commandsProblems(step, path, experiment),
      ...doneProblems(step, path, armed),
      ...measured,
    ];
  });
}
