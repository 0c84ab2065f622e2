/**
 * What becomes of each press, told from what the model does: which channels open, and how potentials rise and fall.
 *
 * A signal is a set of sites whose channels have opened one because of the other. A channel that opens next to an
 * open one belongs to the signal of that one; a channel that opens with no open one near it was opened by a press.
 * A press or a signal is over when none of its channels is open and the next ones are not on their way to open.
 */
import type { Axon, ElectrodePosition, GateEvent, GateState } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import type { Activity, PressOutcome, PressReport, SignalEnd } from './contract.js';

/** An open channel this many channel sites away still counts as the cause; in between may be dead ones. */
const REACH = 3;
/** Presses and signals that are followed at a time; the oldest of more is given up. */
const MOST_AT_ONCE = 64;
/** With channels off a press is over after so many time constants of the membrane at the latest. */
const MOST_TIME_CONSTANTS = 2;
/** A potential falls when it is below its highest by this share of its rise. */
const FALLING_SHARE = 0.02;
/** A site this close to its rest is at rest [mV]. */
const AT_REST_MV = 0.5;

/** A press of which it is not known yet whether it opens channels. */
interface Press {
  readonly press: number;
  readonly site: number;
  readonly startMs: number;
  readonly pulseEndMs: number;
  /** Its channels were not at rest when it began. */
  readonly refractory: boolean;
  readonly startMv: Record<MeterName, number>;
  readonly highestMv: Record<MeterName, number>;
}

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

export interface PressWatchParts {
  readonly axon: Axon;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  /** Channels sit at sites 0, n, 2n, …. */
  readonly channelEvery: number;
  /** Of the membrane, channels off [ms]. */
  readonly timeConstantMs: number;
  /** Whether the membrane has its channels now. */
  channelsOn(): boolean;
}

export interface PressWatch {
  readonly activity: Activity;
  readonly lastPress: PressReport | null;
  /** Somebody has pressed; the axon's time is that of the press. `taken` is false if the stimulator was busy. */
  pressed(site: number, durationMs: number, taken: boolean): void;
  /** The channels of a site changed. */
  gate(event: GateEvent): void;
  /** After the axon has moved: time, blue, yellow of each sample since. @returns whether there is anything to tell. */
  look(samples: Float64Array): boolean;
  /** Channels have just been switched on or off. */
  switched(): void;
  /** An electrode is somewhere else now. */
  moved(name: MeterName): void;
  /** The axon is at rest at time 0. */
  reset(): void;
}

