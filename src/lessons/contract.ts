/**
 * What the runner of lessons is asked and what it tells: numbers and names. The words of cards are another matter: each
 * page has them in its own language (`CardsText`). Types, and the lists that guards keep to.
 */

import type { CardsText } from './card-text.js';

export type { CardsText, CardText, PlanText } from './card-text.js';

/** What may be asked of a lesson. */
export const LESSON_ASKS = [
  /** Plays the card `name`, or a plan from its first card, or from the card that it stands at. */
  'open',
  'plan',
  /** Ends the lesson; the rig plays again what it played before. */
  'close',
  /** The prediction, or nothing is predicted: `choice` left out. */
  'predict',
  /** Goes on: to the next step, to what was seen, to the result, to the reason, to the next card. */
  'next',
  /** To the step, the phase or the card before. */
  'back',
  /** Goes on without what is asked for. */
  'skip',
  /** To the next card of the plan, whatever is left of this one. */
  'skipCard',
  /** What was seen: one of the choices of the prediction. */
  'saw',
  /** The reason: one of the choices of the second question. */
  'why',
  /** Does the step, as a person would. */
  'act',
  /** Puts the settings as this step needs them. */
  'putRight',
  /** Begins the step again. */
  'again',
  /** Looks back at the moment that shows why (that of the reason that was chosen, if it has one), and at the present again. */
  'look',
] as const;
export type LessonAsk = (typeof LESSON_ASKS)[number];

export interface LessonCommand {
  readonly do: 'lesson';
  readonly ask: LessonAsk;
  /** Of a card or a plan. */
  readonly name?: string | undefined;
  /** The number of a choice, from 0. */
  readonly choice?: number | undefined;
}

/** Settings of the rig that a step needs, and that somebody has changed. */
export const SETTINGS = ['experiment', 'channels', 'blue', 'yellow', 'treatments', 'strength'] as const;
export type SettingName = (typeof SETTINGS)[number];

/** Something that the card has to say to what was done. */
export type Remark =
  /** Somebody pressed before there was a prediction. */
  | { readonly kind: 'pressed-first' }
  /** Somebody wants to go on, and what the step waits for has not been done. */
  | { readonly kind: 'not-yet' }
  /** The second press came too early or too late [ms of axon]; the step begins again with the next press. */
  | { readonly kind: 'gap'; readonly gotMs: number; readonly askedMs: number }
  /** A press was at other places or of another strength than the step needs. */
  | { readonly kind: 'other-press' }
  /** A press where the axon is to be read at rest: the step goes on once it is at rest again. */
  | { readonly kind: 'not-at-rest' }
  /** The first press came before the axon was at rest: its figures would be off. The next press at rest counts. */
  | { readonly kind: 'not-quiet' }
  /** Somebody pressed again before all was recorded; the step begins again with the next press. */
  | { readonly kind: 'pressed-again' }
  /** The axon's time is another: it was reset, or run on from an earlier moment. The step begins again. */
  | { readonly kind: 'time-changed' }
  /** The rig refuses what the step sets, in its own words. */
  | { readonly kind: 'refused'; readonly words: string }
  /** The moment that shows why is not on the tape, or no longer: the rig does its step once more, quickly. */
  | { readonly kind: 'moment-gone' };

/** How far a step is. */
export const STEP_STAGES = [
  /** It waits for somebody. */
  'waiting',
  /** What was done is being recorded. */
  'recording',
  /** All is recorded. */
  'done',
] as const;
export type StepStage = (typeof STEP_STAGES)[number];

/** Why a measure has no value. */
export const NO_VALUES = [
  'nothing-pressed',
  'no-picture',
  /** The voltmeter does not come through the level. */
  'level-not-crossed',
  /** The weakest press was not looked for. */
  'not-sought',
  /** Its step was left out. */
  'left-out',
  'divided-by-zero',
] as const;
/** `rig`: the rig has a reason of its own, in its own words. */
export type NoValue =
  | { readonly kind: (typeof NO_VALUES)[number] }
  | { readonly kind: 'rig'; readonly words: string };

/** A measure that was taken. */
export interface Measured {
  readonly name: string;
  /** Null: there is none, and `because` says why. */
  readonly value: number | null;
  readonly because?: NoValue | undefined;
  /** Whether it is what the card says; null: the card does not say. */
  readonly asExpected: boolean | null;
}

