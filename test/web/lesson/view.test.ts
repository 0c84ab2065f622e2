import { describe, expect, it } from 'vitest';
import type { LessonPhase, LessonState, Measured, PageVotes } from '../../../src/server/messages.js';
import type { RailBlock, RailView } from '../../../src/web/lesson/rail-view.js';
import { plainWords } from '../../../src/web/lesson/rich.js';
import type { Told } from '../../../src/web/lesson/shown.js';
import { railView } from '../../../src/web/lesson/view.js';
import { lessonWords } from '../../../src/web/lesson/words.js';
import { ASKING, DOING, lessonAt, NO_LESSON, RESULT, TEXTS } from '../lesson-state.js';

function view(lesson: LessonState, about: Partial<Told> = {}): RailView {
  return railView({
    lesson,
    texts: TEXTS,
    words: lessonWords(),
    votes: undefined,
    watches: false,
    leads: true,
    countsHands: false,
    pick: null,
    momentMs: null,
    ...about,
  })!;
}

const kinds = ({ blocks }: RailView) => blocks.map(({ kind }) => kind);

function block<Kind extends RailBlock['kind']>({ blocks }: RailView, kind: Kind) {
  return blocks.find((one): one is Extract<RailBlock, { kind: Kind }> => one.kind === kind)!;
}

/** All that is read, without buttons. */
const wordsOf = ({ blocks }: RailView) =>
  blocks.flatMap((one) => ('words' in one && typeof one.words !== 'string' ? plainWords(one.words) : []));
const buttons = ({ buttons: all }: RailView) => all.map(({ words }) => words);
const asks = ({ buttons: all }: RailView) => all.map(({ asks: asked }) => asked);
const lesson = (...ask: string[]) => ({ kind: 'lesson', commands: ask.map((one) => ({ ask: one })) });

const VOTES: PageVotes = {
  type: 'votes',
  card: 'spread',
  ballots: [
    {
      card: 'spread',
      round: 'before',
      choices: 3,
      right: null,
      open: true,
      answered: 19,
      by: 'phones',
      counts: null,
    },
  ],
  gain: null,
  sawWrong: null,
  phones: 24,
  voted: [],
  mine: {},
  join: { addresses: [], words: null },
};

const PHASES: readonly LessonPhase[] = [
  ASKING,
  DOING,
  { phase: 'seen' },
  { phase: 'checked', result: RESULT },
  { phase: 'why', result: RESULT, chosen: null, chosenRight: null },
  { phase: 'explained', result: RESULT, whyRight: 0 },
  { phase: 'cannot-show', because: 'It needs 60 LEDs.' },
];

describe('the rail of a lesson', () => {
  it('is not there without a card', () => {
    expect(view(NO_LESSON)).toBeUndefined();
  });

  it('says which card of how many it is, in a bar of 2', () => {
    const { title, progress } = view(lessonAt(ASKING));
    expect(title).toBe('Lesson · card 1 of 2');
    expect(view(lessonAt(ASKING)).card).toBe('A push that fades');
    expect(progress).toEqual({ card: 0, cards: 2 });
  });

  it('has no bar for a single card', () => {
    expect(view(lessonAt(ASKING, {}, false))).toMatchObject({ title: 'Lesson', progress: null });
  });

  it('says in each phase something to a screen reader, and has a button that goes on', () => {
    for (const at of PHASES) {
      const shown = view(lessonAt(at));
      expect(shown.says, at.phase).not.toBe('');
      expect(shown.buttons.at(-1)?.name, at.phase).toBe('main');
      expect(shown.blocks[0]?.kind === 'head' || shown.blocks[1]?.kind === 'head', at.phase).toBe(true);
    }
  });

  it('stays readable while the words of the cards have not come', () => {
    const shown = view(lessonAt(ASKING), { texts: undefined });
    expect(wordsOf(shown)).toEqual(['The words of this card are not here yet.']);
  });
});

