/**
 * What becomes of each press on membranes whose gates obey rates, told from the spikes at points along the axon, and at
 * both electrodes.
 *
 * A signal is a set of points that have fired one because of the other: a point that fires next to one that is up
 * belongs to the signal of that one, and so does one just beyond the end of a signal; any other was fired by a press.
 * A signal is over when none of its points is up and the next ones are neither lifted nor on their way up. On membranes without
 * channels that can fire, or with channels off, a press spreads and that is all.
 */
import { METERS, type MeterName } from '../units.js';
import type { Activity, PressOutcome, SignalEnd } from './contract.js';
import { createPressBook, MOST_AT_ONCE, type OpenPress, type SignalOutcome } from './press-book.js';
import { SpikePoints } from './spike-points.js';
import { insideMv, type PressWatch, quietActivity, type WatchParts } from './watch.js';

/** So many points away a spike still counts as the cause. */
const REACH = 3;
/** No more points that could fire lie between a press and the place where its signal begins. */
const MOST_AWAY = 6;
/** A spike at an electrode is of the signal that begins next to it no later [ms of axon]. */
const SAME_SPIKE_MS = 2;
/** Nothing fires any more at a place this close to rest [mV] that moves no faster than this [mV/ms]. */
const QUIET_MV = 2;
const QUIET_MV_PER_MS = 1;
/** Beyond the end of a signal a place this far above its rest may still fire [mV]. */
const LIFTED_MV = 5;
/** After a spike the potential comes back from below as fast as this by itself [mV/ms]. */
const RECOVERING_MV_PER_MS = 4;
/** So long after its end a press has fired, or never will [ms of axon]. */
const LONGEST_WAIT_MS = 20;

interface Signal {
  /** Null: no press began it. */
  readonly press: number | null;
  readonly origin: number;
  first: number;
  last: number;
  /** Points of it that are up, and when the last one fell [ms of axon]. */
  up: number;
  fellMs: number;
  /** An electrode has seen its spike. */
  readonly seen: Record<MeterName, boolean>;
  /** The next points beyond either end had just fired, as its own last ones fell. */
  blockedBefore: boolean;
  blockedBehind: boolean;
}

