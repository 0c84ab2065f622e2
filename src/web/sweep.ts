/** One sweep: what was recorded from a press on. Times are milliseconds after the press. Bounded. Pure. */
import type { Measure, PressMark } from '../controller/contract.js';
import type { PagePicture, PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { PictureIndex } from './picture-index.js';
import type { SetUp } from './set-up.js';
import { SweepSamples } from './sweep-samples.js';

/** What a sweep is measured to be; a measure that is not known yet is missing. */
export type SweepFigures = Partial<
  Record<'bluePeak' | 'yellowPeak' | 'blueLatency' | 'yellowLatency' | 'velocity', Measure>
>;

/** What is inside the membrane at both electrodes: `PagePicture.inside`, and when. */
export interface InsideRow {
  readonly ms: number;
  readonly values: Float32Array;
  /** The pairs of gates at the blue and the yellow electrode (`pairsAt`); undefined where only the tape was asked. */
  readonly pairs: Uint8Array | undefined;
}

/** A membrane has made a spike where it rose by so much [mV]. */
export const SPIKE_RISE_MV = 30;
/** A second spike is as high as the first one, but for less [mV]. */
const HIGHER_MV = 1;
/** Most presses of a sweep that are known; of more the first ones are kept. */
const MOST_PRESSES = 64;
/** Most rows of what is inside; of more every other one stays. */
const MOST_INSIDE = 1024;
/** Most places where an electrode was moved; of more the first ones are kept. */
const MOST_BREAKS = 256;
/** Times that are nearer than this are of the same sample [ms]. */
const SAME_MS = 1e-3;

/** The line of a meter ends with the sample at this time, and of what came before `untilMs` nobody knows the place. */
interface Break {
  readonly name: MeterName;
  readonly afterMs: number;
  untilMs: number;
}

export class Sweep {
  /** The first press: its number is the name of the sweep. */
  readonly first: PressMark;
  /** Null: it began before this page listened. */
  readonly setUp: SetUp | null;
  readonly experiment: string;
  readonly restMv: number;
  samples = new SweepSamples();
  pictures = new PictureIndex();
  presses: PressMark[];
  spanMs: number;
  /** All of the span is recorded, or nothing of it goes on. */
  complete = false;
  /** When something was moved, treated or switched on the way, at first; Infinity: nothing was [ms after the press]. */
  #changedMs = Number.POSITIVE_INFINITY;
  /** It belongs to a future that did not come: the tape has it no more. */
  cutOff = false;
  figures: SweepFigures = {};
  inside: InsideRow[] = [];
  /** Highest of each LED since the press [mV]; −Infinity where no picture has shown it. */
  highestMv = new Float32Array(0);
  #lastRiseMs = Number.NaN;
  /** In order of time: an answer of the tape knows nothing of them. */
  #breaks: Break[] = [];

  readonly #insideWidth: number;

  constructor(first: PressMark, setUp: SetUp | null, spanMs: number, state: PageState) {
    const { names, ions } = state.axon.gates;
    this.#insideWidth = 2 * (names.length + ions.length);
    this.first = first;
    this.setUp = setUp;
    this.spanMs = spanMs;
    this.experiment = state.experiment;
    this.restMv = state.axon.restMv;
    this.presses = [first];
  }

  /** Something was moved, treated or switched on the way. */
  get changed(): boolean {
    return this.#changedMs < Number.POSITIVE_INFINITY;
  }

  /** Something of the set-up is another from the newest sample on. */
  change(): void {
    this.#changedMs = Math.min(this.#changedMs, Math.max(0, this.samples.latestMs));
  }

  get press(): number {
    return this.first.press;
  }

  get number(): number {
    return this.first.sweep;
  }

  get atMs(): number {
    return this.first.atMs;
  }

  /** Equal for the same try again. One that was changed on the way is no try of the set-up that it began with. */
  get key(): string {
    return this.changed ? 'changed' : (this.setUp?.key ?? `unknown ${this.press}`);
  }

  /** A press of this sweep, new or with its outcome. */
  mark(mark: PressMark): void {
    const at = this.presses.findIndex(({ press }) => press === mark.press);
    if (at >= 0) this.presses[at] = mark;
    else if (this.presses.length < MOST_PRESSES) this.presses.push(mark);
  }

  /** When a spike came to the last place of the axon; NaN where it did not come to both ends. */
  get arrivalMs(): number {
    const spikeMv = this.restMv + SPIKE_RISE_MV;
    const { length } = this.highestMv;
    const isThere = length > 0 && this.highestMv[0]! > spikeMv && this.highestMv[length - 1]! > spikeMv;
    return isThere && this.presses.length === 1 ? this.#lastRiseMs : Number.NaN;
  }

  /** What a picture shows along the axon and inside the membrane. */
  look({ picture, modelMs, potentialMv, inside }: PagePicture, pairs: Uint8Array): void {
    const ms = modelMs - this.atMs;
    if (ms < 0 || ms > this.spanMs) return;
    this.pictures.learn(picture, ms);
    this.#lookInside(ms, inside, pairs);
    if (this.highestMv.length !== potentialMv.length)
      this.highestMv = new Float32Array(potentialMv.length).fill(Number.NEGATIVE_INFINITY);
    const spikeMv = this.restMv + SPIKE_RISE_MV;
    for (let led = 0; led < potentialMv.length; led++) {
      const mv = potentialMv[led]!;
      const beforeMv = this.highestMv[led]!;
      if (mv <= beforeMv) continue;
      this.highestMv[led] = mv;
      if (mv > spikeMv && mv > beforeMv + HIGHER_MV) this.#lastRiseMs = ms;
    }
  }

  #lookInside(ms: number, values: Float32Array, pairs: Uint8Array): void {
    if (values.length === 0 || values.length !== this.#insideWidth) return;
    if (ms <= (this.inside.at(-1)?.ms ?? -1)) return;
    if (this.inside.length >= MOST_INSIDE) this.inside = thinned(this.inside, MOST_INSIDE - 1);
    this.inside.push({ ms, values: values.slice(), pairs });
  }

  /** The newest state tells of this sweep: what it measures is kept, also once something ends it. */
  measure({ blue, yellow, velocity }: PageState['measures']): void {
    const told = {
      bluePeak: blue.peak,
      yellowPeak: yellow.peak,
      blueLatency: blue.latency,
      yellowLatency: yellow.latency,
      velocity,
    };
    for (const [name, measure] of Object.entries(told))
      if (measure.value !== null) this.figures[name as keyof SweepFigures] = measure;
  }

  /** The same up to a moment, to be gone on with; this one stays as the future that did not come. */
  branch(ms: number, picture: number, state: PageState): Sweep {
    const branch = new Sweep(this.first, this.setUp, this.spanMs, state);
    branch.samples = this.samples.copy();
    branch.samples.cutAfter(ms);
    branch.pictures = this.pictures.copy();
    branch.pictures.cutAfter(picture);
    branch.presses = this.presses.filter(({ atMs }) => atMs - this.atMs <= ms);
    branch.inside = this.inside.filter((row) => row.ms <= ms);
    if (this.#changedMs <= ms) branch.#changedMs = this.#changedMs;
    branch.#breaks = this.#breaks.filter(({ afterMs }) => afterMs < ms).map((one) => ({ ...one }));
    return branch;
  }

  /** What the tape has of this time takes the place of what has gaps; what came later stays. */
  fill(samples: readonly number[], inside: readonly number[]): void {
    const late = this.samples;
    this.samples = new SweepSamples();
    this.#endLost(late, (samples.at(-3) ?? Number.NaN) - this.atMs);
    const lost = this.#breaks.filter(({ afterMs, untilMs }) => untilMs > afterMs);
    const known = (name: MeterName, ms: number, mv: number): number =>
      lost.some((one) => one.name === name && ms > one.afterMs + SAME_MS && ms < one.untilMs - SAME_MS)
        ? Number.NaN
        : mv;
    let nextBreak = 0;
    const add = (ms: number, blueMv: number, yellowMv: number): void => {
      for (; nextBreak < this.#breaks.length && this.#breaks[nextBreak]!.afterMs + SAME_MS < ms; nextBreak++)
        this.samples.breakLine(this.#breaks[nextBreak]!.name);
      this.samples.add(ms, blueMv, yellowMv);
    };
    const from = samples.findIndex((ms, i) => i % 3 === 0 && ms >= this.atMs);
    const first = from < 0 ? samples.length : Math.max(0, from - 3);
    for (let i = first; i + 2 < samples.length; i += 3) {
      const ms = samples[i]! - this.atMs;
      if (ms <= this.spanMs)
        add(ms, known('blue', ms, samples[i + 1]!), known('yellow', ms, samples[i + 2]!));
    }
    for (let i = 0; i < late.count; i++)
      if (late.timesMs[i]! > this.samples.latestMs) add(late.timesMs[i]!, late.blueMv[i]!, late.yellowMv[i]!);
    const rows = this.#rowsOf(inside);
    const lastMs = rows.at(-1)?.ms ?? Number.NEGATIVE_INFINITY;
    this.inside = thinned([...rows, ...this.inside.filter(({ ms }) => ms > lastMs)], MOST_INSIDE);
  }

  /** Where an electrode was moved unheard, its place is known again from the first sample that came since. */
  #endLost({ timesMs, count }: SweepSamples, answeredMs: number): void {
    for (const one of this.#breaks) {
      if (one.untilMs !== Number.POSITIVE_INFINITY || !(answeredMs > one.afterMs)) continue;
      const since = timesMs.subarray(0, count).find((ms) => ms > one.afterMs + SAME_MS);
      one.untilMs = since ?? answeredMs + 2 * SAME_MS;
    }
  }

  /** Rows of the tape's answer: a time, then as many values as the state told of. */
  #rowsOf(inside: readonly number[]): InsideRow[] {
    const width = this.#insideWidth;
    const rows: InsideRow[] = [];
    for (let at = 0; width > 0 && at + width < inside.length; at += width + 1) {
      const ms = inside[at]! - this.atMs;
      if (ms >= 0 && ms <= this.spanMs)
        rows.push({
          ms,
          values: Float32Array.from(inside.slice(at + 1, at + 1 + width), numberOf),
          pairs: undefined,
        });
    }
    return rows;
  }

  /**
   * A line of a meter ends here: its electrode goes elsewhere.
   * @param unheard it was moved at some time after the newest sample.
   */
  moved(name: MeterName, unheard = false): void {
    this.change();
    const afterMs = this.samples.latestMs;
    const isKnown = this.#breaks.some((one) => one.name === name && afterMs - one.afterMs < SAME_MS);
    if (this.samples.count > 0 && !isKnown && this.#breaks.length < MOST_BREAKS)
      this.#breaks.push({ name, afterMs, untilMs: unheard ? Number.POSITIVE_INFINITY : afterMs });
    this.samples.breakLine(name);
  }

  get hasTrace(): boolean {
    return this.samples.count > 1 && METERS.some((name) => !Number.isNaN(this.samples.of(name)[0]));
  }
}

/** Every other row, until there are no more than `most`: beginning and end stay where they are. */
function thinned(rows: InsideRow[], most: number): InsideRow[] {
  let some = rows;
  while (some.length > most) some = some.filter((_, i) => i % 2 === 0);
  return some;
}

/** JSON has null where there is no number. */
function numberOf(value: number | null): number {
  return value ?? Number.NaN;
}
