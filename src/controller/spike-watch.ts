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
import type { PressOutcome } from './contract.js';
import { crestAt, type OpenPress } from './press-book.js';
import { bookOf, createSignalWatch, lookBefore } from './signal-watch.js';
import { createSignals, REACH, type Signal } from './signals.js';
import { SpikePoints } from './spike-points.js';
import type { PressWatch, WatchParts } from './watch.js';

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

/** @param compartments where spikes are looked for. */
export function createSpikeWatch(parts: WatchParts, compartments: Iterable<number>): PressWatch {
  const { axon, electrodeAt } = parts;
  const spikes = new SpikePoints(parts, compartments, { fired, fell, isStimulated });
  const { points } = spikes;
  const electrodes: Record<MeterName, SpikePoints> = { blue: spikesAt('blue'), yellow: spikesAt('yellow') };
  /** When an electrode saw a spike that was of no signal yet [ms of axon]. */
  const unclaimedMs: Record<MeterName, number> = { blue: Number.NaN, yellow: Number.NaN };
  const book = bookOf(parts, (compartment) => [compartment]);
  const before = lookBefore(axon);
  const signals = createSignals({
    axon,
    book,
    electrodeAt,
    lastPoint: points.count - 1,
    next: (point, by) => points.next(point, by),
    isAtRest,
    between: (compartment, point) => points.between(compartment, point),
    follows,
    isDone,
    covers: ({ first, last }, at) => at >= points.compartments[first]! && at <= points.compartments[last]!,
    placeOf: (point) => axon.places[points.compartments[point]!]!,
  });

  function isAtRest(point: number): boolean {
    return !spikes.isFired(point) && !spikes.isRecovering(point);
  }

  function follows(point: number, other: number, signal: Signal): boolean {
    if (!signals.goesOn(signal)) return false;
    if (spikes.isFired(other)) return true;
    return (other === signal.last && point > other) || (other === signal.first && point < other);
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
        const signal = point >= 0 && spikes.isFired(point) ? signals.of(point) : undefined;
        if (signal && signals.goesOn(signal)) return signal;
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

  function fired(point: number): void {
    claim(signals.rise(point), point);
  }

  function fell(point: number): void {
    signals.fall(point);
    signals.seeBlock(point);
  }

  /** Nothing that goes on will make a point beyond the end of a signal fire: none is lifted, or on its way up. */
  function quiet(end: number, by: 1 | -1): boolean {
    let point = points.next(end, by);
    for (let n = 0; n < REACH && point >= 0; n++) {
      const at = points.compartments[point]!;
      const aboveMv = axon.potentialMv[at]! - axon.restMv[at]!;
      if (aboveMv > LIFTED_MV || (n === 0 && aboveMv > 0 && axon.potentialMv[at]! > before.potentialMv[at]!))
        return false;
      point = points.next(point, by);
    }
    return true;
  }

  /** Where an axon is cold or almost blocked, a spike may come on long after the one before it has fallen. */
  function isDone({ first, last, up, downMs }: Signal): boolean {
    if (up > 0) return false;
    return axon.modelMs - downMs > LONGEST_WAIT_MS || (quiet(first, -1) && quiet(last, 1));
  }

  function isOver({ compartments, endMs, locked }: OpenPress): boolean {
    if (axon.modelMs - endMs > LONGEST_WAIT_MS) return true;
    const mostMv = (locked ? RECOVERING_MV_PER_MS : QUIET_MV_PER_MS) * (axon.modelMs - before.modelMs);
    return compartments.every((at) => {
      const aboveMv = axon.potentialMv[at]! - axon.restMv[at]!;
      const movedMv = axon.potentialMv[at]! - before.potentialMv[at]!;
      return (locked ? aboveMv : Math.abs(aboveMv)) <= QUIET_MV && Math.abs(movedMv) <= mostMv;
    });
  }

  function canFireAt(compartment: number): boolean {
    return points.around(compartment).some((point) => points.canFire(point));
  }

  /** Whether points at a compartment could fire, if they were at rest. */
  function isLockedAt(compartment: number): boolean {
    return points.around(compartment).some((point) => points.canFire(point) && !isAtRest(point));
  }

  /** Why it has begun no signal. */
  function whyNot(press: OpenPress): PressOutcome {
    const { compartments, locked } = press;
    const at = compartments.find(canFireAt);
    if (at === undefined) return { kind: 'cannot-fire', place: axon.places[compartments[0]!]! };
    const place = axon.places[at]!;
    return locked
      ? { kind: 'refractory', place }
      : { kind: 'too-weak', place, highestMv: crestAt(press, at) };
  }

  function follow(): void {
    spikes.step();
    electrodes.blue.step();
    electrodes.yellow.step();
    book.close(({ compartments }) => compartments.some(isLockedAt));
  }

  function forgetAt(name: MeterName): void {
    electrodes[name].forget();
    unclaimedMs[name] = Number.NaN;
  }

  return createSignalWatch({
    parts,
    book,
    signals,
    before,
    busyPlace(compartments) {
      const at = compartments.find(isLockedAt);
      return at === undefined ? undefined : axon.places[at]!;
    },
    whyNot: (press) => (isOver(press) ? whyNot(press) : undefined),
    forget() {
      spikes.forget();
      METERS.forEach(forgetAt);
    },
    resume() {
      spikes.resume(parts.timeConstantMs);
      for (let point = 0; point < points.count; point++) if (spikes.isFired(point)) signals.rise(point);
    },
    step() {
      if (parts.channelsOn()) follow();
    },
    gate() {},
    moved(name) {
      electrodes[name] = spikesAt(name);
      unclaimedMs[name] = Number.NaN;
    },
  });
}
