/**
 * The strip on the page: the very PWM counts that the hardware gets, as LEDs inside a drawn axon with its gates. All that
 * is soft goes into a small picture that is stretched; only the band with LEDs, membrane and gates is drawn
 * sharply. One picture then is a handful of image operations and no allocation.
 */
import { drawLedMask, drawMembraneMask, drawStill, MEMBRANE_AMBIENT, type Sheath } from './axon-drawing.js';
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
  /** The small picture; undefined where the browser itself stretches it. */
  readonly #softPen: CanvasRenderingContext2D | undefined;
  readonly #glowPixels: ImageData;
  readonly #base: Uint8ClampedArray;
  readonly #band: CanvasRenderingContext2D;
  readonly #mask: CanvasRenderingContext2D;
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
    // stretched once. What lies below it need not be drawn.
    const isStretchedHere = scale === 1;
    glowCanvas.style.height = `${height}px`;
    this.#glowPen = isStretchedHere
      ? penOn(glowCanvas, width, height, { alpha: false })
      : penOn(glowCanvas, columns, rows, { alpha: false });
    this.#softPen = isStretchedHere ? hiddenPen(columns, rows, { alpha: false }) : undefined;
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

    this.#membrane = hiddenPen(columns, 1);
    this.#membranePixels = this.#membrane.createImageData(columns, 1);
    this.#line = hiddenPen(width * scale, 1);
    this.#leds = hiddenPen(ledCount, 1);
    this.#ledPixels = this.#leds.createImageData(Math.max(1, ledCount), 1);
    this.#ledPixels.data.fill(255);
  }

  /** One pixel for each LED, in the colours that the screen shows. */
  get ledColours(): HTMLCanvasElement {
    return this.#leds.canvas;
  }

  /** The soft light of the picture that was drawn last: dear, and nobody sees whether it is a picture or two late. */
  drawGlow(): void {
    this.#glow.paint(this.#base, this.#glowPixels.data);
    const pen = this.#glowPen;
    (this.#softPen ?? pen).putImageData(this.#glowPixels, 0, 0);
    if (this.#softPen) pen.drawImage(this.#softPen.canvas, 0, 0, pen.canvas.width, pen.canvas.height);
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
    const { width, height } = band.canvas;
    // In two steps, since smoothing is slow: along the axon on one line, then that line over the whole height.
    this.#line.drawImage(this.#membrane.canvas, 0, 0, width, 1);
    band.globalCompositeOperation = 'copy';
    band.imageSmoothingEnabled = false;
    band.drawImage(this.#line.canvas, 0, 0, width, height);
    band.globalCompositeOperation = 'source-over';
    if (rgb.length >= 3) this.#drawLeds(rgb);
    band.globalCompositeOperation = 'destination-in';
    band.drawImage(this.#mask.canvas, 0, 0);
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
