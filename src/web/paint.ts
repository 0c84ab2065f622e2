/** What a stroke of the brush, or of the wiper, makes of the treatments of an axon. Pure. */
import type { AxonFacts, NamedTreatment, Treatment } from '../controller/contract.js';
import type { PageCommand, PageState } from '../server/messages.js';
import { type Cells, cellsIn, cellsUnder, gridOf, type Stretch, stretchOf } from './cells.js';
import { say } from './words/say.js';

type AxonOf = Pick<AxonFacts, 'kind' | 'siteCount' | 'lastPlace'>;

/** `null` wipes; else what is painted, but for its stretch. */
export type Brush = Treatment | null;

/** Why nothing can be painted, wiped or taken away: it would cut off all that came after the moment that is shown. */
export function paintRefusal({ look }: Pick<PageState, 'look'>): string | undefined {
  return look.kind === 'looking-back' ? say('caption.goOnToPaint') : undefined;
}

/** The stretch that a stroke from one place to another treats or wipes. */
export function strokeStretch(axon: AxonOf, brush: Brush, a: number, b: number): Stretch {
  const grid = gridOf(axon, brush?.kind ?? 'dead');
  return stretchOf(grid, cellsUnder(grid, a, b));
}

/** The treatments after a stroke: what is painted merges with its like and takes the place of others of its kind. */
export function painted(
  now: readonly NamedTreatment[],
  axon: AxonOf,
  brush: Brush,
  a: number,
  b: number,
): readonly NamedTreatment[] {
  const names = new Names(now);
  if (brush === null) {
    return now.flatMap((one) => {
      const grid = gridOf(axon, one.treatment.kind);
      return without(one, axon, cellsUnder(grid, a, b), names);
    });
  }
  const grid = gridOf(axon, brush.kind);
  let cells = cellsUnder(grid, a, b);
  /** The first that it merges with keeps its name. */
  let id: string | undefined;
  for (const one of now) {
    const own = isLike(one.treatment, brush) ? cellsIn(grid, one.treatment) : undefined;
    if (!own || own.first > cells.last + 1 || own.last < cells.first - 1) continue;
    cells = { first: Math.min(own.first, cells.first), last: Math.max(own.last, cells.last) };
    id ??= one.id;
  }
  const union = cells;
  const stroke = { id: id ?? names.next(), treatment: { ...brush, ...stretchOf(grid, union) } };
  const rest = now.flatMap((one) => {
    if (one.id === id) return [stroke];
    return one.treatment.kind === brush.kind ? without(one, axon, union, names) : [one];
  });
  return id === undefined ? [...rest, stroke] : rest;
}

/** What is left of a treatment where some cells are taken from it: nothing, it itself, a piece, or two. */
function without(one: NamedTreatment, axon: AxonOf, cells: Cells, names: Names): NamedTreatment[] {
  const grid = gridOf(axon, one.treatment.kind);
  const own = cellsIn(grid, one.treatment);
  if (!own || own.first > cells.last || own.last < cells.first) return [one];
  const pieces = [
    { first: own.first, last: cells.first - 1 },
    { first: cells.last + 1, last: own.last },
  ].filter(({ first, last }) => first <= last);
  return pieces.map((piece, k) => ({
    id: k === 0 ? one.id : names.next(),
    treatment: { ...one.treatment, ...stretchOf(grid, piece) },
  }));
}

/** Names that nobody has yet: `paint-1`, `paint-2`, …. */
class Names {
  readonly #taken: Set<string>;

  constructor(now: readonly NamedTreatment[]) {
    this.#taken = new Set(now.map(({ id }) => id));
  }

  next(): string {
    let k = 1;
    while (this.#taken.has(`paint-${k}`)) k++;
    this.#taken.add(`paint-${k}`);
    return `paint-${k}`;
  }
}

/** The same but for the stretch. */
function isLike(one: Treatment, other: Treatment): boolean {
  return keyOf({ ...one, from: 0, to: 0 }) === keyOf({ ...other, from: 0, to: 0 });
}

/** Alike for treatments that are alike, in whatever order their fields come. */
function keyOf(treatment: Treatment): string {
  return JSON.stringify(
    Object.entries(treatment)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

export function sameTreatments(some: readonly NamedTreatment[], others: readonly NamedTreatment[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, treatment }) => {
      const other = others.find((one) => one.id === id);
      return other !== undefined && keyOf(other.treatment) === keyOf(treatment);
    })
  );
}

/**
 * The commands that make of some treatments others, in an order in which no two of one kind ever lie on one place: what
 * goes is lifted first, then what gets smaller is changed, then what grows, and what is new comes last.
 */
export function treatCommands(
  now: readonly NamedTreatment[],
  wanted: readonly NamedTreatment[],
  axon: AxonOf,
): PageCommand[] {
  const lifted: PageCommand[] = [];
  const smaller: PageCommand[] = [];
  const larger: PageCommand[] = [];
  const added: PageCommand[] = [];
  const treat = (id: string, treatment: Treatment | null): PageCommand => ({ do: 'treat', id, treatment });
  for (const { id } of now) if (!wanted.some((one) => one.id === id)) lifted.push(treat(id, null));
  for (const { id, treatment } of wanted) {
    const old = now.find((one) => one.id === id)?.treatment;
    if (old && keyOf(old) === keyOf(treatment)) continue;
    if (old && isWithin(treatment, old, axon)) smaller.push(treat(id, treatment));
    else if (old && isWithin(old, treatment, axon)) larger.push(treat(id, treatment));
    else {
      if (old) lifted.push(treat(id, null));
      added.push(treat(id, treatment));
    }
  }
  return [...lifted, ...smaller, ...larger, ...added];
}

/** Of one kind, at one time, and no cell of the first is outside the second. */
function isWithin(one: Treatment, other: Treatment, axon: AxonOf): boolean {
  if (one.kind !== other.kind || one.startMs !== other.startMs || one.endMs !== other.endMs) return false;
  const grid = gridOf(axon, one.kind);
  const [inner, outer] = [cellsIn(grid, one), cellsIn(grid, other)];
  return inner !== undefined && outer !== undefined && inner.first >= outer.first && inner.last <= outer.last;
}
