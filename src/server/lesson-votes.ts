/** What of a lesson is voted on. Pure. */
import type { CardText, LessonPhase, LessonState } from '../lessons/contract.js';
import type { CardOnShow } from './vote-desk.js';

function asksOf({ phase }: LessonPhase): CardOnShow['asks'] {
  switch (phase) {
    case 'asking':
      return 'before';
    case 'seen':
      return 'saw';
    case 'why':
      return 'why';
    default:
      return null;
  }
}

/** @param text the words of that card; without them nothing can be asked. */
export function cardOnShow({ card, plan }: LessonState, text: CardText | undefined): CardOnShow | null {
  if (!card || !text) return null;
  const asks = asksOf(card.at);
  return {
    card: card.name,
    start: card.start,
    inPlan: plan !== null,
    presses: text.presses,
    asks,
    choices: (asks === 'why' ? text.why.choices : text.predict).length,
    right: 'result' in card.at ? card.at.result.right : null,
    whyRight: card.at.phase === 'explained' ? card.at.whyRight : null,
  };
}
