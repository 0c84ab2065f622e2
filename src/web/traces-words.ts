/** The traces in figures: the crest of each, and how far the graph is zoomed. */
import { byId } from './svg.js';
import type { Traces } from './traces.js';
import { potentialFigure } from './words.js';
import { FULL_HIGH_MV, FULL_LOW_MV } from './zoom.js';

/** Figures that change faster than this cannot be read [ms of room]. */
const EVERY_MS = 250;

export class TracesWords {
  readonly #traces: Traces;
  readonly #blue = byId('blue-highest', HTMLElement);
  readonly #yellow = byId('yellow-highest', HTMLElement);
  readonly #zoom = byId('zoom-words', HTMLElement);
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(traces: Traces) {
    this.#traces = traces;
  }

  /** @returns whether it waits and wants another call. */
  show(wallMs: number): boolean {
    if (wallMs - this.#atMs < EVERY_MS) return true;
    this.#atMs = wallMs;
    const { spanMv } = this.#traces;
    const zoomed = spanMv < FULL_HIGH_MV - FULL_LOW_MV;
    let changed = setText(this.#zoom, zoomed ? `, zoomed to ${spanMv} mV` : '');
    // Small bumps differ in the second place.
    changed = setText(this.#blue, potentialFigure(this.#traces.highestMv('blue'), zoomed ? 2 : 1)) || changed;
    changed =
      setText(this.#yellow, potentialFigure(this.#traces.highestMv('yellow'), zoomed ? 2 : 1)) || changed;
    return changed;
  }
}

function setText(element: HTMLElement, text: string): boolean {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}
