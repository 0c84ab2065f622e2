/**
 * All gates without their ions, kept as a picture of two rows: a gate is drawn when it is another than before, and the
 * band takes both rows as they are. To draw each gate with each picture was the dearest of all.
 */
import { type GateSheet, spriteColumn } from './gate-sprites.js';
import { byteOf, SIDES, type Side } from './gates.js';
import { hiddenPen } from './pen.js';

export class StillGates {
  readonly #sheet: GateSheet;
  readonly #pen: CanvasRenderingContext2D;
  /** Left edge of each pair in the picture, and of the picture in the band [px of the canvas]. */
  readonly #lefts: Int32Array;
  readonly #left: number;
  /** The column of the sheet that each gate was drawn from; −1: none. */
  readonly #columns: Int8Array;

  /** @param xs of the pairs, from left to right [px of the canvas]; neighbours may overlap, others do not. */
  constructor(xs: Float64Array, sheet: GateSheet) {
    this.#sheet = sheet;
    this.#lefts = Int32Array.from(xs, (x) => Math.round(x - sheet.width / 2));
    this.#left = this.#lefts[0] ?? 0;
    this.#lefts.forEach((left, pair, lefts) => {
      lefts[pair] = left - this.#left;
    });
    this.#columns = new Int8Array(2 * xs.length).fill(-1);
    this.#pen = hiddenPen((this.#lefts.at(-1) ?? 0) + sheet.width, 2 * sheet.height);
  }

  /** @param gates two bytes for each pair. */
  show(gates: Uint8Array, pairs: number): void {
    for (let pair = 0; pair < this.#lefts.length; pair++)
      for (const side of SIDES) {
        const at = byteOf(pair, side);
        const column = pair < pairs ? spriteColumn(gates[at]!) : -1;
        if (column === this.#columns[at]) continue;
        this.#columns[at] = column;
        this.#redraw(pair, side);
      }
  }

  /** @param middleY of the row in the band. */
  stamp(band: CanvasRenderingContext2D, side: Side, middleY: number): void {
    const { canvas } = this.#pen;
    const { height } = this.#sheet;
    const top = Math.round(middleY - height / 2);
    band.drawImage(
      canvas,
      0,
      rowOf(side) * height,
      canvas.width,
      height,
      this.#left,
      top,
      canvas.width,
      height,
    );
  }

  /** Its place, and what the neighbours have in it. */
  #redraw(pair: number, side: Side): void {
    const { canvas, width, height } = this.#sheet;
    const left = this.#lefts[pair]!;
    const top = rowOf(side) * height;
    this.#pen.clearRect(left, top, width, height);
    const last = Math.min(pair + 1, this.#lefts.length - 1);
    for (let other = Math.max(0, pair - 1); other <= last; other++) {
      const column = this.#columns[byteOf(other, side)]!;
      const otherLeft = this.#lefts[other]!;
      const from = Math.max(left, otherLeft);
      const wide = Math.min(left, otherLeft) + width - from;
      if (column < 0 || wide <= 0) continue;
      const inSheet = column * width + from - otherLeft;
      this.#pen.drawImage(canvas, inSheet, top, wide, height, from, top, wide, height);
    }
  }
}

function rowOf(side: Side): number {
  return side === 'sodium' ? 0 : 1;
}