/** What comes of a prediction. */
export const VERDICTS = [
  /** It is borne out. */
  'right',
  'wrong',
  /** Nothing was predicted. */
  'none',
  /** A step was left out: what the right choice says was not measured. */
  'left-out',
  /** The rig has measured something else than the card says: settings were changed on the way. */
  'open',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What was measured, and how the prediction fares. */
export interface LessonResult {
  readonly measured: readonly Measured[];
  readonly verdict: Verdict;
  /** Whether what was seen is what happened; null: nothing was written down. */
  readonly sawRight: boolean | null;
  /** The choice of the prediction that is right. */
  readonly right: number;
}

/** The command that a step waits for, and the number of it among those of the step; null: for somebody who goes on. */
export interface LessonWait {
  readonly do: string;
  readonly act: number;
}

/** Where a card stands. */
export type LessonPhase =
  /** The question, and its choices; `waitsFor`: what the first step waits for. */
  | { readonly phase: 'asking'; readonly waitsFor: LessonWait | null }
  | {
      readonly phase: 'doing';
      /** Counted from 0. */
      readonly step: number;
      readonly stage: StepStage;
      readonly waitsFor: LessonWait | null;
      /** How much of the recording is there, 0 to 1; null where that is not known. */
      readonly share: number | null;
    }
  /** What did you see? */
  | { readonly phase: 'seen' }
  | { readonly phase: 'checked'; readonly result: LessonResult }
  | {
      readonly phase: 'why';
      readonly result: LessonResult;
      /** The reason that was chosen last, and whether it is right. */
      readonly chosen: number | null;
      readonly chosenRight: boolean | null;
    }
  | { readonly phase: 'explained'; readonly result: LessonResult; readonly whyRight: number }
  /** This rig cannot show the card; what would be needed, in words. */
  | { readonly phase: 'cannot-show'; readonly because: string };

/** A card that is played. */
export interface LessonCard {
  readonly name: string;
  /** Of a plan, or of a single card: how many had begun with it. Another number: nobody has said anything of it. */
  readonly start: number;
  readonly at: LessonPhase;
  readonly steps: number;
  /** The choice that was predicted; null: none. */
  readonly prediction: number | null;
  /** The choice that was seen; null: none. */
  readonly saw: number | null;
  readonly remark: Remark | null;
  /** What is not as the step needs it. `putRight` puts it so. */
  readonly otherwise: readonly SettingName[];
  /** The moment that shows why is looked at. */
  readonly looking: boolean;
  /** The sweep of this step, or of one before, stays on the page. */
  readonly keep: boolean;
}

/** Sent as a message of its own, when a page comes and on every change. */
export interface LessonState {
  readonly type: 'lesson';
  /** Null: a single card, or no lesson. */
  readonly plan: {
    readonly name: string;
    /** Names of its cards, and at which of them it is, from 0. */
    readonly cards: readonly string[];
    readonly index: number;
    readonly trail: boolean;
  } | null;
  /** Null: no lesson. */
  readonly card: LessonCard | null;
}

/** Why the lesson does not do what it is asked. */
export type LessonRefusal =
  | { readonly kind: 'no-card' | 'no-plan'; readonly name: string }
  /** No card is open. */
  | { readonly kind: 'no-lesson' }
  /** The prediction is made before the press, what was seen is asked after the last step, the reason after the result. */
  | { readonly kind: 'predict-late' | 'saw-early' | 'why-early' }
  /** There are so many choices. */
  | { readonly kind: 'no-choice'; readonly choices: number };

/** The runner of lessons, as the server and the terminal have it. */
export interface Lessons {
  state(): LessonState;
  /** Carries out what is asked. @returns undefined, or why not. */
  command(command: LessonCommand): LessonRefusal | undefined;
  /** The words of all cards and plans, in this language where they have it. */
  texts(language: string): CardsText;
  /** @param change is called when `state()` is no longer as it was. @returns a function that ends it. */
  observe(change: () => void): () => void;
  /** Whether others than the one who leads the lesson have predicted: then a press is not too early. */
  answered(anybody: boolean): void;
  /** Ends its timers; the rig stays as it is. */
  end(): void;
}
