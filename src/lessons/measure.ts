/**
 * Measures a step from what is recorded of it: each measure is fed press by press, sample by sample and picture by
 * picture, keeps a few numbers, and allocates nothing on the way.
 */
import type { LivePicture, Measure, Snapshot } from '../controller/contract.js';
import { type Extreme, refined } from '../experiment/index.js';
import { METERS, type MeterName } from '../units.js';
import type { CardMeasure } from './card.js';
import type { Value, Values } from './judge.js';
import { isDerived, pressOf, type Taken } from './measures.js';

/** A spike that has fallen by this much below the level may be followed by another one [mV]. */
const FALLEN_MV = 5;
/** Numbers of a sample: time, blue, yellow. */
const SAMPLE = 3;

/** One measure. Times are on the axon's own time [ms]. */
interface Taker {
  pressed?(axonMs: number): void;
  sample?(axonMs: number, mv: number, picture: number): void;
  look?(picture: LivePicture): void;
  end(now: Snapshot): Value;
}

const NO_PRESS: Value = { value: null, because: 'nothing was pressed' };
const NO_PICTURE: Value = { value: null, because: 'no picture was shown' };

function fromHouse(measure: Measure): Value {
  return measure.value === null ? measure : { value: measure.value };
}

/** Counts presses until the one from which a measure counts. */
class FromPress {
  startMs: number;
  startMv = Number.NaN;
  #left: number;

