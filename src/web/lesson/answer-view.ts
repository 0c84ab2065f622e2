/** The second half of a card in the rail: what was measured, the reason, the explanation. Pure. */
import type { LessonPhase, LessonResult } from '../../server/messages.js';
import { msFigure } from '../meter-words.js';
import { button, primary, rich } from './ask-view.js';
import { figuresBlock } from './figures.js';
import type { RailBlock, RailButton, RailChoices } from './rail-view.js';
import { remarkBlocks } from './remarks.js';
import { answeredBlocks, barBlocks, classBlocks, handsOf } from './room.js';
import type { PhaseView, Shown } from './shown.js';
import { fill, type Words } from './words.js';

type At<Phase extends LessonPhase['phase']> = Extract<LessonPhase, { readonly phase: Phase }>;

/** To the moment that shows why, and back to the present. */
function lookButton({ card, words, momentMs }: Shown): RailButton {
  if (card.looking) return button('look', words.backToNow, 'look');
  const see = momentMs === null ? words.seeThat : fill(words.seeMoment, { ms: msFigure(momentMs) });
  return button('look', see, 'look');
}

/** Nothing was found: the rig has measured something else, or not what it takes. */
function openWords({ words }: Shown, { verdict }: LessonResult): { head: string; more: string } | undefined {
  if (verdict === 'open') return { head: words.openVerdict, more: words.openWords };
  if (verdict === 'left-out') return { head: words.leftOutVerdict, more: words.leftOutWords };
  return undefined;
}

/** The finding: the choice that is right, in its own words. */
function findingOf({ text }: Shown, { right }: LessonResult): string {
  return text.predict[right]?.choice ?? '';
}

function headBlocks(shown: Shown, result: LessonResult): RailBlock[] {
  const open = openWords(shown, result);
  const head = open ? [open.head] : rich(shown, findingOf(shown, result));
  const blocks: RailBlock[] = [{ kind: 'head', words: head, large: true }];
  if (open) blocks.push({ kind: 'words', words: [open.more], tone: 'plain' });
  return blocks;
}

/** What was predicted and what was written down, each beside what happened: plainly, and without blame. */
function saidBlocks(shown: Shown, result: LessonResult): RailBlock[] {
  const { card, text, words } = shown;
  const choiceOf = (choice: number | null) => (choice === null ? undefined : text.predict[choice]?.choice);
  const predicted = choiceOf(card.prediction);
  const blocks: RailBlock[] = [];
  if (predicted !== undefined) {
    const said = [`${words.youSaid} `, ...rich(shown, predicted)];
    if (result.verdict === 'right')
      blocks.push({ kind: 'note', tone: 'good', words: [...said, ' ', words.asYouSaid] });
    else if (result.verdict === 'wrong') {
      blocks.push({ kind: 'note', tone: 'other', words: said });
      blocks.push({ kind: 'words', words: [words.notAsYouSaid], tone: 'plain' });
    } else blocks.push({ kind: 'said', label: words.youSaid, words: rich(shown, predicted) });
  }
  const saw = result.sawRight === false ? choiceOf(card.saw) : undefined;
  if (saw !== undefined) {
    blocks.push({ kind: 'note', tone: 'other', words: [`${words.youWrote} `, ...rich(shown, saw)] });
    blocks.push({ kind: 'words', words: [words.sawOther], tone: 'plain' });
  }
  return blocks;
}

function lookBlocks(shown: Shown): RailBlock[] {
  const { card, words, momentMs } = shown;
  if (!card.looking && momentMs === null) return [];
  const blocks: RailBlock[] = [];
  if (card.looking && momentMs !== null) {
    const at = fill(words.lookingAt, { ms: msFigure(momentMs) });
    blocks.push({ kind: 'note', tone: 'plain', words: [at], button: lookButton(shown) });
  } else blocks.push({ kind: 'button', button: lookButton(shown) });
  return blocks;
}

export function checkedView(shown: Shown, { result }: At<'checked'>): PhaseView {
  const { card, text, words, room } = shown;
  return {
    moment: 'checked',
    tab: 2,
    blocks: [
      ...(openWords(shown, result)
        ? []
        : [{ kind: 'words', words: [words.happened], tone: 'soft' } as const]),
      ...headBlocks(shown, result),
      ...saidBlocks(shown, result),
      figuresBlock(result.measured, text, words),
      ...lookBlocks(shown),
      ...(room ? barBlocks(room, text, ['before', 'after', 'saw'], words) : []),
      ...(room ? classBlocks(room, words) : []),
      ...remarkBlocks(card, words),
    ],
    buttons: [button('back', words.back, 'back'), primary('main', words.toWhy, 'next')],
    bubble: '',
    says: checkedSays(shown, result),
  };
}

