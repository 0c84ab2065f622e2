/** Points of a line, kept within a band of y: what leaves it is cut off at the edge, and the line goes on where it returns. */

export class Pen {
  /** x, y, x, y, …; a pair of NaN lifts the pen. */
  points = new Float32Array(512);
  /** How many of the numbers count. */
  length = 0;
  #top = 0;
  #bottom = 0;
  #x = Number.NaN;
  #y = Number.NaN;

  /** Forgets all points; what comes is kept within `top`…`bottom`. */
  begin(top: number, bottom: number): this {
    this.length = 0;
    this.#top = top;
    this.#bottom = bottom;
    this.#x = Number.NaN;
    return this;
  }

  lift(): void {
    this.#x = Number.NaN;
    if (this.length > 0 && !Number.isNaN(this.points[this.length - 1]!)) this.#put(Number.NaN, Number.NaN);
  }

  to(x: number, y: number): void {
    const [fromX, fromY] = [this.#x, this.#y];
    this.#x = x;
    this.#y = y;
    const isIn = y >= this.#top && y <= this.#bottom;
    if (Number.isNaN(fromX)) {
      if (isIn) this.#put(x, y);
      return;
    }
    const wasIn = fromY >= this.#top && fromY <= this.#bottom;
    if (wasIn && isIn) this.#put(x, y);
    else this.#cross(fromX, fromY, x, y, wasIn, isIn);
  }

  #cross(fromX: number, fromY: number, x: number, y: number, wasIn: boolean, isIn: boolean): void {
    const edgeOf = (value: number): number => (value < this.#top ? this.#top : this.#bottom);
    const xAt = (edge: number): number => fromX + ((x - fromX) * (edge - fromY)) / (y - fromY);
    if (!wasIn && !isIn && edgeOf(fromY) === edgeOf(y)) return;
    if (!wasIn) {
      if (this.length > 0 && !Number.isNaN(this.points[this.length - 1]!)) this.#put(Number.NaN, Number.NaN);
      this.#put(xAt(edgeOf(fromY)), edgeOf(fromY));
    }
    if (isIn) this.#put(x, y);
    else this.#put(xAt(edgeOf(y)), edgeOf(y));
  }

  #put(x: number, y: number): void {
    if (this.length + 2 > this.points.length) {
      const more = new Float32Array(2 * this.points.length);
      more.set(this.points);
      this.points = more;
    }
    this.points[this.length++] = x;
    this.points[this.length++] = y;
  }
}
