/** The flash limit of light that hands show: three flashes a second of any LED, sixth or whole, as `display/flash-limit.ts` has it. */
import { FLASH_WINDOW_MS, FLASHES_PER_WINDOW, watchedParts } from '../../display/flash-limit.js';
import { luminanceOf } from '../../display/luminance.js';
import { createSwingMeter } from '../../display/swing-meter.js';

/** Changes count from a share of this on; dimmer than the brightest of any palette, so no light is too dim to be counted. */
const BRIGHTEST = luminanceOf(60, 60, 60);

/** Luminance of each LED of a strip, of which those from `first` on have colours and all others are dark. */
export function luminancesOf(rgb: Uint8Array, first: number, ledCount: number): Float64Array {
  const lights = new Float64Array(ledCount);
  for (let at = 0; at < rgb.length; at += 3)
    lights[first + at / 3] = luminanceOf(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
  return lights;
}

export class HandsFlashes {
  readonly #parts: ReturnType<typeof watchedParts>;
  readonly #meter: ReturnType<typeof createSwingMeter>;

  constructor(ledCount: number) {
    this.#parts = watchedParts(ledCount);
    this.#meter = createSwingMeter({
      thresholds: Float64Array.from(this.#parts, ({ smallestChange }) => smallestChange * BRIGHTEST),
      flashes: FLASHES_PER_WINDOW,
      windowMs: FLASH_WINDOW_MS,
    });
  }

  /** Whether the strip may show this now; it is taken for shown then. Dark always may. */
  admits(lights: Float64Array, nowMs: number): boolean {
    const sums = this.#parts.map(({ from, to }) =>
      lights.subarray(from, to).reduce((sum, one) => sum + one, 0),
    );
    if (sums.some((sum, part) => this.#meter.barsRise(part, sum, nowMs))) return false;
    for (const [part, sum] of sums.entries()) this.#meter.record(part, sum, nowMs);
    return true;
  }
}
