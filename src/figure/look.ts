/** What a theme makes of a primitive, for both renderers. */
import type { Ink, LineRole, Primitive } from './primitives.js';
import { CORED, LINE_STYLES, type Theme } from './style.js';

/** A drawing: shapes, the paper that they stand on, and the height of its letters. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly em: number;
  readonly primitives: readonly Primitive[];
}

/** Height of letters for which the widths of lines are given [px]. */
const OWN_EM = 14;

/** How much wider lines are in a drawing whose letters are `em` high. */
export function strokeScale(em: number): number {
  return em / OWN_EM;
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dashes: readonly number[];
  readonly opacity: number;
}

/** The strokes of a line, the lowest first: a trace that is too light for its ground has a core over a darker line. */
export function strokesOf(theme: Theme, role: LineRole, ink: Ink): readonly Stroke[] {
  const { width, dashes: own, opacity } = LINE_STYLES[role];
  const colour = theme.colours[ink];
  const core = theme.cores[ink];
  if (role !== 'trace') return [{ colour, width, dashes: own, opacity }];
  const dashes = theme.dashed[ink] ?? own;
  if (core === undefined) return [{ colour, width, dashes, opacity }];
  return [
    { colour, width: CORED.trace, dashes, opacity },
    { colour: core, width: CORED.core, dashes, opacity },
  ];
}

/** Corners of a mark around 0, 0 for radius 1, in turn; none for a disc. */
export const CORNERS = {
  disc: [],
  diamond: [0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0],
  square: [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85],
  up: [0, -1.05, 1.1, 0.85, -1.1, 0.85],
  down: [0, 1.05, 1.1, -0.85, -1.1, -0.85],
  tick: [-0.3, -1, 0.3, -1, 0.3, 1, -0.3, 1],
} as const;
/** Width of the outline of hollow marks and boxes [px at the page's own size]. */
export const OUTLINE = 1.8;
/** What keeps lines off letters: an edge in the colour of the ground [heights of a letter]. */
export const HALO = 0.28;
/** Radius of the corners of a tag [heights of a letter]. */
export const TAG_RADIUS = 0.35;
