/** When each electrode's spikes are to be heard. Pure: the caller brings the time. */
import type { AxonFacts } from '../controller/contract.js';
import type { PagePicture } from '../server/messages.js';
import { METERS, type MeterName, mix } from '../units.js';

/** The longest that a picture stays the newest in the room, as a rule [ms]: 60 come in a second. */
const PICTURE_MS = 1000 / 60;

export interface Click {
  readonly name: MeterName;
  /** On the clock of the page [ms]. */
  readonly wallMs: number;
}

type AxonLevels = Pick<AxonFacts, 'restMv' | 'channels'>;

/**
 * Finds in the samples where a potential comes up through half the height of a spike, and says when to click: within the
 * picture that brought it, as far in as the samples say, so that it is heard with the light and two clicks are as far
 * apart as two spikes.
 */
export class ClickFinder {
  #halfMv = Number.POSITIVE_INFINITY;
  #readyMv = Number.NEGATIVE_INFINITY;
  #places: Readonly<Record<MeterName, unknown>> = { blue: 'bath', yellow: 'bath' };
  /** Whether the potential has been low since the last click, so that the next rise counts. */
  readonly #isReady: Record<MeterName, boolean> = { blue: false, yellow: false };
  #lastMs = Number.NaN;

  /** An electrode that has moved sees another potential at once: that is no spike. */
  setUp({ restMv, channels }: AxonLevels, places: Readonly<Record<MeterName, unknown>>): void {
    this.#halfMv = mix(restMv, channels.sodiumClosesMv, 0.5);
    this.#readyMv = mix(restMv, channels.sodiumClosesMv, 0.25);
    for (const name of METERS) if (places[name] !== this.#places[name]) this.#isReady[name] = false;
    this.#places = places;
  }

  /** @param wallMs when the picture came. */
  picture({ samples, lookingBack }: PagePicture, wallMs: number): readonly Click[] {
    const beforeMs = this.#lastMs;
    const roomMs = Math.min(PICTURE_MS, Math.max(0, wallMs - beforeMs));
    this.#lastMs = wallMs;
    if (lookingBack || samples.length === 0) return NONE;
    let clicks: Click[] | undefined;
    const count = samples.length / 3;
    for (let i = 0; i < count; i++)
      for (let meter = 0; meter < METERS.length; meter++) {
        const name = METERS[meter]!;
        if (!this.#rises(name, samples[3 * i + 1 + meter]!)) continue;
        clicks ??= [];
        clicks.push({ name, wallMs: wallMs + (Number.isNaN(roomMs) ? 0 : ((i + 1) / count) * roomMs) });
      }
    return clicks ?? NONE;
  }

  #rises(name: MeterName, potentialMv: number): boolean {
    if (this.#places[name] === 'bath') return false;
    if (potentialMv < this.#readyMv) this.#isReady[name] = true;
    if (!this.#isReady[name] || potentialMv < this.#halfMv) return false;
    this.#isReady[name] = false;
    return true;
  }
}

const NONE: readonly Click[] = [];

/** Two readings of the same instant: of the audio clock [s] and of the page's [ms]. */
export interface ClockPair {
  readonly contextTime: number;
  readonly performanceTime: number;
}

/** A click waits no longer than this [s]: what says so is a stamp from before the sound was off. */
const LONGEST_WAIT_S = 0.2;

/**
 * A time of the page on the audio clock [s]; what is past is now.
 * @param pair as long as the clock has not started, `performanceTime` is 0 and says nothing: then it is now too.
 */
export function audioTime(wallMs: number, pair: ClockPair, nowS: number, isRunning: boolean): number {
  if (!isRunning || pair.performanceTime === 0) return nowS;
  const atS = pair.contextTime + (wallMs - pair.performanceTime) / 1000;
  return Math.min(nowS + LONGEST_WAIT_S, Math.max(nowS, atS));
}
