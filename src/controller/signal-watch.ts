/** What is done alike by those who watch the channels (press-watch.ts) and the spikes (spike-watch.ts): the looks at an axon. */
import type { Axon, GateEvent } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Activity, PressOutcome } from './contract.js';
import { createPressBook, type OpenPress, type PressBook } from './press-book.js';
import type { Signals } from './signals.js';
import type { PressWatch, WatchParts } from './watch.js';

/** A compartment this close to its rest is at rest [mV]. */
const AT_REST_MV = 0.5;

/** The look before: potentials [mV], and the time of the axon; NaN if there is none to compare with [ms]. */
export interface LookBefore {
  readonly potentialMv: Float64Array;
  modelMs: number;
}

export interface SignalWatchParts {
  readonly parts: WatchParts;
  readonly book: PressBook;
  readonly signals: Signals;
  /** Kept by the looks. */
  readonly before: LookBefore;
  /** Where a press that adds nothing enters the axon while it is not at rest, in the unit of the axon. */
  busyPlace(compartments: readonly number[]): number | undefined;
  /** Why a press has begun no signal; undefined as long as it may begin one. */
  whyNot(press: OpenPress): PressOutcome | undefined;
  /** Nothing is known of any point. */
  forget(): void;
  /** What is up at this moment has come up, because of no press. */
  resume(): void;
  /** After each step of the axon. */
  step(): void;
  gate(event: GateEvent): void;
  moved(name: MeterName): void;
}

/** @param originsOf the compartments at which a stimulus that enters at one would begin a signal. */
export function bookOf(parts: WatchParts, originsOf: (compartment: number) => readonly number[]): PressBook {
  const { axon, electrodeAt, timeConstantMs } = parts;
  const insideMv = (name: MeterName) => (electrodeAt[name] < 0 ? Number.NaN : parts.readMv(name));
  return createPressBook({ axon, timeConstantMs, insideMv, originsOf });
}

export function lookBefore(axon: Axon): LookBefore {
  return { potentialMv: new Float64Array(axon.compartmentCount), modelMs: Number.NaN };
}

/** What goes on where nothing of a press does. */
function quietActivity({ potentialMv, restMv }: Axon): Activity {
  for (let i = 0; i < potentialMv.length; i++)
    if (Math.abs(potentialMv[i]! - restMv[i]!) > AT_REST_MV) return 'returning';
  return 'none';
}

export function createSignalWatch(own: SignalWatchParts): PressWatch {
  const { parts, book, signals, before } = own;
  const { axon } = parts;
  let activity: Activity = 'none';
  let toldInForce = axon.treatmentsInForce;

  function activityNow(): Activity {
    if (signals.count > 0) return 'signal';
    return book.isEmpty ? quietActivity(axon) : 'stimulus';
  }

  function decide(): void {
    signals.decide();
    const channelsOn = parts.channelsOn();
    book.decide((press) => (channelsOn ? own.whyNot(press) : book.spreadOf(press)));
  }

  function forget(): void {
    own.forget();
    signals.forget();
  }

  function reset(): void {
    forget();
    book.reset();
    activity = 'none';
    before.modelMs = Number.NaN;
  }

  return {
    get activity() {
      return activity;
    },
    get lastPress() {
      return book.lastPress;
    },
    pressed(press, taken) {
      if (taken) return book.add(press);
      // Where a hammered button adds nothing for both reasons, that of the axon is told.
      const place = parts.channelsOn() ? own.busyPlace(press.compartments) : undefined;
      book.report(press.press, place === undefined ? { kind: 'overlapped' } : { kind: 'refractory', place });
    },
    released: (press) => book.release(press),
    step() {
      book.look();
      own.step();
    },
    edge: book.look,
    gate: own.gate,
    look(samples) {
      if (!parts.channelsOn()) book.sampled(samples);
      if (axon.modelMs > before.modelMs) decide();
      const following = !book.isEmpty || signals.count > 0;
      if (axon.modelMs !== before.modelMs && following) before.potentialMv.set(axon.potentialMv);
      // Without anything to follow there is no picture before; the first one after a press must not decide.
      before.modelMs = following ? axon.modelMs : Number.NaN;
      const now = activityNow();
      const news = book.tell() || now !== activity || toldInForce !== axon.treatmentsInForce;
      activity = now;
      toldInForce = axon.treatmentsInForce;
      return news;
    },
    takeFired: () => book.takeFired(),
    takeReport: () => book.takeReport(),
    switched() {
      signals.switchOff();
      forget();
    },
    moved(name) {
      book.moved(name);
      signals.moved(name);
      own.moved(name);
    },
    rewound() {
      reset();
      if (!parts.channelsOn()) return;
      own.resume();
      activity = activityNow();
    },
    reset,
  };
}
