/**
 * A device that goes from one user to the next with its light on: when a rig file changes, another controller takes over
 * the board that the one before has opened. Where the next one needs another board, or another set-up of it, it goes dark
 * in order, and the next device is opened once the one before has let go of everything.
 */
import type { Device, DeviceListener, DeviceState, DeviceStats } from './device.js';
import { type RestingDevice, restingDevice } from './resting.js';
import type { Timers } from './timers.js';

/** How dark it is at least between two devices, so that no haste of changes makes flashes [ms]. */
export const LEAST_DARK_MS = 1000;

const CHANGING_WORDS = 'The board is set up again: dark for a moment.';

export interface SharedDevice {
  /**
   * For one more user, who has it from the moment on that it is opened. Who had it before hears and shows nothing any
   * more, and may close it: that ends nothing.
   * @param make makes another device, with which it goes on then; absent: it goes on as it is.
   */
  next(make?: () => Device): RestingDevice;
  /** Of all devices so far. */
  readonly stats: DeviceStats;
  /** Dark, and everything released. */
  close(): Promise<void>;
}

/** Somebody who has it, had it or will have it. */
interface User {
  listener: DeviceListener | undefined;
  /** Why it is to rest. */
  rests: string | null;
}

export function sharedDevice(make: () => Device, timers: Pick<Timers, 'after'>): SharedDevice {
  let makeNow = make;
  const device = restingDevice(() => makeNow());
  /** Who has it: undefined until the first one has opened it. */
  let user: User | undefined;
  let cancelChange: (() => void) | undefined;

  const listener: DeviceListener = {
    input: (event) => user?.listener?.input(event),
    state: (state) => user?.listener?.state(state),
    latency: (id, latencyUs) => user?.listener?.latency?.(id, latencyUs),
  };

  /** @param first was made to say what is fitted, and not opened. */
  function change(first: Device, next: () => Device): void {
    let unused: Device | undefined = first;
    makeNow = () => {
      const one = unused ?? next();
      unused = undefined;
      return one;
    };
    cancelChange?.();
    device.rest(CHANGING_WORDS);
    cancelChange = timers.after(LEAST_DARK_MS, () => {
      cancelChange = undefined;
      device.rest(user!.rests);
    });
  }

  function rest(words: string | null): void {
    if (cancelChange === undefined) device.rest(words);
  }

  function close(): Promise<void> {
    cancelChange?.();
    return device.close();
  }

  function next(wanted?: () => Device): RestingDevice {
    const fresh = wanted?.();
    const me: User = { listener: undefined, rests: null };
    let isClosed = false;

    return {
      get capabilities() {
        return (fresh ?? device).capabilities;
      },
      get state(): DeviceState {
        return isClosed ? { kind: 'closed', words: device.state.words } : device.state;
      },
      get stats() {
        return device.stats;
      },
      get line() {
        return device.line;
      },
      open(given) {
        if (me.listener || isClosed) return;
        me.listener = given;
        const isFirst = user === undefined;
        user = me;
        if (fresh && wanted) change(fresh, wanted);
        else if (!isFirst) given.state(device.state);
        rest(me.rests);
        if (isFirst) device.open(listener);
      },
      show(picture) {
        if (user === me) device.show(picture);
      },
      rest(words) {
        me.rests = words;
        if (user === me) rest(words);
      },
      async close() {
        if (isClosed) return;
        isClosed = true;
        if (user === undefined || user === me) await close();
      },
    };
  }

  return {
    next,
    get stats() {
      return device.stats;
    },
    close,
  };
}