describe('a lesson that begins again', () => {
  it('is another moment, and its boxes for hands are others: what was typed and picked is gone', () => {
    const of = (start: number) => view(lessonAt(ASKING, { start }), { votes: VOTES, countsHands: true });
    expect(of(2).moment).not.toBe(of(1).moment);
    expect(block(of(2), 'choices').hands).toMatchObject({ start: 2 });
  });
});

describe('the question', () => {
  it('carries blue and yellow with their shapes, and is read out with the keys that choose', () => {
    const shown = view(lessonAt(ASKING));
    expect(block(shown, 'head').words).toContainEqual({ meter: 'yellow', text: 'yellow' });
    expect(shown.says).toBe(`${TEXTS.cards[0]!.question} Keys 1–3 choose A–C, Space presses.`);
  });

  it('of one pupil alone has neither bars nor a count, and may be skipped', () => {
    const shown = view(lessonAt(ASKING));
    expect(block(shown, 'choices')).toMatchObject({ chosen: null, hiddenBars: false });
    expect(kinds(shown)).toEqual(['head', 'choices', 'words', 'notes']);
    expect(buttons(shown)).toEqual(['Skip the question']);
    expect(asks(shown)).toEqual([lesson('predict')]);
  });

  it('of a card without a press asks to look, and promises nothing after a press', () => {
    const texts = { ...TEXTS, cards: TEXTS.cards.map((card) => ({ ...card, presses: false })) };
    const shown = view(lessonAt({ phase: 'asking', waitsFor: null }), { texts, votes: VOTES });
    expect(shown.tabs.map(({ words }) => words)).toEqual(['Predict', 'Look', 'Why?']);
    expect(wordsOf(shown)).toContain('Choose what you expect. Then look.');
    expect([...wordsOf(shown), shown.says].join(' ')).not.toMatch(/press/i);
  });

  it('points at the button once there is a prediction, and only where a press is waited for', () => {
    expect(view(lessonAt(ASKING)).bubble).toBe('');
    const predicted = view(lessonAt(ASKING, { prediction: 2 }));
    expect(predicted.bubble).toBe('Then press here');
    expect(predicted.says).toBe('You predicted: Further. Then: Press, and watch both needles.');
    expect(buttons(predicted)).toEqual(['Go on']);
    const reads = lessonAt({ phase: 'asking', waitsFor: null }, { prediction: 2 });
    expect(view(reads).bubble).toBe('');
  });

  it('is asked kindly again after a press that came first', () => {
    const shown = view(lessonAt(ASKING, { remark: { kind: 'pressed-first' } }));
    expect(shown.says).toBe('You pressed first. What did you expect? Choose, then press once more.');
    expect(block(shown, 'note').tone).toBe('alert');
  });

  it('has hatched bars and a count of 19 of 24 where phones vote, and no figure of any choice', () => {
    const shown = view(lessonAt(ASKING), { votes: VOTES });
    expect(block(shown, 'choices').hiddenBars).toBe(true);
    expect(wordsOf(shown)).toContain('19 of 24 have answered.');
    expect(wordsOf(shown)).toContain('What the room thinks is shown after the press.');
    expect(kinds(shown)).not.toContain('bars');
  });

  it('leaves it to who leads the class to vote again and to count hands', () => {
    const led = view(lessonAt(ASKING), { votes: VOTES });
    expect(kinds(led)).toContain('button');
    expect(block(led, 'choices').hands).toBeNull();
    const counting = view(lessonAt(ASKING), { votes: VOTES, countsHands: true });
    expect(block(counting, 'choices').hands).toEqual({
      round: 'before',
      start: 1,
      counted: false,
      off: 'Stop counting hands',
    });
    const alone = { ...VOTES, phones: 0, ballots: [{ ...VOTES.ballots[0]!, answered: 0 }] };
    expect(wordsOf(view(lessonAt(ASKING), { votes: alone, countsHands: true })).join(' ')).not.toMatch(
      /0 of 0/,
    );
    const byHands = { ...VOTES.ballots[0]!, by: 'hands', answered: 24 } as const;
    const join = { addresses: ['http://192.168.1.5/v'], words: null };
    const counted = view(lessonAt(ASKING), { votes: { ...VOTES, ballots: [byHands], join } });
    expect(block(counted, 'choices').hands).toMatchObject({ counted: true, off: 'Count the phones again' });
    const followed = view(lessonAt(ASKING), { votes: VOTES, leads: false, countsHands: true });
    expect(block(followed, 'choices').hands).toBeNull();
    expect(kinds(followed)).not.toContain('button');
  });

  it('goes back only to a card before', () => {
    const second = lessonAt(ASKING);
    expect(buttons(view({ ...second, plan: { ...second.plan!, index: 1 } }))).toEqual([
      'Back',
      'Skip the question',
    ]);
  });
});

