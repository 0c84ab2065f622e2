/** A card that is malformed is told so with line, column, what was expected and what to do. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/files/index.js';
import { lessonFileKind } from '../../src/lessons/file-kind.js';
import { cardJsonSchema, parsePlan, planJsonSchema } from '../../src/lessons/parse.js';
import { cardOf, PUSH, wrongWith } from './lesson-rig.js';

/** What is wrong with the card, one thing in it changed. */
function changed(from: string | RegExp, to: string): string[] {
  const text = PUSH.replace(from, to);
  expect(text).not.toBe(PUSH);
  return wrongWith(text);
}

describe('a card', () => {
  it('is read with its defaults: a press waits for the press, and all of its figures are there', () => {
    const card = cardOf(PUSH);
    expect(card).toMatchObject({ name: 'push', age: 12, minutes: 4, languages: {} });
    expect(card.steps[0]).toEqual({
      do: 'Press.',
      load: undefined,
      set: [],
      act: [{ command: { do: 'stimulate' }, afterMs: 0, withinMs: 0 }],
      done: 'press',
      watchMs: 15,
      measure: ['blue-rise', 'yellow-rise', 'blue-at', 'yellow-at'],
      keep: false,
    });
    expect(card.predict[2]!.says[1]).toEqual({
      left: { kind: 'measure', name: 'later' },
      is: '>',
      right: { kind: 'figure', value: 1 },
      within: undefined,
    });
  });

  it('of a newer format is told so, and nothing else, whatever else is in it', () => {
    expect(wrongWith(`${PUSH.replace('card: 1', 'card: 2')}colour: blue\n`)).toEqual([
      'x.yaml:1:7 card: expected version 1 of the format or an earlier one, got 2 – this file is newer than the program: update the program',
    ]);
  });

  it.each([
    [
      'a command that there is not',
      'do: stimulate',
      'do: stimulat',
      'x.yaml:22:16 steps[0].act[0].do: expected stimulate, release, strength, aim, treat, channels, lens, run, step, reset, electrode, pauseWhen or weakest, got "stimulat" – did you mean stimulate?',
    ],
    [
      'a field that its command has not',
      '{do: stimulate}',
      '{do: stimulate, at: 3, hard: 2}',
      'x.yaml:22:40 steps[0].act[0].hard: stimulate has no such field – docs/commands.md has the fields of each command',
    ],
    [
      'a field of another kind',
      '{do: stimulate}',
      '{do: stimulate, strength: hard}',
      'x.yaml:22:11 steps[0].act[0]: stimulate: expected strength a number up to 1000000000 either way, in the unit of the axon – docs/commands.md has the fields of each command',
    ],
    [
      'a place that the axon has not',
      '{do: stimulate}',
      '{do: stimulate, at: 60}',
      'x.yaml:22:31 steps[0].act[0].at: expected a whole number, 0 to 59, got 60 – the axon has 60 sites, counted from 0',
    ],
    [
      'a measure that there is not',
      'measure: [blue-rise, ',
      'measure: [blu-rise, ',
      'x.yaml:24:15 steps[0].measure[0]: expected the name of a measure, got "blu-rise" – did you mean blue-rise?',
    ],
    [
      'a measure that no step takes',
      ', yellow-at]\nsee',
      ']\nsee',
      'x.yaml:30:14 measures.yellow-at: no step takes this measure – add measure: [yellow-at] to the step in which it is taken',
    ],
    [
      'a comparison that is none',
      'yellow-rise = blue-rise',
      'yellow rises less',
      'x.yaml:17:58 predict[0].says[0]: expected two measures, or a measure and a figure, with <, > or = between them, got "yellow rises less" – write for example yellow-rise < blue-rise, or yellow-peak = 40 within 0.5',
    ],
    [
      'a right choice that says nothing',
      ', says: [yellow-rise < blue-rise, later > 1]',
      '',
      'x.yaml:19:5 predict[2]: expected what is measured if this choice is right, got nothing – write for example says: [yellow-rise < blue-rise]',
    ],
    [
      'two right choices',
      'reveals: thinks that',
      'right: true, reveals: thinks that',
      'x.yaml:19:27 predict[2].right: expected one choice that is right, got another one – keep one of them',
    ],
    [
      'no right reason',
      'first., right: true}',
      'first.}',
      'x.yaml:36:5 why.choices: expected one choice that is right, got none – add right: true to the one that is',
    ],
    [
      'a name that is none',
      '  blue-at: {words',
      '  Blue at: {words',
      'x.yaml:29:3 measures.Blue at: no name – names are of small letters, digits and hyphens, 40 characters at most: write blue-at',
    ],
    [
      'a name that would be lost',
      'measures:\n',
      'measures:\n  __proto__: {words: x, of: {kind: velocity}}\n',
      'x.yaml:27:3 measures.__proto__: no name – names are of small letters, digits and hyphens, 40 characters at most: write proto',
    ],
    [
      'a unit that is not that of the kind',
      'meter: yellow}, unit: ms',
      'meter: yellow}, unit: mV',
      'x.yaml:30:89 measures.yellow-at.unit: expected ms, got mV – a measure of the kind peak-at is in ms: write unit: ms',
    ],
    [
      'a moment at which nothing is taken',
      'moment: {measure: yellow-at}\nwhy',
      'moment: {measure: later}\nwhy',
      'x.yaml:32:19 moment.measure: expected the name of a measure that is taken at one moment, got "later" – the card has blue-rise, yellow-rise, blue-at, yellow-at',
    ],
    [
      'an experiment of the card that cannot work',
      '{name: yellow, at: 8}',
      '{name: yellow, at: 80}',
      'x.yaml:11:58 experiments.main.electrodes[1].at: expected a whole number, 0 to 59, or bath, got 80 – the axon has 60 sites, counted from 0',
    ],
    [
      'an experiment that is not shipped',
      /main:[\s\S]*?question/,
      'main: frog\nquestion',
      'x.yaml:6:9 experiments.main: nothing is shipped here',
    ],
    [
      'a step that loads what the card has not',
      '- do: Press.',
      '- do: Press.\n    load: other',
      'x.yaml:22:11 steps[0].load: expected the name of an experiment, got "other" – the card has main',
    ],
    [
      'a step that waits for a level and sets none',
      'watchMs: 15',
      'done: crossed',
      'x.yaml:23:11 steps[0].done: expected a level to stop at, got none – add set: [{do: pauseWhen, name: blue, crossesMv: -55}] to this step or an earlier one',
    ],
    [
      'a measure after a press that the step has not',
      'kind: rise, meter: blue}',
      'kind: rise, meter: blue, press: 2}',
      'x.yaml:24:15 steps[0].measure[0]: blue-rise counts from press 2, and the step has 1 – write press: 1, or add the presses to act',
    ],
    [
      'German words with a choice less',
      'teacher: Nothing.',
      `teacher: Nothing.
de:
  title: Stoß
  question: Was?
  predict: [{choice: Eins}, {choice: Zwei}]
  steps: [{do: Drücke.}]
  see: Licht.
  measures: {blue-rise: Blau, yellow-rise: Gelb, blue-at: a, yellow-at: b, later: c}
  why: {question: Warum?, choices: [{choice: Ja.}, {choice: Nein.}]}
  explain: So.
  limits: Keine.`,
      'x.yaml:44:12 de.predict: expected 3 choices, as in English, got 2 – say the same ones in the same order',
    ],
    [
      'more than twelve words on a trail',
      'teacher: Nothing.',
      'teacher: Nothing.\ntrail: one two three four five six seven eight nine ten eleven twelve thirteen',
      'x.yaml:41:8 trail: expected at most 12 words, got 13 – say it shorter',
    ],
  ])('with %s', (_what, from, to, words) => {
    expect(changed(from, to)).toEqual([words]);
  });
});

