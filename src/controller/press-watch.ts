/**
 * What becomes of each press, told from what the model does: which channels open, and how potentials rise and fall.
 *
 * A signal is a set of sites whose channels have opened one because of the other. A channel that opens next to an
 * open one belongs to the signal of that one; a channel that opens with no open one near it was opened by a press.
 * A press or a signal is over when none of its channels is open and the next ones are not on their way to open.
 */
import type { GateState } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Activity, PressOutcome, SignalEnd } from './contract.js';
import { createPressBook, MOST_AT_ONCE } from './press-book.js';
import { insideMv, type PressWatch, quietActivity, type WatchParts } from './watch.js';

/** An open channel this many channel sites away still counts as the cause; in between may be dead ones. */
const REACH = 3;

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

  function atRest(site: number): boolean {
    return states[site] === 'rest';
  }

  function isOpen(site: number): boolean {
    return states[site] === 'sodium-open' || states[site] === 'potassium-open';
  }

  /** The signal that a newly opened channel belongs to, because of its nearest open neighbour. */
  function neighbour(site: number): Signal | undefined {
    for (let steps = 1; steps <= REACH; steps++) {
      for (const other of [site - steps * channelEvery, site + steps * channelEvery])
        if (other >= 0 && other < count && isOpen(other)) return signalOf[other];
    }
    return undefined;
  }

  function begin(site: number): Signal {
    const signal: Signal = {
      press: book.take(site),
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
    const signal = neighbour(site) ?? begin(site);
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

  function outcomeOf(signal: Signal, end: SignalEnd, lastPlace: number): PressOutcome {
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

  function endOf(signal: Signal): PressOutcome {
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
      const channels = channelsAround(press.compartments);
      if (!channels.every(quiet)) return undefined;
      const refractory = press.refractory || !channels.every(atRest);
      return { kind: refractory ? 'refractory' : 'too-weak', place: nearest(press.compartments[0]!) };
    });
  }

  function nearest(site: number): number {
    const [before, behind] = channelsAt(site);
    return site - before <= behind - site ? before : behind;
  }

  function decideSignals(): void {
    signals = signals.filter((signal) => {
      const { firstSite, lastSite, openSites } = signal;
      if (openSites > 0 || !quiet(firstSite - channelEvery) || !quiet(lastSite + channelEvery)) return true;
      book.report(signal.press, endOf(signal));
      return false;
    });
  }

  function forgetChannels(): void {
    states.fill('rest');
    signalOf.fill(undefined);
    signals = [];
  }

  return {
    get activity() {
      return activity;
    },
    get lastPress() {
      return book.lastPress;
    },
    pressed(press, taken) {
      const refractory = !channelsAround(press.compartments).every(atRest);
      if (taken) return book.add(press, refractory);
      // Where a hammered button adds nothing for both reasons, that of the axon is told.
      const why = parts.channelsOn() && refractory;
      const place = nearest(press.compartments[0]!);
      book.report(press.press, why ? { kind: 'refractory', place } : { kind: 'overlapped' });
    },
    released: (press) => book.release(press),
    step: null,
    gate({ site, state }) {
      const wasOpen = isOpen(site);
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
      const news = book.tell() || now !== activity;
      activity = now;
      return news;
    },
    switched() {
      for (const signal of signals)
        book.report(signal.press, outcomeOf(signal, 'switched-off', signal.lastSite));
      forgetChannels();
    },
    treated() {},
    reset() {
      forgetChannels();
      book.reset();
      activity = 'none';
      beforeMs = Number.NaN;
    },
  };
}
