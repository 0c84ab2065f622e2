/**
 * The sweeps that a page knows: the one that runs or ran last, the last of other set-ups (ghosts), those that are
 * pinned, and one of the last minute that somebody looks at. Made from the pictures' samples and the state's presses;
 * what a page has missed it asks the tape for. Everything has a bound. Pure.
 */
import type { PressMark } from '../controller/contract.js';
import type { PagePicture, PageState } from '../server/messages.js';
import { METERS } from '../units.js';
import { pairsAt } from './gate-pairs.js';
import { setUpOf } from './set-up.js';
import { Sweep } from './sweep.js';
import { SweepSamples } from './sweep-samples.js';
import { newestFirst, SweepShelf } from './sweep-shelf.js';
import { LONGEST_SPAN_MS, Spans, spanFor } from './sweep-span.js';
import { type AskTape, TapeQueue } from './tape-queue.js';

/** Which moment is on show, as the last picture told it. */
export interface Moment {
  readonly picture: number;
  readonly modelMs: number;
  readonly lookingBack: boolean;
}

/** Rounding of the axon's time [ms]. */
const ROUNDING_MS = 1e-6;
export class Sweeps {
  readonly #nowMs: () => number;
  readonly #tape: TapeQueue;
  readonly #shelf = new SweepShelf();
  readonly #spans = new Spans();
  #state: PageState | undefined;
  #moment: Moment | undefined;
  #current: Sweep | undefined;
  /** Samples of the current one come with the pictures; else it has ended, or they are asked for. */
  #open = false;
  /** One of the last minute that is neither of these. */
  #visited: Sweep | undefined;
  /** What came of the present run of the axon's time: a press may be told after its samples. */
  #recent = new SweepSamples();
  /** Whether this page has heard every state since its first. */
  #heard = false;
  #lastPress = 0;
  #lastLive: Moment | undefined;
  /** What is pinned survives a reset: a lesson compares with it. */
  pinsStay = false;
  /** The axon's time from the picture before to the newest one [ms]. */
  #pictureMs = 0;
  /** The axon's time has run back, and no state has told yet why. */
  #ranBack = false;
  /**
   * @param news something new is to be shown without a picture or a state.
   * @param nowMs clock of the room.
   */
  constructor(ask: AskTape, news: () => void, nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#tape = new TapeQueue(ask, (sweep) => {
      if (sweep === this.#current && this.#open) this.#reach(sweep, sweep.samples.latestMs);
      news();
    });
  }

  get moment(): Moment | undefined {
    return this.#moment;
  }

  /** The sweep of the moment on show; undefined where there is none, or it is still on its way. */
  get shown(): Sweep | undefined {
    if (!this.#moment?.lookingBack) return this.#current;
    const { picture } = this.#moment;
    const mark = this.#markAt(picture);
    let known: Sweep | undefined;
    for (const sweep of this.#onTape)
      if (sweep.first.picture <= picture && !(known && known.first.picture >= sweep.first.picture))
        known = sweep;
    const isMarks = mark && (!known || (mark.picture <= picture && mark.picture > known.first.picture));
    return isMarks ? this.#find(mark) : known;
  }

  get current(): Sweep | undefined {
    return this.#current;
  }

  get pins(): readonly Sweep[] {
    return this.#shelf.pins;
  }

  /**
   * To be drawn behind the one on show: the last complete one of another set-up on this axon, then what is pinned. One that
   * was changed on the way has no set-up that it could be compared as.
   */
  get ghosts(): Sweep[] {
    const shown = this.shown;
    const axon = this.#axonOnShow;
    const { kept } = this.#shelf;
    const pins = this.#shelf.pins.filter((sweep) => sweep !== shown);
    const earlier = (this.#current?.complete ? [this.#current, ...kept] : kept).find(
      (sweep) =>
        sweep !== shown &&
        sweep.experiment === axon &&
        (sweep.cutOff || (sweep.key !== shown?.key && !sweep.changed)) &&
        !pins.includes(sweep),
    );
    return earlier ? [earlier, ...pins] : pins;
  }

  /** The ghost that the axon itself can show: a sweep of another axon, though pinned, has no place there. */
  get axonGhost(): Sweep | undefined {
    const axon = this.#axonOnShow;
    return this.ghosts.find(({ experiment }) => experiment === axon);
  }

  get #axonOnShow(): string | undefined {
    return this.shown?.experiment ?? this.#state?.experiment;
  }

  /** All that are known, the newest first. */
  get all(): Sweep[] {
    return newestFirst(this.#current, this.#shelf.kept, this.#shelf.pins);
  }

  /** All that are known, and after them those that the last reset has cleared: the readings have them still. */
  get recorded(): Sweep[] {
    return [...new Set([...this.all, ...this.#shelf.cleared])];
  }

  /** How long the time axis is where no sweep is on show [ms]. */
  get spanMs(): number {
    return this.shown?.spanMs ?? this.#spans.of(this.#state?.experiment ?? '');
  }

  /** Without the rig's word there may be presses that this page does not hear of. */
  link(open: boolean): void {
    if (!open) this.#heard = false;
  }

  state(state: PageState): void {
    const last = this.#state;
    this.#state = state;
    if (last && !this.#heard) this.#rejoin(last, state);
    else if (last) this.#change(last, state);
    this.#takeMarks(state);
    if (this.#current && this.#open && this.#heard) this.#current.measure(state.measures);
    this.#heard = true;
    this.#askForShown();
  }

  /** Every picture as it comes. */
  picture(picture: PagePicture): void {
    const { modelMs, lookingBack, samples } = picture;
    this.#moment = { picture: picture.picture, modelMs, lookingBack };
    if (lookingBack) {
      this.shown?.pictures.learn(picture.picture, modelMs - (this.shown?.atMs ?? 0));
      this.#askForShown();
      return;
    }
    const before = this.#lastLive;
    this.#lastLive = this.#moment;
    this.#pictureMs = before ? modelMs - before.modelMs : 0;
    if (before && modelMs < before.modelMs - ROUNDING_MS) this.#runAgain();
    else if (before && picture.picture - (picture.skipped ?? 0) > before.picture + 1) this.#missed();
    this.#recent.addAll(samples, 0);
    this.#recent.add(modelMs, picture.blueMv, picture.yellowMv);
    const current = this.#current;
    if (!current || !this.#open) return;
    current.samples.addAll(samples, current.atMs);
    current.samples.add(modelMs - current.atMs, picture.blueMv, picture.yellowMv);
    this.#reach(current, modelMs - current.atMs);
    if (this.#state) current.look(picture, pairsAt(picture.gates, this.#state));
  }

  /** A sweep stays as a ghost until it is let go; the one on show unless said. @returns false: there is no room. */
  pin(sweep = this.shown): boolean {
    return sweep?.hasTrace === true && this.#shelf.pin(sweep);
  }

  unpin(sweep: Sweep): void {
    this.#shelf.unpin(sweep);
  }

  get canUndo(): boolean {
    return this.#shelf.canUndo(this.#nowMs());
  }

  /** Brings back what the last reset has cleared. */
  undo(): void {
    this.#current = this.#shelf.undo(this.#current, this.#nowMs());
    // The reset has ended it.
    if (this.#current && !this.#open) this.#current.complete = true;
  }

  /** The rig is heard again. It may be another one by now, whose presses and pictures have other numbers. */
  #rejoin(last: PageState, state: PageState): void {
    const isOther = state.presses.some(
      ({ press, atMs, run }) =>
        press <= this.#lastPress &&
        !last.presses.some((mark) => mark.press === press && mark.atMs === atMs && mark.run === run),
    );
    if (isOther || state.experiment !== last.experiment || state.resets !== last.resets) this.#end();
    else this.#alter(last, state);
    if (!isOther) return;
    for (const sweep of this.#onTape) sweep.cutOff = true;
    this.#lastPress = 0;
  }

  #change(last: PageState, state: PageState): void {
    const isReset = state.resets !== last.resets;
    const from = state.ghostFromPicture;
    if (isReset) this.#clear();
    if (state.experiment !== last.experiment) this.#end();
    else if (!isReset && from !== null && from !== last.ghostFromPicture) this.#cut(from, last, state);
    else this.#alter(last, state);
  }

  /** What the tape still has. */
  get #onTape(): Sweep[] {
    const known = [this.#current, ...this.#shelf.kept, ...this.#shelf.pins, this.#visited];
    return known.filter((sweep) => sweep !== undefined && !sweep.cutOff) as Sweep[];
  }

  /** The press whose sweep a picture belongs to; the first one where it comes before all. */
  #markAt(picture: number): PressMark | undefined {
    let found: PressMark | undefined;
    let sweep = Number.NaN;
    for (const mark of this.#state?.presses ?? []) {
      if (mark.sweep === sweep) continue;
      sweep = mark.sweep;
      if (mark.picture <= picture || !found) found = mark;
    }
    return found;
  }

  #find(mark: PressMark): Sweep | undefined {
    return this.#onTape.find(({ presses }) =>
      presses.some(({ press, atMs }) => press === mark.press && atMs === mark.atMs),
    );
  }

  /** Something was done on the way: what came before it is not to be mixed up with what comes. */
  #alter(last: PageState, state: PageState): void {
    const current = this.#current;
    if (!current || !this.#open) return;
    for (const name of METERS)
      if (last.electrodes[name] !== state.electrodes[name]) current.moved(name, !this.#heard);
    if (last.channelsOn !== state.channelsOn || !sameTreatments(last, state)) current.change();
  }

  /** Somebody ran on from an earlier picture: what came after it is no more, but to be compared. */
  #cut(from: number, { look }: PageState, state: PageState): void {
    const mark = this.#markAt(from);
    const cut = mark && this.#find(mark);
    const atMs = look.kind === 'looking-back' && look.picture === from ? look.axonMs : undefined;
    this.#retire();
    for (const sweep of this.#onTape) if (sweep.first.picture > from) sweep.cutOff = true;
    this.#current = undefined;
    this.#open = false;
    if (!this.#ranBack) this.#forgetRecent();
    this.#ranBack = false;
    if (!mark || mark.picture > from) return;
    if (!cut || atMs === undefined) {
      this.#begin(mark, state, false);
      return;
    }
    const isDue = this.#tape.has(cut);
    cut.cutOff = true;
    this.#shelf.keep(cut);
    this.#current = cut.branch(atMs - cut.atMs, from, state);
    this.#open = true;
    this.#compareBranch(this.#current, cut, state);
    this.#fillFromRecent(this.#current);
    if (isDue) this.#tape.ask(this.#current);
  }

  /** What is run on from is not always run on with: somebody may have moved or switched something while looking back. */
  #compareBranch(branch: Sweep, cut: Sweep, state: PageState): void {
    if (!cut.setUp || branch.changed) return;
    const now = setUpOf(state, branch.first);
    if (now.key === cut.setUp.key) return;
    for (const name of METERS) if (now.electrodes[name] !== cut.setUp.electrodes[name]) branch.moved(name);
    branch.change();
  }

  /** Another experiment, or another run of the axon's time: what comes is not this sweep's. */
  #end(): void {
    this.#retire();
    this.#current = undefined;
    this.#open = false;
    this.#forgetRecent();
  }

  #forgetRecent(): void {
    this.#recent = new SweepSamples();
    this.#lastLive = undefined;
  }

  #clear(): void {
    this.#shelf.clear(this.#current, this.#nowMs(), this.pinsStay);
    this.#current = undefined;
    this.#end();
  }

  /** The axon's time has run back: a reset or an earlier moment; the state says which. */
  #runAgain(): void {
    this.#recent = new SweepSamples();
    this.#open = false;
    this.#ranBack = true;
  }

  /** A picture did not come, and its samples with it. */
  #missed(): void {
    this.#recent = new SweepSamples();
    if (this.#current && this.#open) this.#tape.ask(this.#current);
  }

  #takeMarks(state: PageState): void {
    const isFirst = !this.#heard;
    const newest = state.presses.at(-1);
    for (const mark of state.presses) {
      const known = this.#onTape.find(
        ({ number, first }) => number === mark.sweep && first.run === mark.run && first.press <= mark.press,
      );
      if (known) {
        known.mark(mark);
        if (known === this.#current && mark.press > this.#lastPress) this.#goOn(known, mark);
      } else if (mark.press > this.#lastPress && (!isFirst || mark.sweep === newest?.sweep))
        this.#begin(mark, state, !isFirst);
    }
    this.#lastPress = Math.max(this.#lastPress, newestPress(state));
    if (isFirst && this.#current && this.#lastLive) this.#tape.ask(this.#current);
  }

  /** @param isHeard it was pressed while this page listened. */
  #begin(mark: PressMark, state: PageState, isHeard: boolean): void {
    this.#retire();
    const setUp = isHeard ? setUpOf(state, mark) : null;
    const sweep = new Sweep(mark, setUp, this.#spans.of(state.experiment), state);
    this.#current = sweep;
    this.#open = true;
    const covers = this.#recent.count > 0 && this.#recent.timesMs[0]! <= mark.atMs + ROUNDING_MS;
    const isNew = isHeard && this.#lastLive === undefined;
    this.#fillFromRecent(sweep);
    if (!covers && !isNew) this.#tape.ask(sweep);
  }

  /** The last sample before the press belongs to it: the line begins at the press and not after it. */
  #fillFromRecent(sweep: Sweep): void {
    const { timesMs, blueMv, yellowMv, count } = this.#recent;
    let from = 0;
    while (from + 1 < count && timesMs[from + 1]! <= sweep.atMs) from++;
    for (let i = from; i < count; i++) sweep.samples.add(timesMs[i]! - sweep.atMs, blueMv[i]!, yellowMv[i]!);
    this.#reach(sweep, sweep.samples.latestMs);
  }

  /** Another press before all was over. */
  #goOn(sweep: Sweep, mark: PressMark): void {
    if (this.#open) return;
    sweep.complete = false;
    sweep.spanMs = Math.max(sweep.spanMs, spanFor(mark.atMs - sweep.atMs + sweep.spanMs));
    this.#open = true;
    this.#tape.ask(sweep);
  }

  /** The sweep has come so far: at the end of its span it is complete, unless something of it still goes on. */
  #reach(sweep: Sweep, ms: number): void {
    this.#fit(sweep);
    if (ms < sweep.spanMs) return;
    const { untilMs, atMs } = sweep.presses.at(-1)!;
    const isHeld = untilMs === null || untilMs - sweep.atMs > sweep.spanMs;
    // Of a picture that covers much of the span nobody knows yet whether the signal is still there.
    const goesOn = this.#state?.activity === 'signal' && this.#pictureMs < 0.2 * sweep.spanMs;
    const isShort = atMs - sweep.atMs > 0.8 * sweep.spanMs;
    if ((isHeld || goesOn || isShort) && sweep.spanMs < LONGEST_SPAN_MS) {
      sweep.spanMs = spanFor(Math.max(ms, sweep.spanMs * 1.01));
      return;
    }
    sweep.complete = true;
    this.#open = false;
    sweep.samples.cutAfter(sweep.spanMs);
    const { arrivalMs } = sweep;
    if (!Number.isNaN(arrivalMs)) this.#spans.learn(sweep.experiment, arrivalMs);
  }

  /** The first signal of an experiment that has run out tells how long an axis this axon needs, which may be shorter. */
  #fit(sweep: Sweep): void {
    const { outcome } = sweep.presses[0]!;
    const { arrivalMs } = sweep;
    const hasRunOut = outcome?.kind === 'signal' && outcome.end === 'ran-out';
    if (!hasRunOut || Number.isNaN(arrivalMs) || this.#spans.knows(sweep.experiment)) return;
    this.#spans.learn(sweep.experiment, arrivalMs);
    sweep.spanMs = Math.min(sweep.spanMs, this.#spans.of(sweep.experiment));
  }

  /** The current sweep makes room for another: its set-up's last one it is from now on. */
  #retire(): void {
    const current = this.#current;
    if (!current?.hasTrace) return;
    current.complete = true;
    this.#shelf.keep(current);
  }

  /** Somebody looks at a sweep that this page does not have. */
  #askForShown(): void {
    const state = this.#state;
    if (!this.#moment?.lookingBack || !state || this.shown) return;
    const mark = this.#markAt(this.#moment.picture);
    if (!mark) return;
    const visited = new Sweep(mark, null, this.#spans.of(state.experiment), state);
    for (const other of state.presses) if (other.sweep === mark.sweep) visited.mark(other);
    visited.complete = true;
    this.#visited = visited;
    this.#tape.ask(visited);
  }
}

function sameTreatments({ treatments: some }: PageState, { treatments: others }: PageState): boolean {
  const textOf = ({ id, treatment }: PageState['treatments'][number]): string =>
    JSON.stringify([id, treatment]);
  return some.length === others.length && some.every((one, i) => textOf(one) === textOf(others[i]!));
}

function newestPress({ presses }: PageState): number {
  return presses.at(-1)?.press ?? 0;
}