describe('a step', () => {
  it('says which of 2 it is, what is waited for, and offers to do it', () => {
    const shown = view(lessonAt(DOING, { prediction: 0 }));
    expect(wordsOf(shown)).toEqual([
      'Step 1 of 2',
      'Press, and watch both needles.',
      'Less far than the blue one.',
      'Waits for a press: here, or on the button of the rig.',
    ]);
    expect(shown.bubble).toBe('Then press here');
    expect(block(shown, 'button').button).toMatchObject({ words: 'Let the rig do it', asks: lesson('act') });
    expect(buttons(shown)).toEqual(['Back', 'Skip this step']);
  });

  it('shows how much is recorded, and goes on once all is', () => {
    const recording = view(lessonAt({ ...DOING, stage: 'recording', waitsFor: null, share: 0.4 }));
    expect(block(recording, 'share').share).toBe(0.4);
    const done = view(lessonAt({ ...DOING, stage: 'done', waitsFor: null, share: 1 }));
    expect(done.says).toBe('Done. All of it is recorded.');
    expect(done.buttons.at(-1)).toMatchObject({ words: 'Go on', primary: true, asks: lesson('next') });
  });

  it('says which control it waits for, so that a page without its tools can show that one', () => {
    expect(view(lessonAt(DOING)).waits).toBe('stimulate');
    expect(view(lessonAt({ ...DOING, waitsFor: { do: 'channels', act: 0 } })).waits).toBe('channels');
    expect(view(lessonAt({ ...DOING, stage: 'done', waitsFor: null })).waits).toBe('');
    expect(view(lessonAt(ASKING)).waits).toBe('');
  });

  it('that was pressed before the axon was at rest says so, and waits for another press', () => {
    const shown = view(lessonAt(DOING, { remark: { kind: 'not-quiet' } }));
    expect(shown.says).toMatch(/^The axon was still moving when you pressed/);
    expect(buttons(shown)).toEqual(['Back', 'Skip this step']);
  });

  it('asks for the second press as such', () => {
    const shown = view(lessonAt({ ...DOING, stage: 'recording', waitsFor: { do: 'stimulate', act: 1 } }));
    expect(shown.bubble).toBe('Now press again');
  });

  it('names what another hand has changed, with one button that puts it right', () => {
    const shown = view(lessonAt(DOING, { otherwise: ['channels', 'blue'] }));
    const note = block(shown, 'note');
    expect(plainWords(note.words)).toBe('Somebody has changed: the channels, the blue electrode.');
    expect(note.button).toMatchObject({ words: 'Put it right', asks: lesson('putRight') });
  });
});

describe('what was seen', () => {
  it('is written down before any figure is shown', () => {
    const shown = view(lessonAt({ phase: 'seen' }));
    expect(kinds(shown)).toEqual(['head', 'words', 'choices', 'notes']);
    expect(shown.says).toContain(
      'To read the traces: the slider “Moment of the sweep”, or the table of Readings.',
    );
    expect(buttons(shown)).toEqual(['Back', 'Skip']);
    expect(view(lessonAt({ phase: 'seen' }), { pick: 1 }).buttons.at(-1)).toMatchObject({
      words: 'Write it down',
      asks: { kind: 'send-pick', ask: 'saw' },
    });
  });
});

