/**
 * The traces that are shown. Those of the present come with the pictures. Pictures of the past bring no more than their
 * own samples, so while somebody looks back, and from where the axon goes on afterwards, the rig is asked for what its
 * tape has around that picture. Between two samples that do not follow each other there is never a line. Pure.
 */
import type { TracesAround } from '../controller/contract.js';
import type { PagePicture } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { type Extent, TraceWindow } from './trace-window.js';

/** Time [ms], blue [mV], yellow [mV]. */
export type Columns = [Float64Array, Float64Array, Float64Array];

/** The traces within a reach of a picture; null where there are none. */
export type AskTape = (picture: number, reachMs: number) => Promise<TracesAround | null>;

interface Looked {
  readonly picture: number;
  readonly modelMs: number;
}

type Mode =
  | { readonly kind: 'live' }
  | { readonly kind: 'looking'; readonly at: Looked }
  /** The present is shown again, and the traces that led to `picture` are still on their way; `samples` came since. */
  | { readonly kind: 'rejoining'; readonly picture: number; modelMs: number; samples: number[] };

/** What the tape has around a moment, within one and a half windows. */
interface Past extends Omit<TracesAround, 'samples' | 'inside' | 'insideWidth'> {
  readonly windowMs: number;
  readonly columns: Columns;
}

const REACH = 1.5;
/** Of the axon's time and of the room's, rounding [ms]. */
const ROUNDING_MS = 1e-6;
/** Most numbers that wait for the traces before them: of more the first go. */
const MOST_WAITING = 3 * 20_000;

export class TraceStore {
  readonly #window = new TraceWindow(20);
  readonly #ask: AskTape;
  /** Something new is there without a new picture. */
  readonly #news: () => void;
  #mode: Mode = { kind: 'live' };
  #past: Past | undefined;
  #asking = false;
  #fromMs = 0;
  /** The view stays where it was while somebody looked back, until the axon has come to the end of it. */
  #holds = false;
  /** The future that did not come. */
  #ghost: { readonly fromPicture: number; readonly columns: Columns } | undefined;

  constructor(ask: AskTape, news: () => void) {
    this.#ask = ask;
    this.#news = news;
  }

  get windowMs(): number {
    return this.#window.windowMs;
  }

