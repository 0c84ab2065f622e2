/** Names at their lines: beside a peak, or over or under a flat stretch, where no line and no other name is. */
import { Envelope } from './envelope.js';
import type { Pen } from './pen.js';
import type { Box, Plot } from './plot.js';

/** What wants a place. */
export interface LabelRequest {
  /** The same from drawing to drawing: a label stays where it is as long as nothing comes under it. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  /** The line that it belongs to. */
  readonly own: Pen;
  /** It belongs to this point; else to the line's peak, or to any flat part of it. */
  readonly at?: { readonly x: number; readonly y: number };
}

export interface PlacedLabel extends Box {
  /** The point of the line that it stands at. */
  readonly atX: number;
  readonly atY: number;
}

/** Distances that are tried, in heights of a letter. */
const ASIDE = [0.7, 1.1, 1.6, 2.4, 3.4, 5];
const DOWN = [-0.5, 0.2, 0.9, 1.8, 2.8];
const DOWN_AT = [0, -0.9, 0.9, -1.8, 1.8, -2.8, 2.8];
const AWAY = [0.55, 0.9, 1.4, 2];
const ALONG = [0.3, 0.45, 0.6, 0.75, 0.15, 0.88];
/** Width of a column in which a line is known by its highest and lowest, in letters. */
const CELL = 0.25;
/** What a line through a label, or another label under it, counts against a distance of one letter. */
const CROSSED = 60;
const COVERED = 200;
const GHOSTLY = 12;
const STRUCK = 3;

/** What is in the way of labels. */
export interface Surroundings {
  readonly pens: readonly Pen[];
  /** No label may cover these; one without a width is a line, such as that of the handle. */
  readonly taken: readonly Box[];
  /** Earlier sweeps, and heights of level lines, which had better not go through a label. */
  readonly ghosts: readonly Pen[];
  readonly levels: readonly number[];
}

interface Around {
  readonly lines: readonly Envelope[];
  readonly ghosts: readonly Envelope[];
  readonly levels: readonly number[];
  readonly covered: readonly Box[];
}

export class LabelPlacer {
  readonly #last = new Map<string, PlacedLabel>();
  #ghosts: readonly Pen[] = [];
  #ghostEnvelopes: readonly Envelope[] = [];

  /** Earlier sweeps stay the same from drawing to drawing: one list of pens has one set of envelopes. */
  #envelopesOf(ghosts: readonly Pen[], plot: Plot, em: number): readonly Envelope[] {
    if (ghosts !== this.#ghosts) {
      this.#ghosts = ghosts;
      this.#ghostEnvelopes = ghosts.map((pen) => new Envelope(pen, plot.left, plot.right, CELL * em));
    }
    return this.#ghostEnvelopes;
  }

  place(
    requests: readonly LabelRequest[],
    { pens, ghosts, taken, levels }: Surroundings,
    plot: Plot,
    em: number,
  ): PlacedLabel[] {
    const covered = [...taken];
    const envelopes = new Map(
      pens.map((pen) => [pen, new Envelope(pen, plot.left, plot.right, CELL * em)] as const),
    );
    const around = {
      lines: [...envelopes.values()],
      ghosts: this.#envelopesOf(ghosts, plot, em),
      covered,
      levels,
    };
    const placed = requests.map((request) => {
      const last = this.#last.get(request.key);
      const there = last && sized(last, request);
      const best =
        there && fits(there, plot) && cost(there, around, em) < CROSSED
          ? there
          : bestOf(request, envelopes.get(request.own)!, around, plot, em);
      covered.push(best);
      return best;
    });
    this.#last.clear();
    requests.forEach(({ key }, i) => {
      this.#last.set(key, placed[i]!);
    });
    return placed;
  }
}

function sized(last: PlacedLabel, { width, height, at }: LabelRequest): PlacedLabel | undefined {
  if (at && (at.x !== last.atX || at.y !== last.atY)) return undefined;
  return { ...last, right: last.left + width, bottom: last.top + height };
}

function fits(box: Box, plot: Plot): boolean {
  return box.left >= plot.left && box.right <= plot.right && box.top >= plot.top && box.bottom <= plot.bottom;
}

function bestOf(request: LabelRequest, own: Envelope, around: Around, plot: Plot, em: number): PlacedLabel {
  let best: PlacedLabel | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [box, far] of candidates(request, own, plot, em)) {
    if (far >= least || !fits(box, plot)) continue;
    const total = far + cost(box, around, em);
    if (total >= least) continue;
    least = total;
    best = box;
  }
  return best ?? boxAt(plot.left, plot.top, request, plot.left, plot.top);
}

/** Boxes, and how far each is from where one would look for it, in letters. */
function* candidates(
  request: LabelRequest,
  envelope: Envelope,
  plot: Plot,
  em: number,
): Generator<[PlacedLabel, number]> {
  const { own, at, width, height } = request;
  const peak = at ?? peakOf(own, 2.5 * em);
  if (peak) {
    for (const aside of ASIDE)
      for (const down of at ? DOWN_AT : DOWN) {
        const top = peak.y + down * em - (at ? height / 2 : 0);
        const far = aside + Math.abs(down);
        yield [boxAt(peak.x + aside * em, top, request, peak.x, peak.y), far];
        yield [boxAt(peak.x - aside * em - width, top, request, peak.x, peak.y), far + 1.5];
      }
    if (at) return;
  }
  if (own.length < 2) return;
  const last = own.points[own.length - 2]!;
  for (const away of AWAY)
    for (const [order, share] of ALONG.entries()) {
      const x = plot.left + share * (Math.min(last, plot.right) - plot.left);
      const left = Math.min(plot.right - width, Math.max(plot.left, x - width / 2));
      const span = envelope.between(left, left + width);
      const at = envelope.between(x, x)?.high;
      if (!span || at === undefined) continue;
      const far = away + 0.4 * order + (peak ? 6 : 0);
      yield [boxAt(left, span.high - away * em - height, request, x, at), far];
      yield [boxAt(left, span.low + away * em, request, x, at), far + 1];
    }
}

function boxAt(
  left: number,
  top: number,
  { width, height }: LabelRequest,
  atX: number,
  atY: number,
): PlacedLabel {
  return { left, top, right: left + width, bottom: top + height, atX, atY };
}

/** The highest point of a line, if it stands out by more than `least` from its first. */
export function peakOf({ points, length }: Pen, least: number): { x: number; y: number } | undefined {
  let x = 0;
  let y = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < length; i += 2)
    if (points[i + 1]! < y) {
      x = points[i]!;
      y = points[i + 1]!;
    }
  return points[1]! - y > least ? { x, y } : undefined;
}

function cost(box: Box, { lines, ghosts, covered, levels }: Around, em: number): number {
  const around = 0.25 * em;
  let sum = 0;
  for (const other of covered)
    if (
      other.left < box.right + around &&
      other.right > box.left - around &&
      other.top < box.bottom &&
      other.bottom > box.top
    )
      sum += other.left === other.right ? CROSSED : COVERED;
  for (const line of ghosts) if (line.crosses(box, 0)) sum += GHOSTLY;
  for (const y of levels) if (y > box.top && y < box.bottom) sum += STRUCK;
  for (const line of lines) if (line.crosses(box, around)) sum += CROSSED;
  return sum;
}
