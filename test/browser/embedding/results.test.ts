/** What is told of cards that are played, on a whole rig in virtual time. */
import { describe, expect, it } from 'vitest';
import { createResults, type Result, scoreOf } from '../../../src/browser/embedding/results.js';
import type { LessonResult } from '../../../src/lessons/contract.js';
import { createLessonRig, PUSH, planOf } from '../../lessons/lesson-rig.js';

const TWO = planOf(
  'plan: 1\ntitle: Two\nage: 12\nminutes: 8\nteacher: "-"\ncards: [{card: push}, {card: pull}]\n',
  'two',
);

function room() {
  const rig = createLessonRig({ push: PUSH, pull: PUSH }, [TWO]);
  const told: Result[] = [];
  const results = createResults((result) => told.push(result));
  rig.runner.observe(() => results.lesson(rig.runner.state()));
  const { ask } = rig;
  return {
    ...rig,
    told,
    events: () => told.map(({ event }) => event),
    /** From the question to the explanation. The right ones are choice 2, choice 2 and reason 0. */
    play(prediction: number, saw: number, ...reasons: number[]) {
      ask('predict', { choice: prediction });
      rig.device.press(1);
      rig.axonMs(16);
      rig.device.release(1);
      ask('next');
      ask('saw', { choice: saw });
      ask('next');
      for (const choice of reasons) ask('why', { choice });
      ask('next');
    },
  };
}

describe('a card that is played to its end', () => {
  it('is told event by event, with what was predicted, seen, measured and reasoned, and 100 points', () => {
    const { ask, play, told } = room();
    ask('open', { name: 'push' });
    play(2, 2, 0);
    expect(told).toEqual([
      { event: 'begun', card: 'push', plan: null, steps: 1 },
      { event: 'predicted', card: 'push', choice: 2 },
      { event: 'step', card: 'push', step: 1, steps: 1 },
      { event: 'saw', card: 'push', choice: 2, right: true },
      {
        event: 'checked',
        card: 'push',
        verdict: 'right',
        rightChoice: 2,
        measured: expect.arrayContaining([{ name: 'blue-rise', value: expect.closeTo(9.42, 1) }]),
      },
      { event: 'reason', card: 'push', choice: 0, right: true, attempt: 1 },
      { event: 'done', card: 'push', verdict: 'right', score: 100 },
    ]);
  });

  it('has all points with a wrong prediction: that is no fault', () => {
    const { ask, play, told } = room();
    ask('open', { name: 'push' });
    play(0, 2, 0);
    expect(told.at(-1)).toEqual({ event: 'done', card: 'push', verdict: 'wrong', score: 100 });
  });

  it.each([
    { saw: 0, reasons: [0], score: 50 },
    { saw: 2, reasons: [1, 0], score: 50 },
    { saw: 1, reasons: [1, 0], score: 0 },
  ])('has $score points where choice $saw was seen, and reasons $reasons were chosen', (answers) => {
    const { ask, play, told } = room();
    ask('open', { name: 'push' });
    play(2, answers.saw, ...answers.reasons);
    expect(told.at(-1)).toMatchObject({ event: 'done', score: answers.score });
    expect(told.filter(({ event }) => event === 'reason')).toHaveLength(answers.reasons.length);
  });

  it('keeps its first answers: going back and answering again changes nothing, and nothing is told twice', () => {
    const { ask, play, told } = room();
    ask('open', { name: 'push' });
    play(2, 0, 0);
    const before = told.length;
    ask('back');
    ask('back');
    ask('back');
    ask('skip');
    ask('saw', { choice: 2 });
    ask('why', { choice: 0 });
    ask('next');
    expect(told.slice(before)).toEqual([]);
  });

  it('has the points of what was answered where all was left out', () => {
    const { ask, told, events } = room();
    ask('open', { name: 'push' });
    for (let i = 0; i < 5; i++) ask('skip');
    expect(events()).toEqual(['begun', 'step', 'checked', 'done']);
    expect(told.at(-1)).toEqual({ event: 'done', card: 'push', verdict: 'left-out', score: 0 });
  });

  it('tells each change of the prediction until the press', () => {
    const { ask, told } = room();
    ask('open', { name: 'push' });
    ask('predict', { choice: 0 });
    ask('predict', { choice: 1 });
    ask('predict', { choice: 1 });
    expect(told.slice(1)).toEqual([
      { event: 'predicted', card: 'push', choice: 0 },
      { event: 'predicted', card: 'push', choice: 1 },
    ]);
  });
});

describe('a card that is not done', () => {
  it('is left, and begins again when it is opened again', () => {
    const { ask, events } = room();
    ask('open', { name: 'push' });
    ask('close');
    ask('open', { name: 'push' });
    ask('open', { name: 'push' });
    expect(events()).toEqual(['begun', 'left', 'begun', 'left', 'begun']);
  });

  it('is told as one that this rig cannot show, once, with the reason', () => {
    const { told, results } = (() => {
      const all: Result[] = [];
      return { told: all, results: createResults((result) => all.push(result)) };
    })();
    const card = {
      name: 'push',
      start: 1,
      at: { phase: 'cannot-show', because: 'It needs two needles.' },
      steps: 1,
      prediction: null,
      saw: null,
      remark: null,
      otherwise: [],
      looking: false,
      keep: false,
    } as const;
    for (let i = 0; i < 2; i++) results.lesson({ type: 'lesson', plan: null, card });
    expect(told.slice(1)).toEqual([{ event: 'cannot-show', card: 'push', because: 'It needs two needles.' }]);
  });
});

describe('a plan', () => {
  it('is told card by card, each with its own points', () => {
    const { ask, play, told } = room();
    ask('plan', { name: 'two' });
    play(2, 2, 0);
    ask('next');
    play(2, 0, 0);
    expect(told.filter(({ event }) => event === 'begun' || event === 'done')).toEqual([
      { event: 'begun', card: 'push', plan: 'two', steps: 1 },
      { event: 'done', card: 'push', verdict: 'right', score: 100 },
      { event: 'begun', card: 'pull', plan: 'two', steps: 1 },
      { event: 'done', card: 'pull', verdict: 'right', score: 50 },
    ]);
  });

  it('goes on with a card that somebody comes back to, and begins one that is opened again', () => {
    const { ask, play, events, told } = room();
    ask('plan', { name: 'two' });
    play(2, 2, 0);
    ask('next');
    ask('back');
    expect(events().slice(7)).toEqual(['begun', 'left']);
    ask('open', { name: 'push' });
    expect(told.at(-1)).toEqual({ event: 'begun', card: 'push', plan: 'two', steps: 1 });
  });
});

describe('a score', () => {
  const result: LessonResult = { measured: [], verdict: 'open', sawRight: false, right: 1 };

  it('is of the reason alone where the rig measured something else than the card says', () => {
    expect(scoreOf(result, true)).toBe(100);
    expect(scoreOf(result, false)).toBe(0);
    expect(scoreOf({ ...result, verdict: 'none', sawRight: null }, true)).toBe(50);
  });
});