describe('the result', () => {
  const checked = (about: Partial<typeof RESULT>) =>
    lessonAt({ phase: 'checked', result: { ...RESULT, ...about } }, { prediction: 0 });

  it('has the finding as its head, and the figures of this sweep to the places that the card judges by', () => {
    const shown = view(lessonAt({ phase: 'checked', result: RESULT }, { prediction: 1 }));
    expect(plainWords(block(shown, 'head').words)).toBe('Just as far, only later.');
    expect(block(shown, 'figures').rows.map(({ figure }) => figure)).toEqual(['+39.5 mV', '6.95 ms']);
    const note = block(shown, 'note');
    expect(note.tone).toBe('good');
    expect(plainWords(note.words)).toBe(
      'You predicted: Just as far, only later. It happened just as you predicted.',
    );
  });

  it('of a wrong prediction says what happened, what was predicted, that the two differ, and that it is no fault', () => {
    const shown = view(checked({ verdict: 'wrong' }));
    const [happened, finding, predicted, differ] = wordsOf(shown);
    expect([happened, finding]).toEqual(['What happened:', 'Just as far, only later.']);
    expect(predicted).toBe('You predicted: Less far than the blue one.');
    expect(differ).toMatch(/^Not as you predicted\. That is no fault/);
    expect(block(shown, 'note').tone).toBe('other');
    expect(shown.says).toBe(`${predicted} ${happened} ${finding} ${differ}`);
  });

  it('says what was written down where the recording shows something else', () => {
    const shown = view(lessonAt({ phase: 'checked', result: { ...RESULT, sawRight: false } }, { saw: 2 }));
    expect(wordsOf(shown)).toContain('You wrote down: Further.');
    expect(wordsOf(shown)).toContain(
      'The recording shows something else: see its figures above. Look once more.',
    );
  });

  it('claims no finding where the rig measured something else', () => {
    const shown = view(checked({ verdict: 'open' }));
    expect(plainWords(block(shown, 'head').words)).toBe('Not what the card expects');
  });

  it('does not blame settings where a step was left out', () => {
    const shown = view(checked({ verdict: 'left-out' }));
    expect(plainWords(block(shown, 'head').words)).toBe('A step was left out');
    expect(wordsOf(shown)).toContain('So there is nothing to compare. Go back and do it, or read on.');
    expect(wordsOf(shown).join(' ')).not.toContain('Settings');
  });

  it('says why there is no figure', () => {
    const measured: Measured[] = [
      { name: 'later', value: null, because: { kind: 'nothing-pressed' }, asExpected: null },
    ];
    expect(block(view(checked({ measured })), 'figures').rows[0]).toMatchObject({
      figure: '–',
      because: 'nothing was pressed',
    });
  });

  it('goes to the moment that shows why, 0.6 ms after the press, and back', () => {
    const at: LessonPhase = { phase: 'checked', result: RESULT };
    expect(block(view(lessonAt(at), { momentMs: 0.6 }), 'button').button.words).toBe('See 0.6 ms');
    const looking = view(lessonAt(at, { looking: true }), { momentMs: 0.6 });
    expect(looking.blocks.find((one) => one.kind === 'note' && one.tone === 'plain')).toMatchObject({
      words: ['You look at 0.6 ms after the press.'],
      button: { words: 'Back to now', asks: lesson('look') },
    });
    expect(kinds(view(lessonAt(at)))).not.toContain('button');
    // To a tenth, as the handle of the graph says the same moment.
    expect(block(view(lessonAt(at), { momentMs: 3.31 }), 'button').button.words).toBe('See 3.3 ms');
  });

  it('shows the room of 24 in bars, with a tick at what is right', () => {
    const ballot = { ...VOTES.ballots[0]!, open: false, right: 1, answered: 24, counts: [11, 9, 4] };
    const shown = view(lessonAt({ phase: 'checked', result: RESULT }), {
      votes: { ...VOTES, ballots: [ballot], gain: 0.25, sawWrong: 3 },
    });
    expect(block(shown, 'bars').bars.map(({ letter, count, right }) => [letter, count, right])).toEqual([
      ['A', 11, false],
      ['B', 9, true],
      ['C', 4, false],
    ]);
    expect(wordsOf(shown)).toContain('3 wrote down what did not happen.');
    expect(wordsOf(shown)).toContain('Learned by talking: 25 % of what there was to learn.');
  });
});

