/**
 * How finely canvases are drawn: where so many pictures come in one frame that the page cannot keep pace, coarser lines
 * buy more frames. Once coarse it stays so: what changes to and fro is worse than either. Pure.
 */

/** Pictures in a frame, at 60 a second: fewer than 35 frames a second then. */
const SLOW_PICTURES = 1.7;
/** It is judged by so many frames, so that the start of a page or a short load does not count. */
const FRAMES = 90;
/** After a pause many have come at once, which says nothing. */
const MOST_PICTURES = 3;

export class Density {
  #frames = 0;
  #pictures = 0;
  #waiting = 0;
  #isCoarse = false;

  /** A picture has come. */
  picture(): void {
    this.#waiting++;
  }

  /** A frame is drawn. @returns whether canvases are to be coarser from now on. */
  frame(): boolean {
    if (this.#isCoarse || this.#waiting === 0) return false;
    this.#frames++;
    this.#pictures += Math.min(MOST_PICTURES, this.#waiting);
    this.#waiting = 0;
    if (this.#frames < FRAMES) return false;
    this.#isCoarse = this.#pictures > SLOW_PICTURES * this.#frames;
    this.#frames = 0;
    this.#pictures = 0;
    return this.#isCoarse;
  }
}