  /** @param press its number in the step; undefined: it counts from the beginning. */
  constructor(press: number | undefined) {
    this.#left = press ?? 0;
    this.startMs = press === undefined ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  pressed(axonMs: number): void {
    if (this.#left === 0) return;
    this.#left--;
    if (this.#left === 0) this.startMs = axonMs;
  }

  /** Whether a sample counts; the last one until the press, or else the first one, is what is read at the press. */
  counts(axonMs: number, mv: number): boolean {
    if (axonMs <= this.startMs || Number.isNaN(this.startMv)) this.startMv = mv;
    return axonMs >= this.startMs;
  }
}

/** Samples about an extreme, by which it is found between them: so many on each side. */
const BESIDE = 2;
const ABOUT = 2 * BESIDE + 1;

/** The highest or the lowest sample, with those beside it. */
class ExtremeFinder {
  readonly #sign: number;
  /** Of the last samples, and of those about the best. */
  readonly #lastMs = new Float64Array(BESIDE);
  readonly #lastMv = new Float64Array(BESIDE).fill(Number.NaN);
  readonly #ms = new Float64Array(ABOUT);
  readonly #mv = new Float64Array(ABOUT);
  #best = Number.NEGATIVE_INFINITY;
  /** How many after the best are there. */
  #after = BESIDE;
  picture = 0;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  sample(axonMs: number, mv: number, counts: boolean, picture: number): void {
    if (counts && this.#sign * mv > this.#best) {
      this.#best = this.#sign * mv;
      this.picture = picture;
      this.#ms.set(this.#lastMs);
      this.#mv.set(this.#lastMv);
      this.#ms[BESIDE] = axonMs;
      this.#mv[BESIDE] = mv;
      this.#mv.fill(Number.NaN, BESIDE + 1);
      this.#after = 0;
    } else if (this.#after < BESIDE) {
      this.#after++;
      this.#ms[BESIDE + this.#after] = axonMs;
      this.#mv[BESIDE + this.#after] = mv;
    }
    this.#lastMs.copyWithin(0, 1);
    this.#lastMv.copyWithin(0, 1);
    this.#lastMs[BESIDE - 1] = axonMs;
    this.#lastMv[BESIDE - 1] = mv;
  }

  /** Undefined: no sample has counted. */
  get found(): Extreme | undefined {
    if (this.#best === Number.NEGATIVE_INFINITY) return undefined;
    const known = this.#mv.every((mv) => !Number.isNaN(mv));
    return known ? refined(this.#ms, this.#mv, BESIDE) : { mv: this.#mv[BESIDE]!, ms: this.#ms[BESIDE]! };
  }
}

type OfExtreme = Extract<Taken, { kind: 'peak' | 'lowest' | 'rise' | 'peak-at' }>;

/** The highest or the lowest, and what follows from it. */
function extreme({ kind }: OfExtreme, from: FromPress): Taker {
  const finder = new ExtremeFinder(kind === 'lowest' ? -1 : 1);
  return {
    pressed: (axonMs) => from.pressed(axonMs),
    sample(axonMs, mv, picture) {
      finder.sample(axonMs, mv, from.counts(axonMs, mv), picture);
    },
    end() {
      const { found } = finder;
      if (found === undefined) return from.startMs === Number.POSITIVE_INFINITY ? NO_PRESS : NO_PICTURE;
      const moment = { axonMs: found.ms, picture: finder.picture };
      if (kind === 'peak-at') return { value: found.ms - from.startMs, moment };
      return { value: kind === 'rise' ? found.mv - from.startMv : found.mv, moment };
    },
  };
}

function crossing({ mv: levelMv, rising }: Extract<Taken, { kind: 'crosses' }>, from: FromPress): Taker {
  let beforeMs = Number.NaN;
  let beforeMv = Number.NaN;
  let atMs = Number.NaN;
  let shown = 0;
  return {
    pressed: (axonMs) => from.pressed(axonMs),
    sample(axonMs, mv, picture) {
      const wasBeyond = rising ? beforeMv >= levelMv : beforeMv <= levelMv;
      const isBeyond = rising ? mv >= levelMv : mv <= levelMv;
      if (
        from.counts(axonMs, mv) &&
        Number.isNaN(atMs) &&
        !wasBeyond &&
        isBeyond &&
        !Number.isNaN(beforeMv)
      ) {
        const share = (levelMv - beforeMv) / (mv - beforeMv);
        atMs = beforeMs + share * (axonMs - beforeMs);
        shown = picture;
      }
      beforeMs = axonMs;
      beforeMv = mv;
    },
    end() {
      if (from.startMs === Number.POSITIVE_INFINITY) return NO_PRESS;
      if (Number.isNaN(atMs))
        return { value: null, because: 'the voltmeter does not come through the level' };
      return { value: atMs - from.startMs, moment: { axonMs: atMs, picture: shown } };
    },
  };
}

function spikes({ mv: levelMv }: Extract<Taken, { kind: 'spikes' }>): Taker {
  let count = 0;
  let isUp = true;
  return {
    sample(_, mv) {
      if (mv < levelMv - FALLEN_MV) isUp = false;
      else if (mv >= levelMv && !isUp) {
        isUp = true;
        count++;
      }
    },
    end: () => ({ value: count }),
  };
}

function reading({ meter }: Extract<Taken, { kind: 'reads' }>): Taker {
  let value = Number.NaN;
  let axonMs = 0;
  let shown = 0;
  return {
    look({ blueMv, yellowMv, modelMs, picture }) {
      value = meter === 'blue' ? blueMv : yellowMv;
      axonMs = modelMs;
      shown = picture;
    },
    end: () => (Number.isNaN(value) ? NO_PICTURE : { value, moment: { axonMs, picture: shown } }),
  };
}

/** @param ledPlaces the place that each LED shows. */
function highestAt({ place }: Extract<Taken, { kind: 'highest' }>, ledPlaces: readonly number[]): Taker {
  let led = 0;
  for (const [i, at] of ledPlaces.entries())
    if (Math.abs(at - place) < Math.abs(ledPlaces[led]! - place)) led = i;
  let highest = Number.NaN;
  let isPressed = false;
  return {
    pressed() {
      isPressed = true;
    },
    look({ highestMv }) {
      const mv = highestMv[led]!;
      if (isPressed && !(mv <= highest)) highest = mv;
    },
    end: () => (Number.isNaN(highest) ? NO_PRESS : { value: highest }),
  };
}

/** The longest locked stretch. @param measures those of the rig, now: asked at each picture. */
function locked(measures: () => Snapshot['measures']): Taker {
  let longest: Value = NO_PICTURE;
  return {
    look() {
      const now = fromHouse(measures().locked);
      if (longest.value === null || (now.value !== null && now.value > longest.value)) longest = now;
    },
    end: () => longest,
  };
}

/** The lit stretch as it passes the yellow voltmeter, or else the blue one: when that reads most. */
function lit(measures: () => Snapshot['measures']): Taker {
  const highestMv = { blue: Number.NEGATIVE_INFINITY, yellow: Number.NEGATIVE_INFINITY };
  const lengths: Record<MeterName, Value> = { blue: NO_PICTURE, yellow: NO_PICTURE };
  return {
    look({ blueMv, yellowMv }) {
      if (blueMv > highestMv.blue) {
        highestMv.blue = blueMv;
        lengths.blue = fromHouse(measures().lit);
      }
      if (yellowMv > highestMv.yellow) {
        highestMv.yellow = yellowMv;
        lengths.yellow = fromHouse(measures().lit);
      }
    },
    end: () => (lengths.yellow.value === null ? lengths.blue : lengths.yellow),
  };
}

function weakest({ weakest: found }: Snapshot): Value {
  if (found.kind === 'found') return { value: found.strength };
  return {
    value: null,
    because: found.kind === 'none' ? found.because : 'the weakest press was not looked for',
  };
}

interface TakerParts {
  /** Whether the step has presses; without, measures count from its beginning. */
  readonly hasPress: boolean;
  readonly ledPlaces: readonly number[];
  readonly measures: () => Snapshot['measures'];
}

function takerOf(of: Taken, { hasPress, ledPlaces, measures }: TakerParts): Taker {
  const from = new FromPress(hasPress ? pressOf(of) : undefined);
  switch (of.kind) {
    case 'peak':
    case 'lowest':
    case 'rise':
    case 'peak-at':
      return extreme(of, from);
    case 'crosses':
      return crossing(of, from);
    case 'spikes':
      return spikes(of);
    case 'reads':
      return reading(of);
    case 'highest':
      return highestAt(of, ledPlaces);
    case 'lit':
      return lit(measures);
    case 'locked':
      return locked(measures);
    case 'weakest':
      return { end: weakest };
    case 'latency':
      return { end: (now) => fromHouse(now.measures[of.meter].latency) };
    case 'half-width':
      return { end: (now) => fromHouse(now.measures[of.meter].halfWidth) };
    case 'velocity':
    case 'gap':
      return { end: (now) => fromHouse(now.measures[of.kind]) };
  }
}

/** What records one step. */
export interface Recorder {
  /** A press of the step was given. */
  pressed(axonMs: number): void;
  /** The next picture of the present. */
  look(picture: LivePicture): void;
  /** What was measured, as the rig stands now. */
  end(now: Snapshot): Values;
}

/** @param measures those that the step takes. */
export function createRecorder(measures: readonly CardMeasure[], parts: TakerParts): Recorder {
  const all = measures.flatMap(({ name, of }) =>
    isDerived(of) ? [] : [{ name, of, taker: takerOf(of, parts) }],
  );
  const ofMeter = METERS.map((meter) =>
    all.flatMap(({ of, taker }) => ('meter' in of && of.meter === meter && taker.sample ? [taker] : [])),
  );
  return {
    pressed(axonMs) {
      for (const { taker } of all) taker.pressed?.(axonMs);
    },
    look(picture) {
      const samples = picture.samples();
      for (let meter = 0; meter < ofMeter.length; meter++) {
        const takers = ofMeter[meter]!;
        for (let k = 0; k < takers.length; k++)
          for (let i = 0; i + SAMPLE <= samples.length; i += SAMPLE)
            takers[k]!.sample!(samples[i]!, samples[i + 1 + meter]!, picture.picture);
      }
      for (let k = 0; k < all.length; k++) all[k]!.taker.look?.(picture);
    },
    end: (now) => new Map(all.map(({ name, taker }) => [name, taker.end(now)])),
  };
}