describe('the reason', () => {
  const why = (chosen: number | null, chosenRight: boolean | null): LessonPhase => ({
    phase: 'why',
    result: RESULT,
    chosen,
    chosenRight,
  });

  it('is sent once it is meant', () => {
    expect(buttons(view(lessonAt(why(null, null))))).toEqual(['Back', 'Skip']);
    expect(view(lessonAt(why(null, null)), { pick: 1 }).buttons.at(-1)).toMatchObject({
      words: 'That is why',
      asks: { kind: 'send-pick', ask: 'why' },
    });
  });

  it('waits with what the room thinks for the explanation, not for a press', () => {
    const shown = wordsOf(view(lessonAt(why(null, null)), { votes: VOTES }));
    expect(shown).toContain('What the room thinks is shown with the explanation.');
    expect(shown).not.toContain('What the room thinks is shown after the press.');
    const saw = wordsOf(view(lessonAt({ phase: 'seen' }), { votes: VOTES }));
    expect(saw).toContain('What the room saw is shown with the figures.');
  });

  it('that is wrong gets one sentence what to look at, and the way there, and no mark of a fault', () => {
    const shown = view(lessonAt(why(1, false), { looking: true }), { momentMs: 0.6 });
    const note = block(shown, 'note');
    expect(plainWords(note.words)).toBe('Look again: Put both electrodes at one site, and compare.');
    expect(note).toMatchObject({ tone: 'plain', button: { words: 'Back to now' } });
    expect(shown.says).toBe('Look again: Put both electrodes at one site, and compare.');
    expect(block(shown, 'choices').choices.some(({ right }) => right)).toBe(false);
  });

  it('that is right has a tick, green and words', () => {
    const shown = view(lessonAt(why(0, true)));
    expect(block(shown, 'note')).toMatchObject({ tone: 'good', words: ['Yes.'] });
    expect(block(shown, 'choices').choices[0]!.right).toBe(true);
    expect(shown.buttons.at(-1)).toMatchObject({ words: 'Go on', asks: lesson('next') });
  });
});

describe('the end of a card', () => {
  const explained: LessonPhase = { phase: 'explained', result: RESULT, whyRight: 0 };

  it('explains, says where the model stops, and goes to the next card', () => {
    const shown = view(lessonAt(explained));
    expect(wordsOf(shown)).toEqual(
      expect.arrayContaining(['Each place makes the signal again.', 'The model has one dimension.']),
    );
    expect(buttons(shown)).toEqual(['Back', 'Next card']);
  });

  it('leaves people with a question after the last card', () => {
    const last = lessonAt(explained);
    const shown = view({ ...last, plan: { ...last.plan!, index: 1 } });
    expect(wordsOf(shown)).toContain('What is it good for?');
    expect(shown.buttons.at(-1)).toMatchObject({ words: 'End the lesson', asks: lesson('close') });
  });

  it('says what a rig needs that cannot show a card', () => {
    const shown = view(lessonAt({ phase: 'cannot-show', because: 'It needs 60 LEDs.' }));
    expect(shown.says).toBe('This rig cannot show this card. It needs 60 LEDs.');
    expect(asks(shown)).toEqual([lesson('skipCard')]);
  });
});

