/** A lesson on the terminal: lines that can be read aloud, and choices that are typed. */
import { describe, expect, it } from 'vitest';
import { lesson } from '../../src/cli/lesson/lesson.js';
import { figure, saidOf } from '../../src/cli/lesson/lines.js';
import { createTalk } from '../../src/cli/lesson/talk.js';
import { typedAs } from '../../src/cli/lesson/typed.js';
import { wordsIn } from '../../src/cli/lesson/words.js';
import type { LessonCard, LessonPhase } from '../../src/lessons/contract.js';
import { cardsText } from '../../src/lessons/texts.js';
import { cardOf, createLessonRig, PUSH, planOf } from '../lessons/lesson-rig.js';

function talking() {
  const rig = createLessonRig();
  const said: string[] = [];
  let over = 0;
  const text = cardsText({ cards: () => [cardOf(PUSH)], plans: () => [] }, 'en').cards[0]!;
  const talk = createTalk({
    lessons: rig.runner,
    textOf: () => text,
    words: wordsIn('en'),
    out: (line) => said.push(line),
    over: () => over++,
  });
  rig.runner.observe(talk.change);
  rig.ask('open', { name: 'push' });
  return {
    ...rig,
    type: talk.typed,
    /** What has been said since it was asked last. */
    said: () => said.splice(0),
    get over() {
      return over;
    },
  };
}

describe('a card on the terminal', () => {
  it('is played with the button of the rig, numbers and Enter alone', () => {
    const { said, type, device, axonMs } = talking();
    expect(said()).toEqual([
      '',
      'Card: A push that fades',
      'Question:',
      'What does the meter farther along see?',
      '1: The same',
      '2: More',
      '3: Less',
      'What do you expect? Type a number.',
    ]);
    type('3');
    expect(said()).toEqual([
      'You expect: Less',
      'Step 1 of 1: Press.',
      'Do it on the rig. Or press Enter, and the rig does it for you.',
      'Another number changes your prediction.',
    ]);
    device.press(1);
    axonMs(16);
    expect(said()).toEqual(['It is being recorded.', 'All is recorded. Enter goes on.']);
    type('');
    expect(said()).toEqual(['What did you see? Type a number.', '1: The same', '2: More', '3: Less']);
    type('1');
    expect(said()).toEqual([
      'Measured:',
      'Blue rises by: 9.42 mV',
      'Yellow rises by: 1.38 mV',
      'Blue is highest after: 3.292 ms',
      'Yellow is highest after: 9.935 ms',
      'Yellow is later by: 6.64 ms',
      'It is as you expected.',
      'What you saw is not in the recording. One observation in five goes wrong like this: look again.',
      'The rig stands at the moment that shows why.',
      'Enter goes on.',
    ]);
    type('');
    said();
    type('2');
    expect(said()).toEqual(['Not quite.', 'Look at blue.', 'Type the number of your reason.']);
    type('1');
    expect(said()).toEqual(['Yes.', 'Enter goes on.']);
    type('');
    expect(said()).toEqual([
      'Why it is so:',
      'It fades.',
      'What the model leaves out:',
      'One dimension.',
      'Enter goes on.',
    ]);
    type('');
    expect(said()).toEqual(['The lesson is over.']);
  });

  it('does the step itself where Enter is pressed instead of the button', () => {
    const { said, type, axonMs, now } = talking();
    type('3');
    type('');
    axonMs(16);
    expect(said().slice(-2)).toEqual(['It is being recorded.', 'All is recorded. Enter goes on.']);
    expect(now().presses).toHaveLength(1);
  });

  it('says what was changed, and puts it right', () => {
    const { said, type, controller, now } = talking();
    said();
    controller.command({ do: 'channels', on: true });
    expect(said()).toEqual(['Changed since the step began: the channels. Type p to put it right.']);
    type('p');
    expect(now().channelsOn).toBe(false);
  });

  it('says what can be typed to who types something else, and ends with q', () => {
    const lesson = talking();
    lesson.said();
    lesson.type('hello');
    expect(lesson.said()).toEqual(['"hello" is nothing that can be done here.', wordsIn('en').keys]);
    lesson.type('7');
    expect(lesson.said()).toEqual(['"7" is nothing that can be done here.', wordsIn('en').keys]);
    lesson.type('Q');
    expect(lesson.said()).toEqual(['The lesson is over.']);
    expect(lesson.over).toBe(1);
  });

  it('has plain lines: no codes for a terminal, no boxes, no tabs', () => {
    const { said, type, device, axonMs } = talking();
    type('3');
    device.press(1);
    axonMs(16);
    for (const line of ['', '3', '', '1', '', '']) type(line);
    const lines = said();
    expect(lines.length).toBeGreaterThan(25);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a line must not have.
    expect(lines.filter((line) => /[\u0000-\u001f\u2500-\u257f]/.test(line))).toEqual([]);
  });
});

describe('a trail on the terminal', () => {
  it('shows its own words for each card, and asks nothing', () => {
    const card = `${PUSH}trail: Press. How far does it get?\n`;
    const plan = planOf(
      'plan: 1\ntitle: Fair\nage: 8\nminutes: 9\nteacher: Go.\ntrail: true\ncards: [push]\n',
    );
    const rig = createLessonRig({ push: card }, [plan]);
    const said: string[] = [];
    const text = cardsText({ cards: () => [cardOf(card)], plans: () => [] }, 'en').cards[0]!;
    const talk = createTalk({
      lessons: rig.runner,
      textOf: () => text,
      words: wordsIn('en'),
      out: (line) => said.push(line),
      over: () => said.push('over'),
    });
    rig.runner.observe(talk.change);
    rig.ask('plan', { name: 'plan' });
    rig.device.press(1);
    rig.axonMs(16);
    talk.typingEnded();
    expect(said).toEqual(['', 'Card 1 of 1: A push that fades', 'Press. How far does it get?']);
  });
});

