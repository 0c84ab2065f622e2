/** A lesson card and a plan, as data: what their files say once they are read and settled. */
import type { Experiment } from '../experiment/index.js';
import type { MeterName } from '../units.js';
import type { CardCommand } from './commands.js';
import type { Comparison } from './comparison.js';

export type { CardCommand } from './commands.js';
export type { Comparison, Operand } from './comparison.js';

/** The version of the format that this program reads. */
export const CARD_VERSION = 1;

/** Languages besides English in which a card may say its words. */
export const CARD_LANGUAGES = ['de'] as const;
export type CardLanguage = (typeof CARD_LANGUAGES)[number];

/** The youngest whom a card is for [years]; 18 stands for the university. */
export const AGES = [8, 12, 16, 18] as const;
export type Age = (typeof AGES)[number];

/** What a step waits for. */
export const DONE = [
  /** Somebody goes on, since he has read or looked. */
  'read',
  /** The presses of `act` have been given, and what they do has been recorded. */
  'press',
  /** Everything that `act` lists has been done. */
  'act',
  /** A voltmeter has come through the level of `pauseWhen`, and the axon stands still. */
  'crossed',
  /** The weakest press has been found. */
  'weakest',
] as const;
export type Done = (typeof DONE)[number];

/**
 * What is measured. Times are in axon time after a press of the step: the first, or number `press`. Potentials are
 * those that the voltmeters read.
 */
export type MeasureOf =
  /** What a voltmeter reads at the end of the step [mV]. */
  | { readonly kind: 'reads'; readonly meter: MeterName }
  /** The highest or the lowest that it reads after the press [mV]; of a step without a press: in all of it. */
  | { readonly kind: 'peak' | 'lowest'; readonly meter: MeterName; readonly press: number }
  /** From what it reads at the press to its highest [mV]. */
  | { readonly kind: 'rise'; readonly meter: MeterName; readonly press: number }
  /** When it is highest [ms after the press]. */
  | { readonly kind: 'peak-at'; readonly meter: MeterName; readonly press: number }
  /** When it comes through a level, upwards or downwards, for the first time [ms after the press]. */
  | {
      readonly kind: 'crosses';
      readonly meter: MeterName;
      readonly mv: number;
      readonly rising: boolean;
      readonly press: number;
    }
  /** How often it comes up through a level in the step. */
  | { readonly kind: 'spikes'; readonly meter: MeterName; readonly mv: number }
  /** As docs/commands.md has them, of the sweep at the end of the step [ms]. */
  | { readonly kind: 'latency' | 'half-width'; readonly meter: MeterName }
  /** From blue to yellow [sites/ms, m/s], and the axon's time between the last two presses [ms]. */
  | { readonly kind: 'velocity' | 'gap' }
  /** The lit stretch as it passes yellow, or else blue; the longest locked stretch of the step: in the unit of places. */
  | { readonly kind: 'lit' | 'locked' }
  /** The highest that the LED at a place has shown in the sweep [mV]. */
  | { readonly kind: 'highest'; readonly place: number }
  /** The weakest press that fires, as it was found in the step, in the unit of the axon. */
  | { readonly kind: 'weakest' }
  /** One measure less another. */
  | { readonly kind: 'difference'; readonly of: string; readonly less: string }
  /** One measure divided by another. */
  | { readonly kind: 'ratio'; readonly of: string; readonly to: string };

/** A measure of a card. */
export interface CardMeasure {
  readonly name: string;
  readonly words: string;
  readonly of: MeasureOf;
  /** What it must be, `within` more or less; undefined: it is shown, and not judged. */
  readonly is?: number | undefined;
  readonly within: number;
  /** What is printed behind its figure. */
  readonly unit: string;
}

/** A moment to look back at: when a measure was taken, or some time after it [ms of axon]. */
export interface Moment {
  readonly measure: string;
  readonly plusMs: number;
}

export interface PredictChoice {
  readonly choice: string;
  readonly right: boolean;
  /** What somebody thinks who chooses it; for the teacher. */
  readonly reveals: string;
  /** What would be measured if it were so: all of them. Empty: it says nothing that can be measured. */
  readonly says: readonly Comparison[];
}

