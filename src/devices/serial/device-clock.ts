import { WRAP_US } from '../../protocol/index.js';
import { US_PER_MS } from '../../units.js';

/** One comparison of clocks: a PING and its answer. */
export interface ClockSample {
  /** When the PING went out and when its answer came, on the host's clock [ms]. */
  readonly sentMs: number;
  readonly heardMs: number;
  /** When the board took the PING and when it answered, on its own [µs, 32 bits, wraps]. */
  readonly receivedUs: number;
  readonly repliedUs: number;
}

/** A moment on the host's clock, and how far off it may be at most [ms]. */
export interface HostMoment {
  readonly atMs: number;
  readonly withinMs: number;
}

export interface ClockReport {
  /** How much faster the board's clock runs than the host's [parts per million], and how far off that may be. */
  readonly driftPpm: number;
  readonly driftWithinPpm: number;
  /** How well a moment of now can be told from one clock to the other [ms]. */
  readonly withinMs: number;
  /** Shortest round trip lately, the board's own time taken off [ms]. */
  readonly roundTripMs: number;
}

/** The two clocks at one moment, `halfMs` off at most. */
interface Point {
  readonly deviceMs: number;
  readonly hostMs: number;
  readonly halfMs: number;
}

/** Of the samples within so long only the one with the shortest round trip is kept. */
const BUCKET_MS = 2000;
/** A bit more than a minute: a resonator changes with warmth, but not within that. */
const MOST_POINTS = 32;
/** A ceramic resonator is good to 0.5 % (Uno R3: CSTCE16M0V53); what is measured is believed when it is better. */
const RESONATOR_PPM = 6000;
/** Below this a round trip says no more about the middle [ms]. */
const LEAST_HALF_MS = 0.05;
/** An answer later than this is to another question. */
const LONGEST_TRIP_MS = 2000;
const PPM = 1e6;

/**
 * The board's clock as the host sees it. Every answer to a PING says that the board took it somewhere between sending
 * and hearing: in the middle, give or take half the round trip. Of those with the shortest round trips (Klipper's idea)
 * the drift is made by least squares, and a moment is read from the one that leaves the least doubt. Each is off by
 * half its round trip at most, so the drift is off by the sum of those halves, each times its weight, at most: what is
 * said of errors here are bounds, not expectations, as long as the drift stays the same for a minute.
 */
export class DeviceClock {
  #points: Point[] = [];
  #bucketEndMs = -Infinity;
  /** The board's time of the latest sample since its reset, without wraps [µs]. */
  #lastUs = 0;

  /** The board has begun again at 0. */
  restart(): void {
    this.#points = [];
    this.#bucketEndMs = -Infinity;
    this.#lastUs = 0;
  }

  /** Takes a sample. False if it makes no sense: nothing is made of it then. */
  add({ sentMs, heardMs, receivedUs, repliedUs }: ClockSample): boolean {
    const boardMs = ((repliedUs - receivedUs + WRAP_US) % WRAP_US) / US_PER_MS;
    const tripMs = heardMs - sentMs - boardMs;
    if (!(tripMs > -0.5 && tripMs < LONGEST_TRIP_MS)) return false;
    const halfMs = Math.max(tripMs / 2, LEAST_HALF_MS);
    const expected = this.hostTime(receivedUs);
    // Farther off than it can be: the board has begun again without a word of it.
    if (expected && Math.abs(expected.atMs - sentMs - tripMs / 2) > expected.withinMs + halfMs + 1)
      this.restart();
    this.#lastUs = this.#unwrapped(receivedUs);
    const point = { deviceMs: this.#lastUs / US_PER_MS, hostMs: sentMs + tripMs / 2, halfMs };
    if (heardMs >= this.#bucketEndMs) {
      this.#bucketEndMs = heardMs + BUCKET_MS;
      this.#points.push(point);
      if (this.#points.length > MOST_POINTS) this.#points.shift();
    } else if (halfMs <= this.#points.at(-1)!.halfMs) {
      this.#points[this.#points.length - 1] = point;
    }
    return true;
  }

  /** When the board's clock showed this [µs]; `undefined` before the first sample. Right within ±35 minutes of it. */
  hostTime(deviceUs: number): HostMoment | undefined {
    return this.#points.length === 0 ? undefined : this.#read(this.#unwrapped(deviceUs) / US_PER_MS);
  }

  get report(): ClockReport | undefined {
    if (this.#points.length === 0) return undefined;
    const { slope, slopeWithin } = this.#slope();
    const halves = this.#points.map(({ halfMs }) => halfMs);
    return {
      driftPpm: (1 / slope - 1) * PPM,
      driftWithinPpm: slopeWithin * PPM,
      withinMs: this.#read(this.#lastUs / US_PER_MS).withinMs,
      roundTripMs: 2 * Math.min(...halves),
    };
  }

  #unwrapped(deviceUs: number): number {
    if (this.#points.length === 0) return deviceUs;
    // As a signed number of 32 bits: the event may be older than the sample.
    return this.#lastUs + ((deviceUs - (this.#lastUs % WRAP_US)) | 0);
  }

  /** Weighted by the inverse square of the halves: a slow answer hardly counts. */
  #slope(): { readonly slope: number; readonly slopeWithin: number } {
    const points = this.#points;
    let [weight, deviceMs, hostMs] = [0, 0, 0];
    for (const point of points) {
      const w = point.halfMs ** -2;
      weight += w;
      deviceMs += w * point.deviceMs;
      hostMs += w * point.hostMs;
    }
    deviceMs /= weight;
    hostMs /= weight;
    let [square, product, doubt] = [0, 0, 0];
    for (const point of points) {
      const pull = point.halfMs ** -2 * (point.deviceMs - deviceMs);
      square += pull * (point.deviceMs - deviceMs);
      product += pull * (point.hostMs - hostMs);
      doubt += Math.abs(pull) * point.halfMs;
    }
    const measured = square > 0 && (doubt / square) * PPM < RESONATOR_PPM;
    return measured
      ? { slope: product / square, slopeWithin: doubt / square }
      : { slope: 1, slopeWithin: RESONATOR_PPM / PPM };
  }

  /** From the point that leaves the least doubt: a quick one, or a near one. */
  #read(deviceMs: number): HostMoment {
    const { slope, slopeWithin } = this.#slope();
    let best: HostMoment = { atMs: 0, withinMs: Infinity };
    for (const point of this.#points) {
      const awayMs = deviceMs - point.deviceMs;
      const withinMs = point.halfMs + slopeWithin * Math.abs(awayMs);
      if (withinMs <= best.withinMs) best = { atMs: point.hostMs + slope * awayMs, withinMs };
    }
    return best;
  }
}