/** @param compartments where spikes are looked for. */
export function createSpikeWatch(parts: WatchParts, compartments: Iterable<number>): PressWatch {
  const { axon, electrodeAt } = parts;
  const points = new SpikePoints(parts, compartments, { fired, fell, isStimulated });
  const electrodes: Record<MeterName, SpikePoints> = { blue: spikesAt('blue'), yellow: spikesAt('yellow') };
  /** When an electrode saw a spike that was of no signal yet [ms of axon]. */
  const unclaimedMs: Record<MeterName, number> = { blue: Number.NaN, yellow: Number.NaN };
  const signalOf: (Signal | undefined)[] = new Array<Signal | undefined>(points.count).fill(undefined);
  /** Potentials at the look before [mV]. */
  const beforeMv = new Float64Array(axon.compartmentCount);
  let beforeMs = Number.NaN;
  let signals: Signal[] = [];
  let activity: Activity = 'none';
  let inForce = axon.treatmentsInForce;
  const book = createPressBook({
    axon,
    timeConstantMs: parts.timeConstantMs,
    insideMv: (name) => insideMv(parts, name),
  });

  function atRest(point: number): boolean {
    return !points.isFired(point) && !points.isRecovering(point);
  }

  /** Whether a point follows from a signal that another one belongs to. */
  function follows(point: number, other: number): Signal | undefined {
    const signal = signalOf[other];
    if (!signal || !signals.includes(signal)) return undefined;
    if (points.isFired(other)) return signal;
    const isEnd = (other === signal.last && point > other) || (other === signal.first && point < other);
    return isEnd ? signal : undefined;
  }

  function cause(point: number): Signal | undefined {
    let [before, behind] = [point, point];
    for (let n = 0; n < REACH; n++) {
      before = before < 0 ? before : points.next(before, -1);
      behind = behind < 0 ? behind : points.next(behind, 1);
      const found =
        (before >= 0 ? follows(point, before) : undefined) ??
        (behind >= 0 ? follows(point, behind) : undefined);
      if (found) return found;
    }
    return undefined;
  }

  function isStimulated(point: number): boolean {
    return book.isStimulating((at) => points.between(at, point) <= REACH);
  }

  function spikesAt(name: MeterName): SpikePoints {
    const at = electrodeAt[name];
    return new SpikePoints(parts, at < 0 ? [] : [at], {
      fired() {
        const signal = signalAt(at);
        if (signal) signal.seen[name] = true;
        else unclaimedMs[name] = axon.modelMs;
      },
      fell() {},
      isStimulated: () => false,
    });
  }

  /** The signal next to a compartment. */
  function signalAt(compartment: number): Signal | undefined {
    let [before, behind] = [points.around(compartment)[0]!, points.around(compartment).at(-1)!];
    for (let n = 0; n <= REACH; n++) {
      for (const point of [before, behind]) {
        const signal = point >= 0 && points.isFired(point) ? signalOf[point] : undefined;
        if (signal && signals.includes(signal)) return signal;
      }
      before = before < 0 ? before : points.next(before, -1);
      behind = behind < 0 ? behind : points.next(behind, 1);
    }
    return undefined;
  }

  function claim(signal: Signal, point: number): void {
    for (const name of METERS) {
      if (!(axon.modelMs - unclaimedMs[name] <= SAME_SPIKE_MS)) continue;
      if (points.between(electrodeAt[name], point) > REACH) continue;
      signal.seen[name] = true;
      unclaimedMs[name] = Number.NaN;
    }
  }

  function begin(point: number, press: number | null): Signal {
    const signal: Signal = {
      press,
      origin: point,
      first: point,
      last: point,
      up: 0,
      fellMs: axon.modelMs,
      seen: { blue: false, yellow: false },
      blockedBefore: false,
      blockedBehind: false,
    };
    if (signals.length === MOST_AT_ONCE) signals.shift();
    signals.push(signal);
    return signal;
  }

  function pressThatFired(point: number): number | null {
    return book.take((at) => points.between(at, point), MOST_AWAY);
  }

  function fired(point: number): void {
    const signal = cause(point) ?? begin(point, pressThatFired(point));
    claim(signal, point);
    signalOf[point] = signal;
    if (point < signal.first) {
      signal.first = point;
      signal.blockedBefore = false;
    } else if (point > signal.last) {
      signal.last = point;
      signal.blockedBehind = false;
    }
    signal.up++;
  }

  function fell(point: number): void {
    const signal = signalOf[point];
    if (!signal) return;
    signal.up--;
    signal.fellMs = axon.modelMs;
    const before = points.next(point, -1);
    const behind = points.next(point, 1);
    if (point === signal.first && before >= 0) signal.blockedBefore ||= !atRest(before);
    if (point === signal.last && behind >= 0) signal.blockedBehind ||= !atRest(behind);
  }

  /** Nothing that goes on will make a point beyond the end of a signal fire: none is lifted, or on its way up. */
  function quiet(end: number, by: 1 | -1): boolean {
    let point = points.next(end, by);
    for (let n = 0; n < REACH && point >= 0; n++) {
      const at = points.compartments[point]!;
      const aboveMv = axon.potentialMv[at]! - axon.restMv[at]!;
      if (aboveMv > LIFTED_MV || (n === 0 && aboveMv > 0 && axon.potentialMv[at]! > beforeMv[at]!))
        return false;
      point = points.next(point, by);
    }
    return true;
  }

  /** Where an axon is cold or almost blocked, a spike may come on long after the one before it has fallen. */
  function isDone({ first, last, up, fellMs }: Signal): boolean {
    if (up > 0) return false;
    return axon.modelMs - fellMs > LONGEST_WAIT_MS || (quiet(first, -1) && quiet(last, 1));
  }

  function outcomeOf(signal: Signal, end: SignalEnd, point: number): SignalOutcome {
    const from = points.compartments[signal.first]!;
    const to = points.compartments[signal.last]!;
    const reached = (name: MeterName): boolean | null => {
      const at = electrodeAt[name];
      return at < 0 ? null : signal.seen[name] || (at >= from && at <= to);
    };
    return {
      kind: 'signal',
      end,
      lastPlace: axon.places[points.compartments[point]!]!,
      reached: { blue: reached('blue'), yellow: reached('yellow') },
    };
  }

  function endOf(signal: Signal): SignalOutcome {
    const { first, last, origin, blockedBefore, blockedBehind } = signal;
    // It may run to both sides. A side that it never went to is told of only if it went nowhere.
    const behindOnly = first === origin && last > origin;
    const beforeOnly = last === origin && first < origin;
    if (last < points.count - 1 && !beforeOnly)
      return outcomeOf(signal, blockedBehind ? 'blocked' : 'died', last);
    if (first > 0 && !behindOnly) return outcomeOf(signal, blockedBefore ? 'blocked' : 'died', first);
    return outcomeOf(signal, 'ran-out', beforeOnly ? first : last);
  }

  function decideSignals(): void {
    if (signals.length === 0) return;
    signals = signals.filter((signal) => {
      if (!isDone(signal)) return true;
      book.signalEnded(signal.press, endOf(signal));
      return false;
    });
  }

  function isOver({ compartments, endMs, locked }: OpenPress): boolean {
    if (axon.modelMs - endMs > LONGEST_WAIT_MS) return true;
    const mostMv = (locked ? RECOVERING_MV_PER_MS : QUIET_MV_PER_MS) * (axon.modelMs - beforeMs);
    return compartments.every((at) => {
      const aboveMv = axon.potentialMv[at]! - axon.restMv[at]!;
      const movedMv = axon.potentialMv[at]! - beforeMv[at]!;
      return (locked ? aboveMv : Math.abs(aboveMv)) <= QUIET_MV && Math.abs(movedMv) <= mostMv;
    });
  }

  function canFireAt(compartment: number): boolean {
    return points.around(compartment).some((point) => points.canFire(point));
  }

  /** Whether points at a compartment could fire, if they were at rest. */
  function isLockedAt(compartment: number): boolean {
    return points.around(compartment).some((point) => points.canFire(point) && !atRest(point));
  }

  /** Why it has begun no signal. */
  function whyNot({ compartments, locked }: OpenPress): PressOutcome {
    const at = compartments.find(canFireAt);
    if (at === undefined) return { kind: 'cannot-fire', place: axon.places[compartments[0]!]! };
    return { kind: locked ? 'refractory' : 'too-weak', place: axon.places[at]! };
  }

  function decidePresses(): void {
    const channelsOn = parts.channelsOn();
    book.decide((press) => {
      if (!channelsOn) return book.spreadOf(press);
      return isOver(press) ? whyNot(press) : undefined;
    });
  }

  function follow(): void {
    points.step();
    electrodes.blue.step();
    electrodes.yellow.step();
    book.close(({ compartments }) => compartments.some(isLockedAt));
  }

  function forgetSpikes(): void {
    points.forget();
    for (const name of METERS) {
      electrodes[name].forget();
      unclaimedMs[name] = Number.NaN;
    }
    signalOf.fill(undefined);
    signals = [];
  }

  function reset(): void {
    forgetSpikes();
    book.reset();
    activity = 'none';
    beforeMs = Number.NaN;
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
      const at = parts.channelsOn() ? press.compartments.find(isLockedAt) : undefined;
      const outcome: PressOutcome =
        at === undefined ? { kind: 'overlapped' } : { kind: 'refractory', place: axon.places[at]! };
      book.report(press.press, outcome);
    },
    released: (press) => book.release(press),
    step: () => {
      if (parts.channelsOn()) follow();
    },
    gate() {},
    look(samples) {
      if (!parts.channelsOn()) book.sampled(samples);
      if (axon.modelMs > beforeMs) {
        decideSignals();
        decidePresses();
      }
      const following = !book.isEmpty || signals.length > 0;
      if (axon.modelMs !== beforeMs && following) beforeMv.set(axon.potentialMv);
      // Without anything to follow there is no picture before; the first one after a press must not decide.
      beforeMs = following ? axon.modelMs : Number.NaN;
      const now: Activity = signals.length > 0 ? 'signal' : book.isEmpty ? quietActivity(axon) : 'stimulus';
      const news = book.tell() || now !== activity || inForce !== axon.treatmentsInForce;
      activity = now;
      inForce = axon.treatmentsInForce;
      return news;
    },
    switched() {
      for (const signal of signals)
        book.signalEnded(signal.press, outcomeOf(signal, 'switched-off', signal.last));
      forgetSpikes();
    },
    moved(name) {
      book.moved(name);
      electrodes[name] = spikesAt(name);
      unclaimedMs[name] = Number.NaN;
      for (const { seen } of signals) seen[name] = false;
    },
    rewound() {
      reset();
      if (!parts.channelsOn()) return;
      points.resume(parts.timeConstantMs);
      for (let point = 0; point < points.count; point++) {
        if (!points.isFired(point)) continue;
        const signal = cause(point) ?? begin(point, null);
        signalOf[point] = signal;
        signal.last = point;
        signal.up++;
      }
      activity = signals.length > 0 ? 'signal' : quietActivity(axon);
    },
    reset,
  };
}
