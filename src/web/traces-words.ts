/** The traces in figures: the highest of each, as the rig tells it, and how far the graph is zoomed. */
import type { Measure } from '../controller/contract.js';
import type { PagePicture } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { byId } from './svg.js';
import type { Traces } from './traces.js';
import { NO_FIGURE, potentialFigure, sameCrest, setText } from './words.js';

/** Figures that change faster than this cannot be read [ms of room]. */
const EVERY_MS = 250;

type Peaks = Readonly<Record<MeterName, { readonly peak: Measure }>>;

export class TracesWords {
  readonly #traces: Traces;
  readonly #line = byId('highest', HTMLElement);
  readonly #blue = byId('blue-highest', HTMLElement);
  readonly #yellow = byId('yellow-highest', HTMLElement);
  readonly #zoom = byId('zoom-words', HTMLElement);
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(traces: Traces) {
    this.#traces = traces;
  }

  /** Old figures are none. */
  blank(): void {
    setText(this.#blue, NO_FIGURE);
    setText(this.#yellow, NO_FIGURE);
  }

  /** @returns whether it waits and wants another call. */
  show(picture: PagePicture, { blue, yellow }: Peaks, wallMs: number): boolean {
    // They are of the present, not of what is shown.
    this.#line.style.visibility = picture.lookingBack ? 'hidden' : '';
    if (wallMs - this.#atMs < EVERY_MS) return true;
    this.#atMs = wallMs;
    const { zoomedMv } = this.#traces;
    // Small bumps differ in the second place.
    const places = zoomedMv === undefined ? 1 : 2;
    let changed = setText(this.#zoom, zoomedMv === undefined ? '' : `, zoomed to ${zoomedMv} mV`);
    changed =
      setText(this.#blue, potentialFigure(sameCrest(picture.blueHighestMv, blue.peak), places)) || changed;
    changed =
      setText(this.#yellow, potentialFigure(sameCrest(picture.yellowHighestMv, yellow.peak), places)) ||
      changed;
    return changed;
  }
}
