/** What the views of the rail are made from, and what each of them says. */
import type {
  CardsText,
  CardText,
  LessonCard,
  LessonState,
  PageVotes,
  PlanText,
} from '../../server/messages.js';
import type { RailButton, RailView } from './rail-view.js';
import type { Room } from './room.js';
import type { Words } from './words.js';

/** All that the rail is drawn from. */
export interface Told {
  readonly lesson: LessonState;
  /** Undefined: the words of the cards have not come. */
  readonly texts: CardsText | undefined;
  readonly words: Words;
  readonly votes: PageVotes | undefined;
  /** Who only watches has no controls. */
  readonly watches: boolean;
  /** May lend control: it leads the class. */
  readonly leads: boolean;
  /** Raised hands are to be counted. */
  readonly countsHands: boolean;
  /** The choice that is picked and not sent yet; null: none. */
  readonly pick: number | null;
  /** The moment that the card has looked at last [ms after the press]; null: none. */
  readonly momentMs: number | null;
}

/** A card with everything that its views need. */
export interface Shown extends Told {
  readonly card: LessonCard;
  readonly text: CardText;
  readonly room: Room | undefined;
  readonly isLastCard: boolean;
  readonly plan: PlanText | undefined;
}

/** What a view of one phase says; title, progress and tabs are the same for all. */
export interface PhaseView extends Pick<RailView, 'blocks' | 'bubble' | 'says'> {
  readonly moment: string;
  readonly tab: 0 | 1 | 2;
  readonly buttons: readonly RailButton[];
}
