/** What a device under test is tried with: eyes and fingers at its other end, and a controller's habits. */
import { expect } from 'vitest';
import type { Device, DeviceListener, DeviceState, Frame, InputEvent } from '../../src/devices/device.js';
import { applyCurrentLimit, paletteColour } from '../../src/display/light.js';
import { paletteStops } from '../../src/display/palette.js';
import { REST_LEVEL } from '../../src/units.js';

export interface RigWishes {
  readonly ledCount: number;
  readonly currentLimitMa: number;
  /** 99 bytes. */
  readonly stops: Uint8Array;
  /** Whether the two dials are fitted. */
  readonly dials: boolean;
}

/** A device and what is at its other end. */
export interface DeviceRig {
  readonly device: Device;
  advance(ms: number): Promise<void>;
  /** Lets time pass until the condition holds; throws after `limitMs`. */
  advanceUntil(condition: () => boolean, limitMs: number): Promise<unknown>;
  /** R, G, B of the strip as it shines now. */
  leds(): Uint8Array;
  /** Where the needles stand, in units of the rig's own. */
  needles(): readonly number[];
  /** Where they stand at these levels. */
  needlesAt(levels: readonly [number, number]): readonly number[];
  press(button: number): void;
  release(button: number): void;
  /** `position` from 0 to 1. */
  turn(dial: number, position: number): void;
  /** Timers that wait and ports that are open: 0 when all has been put away. */
  leftBehind(): number;
}

export type MakeRig = (wishes: RigWishes) => DeviceRig;

/** Takes down what a device reports. */
export class Log implements DeviceListener {
  readonly inputs: InputEvent[] = [];
  readonly states: DeviceState[] = [];
  readonly latencies: [id: number, latencyUs: number][] = [];
  /** Called while `show` runs: a device must not call back then. */
  showing = false;
  calledFromShow = 0;

  input(event: InputEvent): void {
    if (this.showing) this.calledFromShow++;
    this.inputs.push(event);
  }

  state(state: DeviceState): void {
    if (this.showing) this.calledFromShow++;
    this.states.push(state);
  }

  latency(id: number, latencyUs: number): void {
    if (this.showing) this.calledFromShow++;
    this.latencies.push([id, latencyUs]);
  }
}

export const LEDS = 20;
export const STOPS = paletteStops(0.5);
export const READY_MS = 5000;
export const RAMP: readonly number[] = Array.from({ length: LEDS }, (_, led) => 13 * led);
export const AT_REST = [REST_LEVEL, REST_LEVEL] as const;
export const bytes = (array: ArrayLike<number>): number[] => Array.from(array);
export const flat = (level: number): Uint8Array => new Uint8Array(LEDS).fill(level);
export const DARK = bytes(new Uint8Array(3 * LEDS));

/** A rig with its log, and short words for what a test does with them. */
export function tryOut(rig: DeviceRig, currentLimitMa: number) {
  const log = new Log();
  const { device } = rig;
  const frame = (levels: ArrayLike<number>, more: Partial<Frame> = {}): Frame => {
    const rgb = new Uint8Array(3 * LEDS);
    for (let led = 0; led < LEDS; led++) paletteColour(STOPS, levels[led]!, rgb, 3 * led);
    applyCurrentLimit(rgb, currentLimitMa);
    const needleLevels: [number, number] = [REST_LEVEL, REST_LEVEL];
    return { levels: Uint8Array.from(levels), rgb, needleLevels, inputId: 0, ...more };
  };
  const show = (shown: Frame) => {
    log.showing = true;
    device.show(shown);
    log.showing = false;
  };
  const untilReady = () => rig.advanceUntil(() => device.state.kind === 'ready', READY_MS);
  const ready = async () => {
    device.open(log);
    await untilReady();
  };
  /** Keeps showing a picture as a controller does, with the latest input taken into account. */
  const stream = async (shown: Frame, ms: number, confirm = false) => {
    for (let t = 0; t < ms; t += 16) {
      show(confirm ? { ...shown, inputId: log.inputs.at(-1)?.id ?? 0 } : shown);
      await rig.advance(16);
    }
  };
  /** Closes the device while time passes, at most 2 s. */
  const close = async () => {
    let over = false;
    const closed = device.close().then(() => {
      over = true;
    });
    for (let ms = 0; ms < 2000 && !over; ms += 20) await rig.advance(20);
    await closed;
  };
  const expectLight = (shown: Frame) => expect(bytes(rig.leds())).toEqual(bytes(shown.rgb));
  const expectDark = () => expect(bytes(rig.leds())).toEqual(DARK);
  const expectNeedles = (levels: readonly [number, number]) => {
    const wanted = rig.needlesAt(levels);
    expect(rig.needles().length).toBe(wanted.length);
    for (const [index, found] of rig.needles().entries()) {
      expect(Math.abs(found - wanted[index]!)).toBeLessThanOrEqual(1);
    }
  };
  return {
    rig,
    log,
    device,
    frame,
    show,
    untilReady,
    ready,
    stream,
    close,
    expectLight,
    expectDark,
    expectNeedles,
  };
}
