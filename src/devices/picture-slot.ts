import { STOP_BYTES } from '../display/palette.js';
import { REST_LEVEL } from '../units.js';
import type { DeviceStats, Palette, Picture } from './device.js';

/** What is counted of pictures before they go out. */
export type OfferCounts = {
  -readonly [name in 'picturesOffered' | 'picturesSuperseded' | 'rejected']: DeviceStats[name];
};

/** The latest picture, copied from its owner: a slot for one, where the newer replaces the older. */
export class PictureSlot implements Picture {
  readonly levels: Uint8Array;
  readonly rgb: Uint8Array;
  /** Of the latest picture that had one. */
  palette: Palette | undefined;
  readonly needleLevels: [number, number] = [REST_LEVEL, REST_LEVEL];
  faultLamp = false;
  inputId = 0;
  readonly #stops = new Uint8Array(STOP_BYTES);
  readonly #palette = { stops: this.#stops, exact: false };
  #state: 'none' | 'fresh' | 'taken' = 'none';

  constructor(ledCount: number) {
    this.levels = new Uint8Array(ledCount);
    this.rgb = new Uint8Array(3 * ledCount);
  }

  /** `none`: nothing to show; `fresh`: not taken yet; `taken`: it went out, and may go out again. */
  get state(): 'none' | 'fresh' | 'taken' {
    return this.#state;
  }

  /** Copies a picture, and counts what becomes of it. False if it is for another number of LEDs: then it is rejected. */
  offer({ levels, rgb, palette, needleLevels, faultLamp, inputId }: Picture, counts: OfferCounts): boolean {
    counts.picturesOffered++;
    if (levels.length !== this.levels.length || rgb.length !== this.rgb.length) {
      counts.rejected++;
      return false;
    }
    if (this.#state === 'fresh') counts.picturesSuperseded++;
    this.levels.set(levels);
    this.rgb.set(rgb);
    if (palette) this.#keep(palette);
    this.needleLevels[0] = needleLevels[0];
    this.needleLevels[1] = needleLevels[1];
    this.faultLamp = faultLamp === true;
    this.inputId = inputId;
    this.#state = 'fresh';
    return true;
  }

  #keep({ stops, exact }: Palette): void {
    this.#stops.set(stops);
    this.#palette.exact = exact;
    this.palette = this.#palette;
  }

  /** The picture is on its way. */
  take(): void {
    this.#state = 'taken';
  }

  /** The board has forgotten what it showed: the latest picture is news again. */
  refresh(): void {
    if (this.#state === 'taken') this.#state = 'fresh';
  }

  /** There is nothing to show any more. */
  clear(): void {
    this.#state = 'none';
  }
}