describe('a plan', () => {
  const problems = (text: string) => {
    const parsed = parsePlan(text, 'p.yaml', 'p', (card) => card === 'push');
    return parsed.ok ? parsed.value : parsed.problems.map(formatProblem);
  };

  it('is read, with cards by their names alone or with more', () => {
    expect(
      problems(
        'plan: 1\ntitle: T\nage: 12\nminutes: 9\nteacher: Go.\ncards: [push, {card: push, minutes: 3}]',
      ),
    ).toEqual({
      name: 'p',
      title: 'T',
      age: 12,
      minutes: 9,
      teacher: 'Go.',
      trail: false,
      freeMinutes: 0,
      leaveMinutes: 0,
      cards: [{ card: 'push' }, { card: 'push', minutes: 3 }],
      languages: {},
    });
  });

  it('with a card that there is not is told where', () => {
    expect(problems('plan: 1\ntitle: T\nage: 12\nminutes: 9\nteacher: Go.\ncards: [push, pull]')).toEqual([
      'p.yaml:6:15 cards[1]: expected the name of a card, got "pull" – a card is a file of its own, beside the plan or among those that come with the program',
    ]);
  });
});

describe('a lesson file', () => {
  it.each([
    ['card: 1\ntitle: x', 'card'],
    ['plan: 1\ncards: [a]', 'plan'],
    ['device: {kind: virtual}', undefined],
    ['axon: {kind: lattice}', undefined],
    ['- card', undefined],
    ['{', undefined],
  ])('%j is a %s', (text, kind) => {
    expect(lessonFileKind(text)).toBe(kind);
  });

  it.each([
    ['lessons/card.schema.json', cardJsonSchema],
    ['lessons/plans/plan.schema.json', planJsonSchema],
  ])('has its schema for editors in %s; npm run schema makes it', (file, schema) => {
    const written = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(schema())));
  });
});
