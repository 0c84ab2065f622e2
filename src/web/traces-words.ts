/** How far the graph is zoomed, in words. */
import type { PagePicture } from '../server/messages.js';
import { byId } from './svg.js';
import type { Traces } from './traces.js';
import { setText } from './words.js';

/** Figures that change faster than this cannot be read [ms of room]. */
const EVERY_MS = 250;

export class TracesWords {
  readonly #traces: Traces;
  readonly #zoom = byId('zoom-words', HTMLElement);
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(traces: Traces) {
    this.#traces = traces;
  }

  blank(): void {}

  /** @returns whether it waits and wants another call. */
  show(_picture: PagePicture, _peaks: unknown, wallMs: number): boolean {
    if (wallMs - this.#atMs < EVERY_MS) return true;
    this.#atMs = wallMs;
    const { zoomedMv } = this.#traces;
    return setText(this.#zoom, zoomedMv === undefined ? '' : `, zoomed to ${zoomedMv} mV`);
  }
}