export function createPressWatch(parts: PressWatchParts): PressWatch {
  const { axon, electrodes, channelEvery, timeConstantMs } = parts;
  const count = axon.siteCount;
  const lastChannelSite = Math.floor((count - 1) / channelEvery) * channelEvery;
  const states: GateState[] = new Array<GateState>(count).fill('rest');
  const signalOf: (Signal | undefined)[] = new Array<Signal | undefined>(count).fill(undefined);
  /** Potentials at the look before [mV]. */
  const beforeMv = new Float64Array(count);
  let beforeMs = Number.NaN;
  let presses: Press[] = [];
  let signals: Signal[] = [];
  let pressCount = 0;
  let lastPress: PressReport | null = null;
  let activity: Activity = 'none';
  /** What is known and has not been told: one is told at each look. */
  let reports: PressReport[] = [];

  function report(press: number | null, outcome: PressOutcome): void {
    if (press === null) return;
    if (reports.length === MOST_AT_ONCE) reports.shift();
    reports.push({ press, outcome });
  }

  function readMv(name: MeterName): number {
    const at = electrodes[name];
    return at === 'bath' ? Number.NaN : axon.potentialMv[at]!;
  }

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
    let cause: Press | undefined;
    for (const press of presses)
      if (!cause || Math.abs(press.site - site) < Math.abs(cause.site - site)) cause = press;
    if (cause) presses = presses.filter((press) => press !== cause);
    const signal: Signal = {
      press: cause ? cause.press : null,
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

  function outcomeOf(signal: Signal, end: SignalEnd, lastSite: number): PressOutcome {
    // Behind the last channels there is nothing that could stop it.
    const to = signal.lastSite === lastChannelSite ? count - 1 : signal.lastSite;
    const reached = (name: MeterName): boolean | null => {
      const at = electrodes[name];
      return at === 'bath' ? null : at >= signal.firstSite && at <= to;
    };
    return {
      kind: 'signal',
      end,
      lastSite,
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

  function spreadOf({ startMv, highestMv }: Press): PressOutcome {
    const rise = (name: MeterName): number | null =>
      electrodes[name] === 'bath' || Number.isNaN(startMv[name]) ? null : highestMv[name] - startMv[name];
    return { kind: 'spread', riseMv: { blue: rise('blue'), yellow: rise('yellow') } };
  }

  function hasSpread({ startMs, startMv, highestMv }: Press): boolean {
    if (axon.modelMs - startMs >= MOST_TIME_CONSTANTS * timeConstantMs) return true;
    return METERS.every((name) => {
      const nowMv = readMv(name);
      if (Number.isNaN(nowMv)) return true;
      const riseMv = highestMv[name] - startMv[name];
      return riseMv > 0 && nowMv < highestMv[name] - FALLING_SHARE * riseMv;
    });
  }

  function decidePresses(): void {
    const channelsOn = parts.channelsOn();
    presses = presses.filter((press) => {
      if (axon.modelMs < press.pulseEndMs) return true;
      if (!channelsOn) {
        if (!hasSpread(press)) return true;
        report(press.press, spreadOf(press));
        return false;
      }
      const channels = channelsAt(press.site);
      if (!channels.every(quiet)) return true;
      const refractory = press.refractory || !channels.every(atRest);
      report(press.press, { kind: refractory ? 'refractory' : 'too-weak', site: nearest(press.site) });
      return false;
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
      report(signal.press, endOf(signal));
      return false;
    });
  }

  function quietActivity(): Activity {
    for (let site = 0; site < count; site++)
      if (Math.abs(axon.potentialMv[site]! - axon.restMv[site]!) > AT_REST_MV) return 'returning';
    return 'none';
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
      return lastPress;
    },
    pressed(site, durationMs, taken) {
      pressCount++;
      const refractory = !channelsAt(site).every(atRest);
      if (!taken) {
        // Where a hammered button adds nothing for both reasons, that of the axon is told.
        const why = parts.channelsOn() && refractory;
        report(pressCount, why ? { kind: 'refractory', site: nearest(site) } : { kind: 'overlapped' });
        return;
      }
      if (presses.length === MOST_AT_ONCE) presses.shift();
      const startMv = { blue: readMv('blue'), yellow: readMv('yellow') };
      presses.push({
        press: pressCount,
        site,
        startMs: axon.modelMs,
        pulseEndMs: axon.modelMs + durationMs,
        refractory,
        startMv,
        highestMv: { ...startMv },
      });
    },
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
    moved(name) {
      // What it reads from now on is the potential of another place.
      for (const { startMv } of presses) startMv[name] = Number.NaN;
    },
    look(samples) {
      if (presses.length > 0 && !parts.channelsOn())
        for (let i = 0; i < samples.length; i += 3)
          for (const { highestMv } of presses) {
            highestMv.blue = Math.max(highestMv.blue, samples[i + 1]!);
            highestMv.yellow = Math.max(highestMv.yellow, samples[i + 2]!);
          }
      if (axon.modelMs > beforeMs) {
        decideSignals();
        decidePresses();
      }
      if (axon.modelMs !== beforeMs && presses.length + signals.length > 0) beforeMv.set(axon.potentialMv);
      // Without anything to follow there is no picture before; the first one after a press must not decide.
      beforeMs = presses.length + signals.length > 0 ? axon.modelMs : Number.NaN;
      const now: Activity = signals.length > 0 ? 'signal' : presses.length > 0 ? 'stimulus' : quietActivity();
      const next = reports.shift();
      const news = next !== undefined || now !== activity;
      activity = now;
      if (next) lastPress = next;
      return news;
    },
    switched() {
      for (const signal of signals) report(signal.press, outcomeOf(signal, 'switched-off', signal.lastSite));
      forgetChannels();
    },
    reset() {
      forgetChannels();
      presses = [];
      reports = [];
      lastPress = null;
      activity = 'none';
      beforeMs = Number.NaN;
    },
  };
}
