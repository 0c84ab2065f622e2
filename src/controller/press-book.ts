/**
 * The presses of which it is not known yet what they did, and what is known and has not been told. What a press did is
 * worked out by those who watch the channels (press-watch.ts) or the spikes (spike-watch.ts); without channels it is
 * how far the potential rose, which is worked out here. Places are compartments here.
 */
import type { Axon } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import type { PressOutcome, PressReport } from './contract.js';

/** Presses and signals that are followed at a time; the oldest of more is given up. */
export const MOST_AT_ONCE = 64;
/** With channels off a press is over after so many time constants of the membrane at the latest. */
const MOST_TIME_CONSTANTS = 2;
/** A membrane is lifted by a stimulus so long after it [ms of axon]. */
const JUST_RUN_MS = 1;
/** A potential falls when it is below its highest by this share of its rise. */
const FALLING_SHARE = 0.02;

/** What is told of a press as it begins. */
export interface GivenPress {
  /** Its number, from 1. */
  readonly press: number;
  /** The compartments that its stimuli enter. */
  readonly compartments: readonly number[];
  /** Where they enter, in the unit of the axon. */
  readonly places: readonly number[];
  /** When its last stimulus ends [ms of axon]; Infinity while it is held. */
  readonly endMs: number;
  /** Of the strongest of its stimuli, in the unit of the axon; no unit if there is none. */
  readonly strength: number;
  readonly strengthUnit: string;
}

/** A press of which it is not known yet what it did, or whose stimuli may still begin a signal. */
export interface OpenPress extends GivenPress {
  endMs: number;
  readonly startMs: number;
  /** Its stimuli have ended; and then, whether the channels at one of its places had been locked until then. */
  ended: boolean;
  locked: boolean;
  /** It has begun a signal; so many of them go on; and what is known of those that do not. */
  fired: boolean;
  running: number;
  outcome: SignalOutcome | null;
  told: boolean;
  readonly startMv: Record<MeterName, number>;
  readonly highestMv: Record<MeterName, number>;
  /** Where it would have begun a signal, and the highest there until it has [mV]. */
  readonly origins: readonly number[];
  readonly crestMv: Float64Array;
}

export type SignalOutcome = Extract<PressOutcome, { kind: 'signal' }>;

export interface PressBookParts {
  readonly axon: Axon;
  /** Of the membrane at rest [ms]. */
  readonly timeConstantMs: number;
  /** What a voltmeter reads in the axon [mV]; NaN in the bath. */
  insideMv(name: MeterName): number;
  /** The compartments at which a stimulus that enters here would begin a signal. */
  originsOf(compartment: number): readonly number[];
}

export interface PressBook {
  /** Nothing is waited for: every press has begun a signal, or is known to begin none. */
  readonly isEmpty: boolean;
  readonly lastPress: PressReport | null;
  add(given: GivenPress): void;
  /** After each step of the axon, and where a stimulus begins or ends. */
  look(): void;
  /**
   * A place has fired that no signal made fire. @param away how far a compartment is from it; a press further away than
   * `mostAway` is not the cause. @returns the number of the press, or null if there is none.
   */
  take(away: (compartment: number) => number, mostAway: number): number | null;
  /** The next press that has begun its first signal since the last call. */
  takeFired(): number | undefined;
  /** The next press of which it has become known since the last call what it did. */
  takeReport(): PressReport | undefined;
  /** One of the signals of a press is over. It is told of once, when none of them goes on. */
  signalEnded(press: number | null, outcome: SignalOutcome): void;
  /** Presses whose stimuli have ended since the last call. */
  close(isLocked: (press: OpenPress) => boolean): void;
  /** Whether a stimulus runs, or has just run, at a compartment that `isNear`. */
  isStimulating(isNear: (compartment: number) => boolean): boolean;
  /** A held press is released. */
  release(press: number): void;
  report(press: number | null, outcome: PressOutcome): void;
  /** Asks of every press that has begun no signal, and whose stimuli have ended, what it did; one that is not certain yet stays. */
  decide(outcomeOf: (press: OpenPress) => PressOutcome | undefined): void;
  /** How far the potential rose, channels off; undefined as long as it may rise further. */
  spreadOf(press: OpenPress): PressOutcome | undefined;
  /** Time, blue, yellow of each sample. */
  sampled(samples: Float64Array): void;
  /** An electrode is somewhere else now. */
  moved(name: MeterName): void;
  /** Tells the next of what is known. @returns whether there was one. */
  tell(): boolean;
  reset(): void;
}

