/** The first half of a card in the rail: the question, what is done, and what was seen. Pure. */
import { choiceLetter, type LessonCommand, type LessonPhase, type Remark } from '../../server/messages.js';
import { rigWords } from '../words/rig-words.js';
import type { RailBlock, RailButton, RailChoices, Rich } from './rail-view.js';
import { remarkBlocks, remarkWords } from './remarks.js';
import { plainWords, richWords } from './rich.js';
import { answeredBlocks, handsOf, predictRound } from './room.js';
import type { PhaseView, Shown } from './shown.js';
import { fill, type Words } from './words.js';

type At<Phase extends LessonPhase['phase']> = Extract<LessonPhase, { readonly phase: Phase }>;
type Ask = LessonCommand['ask'];

/** A button that asks for these things, one after the other. */
export function button(name: string, words: string, ...asks: readonly Ask[]): RailButton {
  return { name, words, asks: { kind: 'lesson', commands: asks.map((ask) => ({ ask })) } };
}

export function primary(name: string, words: string, ...asks: readonly Ask[]): RailButton {
  return { ...button(name, words, ...asks), primary: true };
}

export function rich({ text }: Shown, words: string): Rich {
  return richWords(words, text.language);
}

function predictChoices(shown: Shown, of: 'predict' | 'saw', chosen: number | null): RailChoices {
  const { card, text, room } = shown;
  return {
    kind: 'choices',
    of,
    choices: text.predict.map(({ choice }) => ({ words: rich(shown, choice) })),
    chosen,
    hiddenBars: room !== undefined,
    readOnly: false,
    hands: handsOf(room, card, of === 'saw' ? 'saw' : predictRound(room), shown.words),
  };
}

/** Back, unless this is the beginning of all. */
function backButtons({ lesson, card, words }: Shown): RailButton[] {
  const isFirst = card.at.phase === 'asking' && (lesson.plan?.index ?? 0) === 0;
  return isFirst ? [] : [button('back', words.back, 'back')];
}

/** Keys `1–4` choose `A–D`. */
function keysWords({ text, words }: Shown): string {
  const { length } = text.predict;
  return fill(text.presses ? words.keysHint : words.keysHintLook, {
    keys: `1–${length}`,
    letters: `${choiceLetter(0)}–${choiceLetter(length - 1)}`,
  });
}

export function askingView(shown: Shown, { waitsFor }: At<'asking'>): PhaseView {
  const { card, text, words, room } = shown;
  const { prediction } = card;
  const predicted = prediction === null ? undefined : text.predict[prediction];
  const blocks: RailBlock[] = [
    { kind: 'head', words: rich(shown, text.question), large: true },
    predictChoices(shown, 'predict', prediction),
    ...remarkBlocks(card, words),
  ];
  if (room) {
    const round = predictRound(room);
    blocks.push(...answeredBlocks(room, text, round, words));
    if (room.leads && round === 'before')
      blocks.push({
        kind: 'button',
        button: { name: 'vote-again', words: words.askAgain, asks: { kind: 'vote-again' } },
      });
  }
  if (predicted)
    blocks.push({ kind: 'said', label: words.thenDo, words: rich(shown, text.steps[0]?.do ?? '') });
  else {
    const first = waitsFor?.do === 'stimulate' ? words.predictFirst : words.predictLook;
    blocks.push({ kind: 'words', words: [first], tone: 'soft' });
  }
  return {
    moment: 'asking',
    tab: 0,
    blocks,
    buttons: [
      ...backButtons(shown),
      predicted ? primary('main', words.goOn, 'next') : button('main', words.skipQuestion, 'predict'),
    ],
    bubble: predicted && waitsFor?.do === 'stimulate' ? words.pressHere : '',
    says: askingSays(shown, predicted?.choice),
  };
}

function askingSays(shown: Shown, predicted: string | undefined): string {
  const { card, text, words } = shown;
  if (card.remark) return remarkWords(card.remark, words);
  return predicted === undefined
    ? `${text.question} ${keysWords(shown)}`
    : `${words.youSaid} ${predicted} ${words.thenDo} ${text.steps[0]?.do ?? ''}`;
}

/** What a step waits for. */
function waitWords(of: string | undefined, words: Words): string {
  switch (of) {
    case undefined:
      return words.readOn;
    case 'stimulate':
      return words.waitsPress;
    case 'electrode':
      return words.waitsElectrode;
    case 'channels':
      return words.waitsChannels;
    case 'run':
      return words.waitsRun;
    default:
      return words.waitsOther;
  }
}

/** What somebody did that the step cannot use: it waits for another press, or for the rest. */
const SPOILS: readonly Remark['kind'][] = ['other-press', 'not-at-rest', 'not-quiet', 'pressed-again', 'gap'];