describe('what was measured, as lines', () => {
  const card = {
    name: 'push',
    start: 1,
    at: {
      phase: 'checked',
      result: {
        measured: [
          { name: 'ratio', value: 6.801, asExpected: true },
          { name: 'spikes', value: 1, asExpected: true },
          { name: 'later', value: null, because: { kind: 'nothing-pressed' }, asExpected: null },
          { name: 'speed', value: null, because: { kind: 'rig', words: 'no spike' }, asExpected: null },
        ],
        verdict: 'none',
        sawRight: null,
        right: 2,
      },
    },
    steps: 1,
    prediction: null,
    saw: null,
    remark: null,
    otherwise: [],
    looking: false,
    keep: false,
  } as const satisfies LessonCard;
  const measure = (name: string, unit: string, within: number) => ({
    name,
    words: name,
    unit,
    is: null,
    within,
  });
  const text = {
    ...cardsText({ cards: () => [cardOf(PUSH)], plans: () => [] }, 'en').cards[0]!,
    measures: [
      measure('ratio', '×', 0.1),
      measure('spikes', '×', 0),
      measure('later', 'ms', 0.1),
      measure('speed', 'm/s', 0),
    ],
  };

  it.each([
    [
      'en',
      ['ratio: 6.8 times', 'spikes: 1', 'later: nothing: nothing was pressed', 'speed: nothing: no spike'],
    ],
    [
      'de',
      ['ratio: 6,8-mal', 'spikes: 1', 'later: nichts: es wurde nicht gedrückt', 'speed: nichts: no spike'],
    ],
  ] as const)('in %s', (language, lines) => {
    const said = saidOf({ type: 'lesson', plan: null, card }, text, wordsIn(language));
    expect(said[1]!.lines.slice(1, 5)).toEqual(lines);
  });
});

describe('why the lesson does not do what it is asked', () => {
  it.each([
    [
      { kind: 'predict-late' },
      'The prediction is made before the press.',
      'Vorhergesagt wird vor dem Druck.',
    ],
    [{ kind: 'no-choice', choices: 3 }, 'There are 3 choices.', 'Es gibt 3 Antworten.'],
    [{ kind: 'no-card', name: 'x' }, 'There is no card "x".', 'Es gibt keine Karte „x“.'],
  ] as const)('%j', (refusal, english, german) => {
    expect(wordsIn('en').refused(refusal)).toBe(english);
    expect(wordsIn('de').refused(refusal)).toBe(german);
  });
});

describe('a figure', () => {
  it('has four digits, a true minus, and the comma of German', () => {
    expect(figure(-68.6152, wordsIn('en'))).toBe('−68.62');
    expect(figure(-68.6152, wordsIn('de'))).toBe('−68,62');
    expect(figure(-0.000001, wordsIn('en'))).toBe('−0.000001');
    expect(figure(0, wordsIn('en'))).toBe('0');
  });
});

describe('what is typed', () => {
  const at = (phase: LessonPhase, prediction: number | null = null) =>
    ({ at: phase, prediction }) as LessonCard;
  const text = cardsText({ cards: () => [cardOf(PUSH)], plans: () => [] }, 'en').cards[0]!;
  const waiting = {
    phase: 'doing',
    step: 0,
    stage: 'waiting',
    waitsFor: { do: 'stimulate', act: 0 },
    share: null,
  } as const;

  it.each([
    ['2', at({ phase: 'asking', waitsFor: null }), { ask: 'predict', choice: 1 }],
    ['2', at({ phase: 'seen' }), { ask: 'saw', choice: 1 }],
    ['', at({ phase: 'asking', waitsFor: null }), { ask: 'next' }],
    ['', at({ phase: 'asking', waitsFor: null }, 1), { ask: 'act' }],
    ['', at(waiting), { ask: 'act' }],
    ['', at({ ...waiting, waitsFor: null }), { ask: 'next' }],
    ['', at({ ...waiting, stage: 'done' }), { ask: 'next' }],
    [' S ', at(waiting), { ask: 'skip' }],
  ] as const)('%j', (line, card, command) => {
    expect(typedAs(line, card, text)).toEqual({ kind: 'ask', command: { do: 'lesson', ...command } });
  });

  it('is nothing where no number is asked for', () => {
    expect(typedAs('1', at(waiting), text)).toEqual({ kind: 'unknown' });
    expect(typedAs('4', at({ phase: 'seen' }), text)).toEqual({ kind: 'unknown' });
    expect(typedAs('constructor', at(waiting), text)).toEqual({ kind: 'unknown' });
  });
});

describe('axon-rig lesson without a name', () => {
  async function listed(lang: string) {
    const out: string[] = [];
    const err: string[] = [];
    const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
    const code = await lesson(undefined, { rig: 'virtual', lang }, terminal);
    return { out, err, code };
  }

  it.each([
    ['de', 'Karten:'],
    ['de-AT', 'Karten:'],
    ['de_DE.UTF-8', 'Karten:'],
    ['DE', 'Karten:'],
    ['en_GB.UTF-8', 'Cards:'],
    ['en', 'Cards:'],
  ])('lists its cards in the language of --lang %s, without a note', async (lang, cards) => {
    const { out, err, code } = await listed(lang);
    expect(code).toBe(0);
    expect(out).toContain(cards);
    expect(err).toEqual([]);
  });

  it('says that it has no words in French, and lists its cards in English', async () => {
    const { out, err, code } = await listed('fr_FR');
    expect(code).toBe(0);
    expect(out).toContain('Cards:');
    expect(err).toEqual(['axon-rig: note: no card is in "fr_FR", so the words are English; others: de']);
  });
});