export function createPressBook({ axon, timeConstantMs, insideMv, originsOf }: PressBookParts): PressBook {
  let presses: OpenPress[] = [];
  let reports: PressReport[] = [];
  let known: PressReport[] = [];
  let fired: number[] = [];
  let lastPress: PressReport | null = null;
  /** When the next stimuli end [ms of axon]. */
  let nextEndMs = Number.POSITIVE_INFINITY;

  function hasSpread({ startMs, startMv, highestMv }: OpenPress): boolean {
    if (axon.modelMs - startMs >= MOST_TIME_CONSTANTS * timeConstantMs) return true;
    return METERS.every((name) => {
      const nowMv = insideMv(name);
      if (Number.isNaN(nowMv)) return true;
      const riseMv = highestMv[name] - startMv[name];
      return riseMv > 0 && nowMv < highestMv[name] - FALLING_SHARE * riseMv;
    });
  }

  function report(press: number | null, outcome: PressOutcome): void {
    if (press === null) return;
    addReport(reports, { press, outcome });
    addReport(known, { press, outcome });
  }

  function drop(): void {
    presses = presses.filter(({ fired, running, endMs }) => !fired || running > 0 || axon.modelMs < endMs);
  }

  return {
    get isEmpty() {
      return presses.every(({ fired }) => fired);
    },
    get lastPress() {
      return lastPress;
    },
    add(given) {
      if (presses.length === MOST_AT_ONCE) presses.shift();
      const startMv = { blue: insideMv('blue'), yellow: insideMv('yellow') };
      const origins = [...new Set(given.compartments.flatMap(originsOf))];
      presses.push({
        ...given,
        startMs: axon.modelMs,
        ended: false,
        locked: false,
        fired: false,
        running: 0,
        outcome: null,
        told: false,
        startMv,
        highestMv: { ...startMv },
        origins,
        crestMv: Float64Array.from(origins, (at) => axon.potentialMv[at]!),
      });
      nextEndMs = Math.min(nextEndMs, given.endMs);
    },
    look() {
      for (const { fired, origins, crestMv } of presses) {
        if (fired) continue;
        for (let k = 0; k < origins.length; k++)
          crestMv[k] = Math.max(crestMv[k]!, axon.potentialMv[origins[k]!]!);
      }
    },
    take(away, mostAway) {
      let cause: OpenPress | undefined;
      let nearest = mostAway;
      for (const press of presses) {
        // What has fired may fire again as long as its stimuli last.
        if (press.fired && axon.modelMs > press.endMs) continue;
        for (const at of press.compartments) {
          // Of two at one place the later one: the stimuli of the other had ended.
          if (away(at) > nearest) continue;
          nearest = away(at);
          cause = press;
        }
      }
      if (!cause) return null;
      if (!cause.fired && fired.length < MOST_AT_ONCE) fired.push(cause.press);
      cause.fired = true;
      cause.running++;
      return cause.press;
    },
    takeFired: () => fired.shift(),
    takeReport: () => known.shift(),
    signalEnded(number, outcome) {
      const press = presses.find((one) => one.press === number);
      if (!press) return report(number, outcome);
      press.running--;
      press.outcome = press.outcome ? both(press.outcome, outcome) : outcome;
      if (press.running > 0 || press.told) return;
      press.told = true;
      report(number, press.outcome);
    },
    close(isLocked) {
      if (axon.modelMs < nextEndMs) return;
      nextEndMs = Number.POSITIVE_INFINITY;
      for (const press of presses) {
        if (press.ended) continue;
        if (axon.modelMs < press.endMs) nextEndMs = Math.min(nextEndMs, press.endMs);
        else {
          press.ended = true;
          press.locked = isLocked(press);
        }
      }
    },
    isStimulating(isNear) {
      return presses.some(
        ({ endMs, compartments }) => axon.modelMs < endMs + JUST_RUN_MS && compartments.some(isNear),
      );
    },
    release(number) {
      for (const press of presses) if (press.press === number) press.endMs = axon.modelMs;
      nextEndMs = axon.modelMs;
    },
    report,
    decide(outcomeOf) {
      if (presses.length === 0) return;
      drop();
      presses = presses.filter((press) => {
        if (press.fired) return true;
        const outcome = axon.modelMs < press.endMs ? undefined : outcomeOf(press);
        if (outcome) report(press.press, outcome);
        return outcome === undefined;
      });
    },
    spreadOf(press) {
      if (!hasSpread(press)) return undefined;
      const { startMv, highestMv } = press;
      const rise = (name: MeterName): number | null =>
        Number.isNaN(insideMv(name)) || Number.isNaN(startMv[name]) ? null : highestMv[name] - startMv[name];
      return { kind: 'spread', riseMv: { blue: rise('blue'), yellow: rise('yellow') } };
    },
    sampled(samples) {
      if (presses.length === 0) return;
      for (let i = 0; i < samples.length; i += 3)
        for (const { highestMv } of presses) {
          highestMv.blue = Math.max(highestMv.blue, samples[i + 1]!);
          highestMv.yellow = Math.max(highestMv.yellow, samples[i + 2]!);
        }
    },
    moved(name) {
      // What it reads from now on is the potential of another place.
      for (const { startMv } of presses) startMv[name] = Number.NaN;
    },
    tell() {
      const next = reports.shift();
      if (next) lastPress = next;
      return next !== undefined;
    },
    reset() {
      presses = [];
      reports = [];
      known = [];
      fired = [];
      nextEndMs = Number.POSITIVE_INFINITY;
      lastPress = null;
    },
  };
}

/** How high it came at one of its origins [mV]. */
export function crestAt({ origins, crestMv }: OpenPress, compartment: number): number {
  return crestMv[origins.indexOf(compartment)]!;
}

/** Of too many the earliest press is given up, which the marks have lost already: not the one that was told of first. */
function addReport(reports: PressReport[], report: PressReport): void {
  reports.push(report);
  if (reports.length <= MOST_AT_ONCE) return;
  const earliest = Math.min(...reports.map(({ press }) => press));
  reports.splice(
    reports.findIndex(({ press }) => press === earliest),
    1,
  );
}

/** Two signals of one press: that of the one that ran to the end, else of the first, with the electrodes of both. */
function both(one: SignalOutcome, other: SignalOutcome): SignalOutcome {
  const reached = (name: MeterName): boolean | null =>
    one.reached[name] === null ? null : one.reached[name] || other.reached[name];
  const told = other.end === 'ran-out' ? other : one;
  return { ...told, reached: { blue: reached('blue'), yellow: reached('yellow') } };
}