export interface WhyChoice {
  readonly choice: string;
  readonly right: boolean;
  /** What to look at, in one sentence, for somebody who has chosen it, and the moment that shows it. */
  readonly look?: string | undefined;
  readonly moment?: Moment | undefined;
}

/** Something that a person does in a step, as a command. */
export interface Act {
  readonly command: CardCommand;
  /** How long after the one before it [ms of axon], and how much earlier or later is as good. */
  readonly afterMs: number;
  readonly withinMs: number;
}

export interface Step {
  readonly do: string;
  /** The experiment that it begins with; undefined: what plays goes on. */
  readonly load?: string | undefined;
  /** Carried out when the step begins. */
  readonly set: readonly CardCommand[];
  /** What the person does; the runner does it itself where it is asked to. */
  readonly act: readonly Act[];
  readonly done: Done;
  /** How long after its last press it is recorded [ms of axon]; undefined: until the axon is at rest again. */
  readonly watchMs?: number | undefined;
  /** The measures that are taken of this step. */
  readonly measure: readonly string[];
  /** Its sweep stays on the page behind those that follow. */
  readonly keep: boolean;
}

export interface Standard {
  readonly code: string;
  readonly edition: string;
  /** Whether this edition was looked at; printed as "unconfirmed" where not. */
  readonly seen: boolean;
}

/** An experiment of a card. */
export interface CardExperiment {
  /** As the card calls it: `main`. */
  readonly name: string;
  readonly experiment: Experiment;
}

/** The words of a card in another language; lists have as many items as the English ones. */
export interface CardWords {
  readonly title: string;
  readonly question: string;
  readonly misconception?: string | undefined;
  readonly predict: readonly { readonly choice: string; readonly reveals?: string | undefined }[];
  readonly steps: readonly { readonly do: string }[];
  readonly see: string;
  /** Of each measure its `words`. */
  readonly measures: Readonly<Record<string, string>>;
  readonly why: {
    readonly question: string;
    readonly choices: readonly { readonly choice: string; readonly look?: string | undefined }[];
  };
  readonly explain: string;
  readonly limits: string;
  readonly teacher?: string | undefined;
  readonly trail?: string | undefined;
}

export interface Card {
  /** Of its file: `spread`. */
  readonly name: string;
  readonly title: string;
  readonly age: Age;
  readonly minutes: number;
  /** The first one is what the card sets up. */
  readonly experiments: readonly [CardExperiment, ...CardExperiment[]];
  readonly question: string;
  readonly misconception: string;
  readonly predict: readonly PredictChoice[];
  readonly steps: readonly Step[];
  readonly see: string;
  readonly measures: readonly CardMeasure[];
  /** Undefined: there is no moment to look back at. */
  readonly moment?: Moment | undefined;
  readonly why: { readonly question: string; readonly choices: readonly WhyChoice[] };
  readonly explain: string;
  readonly limits: string;
  readonly teacher: string;
  readonly standards: readonly Standard[];
  /** All that a visitor of a trail reads; undefined: the card is for no trail. */
  readonly trail?: string | undefined;
  readonly languages: Readonly<Partial<Record<CardLanguage, CardWords>>>;
}

/** The words of a plan in another language. */
export interface PlanWords {
  readonly title: string;
  readonly leave?: string | undefined;
  readonly teacher?: string | undefined;
}

/** A row of cards. */
export interface Plan {
  /** Of its file: `ten-minutes`. */
  readonly name: string;
  readonly title: string;
  readonly age: Age;
  readonly minutes: number;
  /** Of each card nothing but its trail words is shown, and after the last the first comes again. */
  readonly trail: boolean;
  /** Free play before the first card [min]. */
  readonly freeMinutes: number;
  /** Time for the question that people leave with [min]. */
  readonly leaveMinutes: number;
  readonly cards: readonly {
    readonly card: string;
    readonly minutes?: number | undefined;
    /** How many of its first steps a trail plays; undefined: all. */
    readonly steps?: number | undefined;
  }[];
  /** The question that people leave with. */
  readonly leave?: string | undefined;
  readonly teacher: string;
  readonly languages: Readonly<Partial<Record<CardLanguage, PlanWords>>>;
}
