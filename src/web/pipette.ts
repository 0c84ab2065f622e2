/** One glass pipette with its wire: how it is drawn, and how it glides to where it is to be. */
import { svg } from './svg.js';

/** From the tip to the end of the glass, and half its width there [CSS px at a root of 16]. */
const LENGTH = 98;
const HALF = 9.5;
/** It leans at least so far, and at most, from the tip to the end. */
const LEAST_LEAN = 14;
const MOST_LEAN = 26;
/** The ends of two lie at least so far apart, for which they lean further. */
const APART = 30;
const FURTHEST_LEAN = 48;
/** Free space between the end of the glass and the edge of the scene. */
const EDGE = 14;
/** A glide is over after about so long [ms of room]. */
const MOVE_MS = 320;
/** Closer than this it is there [CSS px]. */
const THERE = 0.3;

/** What must be known of the scene to draw a pipette on it [CSS px]. */
export interface PipetteScene {
  readonly width: number;
  /** Of lengths here, for a page with larger letters. */
  readonly size: number;
  /** Where its wire ends. */
  readonly socketX: number;
  readonly socketY: number;
}

/** How far the end of the glass is beside the tip: towards where the wire goes. @param usual where that does not say. */
export function leanOf(
  { size, socketX }: Pick<PipetteScene, 'size' | 'socketX'>,
  x: number,
  usual: 1 | -1,
): number {
  const wanted = (0.4 * (socketX - x)) / size;
  const side = Math.abs(wanted) < LEAST_LEAN ? usual : Math.sign(wanted);
  return side * Math.max(LEAST_LEAN, Math.min(MOST_LEAN, Math.abs(wanted)));
}

/** Puts the leans of pipettes so far apart that none hides another, and all on the scene; in place, in order of their tips. */
export function spreadLeans(
  xs: readonly number[],
  leans: number[],
  { width, size }: Pick<PipetteScene, 'width' | 'size'>,
): void {
  for (let round = 0; round < 4; round++)
    for (let k = 1; k < xs.length; k++) {
      const lacks = APART - ((xs[k]! - xs[k - 1]!) / size + leans[k]! - leans[k - 1]!);
      if (lacks <= 0) continue;
      leans[k - 1]! -= lacks / 2;
      leans[k]! += lacks / 2;
    }
  for (let k = 0; k < xs.length; k++) {
    const lean = Math.max(-FURTHEST_LEAN, Math.min(FURTHEST_LEAN, leans[k]!));
    leans[k] = Math.max(EDGE - xs[k]! / size, Math.min(lean, (width - xs[k]!) / size - EDGE));
  }
}

/** Above what is below the scene a wire hangs less. */
const SHALLOW = 60;

/** How far a wire hangs down where it leaves the glass, of the `fall` to its socket. */
function sagOf(fall: number, size: number): number {
  return Math.min(0.55 * fall, Math.max(0.2 * fall, fall - SHALLOW * size));
}

export class Pipette {
  readonly group: SVGGElement;
  readonly wire: SVGPathElement;
  readonly #words: SVGTextElement;
  readonly #usual: 1 | -1;
  #x = Number.NaN;
  #y = 0;
  #toX = 0;
  #toY = 0;

  /** @param name of its colour. @param usual to which side it leans where its wire does not say. */
  constructor(name: 'blue' | 'yellow' | 'stimulus', usual: 1 | -1) {
    this.#usual = usual;
    this.#words = svg('text', { class: 'tip-words', y: -14 });
    this.group = svg(
      'g',
      { class: `pipette ${name}` },
      svg('rect', { class: 'grip', x: -22, y: -8, width: 44, height: LENGTH + 16, rx: 14 }),
      svg('path', {
        class: 'glass',
        d: `M-0.9 0 L-3.6 28 C-4.6 37 ${-HALF + 1} 38 ${-HALF + 1} 50 L${-HALF} ${LENGTH} L${HALF} ${LENGTH} L${HALF - 1} 50 C${HALF - 1} 38 4.6 37 3.6 28 L0.9 0 Z`,
      }),
      svg('path', { class: 'silver', d: `M0 40 V${LENGTH}` }),
      svg('circle', { class: 'tip-ring', r: 8 }),
      svg('circle', { class: 'tip', r: 3.4 }),
      this.#words,
    );
    this.wire = svg('path', { class: `wire ${name}` });
  }

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  set shown(shown: boolean) {
    for (const part of [this.group, this.wire]) part.style.display = shown ? '' : 'none';
    if (!shown) this.#x = Number.NaN;
  }

  set words(words: string) {
    if (this.#words.textContent !== words) this.#words.textContent = words;
  }

  /** Where the tip is to be; one that was nowhere is there at once. */
  aim(x: number, y: number): void {
    this.#toX = x;
    this.#toY = y;
    if (Number.isNaN(this.#x)) this.jump();
  }

  jump(): void {
    this.#x = this.#toX;
    this.#y = this.#toY;
  }

  /** Moves on. @returns whether it is still on its way. */
  glide(byMs: number): boolean {
    const part = 1 - Math.exp((-4 * Math.max(1, byMs)) / MOVE_MS);
    this.#x += (this.#toX - this.#x) * part;
    this.#y += (this.#toY - this.#y) * part;
    if (Math.hypot(this.#toX - this.#x, this.#toY - this.#y) > THERE) return true;
    this.jump();
    return false;
  }

  /** How it leans by itself. @param lies in the bath it leans as far as it can: its wire passes above the graph. */
  lean(scene: PipetteScene, lies: boolean): number {
    const lean = leanOf(scene, this.#x, this.#usual);
    return lies ? Math.sign(lean) * FURTHEST_LEAN : lean;
  }

  put({ size, socketX, socketY }: PipetteScene, lean: number): void {
    const [x, y] = [this.#x, this.#y];
    const angle = Math.asin(lean / LENGTH);
    const degrees = (angle * 180) / Math.PI;
    this.group.setAttribute(
      'transform',
      `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)}) rotate(${(-degrees).toFixed(2)})`,
    );
    this.#words.setAttribute('transform', `rotate(${degrees.toFixed(2)})`);
    const endX = x + lean * size;
    const endY = y + Math.cos(angle) * LENGTH * size;
    const fall = socketY - endY;
    const outX = endX + lean * size * 0.35;
    const outY = endY + sagOf(fall, size);
    this.wire.setAttribute(
      'd',
      `M${endX.toFixed(1)} ${endY.toFixed(1)} C${outX.toFixed(1)} ${outY.toFixed(1)} ${socketX.toFixed(1)} ${(socketY - 0.7 * fall).toFixed(1)} ${socketX.toFixed(1)} ${socketY.toFixed(1)}`,
    );
  }
}
