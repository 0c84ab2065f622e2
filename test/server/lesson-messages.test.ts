/** What a page is told of a lesson is looked at in every field, at each phase of a real one. */
import { describe, expect, it } from 'vitest';
import type { LessonState } from '../../src/lessons/contract.js';
import { isLessonState } from '../../src/server/lesson-messages.js';
import { parsePageCommand, parseServerMessage } from '../../src/server/messages.js';
import { createLessonRig, PUSH, planOf } from '../lessons/lesson-rig.js';

/** The states of a lesson from its question to its explanation. */
function statesOfLesson(): LessonState[] {
  const plan = planOf('plan: 1\ntitle: T\nage: 12\nminutes: 9\nteacher: Go.\ncards: [push]\n');
  const rig = createLessonRig({ push: PUSH }, [plan]);
  const states = [rig.runner.state()];
  rig.runner.observe(() => states.push(rig.runner.state()));
  rig.ask('plan', { name: 'plan' });
  rig.device.press(2);
  rig.ask('predict', { choice: 0 });
  rig.ask('act');
  rig.axonMs(16);
  rig.ask('next');
  rig.ask('saw', { choice: 2 });
  rig.ask('why', { choice: 1 });
  rig.ask('why', { choice: 0 });
  rig.ask('next');
  return states;
}

const states = statesOfLesson();

/** Every copy of a value in which one thing in it is of another kind. */
function damagedCopies(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [{ odd: true }];
  return Object.entries(value).flatMap(([key, inside]) =>
    damagedCopies(inside).map((damaged) =>
      Array.isArray(value) ? value.with(Number(key), damaged) : { ...value, [key]: damaged },
    ),
  );
}

describe('a lesson as it is told', () => {
  it('is taken in each of its phases, as JSON', () => {
    const phases = new Set(states.map(({ card }) => card?.at.phase));
    expect([...phases]).toEqual([undefined, 'asking', 'doing', 'seen', 'checked', 'why', 'explained']);
    for (const state of states) expect(parseServerMessage(JSON.stringify(state))).toEqual(state);
  });

  it('is refused where any one field is of another kind', () => {
    const copies = states.flatMap(damagedCopies);
    expect(copies.length).toBeGreaterThan(200);
    expect(copies.filter(isLessonState)).toEqual([]);
  });
});

describe('what a page asks of a lesson', () => {
  it.each([
    ['{"do":"lesson","ask":"predict","choice":2}', { do: 'lesson', ask: 'predict', choice: 2 }],
    ['{"do":"lesson","ask":"open","name":"spread","more":1}', { do: 'lesson', ask: 'open', name: 'spread' }],
    ['{"do":"lesson","ask":"predict","choice":99}', 'lesson: expected choice the number of a choice, from 0'],
    ['{"do":"lesson","ask":"open","name":""}', 'lesson: expected name the name of a card or a plan'],
    [
      `{"do":"lesson","ask":"open","name":"${'x'.repeat(41)}"}`,
      'lesson: expected name the name of a card or a plan',
    ],
  ])('%s', (text, command) => {
    expect(parsePageCommand(text)).toEqual(command);
  });

  it('names what may be asked to who asks something else', () => {
    expect(parsePageCommand('{"do":"lesson","ask":"win"}')).toMatch(/^lesson: expected ask "open", "plan", /);
  });
});
