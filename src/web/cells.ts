/**
 * An axon as a row of cells: what a treatment takes or leaves as a whole. Sites of a lattice, compartments of a cable,
 * nodes of a myelinated axon, and the internodes between these where myelin is taken away. Pure.
 */
import type { AxonFacts, Treatment } from '../controller/contract.js';

/** Cells from the first to the last, both included. */
export interface Cells {
  readonly first: number;
  readonly last: number;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

type AxonOf = Pick<AxonFacts, 'kind' | 'siteCount' | 'lastPlace'>;

export interface Grid {
  readonly count: number;
  /** Places from the middle of a cell to that of the next, and of the first cell. */
  readonly step: number;
  readonly middle: number;
  /** How far the ends of a stretch lie outside the middles of its first and last cell. */
  readonly reach: number;
}

export function gridOf({ kind, siteCount, lastPlace }: AxonOf, treatment: Treatment['kind']): Grid {
  if (kind === 'cable') {
    const step = lastPlace / siteCount;
    return { count: siteCount, step, middle: step / 2, reach: step / 2 };
  }
  if (kind === 'myelinated' && treatment === 'bare')
    return { count: lastPlace, step: 1, middle: 0.5, reach: 0.5 };
  return { count: lastPlace + 1, step: 1, middle: 0, reach: 0 };
}

/** A place this close to a border lies on it [cells]: rounding. */
const SLACK = 1e-6;

/** The cells whose middles lie in a stretch; undefined if there are none. */
export function cellsIn(grid: Grid, { from, to }: Partial<Stretch>): Cells | undefined {
  const { count, step, middle } = grid;
  const first = from === undefined ? 0 : Math.max(0, Math.ceil((from - middle) / step - SLACK));
  const last = to === undefined ? count - 1 : Math.min(count - 1, Math.floor((to - middle) / step + SLACK));
  return first <= last ? { first, last } : undefined;
}

/** The cells that a stroke from one place to another touches, at least one. */
export function cellsUnder({ count, step, middle }: Grid, a: number, b: number): Cells {
  const cellAt = (place: number): number =>
    Math.max(0, Math.min(count - 1, Math.round((place - middle) / step)));
  const [one, other] = [cellAt(a), cellAt(b)];
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** Six figures are finer than any cell. */
function tidy(place: number): number {
  return Number(place.toPrecision(6));
}

/** The stretch that takes just these cells. */
export function stretchOf({ step, middle, reach }: Grid, { first, last }: Cells): Stretch {
  return { from: tidy(first * step + middle - reach), to: tidy(last * step + middle + reach) };
}