describe('who only watches', () => {
  it('reads the card and has no control in any phase', () => {
    for (const at of PHASES) {
      const lessonNow = lessonAt(at, { otherwise: ['channels'], looking: true });
      const shown = view(lessonNow, { watches: true, leads: false, votes: VOTES, momentMs: 1 });
      expect(shown.buttons, at.phase).toEqual([]);
      expect(shown.bubble, at.phase).toBe('');
      expect(wordsOf(shown).at(-1), at.phase).toBe('Watching, not in control');
      for (const one of shown.blocks) {
        expect(['button', 'notes']).not.toContain(one.kind);
        if (one.kind === 'choices') expect(one).toMatchObject({ readOnly: true, hands: null });
        if (one.kind === 'note') expect(one.button).toBeUndefined();
      }
    }
  });
});

describe('the teacher’s notes', () => {
  const notes = (about: Partial<Told>) =>
    view(lessonAt(ASKING), about).blocks.find(({ kind }) => kind === 'notes');

  it('say what many think, what each choice tells, and how long card and lesson take: 3 of 10 min', () => {
    expect(notes({})).toMatchObject({
      title: 'For the teacher',
      notes: [
        { heading: 'What many think', lines: ['A signal always fades.'] },
        {
          heading: 'What a choice tells',
          lines: [
            'A – thinks of a push that fades',
            'B – knows that each place makes it again',
            'C – thinks that it builds up',
          ],
        },
        { heading: 'To the card', lines: ['Let them talk.'] },
        {
          heading: 'Time',
          lines: ['3 min for this card.', 'Ten minutes: 10 min in all, 2 of them free play at the start.'],
        },
      ],
    });
  });

  it('say for a card that is played alone what the card says itself: 4 min', () => {
    const alone = view(lessonAt(ASKING, {}, false)).blocks.find(({ kind }) => kind === 'notes');
    expect(JSON.stringify(alone)).toContain('4 min for this card.');
  });

  it('are the same block in each phase, so that they stay open', () => {
    const all = PHASES.map((at) => view(lessonAt(at)).blocks.at(-1));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('are for who has the code alone', () => {
    expect(notes({ leads: false })).toBeUndefined();
    expect(notes({ leads: false, watches: true })).toBeUndefined();
  });
});

describe('who has no words that tell an answer', () => {
  it('sees which reason is right at the end, and no empty part', () => {
    const texts = { ...TEXTS, cards: TEXTS.cards.map((card) => ({ ...card, explain: '', see: '' })) };
    const shown = view(lessonAt({ phase: 'explained', result: RESULT, whyRight: 0 }), {
      texts,
      watches: true,
    });
    const reason = TEXTS.cards.find(({ name }) => name === 'spread')!.why.choices[0]!.choice;
    const { explanation, whatToSee } = lessonWords();
    expect(wordsOf(shown)).toContain(reason);
    for (const empty of ['', explanation, whatToSee]) expect(wordsOf(shown)).not.toContain(empty);
    expect(shown.says).toBe(`${explanation}: ${reason}`);
  });
});

describe('a trail', () => {
  it('shows nothing but its words and the button', () => {
    const fair = lessonAt(DOING);
    const shown = view({ ...fair, plan: { ...fair.plan!, trail: true } });
    expect(wordsOf(shown)).toEqual(['Press. How far does it get?']);
    expect(shown.tabs).toEqual([]);
    expect(shown.bubble).toBe('Press here');
  });

  it('has one key for what is no press: a visitor of an exhibit has no tool to wipe with', () => {
    const fair = lessonAt({ ...DOING, waitsFor: { do: 'treat', act: 0 } });
    const shown = view({ ...fair, plan: { ...fair.plan!, trail: true } });
    expect(shown.blocks.at(-1)).toMatchObject({
      kind: 'button',
      button: { asks: lesson('act'), words: 'Let the rig do it' },
    });
    expect(shown.bubble).toBe('');
  });
});
