/**
 * Gates and the ions that cross: sodium's on the upper membrane, going in, potassium's on the lower one, going out. All
 * is drawn from sprites; a picture allocates nothing.
 */
import { MEMBRANE_PX, type SceneGeometry } from '../geometry.js';
import { gateSheet, gateSize, type IonSprites, ionSprites } from './gate-sprites.js';
import { gateState, OPEN, openShare } from './gates.js';
import type { StageInk } from './pen.js';
import { StillGates } from './still-gates.js';

/** Ions in one stream, where all gates of a place are open. */
const MOST_IONS = { sodium: 4, potassium: 2 } as const;
/** Streams are at least so far apart [CSS px]: beyond that not every place has one. */
const STREAMS_APART_PX = 12;

/** The least distance of two neighbours; a lone one has all the room that it wants. */
export function leastApart(xs: readonly number[]): number {
  let least = 40;
  for (let i = 1; i < xs.length; i++) least = Math.min(least, xs[i]! - xs[i - 1]!);
  return least;
}

export class GatePainter {
  readonly #xs: Float64Array;
  readonly #still: StillGates | undefined;
  readonly #ions: IonSprites;
  readonly #stride: number;
  /** Heights in the band [px of the canvas]. */
  readonly #middleY: { readonly sodium: number; readonly potassium: number };
  readonly #streamY: { readonly sodium: number; readonly potassium: number };
  readonly #spacing: number;

  /** @param xs of the pairs [CSS px]. @param scale pixels of the canvas per CSS px. */
  constructor(geometry: SceneGeometry, xs: readonly number[], scale: number, ink: StageInk) {
    const { axisY, radius, bandTop, gateHalf, ledHeight } = geometry;
    const apart = leastApart(xs);
    this.#xs = Float64Array.from(xs, (x) => x * scale);
    this.#still =
      gateSize(apart) === 'none'
        ? undefined
        : new StillGates(this.#xs, gateSheet(apart, gateHalf, scale, ink));
    this.#ions = ionSprites(Math.max(1.6, gateHalf * 0.19), scale, ink);
    this.#stride = Math.max(1, Math.ceil(STREAMS_APART_PX / apart));
    const off = radius + MEMBRANE_PX / 2;
    const y = (at: number) => (at - bandTop) * scale;
    this.#middleY = { sodium: y(axisY - off), potassium: y(axisY + off) };
    // Sodium comes to rest at the LED, potassium below the membrane.
    const way = off + gateHalf * 1.3 - ledHeight / 2;
    this.#spacing = (way * scale) / MOST_IONS.sodium;
    this.#streamY = { sodium: y(axisY - off - gateHalf * 1.3), potassium: y(axisY + off - gateHalf * 0.9) };
  }

  /** @param phase how far the ions have come from one to the next, 0 to 1. */
  draw(pen: CanvasRenderingContext2D, gates: Uint8Array, phase: number): void {
    const still = this.#still;
    const pairs = Math.min(this.#xs.length, gates.length >> 1);
    if (!still || pairs === 0) return;
    still.show(gates, pairs);
    still.stamp(pen, 'sodium', this.#middleY.sodium);
    still.stamp(pen, 'potassium', this.#middleY.potassium);
    for (let pair = 0; pair < pairs; pair += this.#stride) {
      this.#stream(pen, pair, 'sodium', gates[2 * pair]!, phase);
      this.#stream(pen, pair, 'potassium', gates[2 * pair + 1]!, phase);
    }
  }

  #stream(
    pen: CanvasRenderingContext2D,
    pair: number,
    side: 'sodium' | 'potassium',
    byte: number,
    phase: number,
  ): void {
    if (gateState(byte) !== OPEN) return;
    const count = Math.max(1, Math.round(MOST_IONS[side] * openShare(byte)));
    const { dot, arrow } = this.#ions;
    const x = this.#xs[pair]! - dot.width / 2;
    const top = this.#streamY[side];
    for (let ion = 0; ion < count; ion++)
      pen.drawImage(dot, x, top + (ion + phase) * this.#spacing - dot.height / 2);
    const end = top + (MOST_IONS[side] + 0.3) * this.#spacing;
    pen.drawImage(arrow, this.#xs[pair]! - arrow.width / 2, end - arrow.height / 2);
  }
}
