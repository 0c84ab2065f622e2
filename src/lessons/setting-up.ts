/** Sets a rig up for a step of a card, and back to what it played before; says what the rig has against it. */
import type { Command, Controller } from '../controller/contract.js';
import type { Card, CardExperiment } from './card.js';
import { experimentName } from './library.js';
import { commandsBack, commandsTo, type Settings, settingsOf } from './settings.js';

/** Why a card cannot go on: the rig cannot play it, or refuses what a step sets. */
export type Hindrance =
  | { readonly kind: 'cannot-show'; readonly because: string }
  | { readonly kind: 'refused'; readonly words: string };

/** The experiment that plays in a step: the last that was loaded before, or the first one. */
export function experimentAt(card: Card, step: number): CardExperiment {
  const named = (name: string) => card.experiments.find((one) => one.name === name);
  for (let i = step; i >= 0; i--) {
    const { load } = card.steps[i]!;
    if (load !== undefined) return named(load)!;
  }
  return card.experiments[0];
}

/** The step that last loaded an experiment, at a step or before it. */
function loadedAt(card: Card, step: number): number {
  for (let i = step; i > 0; i--) if (card.steps[i]!.load !== undefined) return i;
  return 0;
}

export interface SettingUp {
  /** As if everything before this step had been done: its experiment at rest, with all that was set and done to it. */
  from(card: Card, step: number): Hindrance | undefined;
  /** Goes on to this step from the one before. */
  on(card: Card, step: number): Hindrance | undefined;
  /** Puts settings as they should be. */
  putRight(settings: Settings): Hindrance | undefined;
  /** Puts the rig back to what it played, as it was set. */
  back(before: Settings): void;
}

export function createSettingUp(controller: Controller): SettingUp {
  function give(commands: readonly Command[]): Hindrance | undefined {
    for (const command of commands) {
      const words = controller.command(command);
      if (words !== undefined) return { kind: 'refused', words };
    }
    return undefined;
  }

  function load(name: string): Hindrance | undefined {
    const because = controller.command({ do: 'load', name });
    return because === undefined ? undefined : { kind: 'cannot-show', because };
  }

  /** What was set and done in a step, but for what passes: presses. */
  function lasting(card: Card, step: number): readonly Command[] {
    const { set, act } = card.steps[step]!;
    const done = act.map(({ command }) => command);
    return [...set, ...done].filter(
      (command) => !['stimulate', 'release', 'weakest', 'step', 'run', 'reset'].includes(command.do),
    );
  }

  function from(card: Card, step: number): Hindrance | undefined {
    const first = loadedAt(card, step);
    const earlier = Array.from({ length: step - first }, (_, i) => lasting(card, first + i)).flat();
    return (
      load(experimentName(card, experimentAt(card, step))) ?? give(earlier) ?? give(card.steps[step]!.set)
    );
  }

  /** A press that is to be measured begins on an axon at rest. */
  function restFirst(card: Card, step: number): Hindrance | undefined {
    const before = card.steps[step - 1];
    const presses = card.steps[step]!.act.some(({ command }) => command.do === 'stimulate');
    const now = controller.snapshot();
    if (!presses || before?.done !== 'press' || now.activity === 'none') return undefined;
    const settings = settingsOf(now);
    return (
      give([{ do: 'reset' }]) ??
      give(commandsTo(settings, controller.snapshot())) ??
      give([{ do: 'lens', roomMsPerAxonMs: settings.roomMsPerAxonMs }])
    );
  }

  return {
    from,
    on(card, step) {
      if (card.steps[step]!.load !== undefined) return from(card, step);
      return restFirst(card, step) ?? give(card.steps[step]!.set);
    },
    putRight: (settings) => give(commandsTo(settings, controller.snapshot())),
    back(before) {
      if (controller.snapshot().experiment !== before.experiment) load(before.experiment);
      else give([{ do: 'now' }]);
      // What is no longer possible is left as it is: the rig says so itself.
      for (const command of commandsBack(before, controller.snapshot())) controller.command(command);
    },
  };
}
