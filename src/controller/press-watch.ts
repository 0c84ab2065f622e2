/**
 * What becomes of each press, told from what the model does: which channels open, and how potentials rise and fall.
 *
 * A signal is a set of sites whose channels have opened one because of the other. A channel that opens next to an
 * open one belongs to the signal of that one; a channel that opens with no open one near it was opened by a press.
 * A press or a signal is over when none of its channels is open and the next ones are not on their way to open.
 */
import type { Axon, GateState, Inside } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Activity, PressOutcome, SignalEnd } from './contract.js';
import { createPressBook, MOST_AT_ONCE, type OpenPress, type SignalOutcome } from './press-book.js';
import { insideMv, type PressWatch, quietActivity, type WatchParts } from './watch.js';

/** An open channel this many channel sites away still counts as the cause; in between may be dead ones. */
const REACH = 3;
/** No more channels that could open lie between a press and the place where its signal begins. */
const MOST_AWAY = 6;

/** A run of channels that have opened one because of the other. */
interface Signal {
  /** Null: no press began it. */
  readonly press: number | null;
  readonly originSite: number;
  firstSite: number;
  lastSite: number;
  openSites: number;
  /** The channels beyond either end were not at rest when its own last ones closed. */
  blockedBefore: boolean;
  blockedBehind: boolean;
}

