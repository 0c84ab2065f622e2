/**
 * What of a drawing is another than when it was painted last, as a stretch of x, and what of it lies there: a canvas that
 * moves is painted again only where something moves. Pure.
 */
import type { PolylinePrimitive, Primitive, TextPrimitive } from './primitives.js';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Widths of texts, in the drawing's unit. */
type WidthOf = (text: TextPrimitive) => number;

const NOTHING: Span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

export class Changed {
  #before: readonly Primitive[] = [];

  /** Nothing is painted: all of the next drawing is new. */
  forget(): void {
    this.#before = [];
  }

  /** The stretch between whose ends, without what lines and marks stand out, all changes lie; undefined: there is none. */
  since(now: readonly Primitive[], widthOf: WidthOf): Span | undefined {
    const before = this.#before;
    let span = NOTHING;
    for (let i = 0; i < Math.max(before.length, now.length); i++)
      span = union(span, difference(before[i], now[i], widthOf));
    if (span === NOTHING) return undefined;
    this.#before = now.map((primitive, i) => kept(primitive, before[i]));
    return span;
  }
}

/** A primitive of its own: who laid a line out uses its points again. Room of the one before it is used again too. */
function kept(now: Primitive, before: Primitive | undefined): Primitive {
  if (now.kind !== 'polyline') return now;
  const { length } = now;
  const room = before?.kind === 'polyline' && before.points.length >= length ? before.points : undefined;
  const points = room ?? new Float32Array(2 * length);
  points.set(now.points.subarray(0, length));
  return { ...now, points };
}

/** What of a drawing reaches into a stretch; of lines the part with one point beyond each end. */
export function within(primitives: readonly Primitive[], span: Span, widthOf: WidthOf): Primitive[] {
  return primitives.flatMap((primitive): Primitive | [] => {
    const { from, to } = extent(primitive, widthOf);
    if (to < span.from || from > span.to) return [];
    return primitive.kind === 'polyline' ? piece(primitive, span) : primitive;
  });
}

function union(one: Span, other: Span): Span {
  if (other === NOTHING) return one;
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

function difference(before: Primitive | undefined, now: Primitive | undefined, widthOf: WidthOf): Span {
  if (before?.kind === 'polyline' && now?.kind === 'polyline')
    if (before.role === now.role && before.ink === now.ink) return lineDifference(before, now);
  if (before && now && isSame(before, now)) return NOTHING;
  const one = before ? extent(before, widthOf) : NOTHING;
  return now ? union(one, extent(now, widthOf)) : one;
}

/** Both are flat. */
function isSame(one: Primitive, other: Primitive): boolean {
  const parts = Object.entries(other);
  const ours = new Map<string, unknown>(Object.entries(one));
  return parts.length === ours.size && parts.every(([key, value]) => Object.is(ours.get(key), value));
}

/** From the last point that both share at their begin to the first that they share at their end. */
function lineDifference(one: PolylinePrimitive, other: PolylinePrimitive): Span {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && Object.is(one.points[head], other.points[head])) head++;
  if (head === one.length && head === other.length) return NOTHING;
  let tail = 0;
  while (
    tail < shorter - head &&
    Object.is(one.points[one.length - 1 - tail], other.points[other.length - 1 - tail])
  )
    tail++;
  const span = (line: PolylinePrimitive): Span => ({
    from: xBefore(line, Math.max(0, (head >> 1) - 1)),
    to: xAfter(line, Math.min((line.length >> 1) - 1, (line.length - tail) >> 1)),
  });
  return union(span(one), span(other));
}

/** The x of a point, or where the pen is lifted there that of the one before it. */
function xBefore({ points, length }: PolylinePrimitive, point: number): number {
  for (let k = point; k >= 0; k--) if (!Number.isNaN(points[2 * k]!)) return points[2 * k]!;
  return length > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function xAfter({ points, length }: PolylinePrimitive, point: number): number {
  for (let k = Math.max(0, point); 2 * k < length; k++)
    if (!Number.isNaN(points[2 * k]!)) return points[2 * k]!;
  return length > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** The part of a line between the last point before a stretch and the first after it. */
function piece(line: PolylinePrimitive, { from, to }: Span): PolylinePrimitive {
  const { points, length } = line;
  let first = 0;
  for (let k = 0; 2 * k < length && !(points[2 * k]! >= from); k++) if (points[2 * k]! < from) first = k;
  let end = first + 1;
  while (2 * end < length && !(points[2 * (end - 1)]! > to)) end++;
  return { ...line, points: points.subarray(2 * first, 2 * end), length: 2 * (end - first) };
}

function extent(primitive: Primitive, widthOf: WidthOf): Span {
  switch (primitive.kind) {
    case 'line':
      return { from: Math.min(primitive.x1, primitive.x2), to: Math.max(primitive.x1, primitive.x2) };
    case 'polyline':
      return { from: xAfter(primitive, 0), to: xBefore(primitive, (primitive.length >> 1) - 1) };
    case 'rect':
      return { from: primitive.x, to: primitive.x + primitive.width };
    case 'mark':
      return { from: primitive.x - primitive.radius, to: primitive.x + primitive.radius };
    case 'text': {
      const width = widthOf(primitive);
      if (primitive.upright) return { from: primitive.x - width, to: primitive.x + width };
      const share = { start: 0, middle: 0.5, end: 1 }[primitive.anchor];
      return { from: primitive.x - share * width, to: primitive.x + (1 - share) * width };
    }
  }
}
