/** A rig on virtual time that plays cards of these texts: real model, controller and virtual device. */
import { expect } from 'vitest';
import { formatProblem } from '../../src/files/index.js';
import type { Card, Plan } from '../../src/lessons/card.js';
import type { LessonAsk, LessonPhase } from '../../src/lessons/contract.js';
import { libraryOf } from '../../src/lessons/library.js';
import { parseCard, parsePlan } from '../../src/lessons/parse.js';
import { createRunner } from '../../src/lessons/runner.js';
import { lessonExperiments } from '../../src/playing/lesson-experiments.js';
import { parseRig } from '../../src/rig/index.js';
import { createBenchRig } from '../controller/bench-rig.js';

const NONE = () => ({ kind: 'none', wrong: { said: 'nothing is shipped here' } }) as const;

/** What is wrong with a card, one line each; empty if nothing is. */
export function wrongWith(text: string): string[] {
  const parsed = parseCard(text, 'x.yaml', 'x', NONE);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

export function cardOf(text: string, name = 'push'): Card {
  const parsed = parseCard(text, `${name}.yaml`, name, NONE);
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.value;
}

export function planOf(text: string, name = 'plan'): Plan {
  const parsed = parsePlan(text, `${name}.yaml`, name, () => true);
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.value;
}

/** A press on an axon without channels; yellow is farther off than blue. */
export const PUSH = `card: 1
title: A push that fades
age: 12
minutes: 4
experiments:
  main:
    axon: {kind: lattice}
    membrane: {kind: gated}
    channels: off
    stimuli: [{kind: conductance, durationMs: 0.5, conductanceMs: 2.4}]
    electrodes: [{name: blue, at: 3}, {name: yellow, at: 8}]
    durationMs: 30
    lens: {roomMsPerAxonMs: 500}
question: What does the meter farther along see?
misconception: The signal travels on by itself without loss.
predict:
  - {choice: The same, reveals: thinks of a wave, says: [yellow-rise = blue-rise]}
  - {choice: More, reveals: thinks that it piles up, says: [yellow-rise > blue-rise]}
  - {choice: Less, right: true, reveals: knows it, says: [yellow-rise < blue-rise, later > 1]}
steps:
  - do: Press.
    act: [{do: stimulate}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]
see: A glow.
measures:
  blue-rise: {words: Blue rises by, of: {kind: rise, meter: blue}, is: 9.42, within: 0.05}
  yellow-rise: {words: Yellow rises by, of: {kind: rise, meter: yellow}, is: 1.385, within: 0.05}
  blue-at: {words: Blue is highest after, of: {kind: peak-at, meter: blue}, unit: ms}
  yellow-at: {words: Yellow is highest after, of: {kind: peak-at, meter: yellow}, unit: ms}
  later: {words: Yellow is later by, of: {kind: difference, of: yellow-at, less: blue-at}, is: 6.64, within: 0.05, unit: ms}
moment: {measure: yellow-at}
why:
  question: Why later?
  choices:
    - {choice: The membrane must be charged first., right: true}
    - {choice: Ions swim., look: Look at blue., moment: {measure: blue-at}}
explain: It fades.
limits: One dimension.
teacher: Nothing.
`;

/** The card with other steps, and measures that they take beside those that `later` is made of. */
export function withSteps(steps: string): string {
  return PUSH.replace(/steps:[\s\S]*?\nsee:/, `steps:\n${steps}\nsee:`);
}

/** @param cards by name; the first experiment that plays is the lesson with channels on. */
export function createLessonRig(
  cards: Readonly<Record<string, string>> = { push: PUSH },
  plans: readonly Plan[] = [],
) {
  const library = libraryOf(
    Object.entries(cards).map(([name, text]) => cardOf(text, name)),
    plans,
  );
  const parsed = parseRig('device: {kind: virtual}', 'rig.yaml');
  if (!parsed.ok) throw new Error('no rig');
  const bench = createBenchRig({ unlisted: lessonExperiments(library, parsed.rig) });
  const { controller, timers } = bench;
  const runner = createRunner({ controller, clock: timers, library });
  controller.start();
  timers.advance(50);
  const ask = (what: LessonAsk, more: { name?: string; choice?: number } = {}) =>
    runner.command({ do: 'lesson', ask: what, ...more });
  const card = () => {
    const { card: now } = runner.state();
    if (now === null) throw new Error('no card is open');
    return now;
  };
  return {
    ...bench,
    runner,
    ask,
    card,
    now: () => controller.snapshot(),
    /** Where the card is, as a phase of this kind. */
    at<Name extends LessonPhase['phase']>(phase: Name) {
      const { at } = card();
      expect(at.phase).toBe(phase);
      return at as Extract<LessonPhase, { phase: Name }>;
    },
    /** The figures that are told, to the second decimal. */
    figures() {
      const { at } = card();
      if (!('result' in at)) throw new Error(`no result in ${at.phase}`);
      return Object.fromEntries(
        at.result.measured.map(({ name, value }) => [name, value === null ? null : Number(value.toFixed(2))]),
      );
    },
    /** Milliseconds of axon pass, at the lens of 500. */
    axonMs: (ms: number) => timers.advance(ms * controller.snapshot().roomMsPerAxonMs),
  };
}
