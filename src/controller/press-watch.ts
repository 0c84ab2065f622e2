/**
 * What becomes of each press, told from what the model does: which channels open, and how potentials rise and fall.
 *
 * A signal is a set of sites whose channels have opened one because of the other. A channel that opens next to an
 * open one belongs to the signal of that one; a channel that opens with no open one near it was opened by a press.
 * A press or a signal is over when none of its channels is open and the next ones are not on their way to open.
 */
import type { Axon, GateState, Inside } from '../model/index.js';
import type { PressOutcome } from './contract.js';
import { crestAt, type OpenPress } from './press-book.js';
import { bookOf, createSignalWatch, lookBefore } from './signal-watch.js';
import { createSignals } from './signals.js';
import type { PressWatch, WatchParts } from './watch.js';

/** @param channelEvery channels sit at sites 0, n, 2n, …. */
export function createPressWatch(parts: WatchParts, channelEvery: number): PressWatch {
  const { axon } = parts;
  const count = axon.siteCount;
  const lastChannelSite = Math.floor((count - 1) / channelEvery) * channelEvery;
  const states: GateState[] = new Array<GateState>(count).fill('rest');
  /** When the channels of a site last left their rest, and came back to it [ms of axon]. */
  const busyMs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const backMs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  /** Where open channels let sodium through, with the treatments in force. */
  const canFire = new Uint8Array(count);
  let inForce: Axon['treatmentsInForce'] | null = null;
  const book = bookOf(parts, channelsAt);
  const before = lookBefore(axon);
  const signals = createSignals({
    axon,
    book,
    electrodeAt: parts.electrodeAt,
    lastPoint: lastChannelSite,
    next(site, by) {
      const other = site + by * channelEvery;
      return other >= 0 && other <= lastChannelSite ? other : -1;
    },
    isAtRest,
    between,
    follows: (_, other) => isOpen(other),
    // Potassium alone may open again, and what comes down a second time has not come up again.
    isDone: ({ first, last, up }) => up <= 0 && quiet(first - channelEvery) && quiet(last + channelEvery),
    // Behind the last channels there is nothing that could stop it.
    covers: ({ first, last }, site) => site >= first && Math.min(site, lastChannelSite) <= last,
    placeOf: (site) => site,
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

  function isAtRest(site: number): boolean {
    return states[site] === 'rest' || !canFireAt(site);
  }

  function wasLocked(site: number, atMs: number): boolean {
    if (!canFireAt(site) || busyMs[site]! > atMs) return false;
    return states[site] !== 'rest' || backMs[site]! >= atMs;
  }

  function isOpen(site: number): boolean {
    return states[site] === 'sodium-open' || states[site] === 'potassium-open';
  }

  /** How many channels that can open lie between two sites. */
  function between(a: number, b: number): number {
    let some = 0;
    const first = Math.floor(Math.min(a, b) / channelEvery) * channelEvery + channelEvery;
    for (let site = first; site < Math.max(a, b); site += channelEvery) if (canFireAt(site)) some++;
    return some;
  }

  /** Nothing that goes on will open the channels of this site: there are none, or they are not on their way up from rest. */
  function quiet(site: number): boolean {
    if (site < 0 || site > lastChannelSite) return true;
    const nowMv = axon.potentialMv[site]!;
    return nowMv <= before.potentialMv[site]! || nowMv <= axon.restMv[site]!;
  }

  /** Why it has opened no channel. */
  function whyNot(press: OpenPress): PressOutcome {
    const { compartments, endMs } = press;
    const able = compartments.filter((at) => channelsAt(at).some(canFireAt));
    if (able.length === 0) return { kind: 'cannot-fire', place: nearest(compartments[0]!) };
    const locked = able.find((at) => channelsAt(at).some((site) => wasLocked(site, endMs)));
    if (locked !== undefined) return { kind: 'refractory', place: nearest(locked) };
    const [before, behind] = channelsAt(able[0]!);
    const place = canFireAt(nearest(able[0]!)) ? nearest(able[0]!) : canFireAt(before) ? before : behind;
    return { kind: 'too-weak', place, highestMv: crestAt(press, place) };
  }

  function nearest(site: number): number {
    const [before, behind] = channelsAt(site);
    return site - before <= behind - site ? before : behind;
  }

  return createSignalWatch({
    parts,
    book,
    signals,
    before,
    busyPlace(compartments) {
      const busy = compartments.find((at) => !channelsAt(at).every(isAtRest));
      return busy === undefined ? undefined : nearest(busy);
    },
    whyNot: (press) => (press.compartments.flatMap(channelsAt).every(quiet) ? whyNot(press) : undefined),
    forget() {
      states.fill('rest');
      busyMs.fill(Number.NEGATIVE_INFINITY);
      backMs.fill(Number.NEGATIVE_INFINITY);
      inForce = null;
    },
    resume() {
      for (let site = 0; site < count; site += channelEvery) {
        states[site] = stateOf(axon.inside(site));
        if (states[site] !== 'rest') busyMs[site] = axon.modelMs;
        if (isOpen(site) && canFireAt(site)) signals.rise(site);
      }
    },
    step() {},
    gate({ site, state, timeMs }) {
      const wasOpen = isOpen(site);
      if (states[site] === 'rest') busyMs[site] = timeMs;
      if (state === 'rest') backMs[site] = timeMs;
      states[site] = state;
      if (state === 'sodium-open') {
        if (canFireAt(site)) signals.rise(site);
        else signals.leave(site);
      } else if (wasOpen) {
        if (!isOpen(site)) signals.fall(site);
        signals.seeBlock(site);
      }
    },
    moved() {},
  });
}

function stateOf({ switching }: Inside): GateState {
  if (switching?.sodium.state === 'open') return 'sodium-open';
  if (switching?.potassium.state === 'open') return 'potassium-open';
  return switching?.sodium.state === 'locked' ? 'refractory' : 'rest';
}
