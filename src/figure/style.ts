/** What primitives look like: of each role its width, dashes and weight; of each theme its colours. */
import type { Ink, LineRole, TextRole } from './primitives.js';

export interface LineStyle {
  /** [px at the page's own size] */
  readonly width: number;
  /** Lengths of dashes and gaps; empty: solid. */
  readonly dashes: readonly number[];
  readonly opacity: number;
}

export const LINE_STYLES: Readonly<Record<LineRole, LineStyle>> = {
  grid: { width: 1, dashes: [], opacity: 1 },
  frame: { width: 1, dashes: [], opacity: 1 },
  level: { width: 1.2, dashes: [2, 4], opacity: 1 },
  rest: { width: 1.2, dashes: [], opacity: 1 },
  trace: { width: 3, dashes: [], opacity: 1 },
  after: { width: 1.6, dashes: [], opacity: 0.5 },
  ghost: { width: 2, dashes: [7, 5], opacity: 0.85 },
  'ghost-2': { width: 2, dashes: [3, 4], opacity: 0.85 },
  'ghost-3': { width: 2, dashes: [12, 4], opacity: 0.85 },
  'ghost-4': { width: 2, dashes: [9, 3, 2, 3], opacity: 0.85 },
  handle: { width: 1.6, dashes: [], opacity: 1 },
  bracket: { width: 1.2, dashes: [], opacity: 1 },
  leader: { width: 1.2, dashes: [], opacity: 1 },
};

/** Weight of the letters and their size against the drawing's own. */
export const TEXT_STYLES: Readonly<Record<TextRole, { readonly weight: 400 | 600; readonly size: number }>> =
  {
    tick: { weight: 400, size: 1 },
    'main-tick': { weight: 600, size: 1 },
    words: { weight: 400, size: 1 },
    name: { weight: 600, size: 1 },
    heading: { weight: 600, size: 1 },
    title: { weight: 600, size: 1.4 },
    caption: { weight: 400, size: 0.9 },
  };

export interface Theme {
  readonly colours: Readonly<Record<Ink, string>>;
  /** Traces in these inks have a narrower line of this colour on top: the true colour is too light for the ground. */
  readonly cores: Readonly<Partial<Record<Ink, string>>>;
  /** Traces in these inks are dashed: a copier turns all colours grey. */
  readonly dashed: Readonly<Partial<Record<Ink, readonly number[]>>>;
  readonly family: string;
}

/** The page's own letters, and what stands in for them. */
export const FAMILY = "'IBM Plex Sans', system-ui, 'Helvetica Neue', Arial, sans-serif";

/** A trace with a core: how wide both are [px at the page's own size]. */
export const CORED = { trace: 4.6, core: 2.2 } as const;

export const DARK: Theme = {
  colours: {
    ink: '#f2ede2',
    soft: '#b3bac6',
    faint: '#8792a3',
    line: '#263041',
    room: '#05070b',
    blue: '#62b5ff',
    yellow: '#ffd45e',
    third: '#f2ede2',
    fourth: '#ff9e80',
    fifth: '#d6a4f0',
    na: '#cdbdf9',
    k: '#86dcc0',
    warm: '#ffe9c9',
  },
  cores: {},
  dashed: {},
  family: FAMILY,
};

export const LIGHT: Theme = {
  colours: {
    ink: '#14181f',
    soft: '#454d59',
    faint: '#5d6674',
    line: '#d3d0c6',
    room: '#f7f5ef',
    blue: '#0a5fb4',
    yellow: '#8f5c00',
    third: '#14181f',
    fourth: '#a63a1a',
    fifth: '#8a3f8f',
    na: '#5b3fae',
    k: '#07705a',
    warm: '#7a4a00',
  },
  cores: { yellow: '#ffcb2e' },
  dashed: {},
  family: FAMILY,
};

/** Black on white; what is told apart by colour is told apart by dashes as well. */
export const PRINT: Theme = {
  colours: {
    ink: '#14181f',
    soft: '#3d4450',
    faint: '#5d6674',
    line: '#dcdcdc',
    room: '#ffffff',
    blue: '#0a5fb4',
    yellow: '#7a4f00',
    third: '#14181f',
    fourth: '#a63a1a',
    fifth: '#8a3f8f',
    na: '#14181f',
    k: '#14181f',
    warm: '#7a4a00',
  },
  cores: { yellow: '#ffc61a' },
  dashed: { yellow: [9, 4], fourth: [3, 2.5], fifth: [12, 3, 2, 3] },
  family: FAMILY,
};
