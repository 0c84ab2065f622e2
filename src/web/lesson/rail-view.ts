/** What the rail of a lesson shows, as data: the page draws it, tests read it. */

import type { LessonCommand, VoteRound } from '../../server/messages.js';
import type { MeterName } from '../../units.js';

/** Words, some of which are a voltmeter's and carry its shape and colour. */
export type Rich = readonly (string | { readonly meter: MeterName; readonly text: string })[];

/** What a button or a choice asks for: commands of the lesson one after the other, or what the page does itself. */
export type Asked =
  | { readonly kind: 'lesson'; readonly commands: readonly Omit<LessonCommand, 'do'>[] }
  | { readonly kind: 'vote-again' }
  /** Sends what was picked. */
  | { readonly kind: 'send-pick'; readonly ask: 'saw' | 'why' };

export interface RailButton {
  readonly name: string;
  readonly words: string;
  readonly asks: Asked;
  readonly disabled?: boolean;
  readonly primary?: boolean;
}

export interface RailChoice {
  readonly words: Rich;
  /** Right, once that is told. */
  readonly right?: boolean;
}

export interface RailChoices {
  readonly kind: 'choices';
  /** Which question they answer. */
  readonly of: 'predict' | 'saw' | 'why';
  readonly choices: readonly RailChoice[];
  readonly chosen: number | null;
  /** Hatched bars: the room has voices, and they are hidden. */
  readonly hiddenBars: boolean;
  /** Nobody chooses here. */
  readonly readOnly: boolean;
  /** Raised hands are typed in beside each choice; null: they are not counted. */
  readonly hands: RailHands | null;
}

export interface RailHands {
  readonly round: VoteRound;
  /** `LessonCard` has it: what was typed for another class is gone. */
  readonly start: number;
  /** They count now, and phones do not. */
  readonly counted: boolean;
  /** What goes back to the phones, or only ends the counting. */
  readonly off: string;
}

export interface RailBar {
  /** Of its choice. */
  readonly letter: string;
  readonly words: Rich;
  readonly count: number;
  readonly right: boolean;
}

export type RailBlock =
  /** `large`: what the card is about now, read first. */
  | { readonly kind: 'head'; readonly words: Rich; readonly large: boolean }
  /** `count`: how many have answered. */
  | { readonly kind: 'words'; readonly words: Rich; readonly tone: 'plain' | 'soft' | 'small' | 'count' }
  | { readonly kind: 'said'; readonly label: string; readonly words: Rich }
  /** `good` has a tick, `alert` a square on its corner, `other` a sign that two things differ. */
  | {
      readonly kind: 'note';
      readonly tone: 'good' | 'alert' | 'other' | 'plain';
      readonly words: Rich;
      readonly button?: RailButton;
    }
  | { readonly kind: 'button'; readonly button: RailButton }
  | RailChoices
  /** How much is recorded, 0 to 1; null: that is not known. */
  | { readonly kind: 'share'; readonly share: number | null; readonly words: string }
  | {
      readonly kind: 'figures';
      readonly title: string;
      /** `because`: why there is no figure. */
      readonly rows: readonly { readonly words: Rich; readonly figure: string; readonly because: string }[];
    }
  | { readonly kind: 'bars'; readonly title: string; readonly bars: readonly RailBar[] }
  /** Folded away, for who leads the class. */
  | { readonly kind: 'notes'; readonly title: string; readonly notes: readonly RailNote[] };

/** One of the teacher's notes: what it is about, and its sentences, each a line of its own. */
export interface RailNote {
  readonly heading: string;
  readonly lines: readonly string[];
}

export interface RailTab {
  readonly words: string;
  readonly mark: 'done' | 'now' | 'ahead';
}

export interface RailView {
  /** Another one: another moment of the card, to be read from its beginning. */
  readonly moment: string;
  readonly title: string;
  /** The card's own; empty where nothing but a few words is to be read. */
  readonly card: string;
  /** Where the card stands: `asking`. */
  readonly phase: string;
  /** Null: a single card. */
  readonly progress: { readonly card: number; readonly cards: number } | null;
  readonly tabs: readonly RailTab[];
  readonly blocks: readonly RailBlock[];
  /** At the bottom, from left to right. */
  readonly buttons: readonly RailButton[];
  /** What the step waits for, as a command is called; '' where it waits for none. */
  readonly waits: string;
  /** Beside the round button; empty: it is not waited for. */
  readonly bubble: string;
  /** What a screen reader is told. */
  readonly says: string;
}
