/**
 * Potential over distance, right above the LEDs: bars in the LEDs' own colours, one line of ink over them, and the
 * highest so far as far as the front has come.
 */
import type { SceneGeometry } from '../geometry.js';
import { hiddenPen, penOn, type StageInk, screenScale } from './pen.js';
import { type PotentialScale, potentialY } from './potential-scale.js';
import { frontHasPassed } from './sweep-highest.js';

/** Room for half a line around the plot, and for the ends of the axis' lines [CSS px]. */
const EDGE_PX = 7;
/** A dotted line: so much line, so much nothing [CSS px]. */
const DOT_PX = [2, 5] as const;
const BAR_ALPHA = 0.62;
/** Between so few LEDs the line says little: each has a dot of its own. */
const MOST_DOTS = 16;
/** A palette has fewer. */
const MOST_COLOURS = 1000;
/** Heights are looked up in steps of this [mV]. */
const STEP_MV = 0.25;

export class Curve {
  readonly #pen: CanvasRenderingContext2D;
  readonly #place: DOMMatrix;
  readonly #colours = new Map<number, string>();
  readonly #geometry: SceneGeometry;
  readonly #ink: StageInk;
  readonly #xs: Float32Array;
  readonly #scale: PotentialScale;
  readonly #restMv: number;
  readonly #dots: CanvasPattern | null;
  /** Height of each step of potential, from the low end on. */
  readonly #ys: Float32Array;

  constructor(canvas: HTMLCanvasElement, geometry: SceneGeometry, scale: PotentialScale, ink: StageInk) {
    const { left, length, curveTop, curveBottom, ledXs } = geometry;
    this.#geometry = geometry;
    this.#ink = ink;
    this.#scale = scale;
    this.#restMv = scale.restMv;
    const [x, y] = [Math.floor(left - EDGE_PX), curveTop - EDGE_PX];
    const [width, height] = [Math.ceil(length + 2 * EDGE_PX + 1), curveBottom - curveTop + 2 * EDGE_PX];
    Object.assign(canvas.style, {
      left: `${x}px`,
      top: `${y}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const px = screenScale();
    this.#pen = penOn(canvas, width * px, height * px);
    this.#place = new DOMMatrix([px, 0, 0, px, -x * px, -y * px]);
    this.#pen.setTransform(this.#place);
    this.#pen.lineJoin = this.#pen.lineCap = 'round';
    this.#dots = this.#pen.createPattern(dotted(ink.line, px), 'repeat');
    this.#dots?.setTransform(new DOMMatrix().scale(1 / px));
    this.#xs = Float32Array.from(ledXs);
    this.#ys = Float32Array.from(
      { length: Math.ceil((scale.highMv - scale.lowMv) / STEP_MV) + 1 },
      (_, step) => potentialY(geometry, scale, scale.lowMv + step * STEP_MV),
    );
  }

  /** @param highestMv of each LED since the sweep began. @param ledColours R, G, B and 255 for each LED, as a screen shows them. */
  draw(potentialMv: Float32Array, highestMv: Float32Array, ledColours: Uint8ClampedArray): void {
    const pen = this.#pen;
    const { curveBottom, ledWidth, remPx } = this.#geometry;
    const leds = Math.min(this.#xs.length, potentialMv.length, highestMv.length);
    // All of the canvas: then nothing that was in it is copied first.
    pen.resetTransform();
    pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    pen.setTransform(this.#place);
    this.#drawAxis();
    pen.globalAlpha = BAR_ALPHA;
    for (let led = 0; led < leds; led++) {
      const y = this.#y(potentialMv[led]!);
      pen.fillStyle = this.#colour(ledColours, 4 * led);
      pen.fillRect(this.#xs[led]! - ledWidth / 2, y, ledWidth, curveBottom - y);
    }
    pen.globalAlpha = 1;
    this.#drawHighest(potentialMv, highestMv, leds);
    pen.strokeStyle = this.#ink.ink;
    pen.lineWidth = (2.6 * remPx) / 16;
    pen.beginPath();
    if (leds === 1) this.#tick(potentialMv[0]!);
    else for (let led = 0; led < leds; led++) pen.lineTo(this.#xs[led]!, this.#y(potentialMv[led]!));
    pen.stroke();
    if (leds > 1 && leds <= MOST_DOTS) this.#drawDots(potentialMv, leds);
  }

  /** Dotted lines at the levels of the axon, and a hairline where it rests. */
  #drawAxis(): void {
    const pen = this.#pen;
    const { left, length } = this.#geometry;
    for (const { kind, mv } of this.#scale.figures) {
      pen.fillStyle = kind === 'rest' || !this.#dots ? this.#ink.line : this.#dots;
      pen.globalAlpha = kind === 'rest' ? 0.55 : 1;
      pen.fillRect(left - EDGE_PX, Math.round(this.#y(mv)) - 0.5, length + 2 * EDGE_PX, 1);
    }
    pen.globalAlpha = 1;
  }

  /** A palette has few colours: each is put into words once. */
  #colour(rgba: Uint8ClampedArray, at: number): string {
    const key = (rgba[at]! << 16) | (rgba[at + 1]! << 8) | rgba[at + 2]!;
    let colour = this.#colours.get(key);
    if (colour === undefined) {
      if (this.#colours.size > MOST_COLOURS) this.#colours.clear();
      colour = `#${key.toString(16).padStart(6, '0')}`;
      this.#colours.set(key, colour);
    }
    return colour;
  }

  /** What a line is over a single LED. */
  #tick(mv: number): void {
    const half = this.#geometry.ledWidth / 2;
    this.#pen.moveTo(this.#xs[0]! - half, this.#y(mv));
    this.#pen.lineTo(this.#xs[0]! + half, this.#y(mv));
  }

