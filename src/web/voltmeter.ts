/** One voltmeter: its dial, the reading in figures, and the highest of this sweep. */
import type { AxonFacts, Measure } from '../controller/contract.js';
import type { PagePicture } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { dialScale, needleDegrees, type Scale } from './dial.js';
import { drawFace, drawHands } from './dial-face.js';
import { byId } from './svg.js';
import { NO_FIGURE, sameCrest, setText, signedFigure } from './words.js';

/** Figures that change faster than this cannot be read [ms of room]. */
const FIGURE_EVERY_MS = 80;
/** A highest that is no higher above rest than this is no peak [mV]. */
const PEAK_FROM_MV = 0.05;

/** A tenth of a millivolt cannot be read while it runs. */
export function readingWords(potentialMv: number, standsStill: boolean): string {
  return signedFigure(potentialMv, standsStill ? 1 : 0);
}

/** Which highest potential the dial has: drawn again only where it is another one. Pure. */
export class HighestShown {
  /** Undefined: what is drawn is not known to be so. */
  #shownMv: number | undefined;

  /** Of another axon, or after a break: the next one is drawn whatever it is, also where there is none. */
  forget(): void {
    this.#shownMv = undefined;
  }

  is(highestMv: number): boolean {
    return Object.is(highestMv, this.#shownMv);
  }

  /** @returns whether it is to be drawn. */
  take(highestMv: number): boolean {
    if (this.is(highestMv)) return false;
    this.#shownMv = highestMv;
    return true;
  }
}

export class Voltmeter {
  readonly #name: MeterName;
  readonly #hands = drawHands();
  readonly #dial: HTMLElement;
  readonly #figure: HTMLElement;
  readonly #peakBox: HTMLElement;
  readonly #peak: HTMLElement;
  #axon: AxonFacts | undefined;
  #scale: Scale = { lowMv: 0, highMv: 1 };
  #standsStill = false;
  #measured: Measure = { value: null, because: '' };
  #shownMv = Number.NaN;
  readonly #highest = new HighestShown();
  #figureAtMs = Number.NEGATIVE_INFINITY;

  constructor(name: MeterName) {
    this.#name = name;
    this.#dial = byId(`${name}-dial`, HTMLElement);
    this.#dial.append(...this.#hands.layers);
    this.#figure = byId(`${name}-figure`, HTMLElement);
    this.#peakBox = byId(`${name}-peak-box`, HTMLElement);
    this.#peak = byId(`${name}-highest`, HTMLElement);
    this.#showHighest(Number.NaN);
  }

  /** Takes the scale that suits the axon that runs. @param peak as it was measured, where it was. */
  setUp(axon: AxonFacts, standsStill: boolean, peak: Measure): void {
    this.#measured = peak;
    if (standsStill !== this.#standsStill) {
      this.#standsStill = standsStill;
      this.#figureAtMs = Number.NEGATIVE_INFINITY;
    }
    if (JSON.stringify(axon) === JSON.stringify(this.#axon)) return;
    this.#axon = axon;
    this.#scale = dialScale(axon);
    this.#dial.querySelector('.face')?.remove();
    this.#dial.prepend(drawFace(this.#name, axon));
    this.#shownMv = Number.NaN;
    this.#highest.forget();
    this.#showHighest(Number.NaN);
    this.#figureAtMs = Number.NEGATIVE_INFINITY;
  }

  /** @returns whether the figures still lag behind the needle and want another call. */
  show(picture: PagePicture, wallMs: number): boolean {
    const isBlue = this.#name === 'blue';
    const potentialMv = isBlue ? picture.blueMv : picture.yellowMv;
    if (potentialMv !== this.#shownMv) {
      this.#shownMv = potentialMv;
      this.#hands.needle.style.transform = this.#turn(potentialMv);
    }
    if (wallMs - this.#figureAtMs < FIGURE_EVERY_MS) return true;
    const isNew = setText(this.#figure, readingWords(potentialMv, this.#standsStill));
    const highestMv = isBlue ? picture.blueHighestMv : picture.yellowHighestMv;
    if (isNew || !this.#highest.is(highestMv)) this.#figureAtMs = wallMs;
    this.#showHighest(sameCrest(highestMv, this.#measured));
    return false;
  }

  /** No connection, no reading. */
  blank(): void {
    this.#figure.textContent = NO_FIGURE;
    this.#showHighest(Number.NaN);
    this.#shownMv = Number.NaN;
    this.#figureAtMs = Number.NEGATIVE_INFINITY;
  }

  #showHighest(highestMv: number): void {
    if (!this.#highest.take(highestMv)) return;
    const isPeak = this.#axon !== undefined && highestMv > this.#axon.restMv + PEAK_FROM_MV;
    this.#peakBox.hidden = !isPeak;
    this.#hands.highest.style.visibility = isPeak ? '' : 'hidden';
    setText(this.#peak, signedFigure(highestMv));
    if (isPeak) this.#hands.highest.style.transform = this.#turn(highestMv);
  }

  #turn(potentialMv: number): string {
    return `rotate(${needleDegrees(potentialMv, this.#scale).toFixed(2)}deg)`;
  }
}