/** @param channelEvery channels sit at sites 0, n, 2n, …. */
export function createPressWatch(parts: WatchParts, channelEvery: number): PressWatch {
  const { axon, electrodeAt } = parts;
  const count = axon.siteCount;
  const lastChannelSite = Math.floor((count - 1) / channelEvery) * channelEvery;
  const states: GateState[] = new Array<GateState>(count).fill('rest');
  /** When the channels of a site last left their rest, and came back to it [ms of axon]. */
  const busyMs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const backMs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  /** Where open channels let sodium through, with the treatments in force. */
  const canFire = new Uint8Array(count);
  let inForce: Axon['treatmentsInForce'] | null = null;
  let toldInForce = axon.treatmentsInForce;
  const signalOf: (Signal | undefined)[] = new Array<Signal | undefined>(count).fill(undefined);
  /** Potentials at the look before [mV]. */
  const beforeMv = new Float64Array(count);
  let beforeMs = Number.NaN;
  let signals: Signal[] = [];
  let activity: Activity = 'none';
  const book = createPressBook({
    axon,
    timeConstantMs: parts.timeConstantMs,
    insideMv: (name) => insideMv(parts, name),
  });

  /** The channel sites on both sides of a place. */
  function channelsAt(site: number): [number, number] {
    const before = Math.floor(site / channelEvery) * channelEvery;
    return [before, Math.min(lastChannelSite, Math.ceil(site / channelEvery) * channelEvery)];
  }

  function canFireAt(site: number): boolean {
    if (axon.treatmentsInForce !== inForce) {
      inForce = axon.treatmentsInForce;
      for (let i = 0; i < count; i++) canFire[i] = axon.membraneAt(i).canFire ? 1 : 0;
    }
    return canFire[site] === 1;
  }

  function atRest(site: number): boolean {
    return states[site] === 'rest' || !canFireAt(site);
  }

  function wasLocked(site: number, atMs: number): boolean {
    if (!canFireAt(site) || busyMs[site]! > atMs) return false;
    return states[site] !== 'rest' || backMs[site]! >= atMs;
  }

  function isOpen(site: number): boolean {
    return states[site] === 'sodium-open' || states[site] === 'potassium-open';
  }

  /** The signal that a newly opened channel belongs to, because of its nearest open neighbour. */
  function neighbour(site: number): Signal | undefined {
    for (let steps = 1; steps <= REACH; steps++) {
      for (const other of [site - steps * channelEvery, site + steps * channelEvery])
        if (other >= 0 && other < count && isOpen(other) && signalOf[other]) return signalOf[other];
    }
    return undefined;
  }

  /** How many channels that can open lie between two sites. */
  function between(a: number, b: number): number {
    let some = 0;
    const first = Math.floor(Math.min(a, b) / channelEvery) * channelEvery + channelEvery;
    for (let site = first; site < Math.max(a, b); site += channelEvery) if (canFireAt(site)) some++;
    return some;
  }

  function begin(site: number, press: number | null): Signal {
    const signal: Signal = {
      press,
      originSite: site,
      firstSite: site,
      lastSite: site,
      openSites: 0,
      blockedBefore: false,
      blockedBehind: false,
    };
    if (signals.length === MOST_AT_ONCE) signals.shift();
    signals.push(signal);
    return signal;
  }

  function opened(site: number): void {
    signalOf[site] = undefined;
    if (!canFireAt(site)) return;
    join(site, neighbour(site) ?? begin(site, pressAt(site)));
  }

  function pressAt(site: number): number | null {
    return book.take((at) => between(at, site), MOST_AWAY);
  }

  function join(site: number, signal: Signal): void {
    signalOf[site] = signal;
    if (site < signal.firstSite) {
      signal.firstSite = site;
      signal.blockedBefore = false;
    } else if (site > signal.lastSite) {
      signal.lastSite = site;
      signal.blockedBehind = false;
    }
    signal.openSites++;
  }

  /** Nothing that goes on will open the channels of this site: there are none, or they are not on their way up from rest. */
  function quiet(site: number): boolean {
    if (site < 0 || site > lastChannelSite) return true;
    const nowMv = axon.potentialMv[site]!;
    return nowMv <= beforeMv[site]! || nowMv <= axon.restMv[site]!;
  }

  function outcomeOf(signal: Signal, end: SignalEnd, lastPlace: number): SignalOutcome {
    // Behind the last channels there is nothing that could stop it.
    const to = signal.lastSite === lastChannelSite ? count - 1 : signal.lastSite;
    const reached = (name: MeterName): boolean | null => {
      const at = electrodeAt[name];
      return at < 0 ? null : at >= signal.firstSite && at <= to;
    };
    return {
      kind: 'signal',
      end,
      lastPlace,
      reached: { blue: reached('blue'), yellow: reached('yellow') },
    };
  }

  function endOf(signal: Signal): SignalOutcome {
    const { firstSite, lastSite, originSite, blockedBefore, blockedBehind } = signal;
    // It may run to both sides. A side that it never went to is told of only if it went nowhere.
    const behindOnly = firstSite === originSite && lastSite > originSite;
    const beforeOnly = lastSite === originSite && firstSite < originSite;
    if (lastSite < lastChannelSite && !beforeOnly)
      return outcomeOf(signal, blockedBehind ? 'blocked' : 'died', lastSite);
    if (firstSite > 0 && !behindOnly) return outcomeOf(signal, blockedBefore ? 'blocked' : 'died', firstSite);
    return outcomeOf(signal, 'ran-out', beforeOnly ? firstSite : lastSite);
  }

  function channelsAround(sites: readonly number[]): number[] {
    return sites.flatMap(channelsAt);
  }

  function decidePresses(): void {
    const channelsOn = parts.channelsOn();
    book.decide((press) => {
      if (!channelsOn) return book.spreadOf(press);
      return channelsAround(press.compartments).every(quiet) ? whyNot(press) : undefined;
    });
  }

  /** Why it has opened no channel. */
  function whyNot({ compartments, endMs }: OpenPress): PressOutcome {
    const able = compartments.filter((at) => channelsAt(at).some(canFireAt));
    if (able.length === 0) return { kind: 'cannot-fire', place: nearest(compartments[0]!) };
    const locked = able.find((at) => channelsAt(at).some((site) => wasLocked(site, endMs)));
    return locked === undefined
      ? { kind: 'too-weak', place: nearest(able[0]!) }
      : { kind: 'refractory', place: nearest(locked) };
  }

  function nearest(site: number): number {
    const [before, behind] = channelsAt(site);
    return site - before <= behind - site ? before : behind;
  }

  function decideSignals(): void {
    signals = signals.filter((signal) => {
      const { firstSite, lastSite, openSites } = signal;
      if (openSites > 0 || !quiet(firstSite - channelEvery) || !quiet(lastSite + channelEvery)) return true;
      book.signalEnded(signal.press, endOf(signal));
      return false;
    });
  }

  function forgetChannels(): void {
    states.fill('rest');
    busyMs.fill(Number.NEGATIVE_INFINITY);
    backMs.fill(Number.NEGATIVE_INFINITY);
    inForce = null;
    signalOf.fill(undefined);
    signals = [];
  }

  function reset(): void {
    forgetChannels();
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
      // Where a hammered button adds nothing for both reasons, that of the axon is told.
      const busy = parts.channelsOn()
        ? press.compartments.find((at) => !channelsAt(at).every(atRest))
        : undefined;
      const outcome: PressOutcome =
        busy === undefined ? { kind: 'overlapped' } : { kind: 'refractory', place: nearest(busy) };
      book.report(press.press, outcome);
    },
    released: (press) => book.release(press),
    step: null,
    gate({ site, state, timeMs }) {
      const wasOpen = isOpen(site);
      if (states[site] === 'rest') busyMs[site] = timeMs;
      if (state === 'rest') backMs[site] = timeMs;
      states[site] = state;
      if (state === 'sodium-open') return opened(site);
      const signal = signalOf[site];
      if (!signal) return;
      if (!wasOpen) return;
      if (!isOpen(site)) signal.openSites--;
      const { firstSite, lastSite } = signal;
      if (site === lastSite && lastSite < lastChannelSite)
        signal.blockedBehind ||= !atRest(lastSite + channelEvery);
      if (site === firstSite && firstSite > 0) signal.blockedBefore ||= !atRest(firstSite - channelEvery);
    },
    moved: (name: MeterName) => book.moved(name),
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
      const news = book.tell() || now !== activity || toldInForce !== axon.treatmentsInForce;
      activity = now;
      toldInForce = axon.treatmentsInForce;
      return news;
    },
    switched() {
      for (const signal of signals)
        book.signalEnded(signal.press, outcomeOf(signal, 'switched-off', signal.lastSite));
      forgetChannels();
    },
    rewound() {
      reset();
      if (!parts.channelsOn()) return;
      for (let site = 0; site < count; site += channelEvery) {
        states[site] = stateOf(axon.inside(site));
        if (states[site] !== 'rest') busyMs[site] = axon.modelMs;
        if (isOpen(site) && canFireAt(site)) join(site, neighbour(site) ?? begin(site, null));
      }
      activity = signals.length > 0 ? 'signal' : quietActivity(axon);
    },
    reset,
  };
}

function stateOf({ switching }: Inside): GateState {
  if (switching?.sodium.state === 'open') return 'sodium-open';
  if (switching?.potassium.state === 'open') return 'potassium-open';
  return switching?.sodium.state === 'locked' ? 'refractory' : 'rest';
}