  #y(mv: number): number {
    const step = Math.round((mv - this.#scale.lowMv) / STEP_MV);
    return this.#ys[step < 0 ? 0 : step >= this.#ys.length ? this.#ys.length - 1 : step]!;
  }

  /** Up to where the front is now: there the line ends on the potential itself. */
  #drawHighest(potentialMv: Float32Array, highestMv: Float32Array, leds: number): void {
    const pen = this.#pen;
    pen.strokeStyle = this.#ink.warm;
    pen.globalAlpha = 0.85;
    pen.lineWidth = (1.8 * this.#geometry.remPx) / 16;
    pen.beginPath();
    let isDown = false;
    if (leds === 1 && frontHasPassed(highestMv[0]!, potentialMv[0]!, this.#restMv)) this.#tick(highestMv[0]!);
    for (let led = 0; leds > 1 && led < leds; led++) {
      const hasPassed = frontHasPassed(highestMv[led]!, potentialMv[led]!, this.#restMv);
      const y = this.#y(highestMv[led]!);
      if (hasPassed && !isDown && led > 0) {
        pen.moveTo(this.#xs[led - 1]!, this.#y(highestMv[led - 1]!));
        pen.lineTo(this.#xs[led]!, y);
      } else if (hasPassed && !isDown) pen.moveTo(this.#xs[led]!, y);
      else if (hasPassed || isDown) pen.lineTo(this.#xs[led]!, y);
      isDown = hasPassed;
    }
    pen.stroke();
    pen.globalAlpha = 1;
  }

  #drawDots(potentialMv: Float32Array, leds: number): void {
    const pen = this.#pen;
    pen.fillStyle = this.#ink.ink;
    pen.beginPath();
    for (let led = 0; led < leds; led++) {
      const y = this.#y(potentialMv[led]!);
      pen.moveTo(this.#xs[led]!, y);
      pen.arc(this.#xs[led]!, y, 4, 0, 2 * Math.PI);
    }
    pen.fill();
  }
}

/** One dot and the room after it; a dotted line is then one rectangle. */
function dotted(colour: string, px: number): HTMLCanvasElement {
  const pen = hiddenPen((DOT_PX[0] + DOT_PX[1]) * px, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, DOT_PX[0] * px, 1);
  return pen.canvas;
}
