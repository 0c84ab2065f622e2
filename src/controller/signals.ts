/**
 * The signals that run along an axon. A signal is a set of points that have come up one because of the other; how far it
 * has come, whether it was blocked, and how it ended are worked out here. Which points there are, and when one comes up,
 * those know who watch the channels (press-watch.ts) or the spikes (spike-watch.ts).
 */
import type { Axon } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { SignalEnd } from './contract.js';
import { MOST_AT_ONCE, type PressBook, type SignalOutcome } from './press-book.js';

/** A point that is up so many points away still counts as the cause; in between may be dead ones. */
export const REACH = 3;
/** No more points that could come up lie between a press and the point where its signal begins. */
const MOST_AWAY = 6;

export interface Signal {
  /** Null: no press began it. */
  readonly press: number | null;
  readonly origin: number;
  first: number;
  last: number;
  /** When it came to either end [ms of axon]. */
  firstMs: number;
  lastMs: number;
  /** Points of it that are up (0 or less: none), and when the last one came down [ms of axon]. */
  up: number;
  downMs: number;
  /** An electrode has seen it, wherever its points are. */
  readonly seen: Record<MeterName, boolean>;
  /** The points beyond either end were not at rest when its own last ones came down. */
  blockedBefore: boolean;
  blockedBehind: boolean;
}

export interface SignalParts {
  readonly axon: Axon;
  readonly book: PressBook;
  /** The compartment of each electrode; −1 in the bath. */
  readonly electrodeAt: Readonly<Record<MeterName, number>>;
  /** Points have numbers from 0 to this one, along the axon; some may be left out. */
  readonly lastPoint: number;
  /** The point that a signal comes to next, `by` 1 or −1; −1 if there is none. */
  next(point: number, by: 1 | -1): number;
  isAtRest(point: number): boolean;
  /** How many points that can come up lie between a compartment and a point. */
  between(compartment: number, point: number): number;
  /** Whether a point that comes up does so because of another one, which belongs to a signal. */
  follows(point: number, other: number, signal: Signal): boolean;
  /** Nothing of it is up, and nothing beyond its ends will come up because of it. */
  isDone(signal: Signal): boolean;
  /** Whether the points of a signal reach over a compartment. */
  covers(signal: Signal, compartment: number): boolean;
  /** In the unit of the axon. */
  placeOf(point: number): number;
}

export interface Signals {
  /** How many go on. */
  readonly count: number;
  goesOn(signal: Signal): boolean;
  /** The one that a point belongs, or belonged, to. */
  of(point: number): Signal | undefined;
  /** A point comes up. @returns the signal that it belongs to; a new one is of the press that the book knows there. */
  rise(point: number): Signal;
  /** It is up no more. */
  fall(point: number): void;
  /** Where it is the end of its signal: looks whether the next point blocks it. */
  seeBlock(point: number): void;
  /** It belongs to no signal. */
  leave(point: number): void;
  /** An electrode is somewhere else now. */
  moved(name: MeterName): void;
  /** Tells the book of those that are over. */
  decide(): void;
  /** Tells the book that all end, for the channels are switched. */
  switchOff(): void;
  forget(): void;
}

export function createSignals(parts: SignalParts): Signals {
  const { axon, book, electrodeAt, lastPoint, next } = parts;
  const signalOf: (Signal | undefined)[] = new Array<Signal | undefined>(lastPoint + 1).fill(undefined);
  let signals: Signal[] = [];

  /** The signal that makes a point come up: that of the nearest other one which can be the cause. */
  function cause(point: number): Signal | undefined {
    let [before, behind] = [point, point];
    for (let n = 0; n < REACH; n++) {
      before = before < 0 ? before : next(before, -1);
      behind = behind < 0 ? behind : next(behind, 1);
      const found = goesOnFrom(before, point) ?? goesOnFrom(behind, point);
      if (found) return found;
    }
    return undefined;
  }

  function goesOnFrom(other: number, point: number): Signal | undefined {
    const signal = other < 0 ? undefined : signalOf[other];
    return signal && parts.follows(point, other, signal) ? signal : undefined;
  }

  function begin(point: number): Signal {
    const signal: Signal = {
      press: book.take((at) => parts.between(at, point), MOST_AWAY),
      origin: point,
      first: point,
      last: point,
      firstMs: axon.modelMs,
      lastMs: axon.modelMs,
      up: 0,
      downMs: axon.modelMs,
      seen: { blue: false, yellow: false },
      blockedBefore: false,
      blockedBehind: false,
    };
    if (signals.length === MOST_AT_ONCE) {
      const oldest = signals.shift()!;
      book.signalEnded(oldest.press, endOf(oldest));
    }
    signals.push(signal);
    return signal;
  }

  function isBusy(point: number): boolean {
    return point >= 0 && !parts.isAtRest(point);
  }

  function outcomeOf(signal: Signal, end: SignalEnd, point: number): SignalOutcome {
    const reached = (name: MeterName): boolean | null => {
      const at = electrodeAt[name];
      return at < 0 ? null : signal.seen[name] || parts.covers(signal, at);
    };
    return {
      kind: 'signal',
      end,
      lastPlace: parts.placeOf(point),
      reached: { blue: reached('blue'), yellow: reached('yellow') },
    };
  }

  function endOf(signal: Signal): SignalOutcome {
    const { first, last, firstMs, lastMs, origin, blockedBefore, blockedBehind } = signal;
    // It may run to both sides. A side that it never went to is told of only if it went nowhere.
    const behindOnly = first === origin && last > origin;
    const beforeOnly = last === origin && first < origin;
    if (last < lastPoint && !beforeOnly) return outcomeOf(signal, blockedBehind ? 'blocked' : 'died', last);
    if (first > 0 && !behindOnly) return outcomeOf(signal, blockedBefore ? 'blocked' : 'died', first);
    const reachedMs = beforeOnly ? firstMs : lastMs;
    const ranOut = { ...outcomeOf(signal, 'ran-out', beforeOnly ? first : last), reachedMs };
    return first < origin && origin < last ? { ...ranOut, bothEnds: true } : ranOut;
  }

  return {
    get count() {
      return signals.length;
    },
    goesOn: (signal) => signals.includes(signal),
    of: (point) => signalOf[point],
    rise(point) {
      const signal = cause(point) ?? begin(point);
      signalOf[point] = signal;
      if (point < signal.first) {
        signal.first = point;
        signal.firstMs = axon.modelMs;
        signal.blockedBefore = false;
      } else if (point > signal.last) {
        signal.last = point;
        signal.lastMs = axon.modelMs;
        signal.blockedBehind = false;
      }
      signal.up++;
      return signal;
    },
    fall(point) {
      const signal = signalOf[point];
      if (!signal) return;
      signal.up--;
      signal.downMs = axon.modelMs;
    },
    seeBlock(point) {
      const signal = signalOf[point];
      if (!signal) return;
      if (point === signal.first) signal.blockedBefore ||= isBusy(next(point, -1));
      if (point === signal.last) signal.blockedBehind ||= isBusy(next(point, 1));
    },
    leave(point) {
      signalOf[point] = undefined;
    },
    moved(name) {
      for (const { seen } of signals) seen[name] = false;
    },
    decide() {
      if (signals.length === 0) return;
      signals = signals.filter((signal) => {
        if (!parts.isDone(signal)) return true;
        book.signalEnded(signal.press, endOf(signal));
        return false;
      });
    },
    switchOff() {
      for (const signal of signals)
        book.signalEnded(signal.press, outcomeOf(signal, 'switched-off', signal.last));
    },
    forget() {
      signalOf.fill(undefined);
      signals = [];
    },
  };
}