function checkedSays(shown: Shown, result: LessonResult): string {
  const { card, text, words } = shown;
  const open = openWords(shown, result);
  if (open) return `${open.head}. ${open.more}`;
  const finding = findingOf(shown, result);
  if (result.verdict === 'right') return `${finding} ${words.asYouSaid}`;
  const predicted = card.prediction === null ? undefined : text.predict[card.prediction];
  if (result.verdict !== 'wrong' || !predicted) return finding;
  return `${words.youSaid} ${predicted.choice} ${words.happened} ${finding} ${words.notAsYouSaid}`;
}

function reasonChoices(shown: Shown, { chosen, chosenRight }: At<'why'>): RailChoices {
  const { card, text, pick, room, words } = shown;
  return {
    kind: 'choices',
    of: 'why',
    choices: text.why.choices.map(({ choice }, i) => ({
      words: rich(shown, choice),
      ...(chosenRight === true && i === chosen && { right: true }),
    })),
    chosen: pick ?? chosen,
    hiddenBars: false,
    readOnly: false,
    hands: chosen === null ? handsOf(room, card, 'why', words) : null,
  };
}

/** One sentence what to look at, and the way to that moment. */
function lookOf(shown: Shown, chosen: number): string {
  return shown.text.why.choices[chosen]?.look ?? shown.words.thinkAgain;
}

function answerBlocks(shown: Shown, at: At<'why'>): RailBlock[] {
  const { words, card, momentMs } = shown;
  if (at.chosen === null) return [];
  if (at.chosenRight) {
    const more = shown.text.why.choices[at.chosen]?.look;
    return [{ kind: 'note', tone: 'good', words: [words.yes, ...(more ? [' ', ...rich(shown, more)] : [])] }];
  }
  const look = rich(shown, lookOf(shown, at.chosen));
  const note = { kind: 'note', tone: 'plain', words: [`${words.notQuite} `, ...look] } as const;
  const hasMoment = card.looking || momentMs !== null;
  return [hasMoment ? { ...note, button: lookButton(shown) } : note];
}

export function whyView(shown: Shown, at: At<'why'>): PhaseView {
  const { text, card, words, room, pick } = shown;
  const isNew = pick !== null && pick !== at.chosen;
  const send: RailButton = {
    name: 'main',
    words: words.thatIsWhy,
    asks: { kind: 'send-pick', ask: 'why' },
    primary: true,
  };
  const main = at.chosenRight && !isNew ? primary('main', words.goOn, 'next') : send;
  return {
    moment: 'why',
    tab: 2,
    blocks: [
      ...headBlocks(shown, at.result),
      { kind: 'head', words: rich(shown, text.why.question), large: false },
      reasonChoices(shown, at),
      ...answerBlocks(shown, at),
      ...(room && at.chosen === null ? answeredBlocks(room, text, 'why', words) : []),
      figuresBlock(at.result.measured, text, words),
      ...(room ? barBlocks(room, text, ['before', 'after', 'why'], words) : []),
      ...remarkBlocks(card, words),
    ],
    buttons: [
      button('back', words.back, 'back'),
      !isNew && !at.chosenRight ? button('main', words.skip, 'skip') : main,
    ],
    bubble: '',
    says: whySays(shown, at, words),
  };
}

function whySays(shown: Shown, { chosen, chosenRight }: At<'why'>, words: Words): string {
  if (chosen === null) return shown.text.why.question;
  return chosenRight ? words.yes : `${words.notQuite} ${lookOf(shown, chosen)}`;
}

/** Words under a heading; who watches has not all of them. */
function partOf(shown: Shown, heading: string, words: string, tone: 'plain' | 'small'): RailBlock[] {
  if (words === '') return [];
  return [
    { kind: 'head', words: [heading], large: false },
    { kind: 'words', words: rich(shown, words), tone },
  ];
}

export function explainedView(shown: Shown, { result, whyRight }: At<'explained'>): PhaseView {
  const { text, card, words, room, isLastCard, plan } = shown;
  const reason = rich(shown, text.why.choices[whyRight]?.choice ?? '');
  const blocks: RailBlock[] = [
    ...headBlocks(shown, result),
    { kind: 'note', tone: 'good', words: reason },
    ...partOf(shown, words.explanation, text.explain, 'plain'),
    ...lookBlocks(shown),
    ...partOf(shown, words.whatToSee, text.see, 'small'),
    { kind: 'head', words: [words.limits], large: false },
    { kind: 'words', words: rich(shown, text.limits), tone: 'small' },
    ...(room ? barBlocks(room, text, ['why'], words) : []),
    ...remarkBlocks(card, words),
  ];
  if (isLastCard && plan?.leave) {
    blocks.push({ kind: 'head', words: [words.leave], large: false });
    blocks.push({ kind: 'words', words: rich(shown, plan.leave), tone: 'plain' });
  }
  return {
    moment: 'explained',
    tab: 2,
    blocks,
    buttons: [
      button('back', words.back, 'back'),
      isLastCard ? primary('main', words.end, 'close') : primary('main', words.nextCard, 'next'),
    ],
    bubble: '',
    says: `${words.explanation}: ${text.explain || (text.why.choices[whyRight]?.choice ?? '')}`,
  };
}
