/**
 * The strip on the page: the very PWM counts that the hardware gets, as LEDs inside a drawn axon with its gates. All that
 * is soft goes into a small picture that is stretched; only the band with LEDs, membrane and gates is drawn
 * sharply. One picture then is a handful of image operations and no allocation.
 */
import {
  drawLedMask,
  drawMembraneMask,
  drawStill,
  MEMBRANE_AMBIENT,
  membraneReach,
  type Sheath,
} from './axon-drawing.js';
import { lightToScreen, screenBytes } from './colour.js';
import type { SceneGeometry } from './geometry.js';
import { Glow } from './glow.js';
import { GatePainter } from './stage/gate-painter.js';
import { hiddenPen, penOn, type StageInk, screenScale } from './stage/pen.js';

export interface StripLook {
  /** Middles of the pairs of gates [CSS px]; none while there are no channels. */
  readonly gateXs: readonly number[];
  readonly sheaths: readonly Sheath[];
  /** Whether the LEDs stand otherwise than evenly. */
  readonly isUneven: boolean;
  /** Linear light of a screen for a PWM count of 255: the strip is dimmed for a classroom, the screen need not be. */
  readonly exposure: number;
  readonly ink: StageInk;
}

/** All that is prepared for one size of the scene, one number of LEDs and one look. */
export class Strip {
  readonly #geometry: SceneGeometry;
  readonly #isUneven: boolean;
  readonly #scale: number;
  readonly #gates: GatePainter;
  readonly #glow: Glow;
  readonly #glowPen: CanvasRenderingContext2D;
  /** The small picture, and one of half the size, up to which it is smoothed; undefined where the browser itself stretches it. */
  readonly #soft:
    | { readonly small: CanvasRenderingContext2D; readonly middle: CanvasRenderingContext2D }
    | undefined;
  readonly #glowPixels: ImageData;
  readonly #base: Uint8ClampedArray;
  readonly #band: CanvasRenderingContext2D;
  readonly #mask: CanvasRenderingContext2D;
  /** Heights in the band: of the axis, and of the membrane from there [px of the canvas]. */
  readonly #axis: number;
  readonly #reach: { readonly inner: number; readonly outer: number };
  readonly #membrane: CanvasRenderingContext2D;
  readonly #membranePixels: ImageData;
  readonly #line: CanvasRenderingContext2D;
  readonly #leds: CanvasRenderingContext2D;
  readonly #ledPixels: ImageData;
  /** Screen byte of each PWM count. */
  readonly #screenByte: Uint8Array;