  set windowMs(windowMs: number) {
    if (windowMs === this.#window.windowMs) return;
    this.#window.windowMs = windowMs;
    this.#askForMissing();
  }

  get latestMs(): number | undefined {
    return this.#window.latestMs;
  }

  /** Time of the picture of the past that is looked at, where its traces are here; else NaN [ms]. */
  get lookMs(): number {
    return this.#mode.kind === 'looking' && this.#missing() === undefined
      ? this.#mode.at.modelMs
      : Number.NaN;
  }

  /** The beginning of what is to be seen [ms]; `windowMs` after that is the end. */
  get fromMs(): number {
    return this.#fromMs;
  }

  set ghost(ghost: { readonly fromPicture: number; readonly samples: ArrayLike<number> } | undefined) {
    this.#ghost = ghost && { fromPicture: ghost.fromPicture, columns: columnsOf(ghost.samples) };
  }

  /** The ghost, as far as it belongs to what is shown: time [ms], blue [mV], yellow [mV]. */
  get ghostColumns(): Columns | undefined {
    const past = this.#mode.kind === 'live' ? undefined : this.#past;
    const from = this.#ghost?.fromPicture;
    const isOther = past && from !== undefined && (from < past.runFromPicture || from > past.runToPicture);
    return isOther ? undefined : this.#ghost?.columns;
  }

  /** @returns whether something is new. */
  follow({ picture, modelMs, lookingBack, samples }: PagePicture, inBath: number): boolean {
    const mode = this.#mode;
    if (lookingBack) {
      const isNew = mode.kind !== 'looking' || mode.at.picture !== picture;
      if (mode.kind !== 'looking') this.#past = undefined;
      if (isNew) this.#mode = { kind: 'looking', at: { picture, modelMs } };
      this.#askForMissing();
      return isNew;
    }
    if (mode.kind === 'looking') {
      this.#mode = { kind: 'rejoining', picture, modelMs, samples: [...samples] };
      this.#askForMissing();
      return true;
    }
    const latestMs = mode.kind === 'rejoining' ? mode.modelMs : this.#window.latestMs;
    // Time that runs back is that of an axon that was reset.
    if (latestMs !== undefined && modelMs < latestMs - ROUNDING_MS) this.clear();
    if (this.#mode.kind === 'rejoining') {
      this.#mode.modelMs = modelMs;
      this.#mode.samples.push(...samples);
      if (this.#mode.samples.length > MOST_WAITING) this.#mode.samples.splice(0, samples.length);
    } else this.#add(samples, inBath);
    return samples.length > 0;
  }

  /** Nothing of what was read is of this axon. */
  clear(): void {
    this.clearPresent();
    this.#ghost = undefined;
  }

  /** What was read is of this axon, and is not to be seen any more; the ghost is. */
  clearPresent(): void {
    this.#window.clear();
    if (this.#mode.kind === 'rejoining') this.#mode = { kind: 'live' };
    this.#past = undefined;
    this.#holds = false;
    this.#askForMissing();
  }

  /** The points to be drawn; valid until the next call that changes something. */
  view(): Columns {
    if (this.#mode.kind !== 'live' && this.#past) return this.#past.columns;
    return this.#window.view();
  }

  /** Brings the view to what is shown. @param still it turns pages. */
  scroll(still: boolean): void {
    const windowMs = this.#window.windowMs;
    const isInView = (ms: number): boolean => ms >= this.#fromMs && ms <= this.#fromMs + windowMs;
    if (this.#mode.kind === 'rejoining') return;
    if (this.#mode.kind === 'looking') {
      if (!this.#past || this.#missing() !== undefined || isInView(this.#mode.at.modelMs)) return;
      const [times] = this.#past.columns;
      const [firstMs, lastMs] = [times[0] ?? this.#mode.at.modelMs, times.at(-1) ?? 0];
      this.#fromMs = Math.max(firstMs, Math.min(this.#mode.at.modelMs - windowMs / 2, lastMs - windowMs));
      return;
    }
    const latest = this.#window.latestMs ?? 0;
    const { originMs } = this.#window;
    if (this.#holds && isInView(latest)) return;
    this.#holds = false;
    if (!still) this.#fromMs = Math.max(originMs, latest - windowMs);
    else if (!isInView(latest)) this.#fromMs = Math.max(originMs, latest - windowMs / 2);
  }

  /** Widens `out` to what one meter read in view and in the axon after `afterMs`, the ghost with it; false if nothing. */
  widen(name: MeterName, afterMs: number, out: Extent): boolean {
    const column = name === 'blue' ? 1 : 2;
    let found = false;
    const take = (columns: Columns): void => {
      for (let i = 0; i < columns[0].length; i++) {
        const ms = columns[0][i]!;
        if (ms < this.#fromMs || ms > this.#fromMs + this.windowMs) continue;
        found = true;
        out.lowMv = Math.min(out.lowMv, columns[column][i]!);
        out.highMv = Math.max(out.highMv, columns[column][i]!);
      }
    };
    if (this.#mode.kind !== 'live' && this.#past) take(this.#past.columns);
    else found = this.#window.widen(name, afterMs, out);
    if (this.ghostColumns) take(this.ghostColumns);
    return found;
  }

  #add(samples: ArrayLike<number>, inBath = 0): void {
    for (let i = 0; i + 2 < samples.length; i += 3)
      this.#window.add(samples[i]!, samples[i + 1]!, samples[i + 2]!, inBath);
  }

  /** The picture around which traces are wanted that are not here. */
  #missing(): number | undefined {
    if (this.#mode.kind === 'live') return undefined;
    if (this.#mode.kind === 'rejoining') return this.#mode.picture;
    const { picture, modelMs } = this.#mode.at;
    const past = this.#past;
    const isHere =
      past?.windowMs === this.windowMs &&
      picture >= past.fromPicture &&
      picture <= past.toPicture &&
      Math.abs(modelMs - past.atMs) <= this.windowMs / 2 + ROUNDING_MS;
    return isHere ? undefined : picture;
  }

  /** One question at a time. */
  #askForMissing(): void {
    const picture = this.#missing();
    if (this.#asking || picture === undefined) return;
    this.#asking = true;
    const { windowMs } = this;
    const answered = (answer: TracesAround | null): void => {
      this.#asking = false;
      this.#take(picture, windowMs, answer);
      this.#askForMissing();
      this.#news();
    };
    this.#ask(picture, REACH * windowMs).then(answered, () => answered(null));
  }

  #take(picture: number, windowMs: number, answer: TracesAround | null): void {
    const mode = this.#mode;
    if (mode.kind === 'looking') {
      const nothing = {
        fromPicture: picture,
        toPicture: picture,
        runFromPicture: picture,
        runToPicture: picture,
      };
      const at = answer ?? { ...nothing, atMs: mode.at.modelMs, samples: [] };
      this.#past = { ...at, windowMs, columns: columnsOf(at.samples) };
    }
    if (mode.kind === 'rejoining' && mode.picture === picture) {
      this.#past = undefined;
      this.#mode = { kind: 'live' };
      this.#window.clear();
      this.#add(answer?.samples ?? []);
      const latestMs = this.#window.latestMs ?? Number.NEGATIVE_INFINITY;
      const after = mode.samples.findIndex((ms, i) => i % 3 === 0 && ms > latestMs);
      if (after >= 0) this.#add(mode.samples.slice(after));
      this.#holds = true;
    }
  }
}

function columnsOf(samples: ArrayLike<number>): Columns {
  const column = (part: number) =>
    Float64Array.from({ length: Math.floor(samples.length / 3) }, (_, i) => samples[3 * i + part]!);
  return [column(0), column(1), column(2)];
}
