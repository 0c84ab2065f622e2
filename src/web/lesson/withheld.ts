/**
 * What a press did is not told while a card still asks what it will do and what was seen: the traces are there for
 * everybody to read, the sentence and the figures that are made of them come with the result. Pure.
 */
import type { LessonState } from '../../server/messages.js';

/** `asks`: nobody is to watch yet, or all have watched; `watches`: a step is done now; `no`: nothing is withheld. */
export type Withheld = 'no' | 'asks' | 'watches';

export function withheldBy({ card, plan }: LessonState): Withheld {
  if (!card || plan?.trail) return 'no';
  switch (card.at.phase) {
    case 'doing':
      return 'watches';
    case 'asking':
    case 'seen':
      return 'asks';
    default:
      return 'no';
  }
}
