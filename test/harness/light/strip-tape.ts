/** The pictures of a strip as they came off its pin, and what they say of the axon by lens and LED map. */
import type { ColourReader, MvReading } from './level-reader.js';
import { crestOf, halfRise, type Moment, type Sighting, type Sightings, SPIKE_RISE_MV } from './sightings.js';

/** A figure, and the least and the most that it may be. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface TapeOptions {
  readonly ledCount: number;
  readonly read: ColourReader;
  /** Milliseconds of room for one of the axon. */
  readonly roomMsPerAxonMs: number;
  /** Of each LED, in the unit that velocities are made of: sites, or mm, one of which a millisecond is 1 m/s. */
  readonly along: ArrayLike<number>;
  /** By how much one picture may be later behind the axon than another [ms of room]. */
  readonly unevenMs?: number;
  /** The membrane turns round at once at the top of a spike, as where channels switch at a potential. */
  readonly hasSharpCrests?: boolean;
}

/** Distance over time, where the time is only known to lie between two others. */
export function velocityRange(distance: number, from: Moment, to: Moment, roomMsPerAxonMs: number): Range {
  const per = (roomMs: number) => (distance * roomMsPerAxonMs) / roomMs;
  const ends = [to.earliestMs - from.latestMs, to.latestMs - from.earliestMs] as const;
  const value = per(to.roomMs - from.roomMs);
  if (ends[0] <= 0 && ends[1] >= 0)
    return { value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const [low, high] = ends.map(per).sort((a, b) => a - b);
  return { value, low: low!, high: high! };
}

export class StripTape {
  readonly #options: TapeOptions;
  readonly #seen: Sighting[][];

  constructor(options: TapeOptions) {
    this.#options = options;
    this.#seen = Array.from({ length: options.ledCount }, () => []);
  }

  /** @param rgb R, G, B of each LED; copied. */
  add(roomMs: number, rgb: ArrayLike<number>): void {
    this.#seen.forEach((seen, led) => {
      seen.push({ ...this.#options.read(rgb, led), roomMs });
    });
  }

  get pictures(): number {
    return this.#seen[0]!.length;
  }

  of(led: number): Sightings {
    return this.#seen[led]!;
  }

  rest(led: number): MvReading {
    return this.of(led)[0]!;
  }

  crest(led: number): Sighting {
    return crestOf(this.of(led), this.#options.hasSharpCrests);
  }

  rise(led: number): Moment | null {
    const { unevenMs, hasSharpCrests } = this.#options;
    return halfRise(this.of(led), unevenMs, hasSharpCrests);
  }

  /** Of a spike from one LED to another; null where one of them saw none. */
  velocity(fromLed: number, toLed: number): Range | null {
    const { along, roomMsPerAxonMs } = this.#options;
    const [from, to] = [this.rise(fromLed), this.rise(toLed)];
    if (!from || !to) return null;
    return velocityRange(along[toLed]! - along[fromLed]!, from, to, roomMsPerAxonMs);
  }

  /** How far the potential of an LED rose from its rest [mV]. */
  climb(led: number): Range {
    const [rest, crest] = [this.rest(led), this.crest(led)];
    return {
      value: crest.mv - rest.mv,
      low: crest.lowMv - rest.highMv,
      high: crest.highMv - rest.lowMv,
    };
  }

  /** The last LED of those from the first on that a spike reached one after the other; −1: none. */
  lastReached(): Range {
    const climbs = this.#seen.map((_, led) => this.climb(led));
    const last = (key: keyof Range) => {
      const stop = climbs.findIndex((climb) => climb[key] < SPIKE_RISE_MV);
      return (stop < 0 ? climbs.length : stop) - 1;
    };
    return { value: last('value'), low: last('low'), high: last('high') };
  }
}
