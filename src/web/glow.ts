/**
 * The light around the LEDs, added up where light adds up: in linear PWM counts. Only then is it encoded for the
 * screen. The picture is small (a smooth glow needs few pixels) and the canvas stretches it. Pure.
 */
import type { SceneGeometry } from './geometry.js';

/** A halo is a sum of round Gaussians: `share` of a long, evenly lit strip's light on its axis. */
interface Halo {
  readonly sigmaX: number;
  readonly sigmaY: number;
  readonly share: number;
}

/** Linear light (0…1) is looked up in this many steps; the darkest is below one step of the screen. */
const LIGHT_STEPS = 4096;
/** The widest halo: the membrane catches nothing of it, so it is summed only when all is painted. */
const WIDE = 2;

export class Glow {
  readonly columns: number;
  readonly rows: number;
  readonly #ledCount: number;
  /** Per halo: weight of LED i in column x at [x * ledCount + i], and weight of row y. */
  readonly #across: Float32Array[] = [];
  readonly #down: Float32Array[] = [];
  /** Per halo: R, G, B of each column, before the rows. */
  readonly #lines: Float32Array[] = [];
  #rgb: Uint8Array = new Uint8Array(0);
  readonly #light: Float32Array;
  readonly #encoded: Uint8ClampedArray;

  /**
   * @param toScreen byte for a linear light of 0…1
   * @param exposure linear light of a PWM count of 255
   */
  constructor(
    geometry: SceneGeometry,
    ledCount: number,
    toScreen: (light: number) => number,
    exposure: number,
  ) {
    this.#ledCount = ledCount;
    this.columns = Math.max(48, Math.min(240, ledCount * 3));
    this.rows = 48;
    this.#light = Float32Array.from({ length: 256 }, (_, count) => (count / 255) * exposure);
    this.#encoded = Uint8ClampedArray.from({ length: LIGHT_STEPS + 1 }, (_, i) => toScreen(i / LIGHT_STEPS));
    const { pitch, radius, height } = geometry;
    const halos: Halo[] = [
      { sigmaX: Math.max(pitch, radius * 0.35), sigmaY: radius * 0.5, share: 0.16 },
      { sigmaX: Math.max(pitch, radius * 1.1), sigmaY: radius * 1.05, share: 0.085 },
      { sigmaX: Math.max(pitch, height * 0.42), sigmaY: height * 0.34, share: 0.03 },
    ];
    for (const halo of halos) this.#addHalo(geometry, halo);
  }

  #addHalo(geometry: SceneGeometry, halo: Halo): void {
    const across = new Float32Array(this.columns * this.#ledCount);
    const peak = (halo.share * geometry.pitch) / (halo.sigmaX * Math.sqrt(2 * Math.PI));
    for (let x = 0; x < this.columns; x++) {
      const centreX = ((x + 0.5) * geometry.width) / this.columns;
      for (let i = 0; i < this.#ledCount; i++) {
        const distance = (centreX - geometry.ledXs[i]!) / halo.sigmaX;
        across[x * this.#ledCount + i] = peak * Math.exp(-0.5 * distance * distance);
      }
    }
    const down = Float32Array.from({ length: this.rows }, (_, y) => {
      const distance = (((y + 0.5) * geometry.height) / this.rows - geometry.axisY) / halo.sigmaY;
      return Math.exp(-0.5 * distance * distance);
    });
    this.#across.push(across);
    this.#down.push(down);
    this.#lines.push(new Float32Array(3 * this.columns));
  }

  /** Adds the light of all LEDs up (`rgb`: PWM counts), for what is painted next. They stay as they are until then. */
  gather(rgb: Uint8Array): void {
    this.#rgb = rgb;
    for (let h = 0; h < WIDE; h++) this.#sumColumns(rgb, this.#across[h]!, this.#lines[h]!);
  }

  /** Writes the glow over the still picture `base`: RGBA bytes, `columns` × `rows`. */
  paint(base: Uint8ClampedArray, rgba: Uint8ClampedArray): void {
    this.#sumColumns(this.#rgb, this.#across[WIDE]!, this.#lines[WIDE]!);
    const [narrow, middle, wide] = this.#lines as [Float32Array, Float32Array, Float32Array];
    let at = 0;
    for (let y = 0; y < this.rows; y++) {
      const a = this.#down[0]![y]!;
      const b = this.#down[1]![y]!;
      const c = this.#down[2]![y]!;
      for (let x = 0; x < 3 * this.columns; x += 3) {
        for (let channel = 0; channel < 3; channel++) {
          const light = a * narrow[x + channel]! + b * middle[x + channel]! + c * wide[x + channel]!;
          rgba[at] = base[at]! + this.#encoded[light >= 1 ? LIGHT_STEPS : (light * LIGHT_STEPS + 0.5) | 0]!;
          at++;
        }
        rgba[at++] = 255;
      }
    }
  }

  /** Writes the light that the membrane catches along the axon: RGBA bytes, `columns` × 1. */
  paintMembrane(ambient: readonly number[], rgba: Uint8ClampedArray): void {
    for (let x = 0, at = 0; x < 3 * this.columns; x += 3) {
      for (let channel = 0; channel < 3; channel++) {
        // It is thin and catches well: brighter than what passes it.
        const light = 1.6 * (this.#lines[0]![x + channel]! + this.#lines[1]![x + channel]!);
        rgba[at++] =
          ambient[channel]! + this.#encoded[light >= 1 ? LIGHT_STEPS : (light * LIGHT_STEPS + 0.5) | 0]!;
      }
      rgba[at++] = 255;
    }
  }

  #sumColumns(rgb: Uint8Array, across: Float32Array, line: Float32Array): void {
    const leds = this.#ledCount;
    for (let x = 0; x < this.columns; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let i = 0, weightAt = x * leds, at = 0; i < leds; i++, at += 3) {
        const weight = across[weightAt + i]!;
        red += weight * this.#light[rgb[at]!]!;
        green += weight * this.#light[rgb[at + 1]!]!;
        blue += weight * this.#light[rgb[at + 2]!]!;
      }
      line[3 * x] = red;
      line[3 * x + 1] = green;
      line[3 * x + 2] = blue;
    }
  }
}
