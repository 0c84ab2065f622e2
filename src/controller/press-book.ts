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
/** A potential falls when it is below its highest by this share of its rise. */
const FALLING_SHARE = 0.02;

/** What is told of a press as it begins. */
export interface GivenPress {
  /** Its number, from 1. */
  readonly press: number;
  /** The compartments that its stimuli enter. */
  readonly compartments: readonly number[];
  /** When its last stimulus ends [ms of axon]; Infinity while it is held. */
  readonly endMs: number;
  /** Of the strongest of its stimuli, in the unit of the axon; no unit if there is none. */
  readonly strength: number;
  readonly strengthUnit: string;
}

/** A press of which it is not known yet whether anything fires. */
export interface OpenPress extends GivenPress {
  endMs: number;
  readonly startMs: number;
  /** The channels at one of its places were not at rest when it began. */
  readonly refractory: boolean;
  readonly startMv: Record<MeterName, number>;
  readonly highestMv: Record<MeterName, number>;
}

export interface PressBookParts {
  readonly axon: Axon;
  /** Of the membrane at rest [ms]. */
  readonly timeConstantMs: number;
  /** What a voltmeter reads in the axon [mV]; NaN in the bath. */
  insideMv(name: MeterName): number;
}

export interface PressBook {
  readonly isEmpty: boolean;
  readonly lastPress: PressReport | null;
  add(given: GivenPress, refractory: boolean): void;
  /** The press nearest to a compartment has fired: it is taken out. @returns its number, or null if there is none. */
  take(compartment: number): number | null;
  /** A held press is released. */
  release(press: number): void;
  report(press: number | null, outcome: PressOutcome): void;
  /** Asks of every press whose stimuli have ended what it did; one that is not certain yet stays. */
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

export function createPressBook({ axon, timeConstantMs, insideMv }: PressBookParts): PressBook {
  let presses: OpenPress[] = [];
  let reports: PressReport[] = [];
  let lastPress: PressReport | null = null;

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
    if (reports.length === MOST_AT_ONCE) reports.shift();
    reports.push({ press, outcome });
  }

  return {
    get isEmpty() {
      return presses.length === 0;
    },
    get lastPress() {
      return lastPress;
    },
    add(given, refractory) {
      if (presses.length === MOST_AT_ONCE) presses.shift();
      const startMv = { blue: insideMv('blue'), yellow: insideMv('yellow') };
      const startMs = axon.modelMs;
      presses.push({ ...given, startMs, refractory, startMv, highestMv: { ...startMv } });
    },
    take(compartment) {
      let cause: OpenPress | undefined;
      let nearest = Number.POSITIVE_INFINITY;
      for (const press of presses)
        for (const at of press.compartments) {
          if (Math.abs(at - compartment) >= nearest) continue;
          nearest = Math.abs(at - compartment);
          cause = press;
        }
      if (!cause) return null;
      presses = presses.filter((press) => press !== cause);
      return cause.press;
    },
    release(number) {
      for (const press of presses) if (press.press === number) press.endMs = axon.modelMs;
    },
    report,
    decide(outcomeOf) {
      if (presses.length === 0) return;
      presses = presses.filter((press) => {
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
      lastPress = null;
    },
  };
}
