/**
 * A rig without hardware: the page is its strip, and its buttons are pressed by calling them. It keeps every
 * promise of the contract (device.ts) that a board keeps, the failsafe included, so that what works here works
 * on a table with a strip on it.
 */
import { REST_LEVEL, US_PER_MS } from '../../units.js';
import type { Capabilities, Device, DeviceListener, DeviceState } from '../device.js';
import { InputIds } from '../input-ids.js';
import { PictureSlot } from '../picture-slot.js';
import type { Timers } from '../timers.js';

/** Without a picture for this long the strip goes dark [ms]: the default of firmware-protocol.md. */
const DARK_AFTER_MS = 1000;

export interface VirtualDeviceOptions {
  readonly capabilities: Capabilities;
  readonly timers: Timers;
  /** Without a picture for this long the strip goes dark and the needles rest [ms]. */
  readonly darkAfterMs?: number;
  /** Level of needles at rest. */
  readonly needleRestLevel?: number;
  /** Single lamps instead of a strip: what they show is told by their colour here, and by their light on a real rig. */
  readonly lamps?: boolean;
}

/** What can be seen of the device, and its buttons and dials. */
export interface VirtualDevice extends Device {
  /** Light on the strip now: R, G, B per LED as PWM counts. A live view: copy what you keep. */
  readonly shownRgb: Uint8Array;
  /** Where the needles stand now. A live view. */
  readonly shownNeedles: readonly [number, number];
  /** RangeError for a button that is not fitted; nothing happens if it is already down, or the device is not open. */
  press(button: number): void;
  release(button: number): void;
  /** `position` from 0 to 1; a dial that has not moved reports nothing. */
  turn(dial: number, position: number): void;
}

export function createVirtualDevice(options: VirtualDeviceOptions): VirtualDevice {
  const { capabilities, timers, darkAfterMs = DARK_AFTER_MS, needleRestLevel = REST_LEVEL } = options;
  const shownRgb = new Uint8Array(3 * capabilities.ledCount);
  const shownNeedles: [number, number] = [needleRestLevel, needleRestLevel];
  const stats = {
    picturesOffered: 0,
    picturesSent: 0,
    picturesSuperseded: 0,
    rejected: 0,
    resent: 0,
    reconnects: 0,
  };
  const down = new Set<number>();
  const positions = new Map<number, number>();
  const cancels = new Set<() => void>();

  let listener: DeviceListener | undefined;
  let state: DeviceState = { kind: 'opening', words: 'The virtual strip is not switched on yet.' };
  let lastPictureMs = 0;
  let watching = false;
  const ids = new InputIds();
  /** What is shown, or waits until the device is ready. */
  const slot = new PictureSlot(capabilities.ledCount);

  function enter(next: DeviceState): void {
    state = next;
    listener?.state(next);
  }

  function later(ms: number, fn: () => void): void {
    const cancel = timers.after(ms, () => {
      cancels.delete(cancel);
      fn();
    });
    cancels.add(cancel);
  }

  function goDark(): void {
    shownRgb.fill(0);
    shownNeedles.fill(needleRestLevel);
  }

  /** One timer a second instead of one a picture: it looks when the last picture came and sleeps for the rest. */
  function watchSilence(ms: number): void {
    watching = true;
    later(ms, () => {
      const leftMs = lastPictureMs + darkAfterMs - timers.nowMs();
      watching = leftMs > 0;
      if (watching) watchSilence(leftMs);
      else goDark();
    });
  }

  function nowUs(): number {
    return Math.trunc(timers.nowMs() * US_PER_MS) >>> 0;
  }

  /** What is done on the device now, with a number of its own. */
  function happening(): { id: number; deviceUs: number } {
    const deviceUs = nowUs();
    return { id: ids.next(deviceUs), deviceUs };
  }

  function light(): void {
    slot.take();
    shownRgb.set(slot.rgb);
    shownNeedles[0] = slot.needleLevels[0];
    shownNeedles[1] = slot.needleLevels[1];
    stats.picturesSent++;
    lastPictureMs = timers.nowMs();
    if (!watching) watchSilence(darkAfterMs);
    if (slot.inputId === 0) return;
    ids.confirm(slot.inputId, nowUs(), (id, latencyUs) => {
      // The listener is never called from inside `show`.
      later(0, () => listener?.latency?.(id, latencyUs));
    });
  }

  function edge(button: number, pressed: boolean): void {
    if (!Number.isInteger(button) || button < 1 || button > capabilities.buttonCount)
      throw new RangeError(`button: expected 1 to ${capabilities.buttonCount}, got ${button}`);
    if (state.kind !== 'ready' || down.has(button) === pressed) return;
    if (pressed) down.add(button);
    else down.delete(button);
    listener?.input({ kind: 'button', ...happening(), button, pressed });
  }

  return {
    capabilities,
    stats,
    shownRgb,
    shownNeedles,
    get state() {
      return state;
    },
    open(wanted) {
      if (listener || state.kind === 'closed') return;
      listener = wanted;
      enter({
        kind: 'ready',
        words: options.lamps
          ? `${capabilities.ledCount} virtual LEDs: the page shows the potential under each in colours; real ones show it by their light.`
          : `Virtual strip of ${capabilities.ledCount} ${capabilities.ledCount === 1 ? 'LED' : 'LEDs'}: the page shows what a real one would.`,
      });
      if (slot.state === 'fresh') light();
    },
    show(picture) {
      if (state.kind === 'closed') return;
      if (slot.offer(picture, stats) && state.kind === 'ready') light();
    },
    press: (button) => edge(button, true),
    release: (button) => edge(button, false),
    turn(dial, position) {
      if (!Number.isInteger(dial) || dial < 0 || dial >= capabilities.dialCount)
        throw new RangeError(`dial: expected 0 to ${capabilities.dialCount - 1}, got ${dial}`);
      if (!(position >= 0 && position <= 1))
        throw new RangeError(`position: expected 0 to 1, got ${position}`);
      if (state.kind !== 'ready' || positions.get(dial) === position) return;
      positions.set(dial, position);
      listener?.input({ kind: 'dial', ...happening(), dial, position });
    },
    async close() {
      if (state.kind === 'closed') return;
      for (const cancel of cancels) cancel();
      cancels.clear();
      slot.clear();
      goDark();
      enter({ kind: 'closed', words: 'The virtual strip is switched off.' });
      listener = undefined;
    },
  };
}