export function doingView(shown: Shown, { step, stage, waitsFor, share }: At<'doing'>): PhaseView {
  const { card, text, words } = shown;
  const asked = text.steps[step]?.do ?? '';
  const isSpoilt = card.remark !== null && SPOILS.includes(card.remark.kind);
  const blocks: RailBlock[] = [];
  if (card.steps > 1) {
    const count = fill(words.step, { step: step + 1, steps: card.steps });
    blocks.push({ kind: 'words', words: [count], tone: 'soft' });
  }
  blocks.push({ kind: 'head', words: rich(shown, asked), large: true });
  const predicted = card.prediction === null ? undefined : text.predict[card.prediction];
  if (predicted) blocks.push({ kind: 'said', label: words.youSaid, words: rich(shown, predicted.choice) });
  blocks.push(...remarkBlocks(card, words));
  if (stage === 'done') blocks.push({ kind: 'note', tone: 'good', words: [words.recorded] });
  else if (stage === 'recording' && waitsFor === null)
    blocks.push({ kind: 'share', share, words: words.recording });
  else if (!isSpoilt || waitsFor !== null)
    blocks.push({ kind: 'words', words: [waitWords(waitsFor?.do, words)], tone: 'soft' });
  const canDoIt = waitsFor !== null || (isSpoilt && card.remark?.kind !== 'not-at-rest');
  if (canDoIt && stage !== 'done') blocks.push({ kind: 'button', button: button('act', words.doIt, 'act') });
  const readsOn = stage === 'done' || (waitsFor === null && stage === 'waiting' && !isSpoilt);
  return {
    moment: `step ${step}`,
    tab: 1,
    blocks,
    buttons: [
      ...backButtons(shown),
      readsOn ? primary('main', words.goOn, 'next') : button('main', words.skipStep, 'skip'),
    ],
    bubble: bubbleWords(waitsFor, words),
    says: doingSays(shown, asked, stage === 'done'),
  };
}

function bubbleWords(waitsFor: At<'doing'>['waitsFor'], words: Words): string {
  if (waitsFor?.do !== 'stimulate') return '';
  return waitsFor.act === 0 ? words.pressHere : words.pressAgain;
}

function doingSays({ card, words }: Shown, asked: string, isDone: boolean): string {
  if (card.remark) return remarkWords(card.remark, words);
  return isDone ? words.recorded : asked;
}

export function seenView(shown: Shown): PhaseView {
  const { card, text, words, room, pick } = shown;
  const blocks: RailBlock[] = [
    { kind: 'head', words: [words.whatSeen], large: true },
    { kind: 'words', words: [words.writeFirst], tone: 'soft' },
    predictChoices(shown, 'saw', pick ?? card.saw),
    ...remarkBlocks(card, words),
  ];
  if (room) blocks.push(...answeredBlocks(room, text, 'saw', words));
  const send: RailButton = {
    name: 'main',
    words: words.writeDown,
    asks: { kind: 'send-pick', ask: 'saw' },
    primary: true,
  };
  return {
    moment: 'seen',
    tab: 1,
    blocks,
    buttons: [...backButtons(shown), (pick ?? card.saw) === null ? button('main', words.skip, 'skip') : send],
    bubble: '',
    says: `${words.whatSeen} ${words.writeFirst}${text.presses ? ` ${words.readTraces}` : ''}`,
  };
}

export function cannotShowView(shown: Shown, because: string): PhaseView {
  const { text, words, isLastCard, lesson } = shown;
  return {
    moment: 'cannot-show',
    tab: 0,
    blocks: [
      { kind: 'head', words: rich(shown, text.title), large: true },
      { kind: 'note', tone: 'alert', words: [words.cannotShow] },
      { kind: 'words', words: [rigWords(because)], tone: 'plain' },
    ],
    buttons: [
      ...((lesson.plan?.index ?? 0) > 0 ? [button('back', words.back, 'back')] : []),
      isLastCard ? primary('main', words.end, 'close') : primary('main', words.nextCard, 'skipCard'),
    ],
    bubble: '',
    says: `${words.cannotShow}. ${rigWords(because)}`,
  };
}

/** A visitor of a science fair reads a few words and presses; what else there is to do is one key, since their page has no tools. */
export function trailView(shown: Shown, at: LessonPhase): PhaseView {
  const { card, text, words } = shown;
  const asked = rich(shown, text.trail ?? text.title);
  const waitsFor = 'waitsFor' in at ? at.waitsFor : null;
  const blocks: RailBlock[] = [{ kind: 'head', words: asked, large: true }, ...remarkBlocks(card, words)];
  if (at.phase === 'doing' && at.stage === 'recording')
    blocks.push({ kind: 'share', share: at.share, words: '' });
  else if (at.phase === 'doing' && waitsFor !== null && waitsFor.do !== 'stimulate')
    blocks.push({ kind: 'button', button: primary('act', words.doIt, 'act') });
  return {
    moment: 'trail',
    tab: 1,
    blocks,
    buttons: [button('main', words.nextCard, 'skipCard')],
    bubble: waitsFor?.do === 'stimulate' ? words.pressNow : '',
    says: plainWords(asked),
  };
}
