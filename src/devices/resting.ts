/**
 * A device that can rest and go on again: to rest is to be closed, as at the end of a rig, so the strip is dark, the
 * needles are at rest, and no pulse holds them; to go on is to be made again and opened.
 */
import type { Device, DeviceListener, DeviceState, DeviceStats } from './device.js';

export interface RestingDevice extends Device {
  /** @param words one sentence for people: why it rests; null: it goes on. */
  rest(words: string | null): void;
}

const COUNTS = [
  'picturesOffered',
  'picturesSent',
  'picturesSuperseded',
  'rejected',
  'resent',
  'reconnects',
] as const satisfies readonly (keyof DeviceStats)[];

/** @param make makes one that was never opened; asked each time that it goes on. */
export function restingDevice(make: () => Device): RestingDevice {
  let inner = make();
  /** Whether `inner` has been asked to close. */
  let isSpent = false;
  let listener: DeviceListener | undefined;
  let restsBecause: string | null = null;
  let closing: Promise<void> | undefined;
  /** The end of the device before, which must have let go of its port. */
  let ended: Promise<void> = Promise.resolve();
  let state: DeviceState | undefined;
  const before = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Record<
    (typeof COUNTS)[number],
    number
  >;

  function enter(next: DeviceState): void {
    state = next;
    listener?.state(next);
  }

  function listenerOf(device: Device): DeviceListener {
    const isCurrent = () => device === inner && !isSpent;
    return {
      input: (event) => isCurrent() && listener?.input(event),
      state: (next) => isCurrent() && enter(next),
      latency: (id, latencyUs) => isCurrent() && listener?.latency?.(id, latencyUs),
      buttonFaults: (faults) => isCurrent() && listener?.buttonFaults?.(faults),
    };
  }

  function letGo(): void {
    if (isSpent) return;
    isSpent = true;
    ended = inner.close();
  }

  function goOn(): void {
    if (restsBecause !== null || closing || listener === undefined) return;
    if (isSpent) {
      for (const name of COUNTS) before[name] += inner.stats[name];
      inner = make();
      isSpent = false;
    }
    inner.open(listenerOf(inner));
  }

  return {
    get capabilities() {
      return inner.capabilities;
    },
    get state() {
      return state ?? inner.state;
    },
    get stats() {
      const now = inner.stats;
      const sums = COUNTS.map((name) => [name, before[name] + now[name]] as const);
      return Object.fromEntries(sums) as unknown as DeviceStats;
    },
    open(wanted) {
      if (listener || closing) return;
      listener = wanted;
      if (restsBecause === null) goOn();
      else enter({ kind: 'resting', words: restsBecause });
    },
    show(picture) {
      if (!isSpent && restsBecause === null) inner.show(picture);
    },
    get line() {
      return inner.line && (() => inner.line!());
    },
    rest(words) {
      if (closing) return;
      const rested = restsBecause !== null;
      restsBecause = words;
      if (words === null) {
        // A port that is still being let go of is opened after that.
        if (rested) void ended.then(goOn);
        return;
      }
      // One that was never opened has nothing to let go of.
      if (listener !== undefined) letGo();
      enter({ kind: 'resting', words });
    },
    close() {
      closing ??= (async () => {
        letGo();
        await ended;
        enter({ kind: 'closed', words: inner.state.words });
        listener = undefined;
      })();
      return closing;
    },
  };
}
