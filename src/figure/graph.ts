/** What a graph of sweeps shows, as data. Times are milliseconds after the press, potentials are millivolts. */
import type { TraceInk } from './primitives.js';

export interface GraphLine {
  readonly ink: TraceInk;
  /** What stands at the line; the first row in bold, after its mark. None: nothing stands there. */
  readonly label: readonly string[];
  /** Rising. */
  readonly timesMs: ArrayLike<number>;
  /** NaN: nothing is known here, and the line is broken. */
  readonly potentialMv: ArrayLike<number>;
  /** How many samples count; all, if it is missing. */
  readonly count?: number;
}

/** A potential at which channels change their state. */
export interface GraphLevel {
  readonly potentialMv: number;
  /** Stands at the dotted line: `Na⁺ opens`; empty: nothing does. */
  readonly words: string;
  /** `faint`: nothing switches there now. */
  readonly ink: 'na' | 'k' | 'faint';
  /** The words stand under the line. */
  readonly below: boolean;
}

export interface GraphStimulus {
  readonly fromMs: number;
  /** Its end; while it is held, now. */
  readonly toMs: number;
  /** It hyperpolarises, and is drawn hollow. */
  readonly negative: boolean;
}

/** A sweep with another set-up, kept to be compared. */
export interface GraphGhost {
  /** `sweep 1, channels off`. */
  readonly name: string;
  readonly lines: readonly GraphLine[];
}

export interface GraphHandle {
  readonly atMs: number;
  /** `8.1 ms`; empty: the caller draws the tag itself. */
  readonly words: string;
  /** What stands at a line where the handle meets it, such as `signed(mv, 1)`; null: only a ring. */
  readonly readings: ((potentialMv: number) => string) | null;
}

/** Between two peaks. */
export interface GraphBracket {
  readonly fromMs: number;
  readonly toMs: number;
  /** `Δ 6.95 ms · 5.2 sites/ms`. */
  readonly words: string;
}

export interface GraphTick {
  readonly atMs: number;
}

/** The words that a graph writes of itself, in a language. */
export interface GraphWords {
  readonly stimulus: string;
  /** After a number: `10 × taller`. */
  readonly taller: string;
  readonly rest: string;
  /** Between the whole part of a number and its decimals. */
  readonly point: '.' | ',';
}

export const ENGLISH_WORDS: GraphWords = {
  stimulus: 'stimulus',
  taller: '× taller',
  rest: 'rest',
  point: '.',
};

export interface Graph {
  /** Of the whole drawing. */
  readonly width: number;
  readonly height: number;
  /** Height of the letters; all distances follow it. */
  readonly em: number;
  readonly spanMs: number;
  readonly lowMv: number;
  readonly highMv: number;
  readonly restMv: number | null;
  readonly levels: readonly GraphLevel[];
  readonly stimuli: readonly GraphStimulus[];
  readonly lines: readonly GraphLine[];
  /** Four at most are told apart by their dashes. */
  readonly ghosts: readonly GraphGhost[];
  readonly handle: GraphHandle | null;
  /** Presses that failed. */
  readonly failed: readonly GraphTick[];
  readonly bracket: GraphBracket | null;
  /** Shows the lines a second time, 10 × taller, over the free room above them, if there is that room. */
  readonly inset: boolean;
  /** Over the graph: in bold, then plain. Both empty: there is no heading. */
  readonly heading: readonly [string, string];
  /** Along the axes, for paper: `time after the press`, `membrane potential, mV`; null on the page. */
  readonly axisWords: { readonly time: string; readonly potential: string } | null;
  /** English unless said otherwise. */
  readonly words?: GraphWords;
  /** Width of a text; where there is none, it is estimated on the wide side. */
  readonly measure?: (text: string, bold: boolean) => number;
}

/** The millivolts of an axis that every sweep of the lesson has. */
export const LOW_MV = -100;
export const HIGH_MV = 60;

const END_EVERY_MV = 20;

/** The axis for a membrane that goes from `lowestMv` to `highestMv`: never less than −100…+60 mV. */
export function axisFor(lowestMv: number, highestMv: number): { lowMv: number; highMv: number } {
  return {
    lowMv: Math.min(LOW_MV, END_EVERY_MV * Math.floor(lowestMv / END_EVERY_MV)),
    highMv: Math.max(HIGH_MV, END_EVERY_MV * Math.ceil(highestMv / END_EVERY_MV)),
  };
}

/** The levels at which channels switch, in words that a pupil reads off the line. */
export function switchingLevels(channels: {
  readonly sodiumOpensMv: number;
  readonly sodiumClosesMv: number;
  readonly potassiumClosesMv: number;
}): GraphLevel[] {
  return [
    { potentialMv: channels.sodiumClosesMv, words: 'Na⁺ closes · K⁺ opens', ink: 'na', below: false },
    { potentialMv: channels.sodiumOpensMv, words: 'Na⁺ opens', ink: 'na', below: false },
    { potentialMv: channels.potassiumClosesMv, words: 'K⁺ closes', ink: 'k', below: true },
  ];
}

/** A figure with its sign: `+39.5`, `−70.0`, `0.0`. */
export function signed(value: number, places: number): string {
  const digits = Math.abs(value).toFixed(places);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? '−' : '+'}${digits}`;
}
