/**
 * What a drawing is made of: shapes with a place and a role. A role says what a shape is for; what it looks like is a
 * matter of the theme (`style.ts`). Places are in the drawing's own unit: pixels on a page, millimetres on paper; x to
 * the right, y down.
 */

/** Whose a thing is: of an electrode, of an ion, or of the drawing itself. */
export const INKS = [
  'ink',
  'soft',
  'faint',
  'line',
  'room',
  'blue',
  'yellow',
  'third',
  'fourth',
  'fifth',
  'na',
  'k',
  'warm',
] as const;
export type Ink = (typeof INKS)[number];

/** The inks that a trace may have: the first two are the voltmeters', the rest are for more electrodes. */
export const TRACE_INKS = ['blue', 'yellow', 'third', 'fourth', 'fifth'] as const;
export type TraceInk = (typeof TRACE_INKS)[number];

/** What a line is for. */
export type LineRole =
  | 'grid'
  | 'frame'
  | 'level'
  | 'rest'
  | 'trace'
  /** Of a trace: recorded, but after the time handle. */
  | 'after'
  /** Of an earlier sweep; the n-th of them has dashes of its own. */
  | 'ghost'
  | 'ghost-2'
  | 'ghost-3'
  | 'ghost-4'
  | 'handle'
  | 'bracket'
  | 'leader';

export type TextRole =
  /** A figure at an axis. */
  | 'tick'
  /** One that matters: rest, and levels at which channels switch. */
  | 'main-tick'
  /** What a line is, beside it. */
  | 'words'
  /** The first row of a label at a trace, of a heading, of a bracket. */
  | 'name'
  | 'heading'
  /** Over a whole sheet: what it is, and in smaller letters what was done. */
  | 'title'
  | 'caption';

export interface LinePrimitive {
  readonly kind: 'line';
  readonly role: LineRole;
  readonly ink: Ink;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PolylinePrimitive {
  readonly kind: 'polyline';
  readonly role: LineRole;
  readonly ink: Ink;
  /** x, y, x, y, …; x never falls; a pair of NaN lifts the pen. */
  readonly points: Float32Array;
  /** How many of the numbers count. */
  readonly length: number;
}

export interface RectPrimitive {
  readonly kind: 'rect';
  /** `hollow`: outline only. `ground`: covers what is behind it. `tag`: behind words of the time handle. */
  readonly role: 'filled' | 'hollow' | 'ground' | 'tag';
  readonly ink: Ink;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextPrimitive {
  readonly kind: 'text';
  readonly role: TextRole;
  readonly ink: Ink;
  /** Of the anchor. */
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
  /** Reads upwards. */
  readonly upright?: boolean;
}

export interface MarkPrimitive {
  readonly kind: 'mark';
  /** ● blue, ◆ yellow; further electrodes ■ ▲ ▼; `tick`: an upright stroke. */
  readonly shape: Shape;
  readonly ink: Ink;
  readonly hollow: boolean;
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
  /** From the middle to a corner. */
  readonly radius: number;
}

export type Shape = 'disc' | 'diamond' | 'square' | 'up' | 'down' | 'tick';

export type Primitive = LinePrimitive | PolylinePrimitive | RectPrimitive | TextPrimitive | MarkPrimitive;

/** The shape that goes with an ink, wherever it stands. */
export const SHAPES: Readonly<Record<TraceInk, Shape>> = {
  blue: 'disc',
  yellow: 'diamond',
  third: 'square',
  fourth: 'up',
  fifth: 'down',
};
