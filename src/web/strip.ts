/**
 * The strip on the page: the very PWM counts that the hardware gets, as LEDs inside a drawn axon. All that is soft
 * goes into a small picture that the browser stretches; only the band with LEDs and membrane is drawn sharply. One
 * picture then is a handful of image operations and no allocation.
 */
import { drawLedMask, drawMembraneMask, drawStill, MEMBRANE_AMBIENT } from './axon-drawing.js';
import { lightToScreen, screenBytes } from './colour.js';
import type { SceneGeometry } from './geometry.js';
import { sceneGeometry } from './geometry.js';
import { Glow } from './glow.js';

export interface StripLook {
  readonly siteCount: number;
  /** Where the LEDs sit, as shares of the axon's length; none if evenly. */
  readonly ledPlaces: readonly number[];
  /** The membrane has its voltage-gated channels at sites 0, n, 2n, …; 0: it has none now. */
  readonly channelEvery: number;
  /** The LEDs that show a node of Ranvier; the axon is wrapped in between. */
  readonly nodeLeds: readonly number[];
  /** Linear light of a screen for a PWM count of 255: the strip is dimmed for a classroom, the screen need not be. */
  readonly exposure: number;
}

export class Strip {
  readonly #scene: HTMLElement;
  readonly #glow: HTMLCanvasElement;
  readonly #band: HTMLCanvasElement;
  #look: StripLook = { siteCount: 1, ledPlaces: [], channelEvery: 0, nodeLeds: [], exposure: 1 };
  #shown = new Uint8Array(0);
  #geometry: SceneGeometry = sceneGeometry(1, 1, 0);
  #picture: Picture | undefined;

  /**
   * @param scene what is filled
   * @param glow canvas for the soft light, stretched over the scene
   * @param band canvas for LEDs and membrane, placed here
   */
  constructor(scene: HTMLElement, glow: HTMLCanvasElement, band: HTMLCanvasElement) {
    this.#scene = scene;
    this.#glow = glow;
    this.#band = band;
  }

  get geometry(): SceneGeometry {
    return this.#geometry;
  }

  /** Takes the scene's present size; draws again what it showed. */
  resize(): void {
    this.#prepare();
  }

  look(look: StripLook): void {
    if (JSON.stringify(look) === JSON.stringify(this.#look)) return;
    this.#look = look;
    this.#prepare();
  }

  /** Shows PWM counts; a picture like the one before costs a comparison. */
  show(rgb: Uint8Array): void {
    if (sameBytes(rgb, this.#shown)) return;
    const other = rgb.length !== this.#shown.length;
    if (other) this.#shown = new Uint8Array(rgb.length);
    this.#shown.set(rgb);
    if (other) this.#prepare();
    else this.#picture?.draw(this.#shown);
  }

  #prepare(): void {
    const { clientWidth, clientHeight } = this.#scene;
    if (clientWidth === 0 || clientHeight === 0) return;
    const ledCount = Math.floor(this.#shown.length / 3);
    this.#geometry = sceneGeometry(clientWidth, clientHeight, ledCount, this.#look.ledPlaces);
    this.#picture = new Picture(this.#geometry, ledCount, this.#look, this.#glow, this.#band);
    this.#picture.draw(this.#shown);
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function pen(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  settings: CanvasRenderingContext2DSettings = {},
): CanvasRenderingContext2D {
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d', settings);
  if (!context)
    throw new Error('This browser cannot draw on a canvas; any current Firefox, Chrome or Safari can.');
  return context;
}

function layer(width: number, height: number): CanvasRenderingContext2D {
  return pen(document.createElement('canvas'), width, height);
}

/** All that is prepared for one size of the scene, one number of LEDs and one look. */
class Picture {
  readonly #geometry: SceneGeometry;
  readonly #isUneven: boolean;
  readonly #scale: number;
  readonly #glow: Glow;
  readonly #glowPen: CanvasRenderingContext2D;
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
    this.#isUneven = look.ledPlaces.length === ledCount;
    this.#screenByte = screenBytes(look.exposure);
    // Twice is enough, and a phone's three times costs more than it shows.
    this.#scale = Math.min(2, window.devicePixelRatio || 1);
    const scale = this.#scale;

    this.#glow = new Glow(geometry, ledCount, lightToScreen, look.exposure);
    const { columns, rows } = this.#glow;
    this.#glowPen = pen(glowCanvas, columns, rows);
    this.#glowPixels = this.#glowPen.createImageData(columns, rows);
    const still = pen(document.createElement('canvas'), columns, rows, { willReadFrequently: true });
    still.setTransform(columns / width, 0, 0, rows / height, 0, 0);
    drawStill(still, geometry);
    this.#base = still.getImageData(0, 0, columns, rows).data;

    bandCanvas.style.top = `${bandTop}px`;
    bandCanvas.style.height = `${bandHeight}px`;
    this.#band = pen(bandCanvas, width * scale, bandHeight * scale);
    this.#mask = layer(width * scale, bandHeight * scale);
    this.#mask.setTransform(scale, 0, 0, scale, 0, -bandTop * scale);
    drawMembraneMask(this.#mask, geometry, look);
    drawLedMask(this.#mask, geometry);

    this.#membrane = layer(columns, 1);
    this.#membranePixels = this.#membrane.createImageData(columns, 1);
    this.#line = layer(width * scale, 1);
    this.#leds = layer(ledCount, 1);
    this.#ledPixels = this.#leds.createImageData(Math.max(1, ledCount), 1);
    this.#ledPixels.data.fill(255);
  }

  draw(rgb: Uint8Array): void {
    this.#glow.paint(rgb, this.#base, this.#glowPixels.data);
    this.#glowPen.putImageData(this.#glowPixels, 0, 0);

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