  constructor(
    geometry: SceneGeometry,
    ledCount: number,
    look: StripLook,
    glowCanvas: HTMLCanvasElement,
    bandCanvas: HTMLCanvasElement,
  ) {
    const { width, height, bandTop, bandHeight } = geometry;
    this.#geometry = geometry;
    this.#isUneven = look.isUneven;
    this.#screenByte = screenBytes(look.exposure);
    const scale = screenScale();
    this.#scale = scale;
    this.#gates = new GatePainter(geometry, look.gateXs, scale, look.ink);

    this.#glow = new Glow(geometry, ledCount, lightToScreen, look.exposure);
    const { columns, rows } = this.#glow;
    // Without a graphics card a browser stretches it again in every frame, and the soft light changes in few of them: there it is
    // stretched once, to half its size smoothly and then by doubling pixels, which is three times as fast and nobody sees.
    // What lies below it need not be drawn.
    const isStretchedHere = scale === 1;
    glowCanvas.style.height = `${height}px`;
    this.#glowPen = isStretchedHere
      ? penOn(glowCanvas, width, height, { alpha: false })
      : penOn(glowCanvas, columns, rows, { alpha: false });
    this.#glowPen.imageSmoothingEnabled = false;
    this.#soft = isStretchedHere
      ? {
          small: hiddenPen(columns, rows, { alpha: false }),
          middle: hiddenPen(Math.ceil(width / 2), Math.ceil(height / 2), { alpha: false }),
        }
      : undefined;
    this.#glowPixels = this.#glowPen.createImageData(columns, rows);
    const still = hiddenPen(columns, rows, { willReadFrequently: true });
    still.setTransform(columns / width, 0, 0, rows / height, 0, 0);
    drawStill(still, geometry);
    this.#base = still.getImageData(0, 0, columns, rows).data;

    bandCanvas.style.top = `${bandTop}px`;
    bandCanvas.style.height = `${bandHeight}px`;
    this.#band = penOn(bandCanvas, width * scale, bandHeight * scale);
    this.#mask = hiddenPen(width * scale, bandHeight * scale);
    this.#mask.setTransform(scale, 0, 0, scale, 0, -bandTop * scale);
    drawMembraneMask(this.#mask, geometry, look.sheaths);
    drawLedMask(this.#mask, geometry);
    const { inner, outer } = membraneReach(geometry);
    this.#axis = Math.round((geometry.axisY - bandTop) * scale);
    this.#reach = { inner: Math.floor(inner * scale), outer: Math.ceil(outer * scale) };

    this.#membrane = hiddenPen(columns, 1);
    this.#membranePixels = this.#membrane.createImageData(columns, 1);
    this.#line = hiddenPen(width * scale, 1);
    this.#leds = hiddenPen(ledCount, 1);
    this.#ledPixels = this.#leds.createImageData(Math.max(1, ledCount), 1);
    this.#ledPixels.data.fill(255);
  }

  /** The colours that the screen shows: R, G, B and 255 for each LED. */
  get ledColours(): Uint8ClampedArray {
    return this.#ledPixels.data;
  }

  /** The soft light of the picture that was drawn last: dear, and nobody sees whether it is a picture or two late. */
  drawGlow(): void {
    this.#glow.paint(this.#base, this.#glowPixels.data);
    const pen = this.#glowPen;
    const { small, middle } = this.#soft ?? { small: pen, middle: undefined };
    small.putImageData(this.#glowPixels, 0, 0);
    if (!middle) return;
    middle.drawImage(small.canvas, 0, 0, middle.canvas.width, middle.canvas.height);
    pen.drawImage(middle.canvas, 0, 0, 2 * middle.canvas.width, 2 * middle.canvas.height);
  }

  /**
   * @param rgb PWM counts, three for each LED.
   * @param gates two bytes for each pair.
   * @param phase how far the ions have come from one to the next, 0 to 1.
   */
  draw(rgb: Uint8Array, gates: Uint8Array, phase: number): void {
    this.#glow.gather(rgb);
    // The membrane catches the light that passes it.
    this.#glow.paintMembrane(MEMBRANE_AMBIENT, this.#membranePixels.data);
    this.#membrane.putImageData(this.#membranePixels, 0, 0);
    const band = this.#band;
    const { width } = band.canvas;
    // In two steps, since smoothing is slow: along the axon on one line, then that line over the height of the membrane. The
    // mask first and colours on what it has, only where it has something: that is several times as fast as the other way round.
    this.#line.drawImage(this.#membrane.canvas, 0, 0, width, 1);
    band.globalCompositeOperation = 'copy';
    band.drawImage(this.#mask.canvas, 0, 0);
    band.globalCompositeOperation = 'source-atop';
    band.imageSmoothingEnabled = false;
    const { inner, outer } = this.#reach;
    for (const top of [this.#axis - outer, this.#axis + inner])
      band.drawImage(this.#line.canvas, 0, 0, width, 1, 0, top, width, outer - inner);
    if (rgb.length >= 3) this.#drawLeds(rgb);
    band.globalCompositeOperation = 'source-over';
    this.#gates.draw(band, gates, phase);
  }

  /** One pixel per LED, stretched without mixing: the colour on screen is the colour that was sent. */
  #drawLeds(rgb: Uint8Array): void {
    const pixels = this.#ledPixels.data;
    for (let from = 0, to = 0; from + 2 < rgb.length; from += 3, to += 4) {
      pixels[to] = this.#screenByte[rgb[from]!]!;
      pixels[to + 1] = this.#screenByte[rgb[from + 1]!]!;
      pixels[to + 2] = this.#screenByte[rgb[from + 2]!]!;
    }
    this.#leds.putImageData(this.#ledPixels, 0, 0);
    const { left, length, axisY, ledWidth, ledHeight, ledXs, bandTop } = this.#geometry;
    const scale = this.#scale;
    const top = Math.floor((axisY - ledHeight / 2 - bandTop) * scale);
    const height = Math.ceil(ledHeight * scale) + 1;
    if (this.#isUneven) {
      for (const [led, x] of ledXs.entries()) {
        const from = (x - ledWidth / 2 - 1) * scale;
        this.#band.drawImage(this.#leds.canvas, led, 0, 1, 1, from, top, (ledWidth + 2) * scale, height);
      }
      return;
    }
    this.#band.drawImage(this.#leds.canvas, left * scale, top, length * scale, height);
  }
}
