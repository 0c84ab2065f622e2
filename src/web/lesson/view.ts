/** What the rail shows for each state of a lesson. Pure. */
import type { LessonPhase } from '../../server/messages.js';
import { checkedView, explainedView, whyView } from './answer-view.js';
import { askingView, cannotShowView, doingView, seenView, trailView } from './ask-view.js';
import { notesBlocks } from './notes.js';
import type { RailView } from './rail-view.js';
import { roomOf } from './room.js';
import type { PhaseView, Shown, Told } from './shown.js';
import { fill } from './words.js';

function phaseView(shown: Shown): PhaseView {
  const { at } = shown.card;
  if (shown.lesson.plan?.trail && at.phase !== 'cannot-show') return trailView(shown, at);
  switch (at.phase) {
    case 'asking':
      return askingView(shown, at);
    case 'doing':
      return doingView(shown, at);
    case 'seen':
      return seenView(shown);
    case 'checked':
      return checkedView(shown, at);
    case 'why':
      return whyView(shown, at);
    case 'explained':
      return explainedView(shown, at);
    case 'cannot-show':
      return cannotShowView(shown, at.because);
  }
}

/** @returns undefined: there is no lesson. */
export function railView(told: Told): RailView | undefined {
  const { lesson, texts, words, votes, watches, leads, countsHands } = told;
  const { card, plan } = lesson;
  if (!card) return undefined;
  const text = texts?.cards.find(({ name }) => name === card.name);
  const title = plan
    ? fill(words.lessonCard, { card: plan.index + 1, cards: plan.cards.length })
    : words.lesson;
  const progress = plan && { card: plan.index, cards: plan.cards.length };
  if (!text) {
    const note = { kind: 'note', tone: 'alert', words: [words.noWords] } as const;
    const moment = `${card.name} without words`;
    return {
      moment,
      title,
      card: '',
      phase: card.at.phase,
      progress,
      tabs: [],
      blocks: [note],
      buttons: [],
      waits: '',
      bubble: '',
      says: words.noWords,
    };
  }
  const shown: Shown = {
    ...told,
    card,
    text,
    room: roomOf(votes, card.name, leads, countsHands),
    isLastCard: !plan || plan.index + 1 >= plan.cards.length,
    plan: texts?.plans.find(({ name }) => name === plan?.name),
  };
  const view = phaseView(shown);
  const tabs = [words.tabPredict, text.presses ? words.tabPress : words.tabLook, words.tabWhy].map(
    (tab, i) => ({ words: tab, mark: i < view.tab ? 'done' : i === view.tab ? 'now' : 'ahead' }) as const,
  );
  return {
    moment: `${card.start} ${plan?.index ?? ''} ${card.name} ${view.moment}`,
    title,
    card: plan?.trail ? '' : text.title,
    phase: card.at.phase,
    progress,
    tabs: plan?.trail ? [] : tabs,
    blocks: watches
      ? [...view.blocks.map(withoutControls), { kind: 'words', words: [words.watching], tone: 'soft' }]
      : [...view.blocks, ...notesBlocks(shown)],
    buttons: watches ? [] : view.buttons,
    waits: waitsFor(card.at),
    bubble: watches ? '' : view.bubble,
    says: view.says,
  };
}

/** Only of a step that is under way: while the question is asked, what the step needs is not done yet. */
function waitsFor(at: LessonPhase): string {
  return at.phase === 'doing' ? (at.waitsFor?.do ?? '') : '';
}

function withoutControls(block: RailView['blocks'][number]): RailView['blocks'][number] {
  switch (block.kind) {
    case 'choices':
      return { ...block, readOnly: true, hands: null };
    case 'note': {
      const { button: _, ...note } = block;
      return note;
    }
    case 'button':
      return { kind: 'words', words: [], tone: 'small' };
    default:
      return block;
  }
}
