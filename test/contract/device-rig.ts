/** What a device under test is tried with: eyes and fingers at its other end, and a controller's habits. */
import { expect } from 'vitest';
import type { DeviceListener, DeviceState, InputEvent, Picture } from '../../src/devices/device.js';
import type { RestingDevice } from '../../src/devices/resting.js';
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
  /** As the rig of an exhibit has it. */
  readonly device: RestingDevice;
  advance(ms: number): Promise<void>;
  /** Lets time pass until the condition holds; throws after `limitMs`. */
  advanceUntil(condition: () => boolean, limitMs: number): Promise<unknown>;
  /** R, G, B of the strip as it shines now, or whatever `lightOf` gives. */
  leds(): ArrayLike<number>;
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
  /** What `leds` gives when it shows this picture, where that is not its `rgb`. */
  lightOf?(picture: Picture): readonly number[];
}

/** How a device differs from a strip on a fast line. What is not said is as with our own board. */
export interface Manner {
  /** LEDs of the picture. */
  readonly ledCount?: number;
  /** Only what depends on how light is made; the rest is the same for other lights on the same board. */
  readonly brief?: boolean;
  /** How often a button is pressed in a row; default 150, which is past the end of the ids. */
  readonly presses?: number;
  /** Within what time a picture is shown that is offered amid 120 a second [ms]. */
  readonly newsMs?: number;
  /** Within what time a picture is shown that is offered alone [ms]. */
  readonly showMs?: number;
  /** After what time its counters are up to date [ms]. */
  readonly statsMs?: number;
  /** How far a light of `leds` and a needle may be off. */
  readonly lightWithin?: number;
  readonly needleWithin?: number;
  /** How far off a dial may be reported, 0 to 1. */
  readonly dialWithin?: number;
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
/** From dark to bright along so many LEDs. */
export const rampOf = (ledCount: number): readonly number[] =>
  Array.from({ length: ledCount }, (_, led) => Math.floor((260 * led) / ledCount));
export const RAMP = rampOf(LEDS);
export const AT_REST = [REST_LEVEL, REST_LEVEL] as const;
export const bytes = (array: ArrayLike<number>): number[] => Array.from(array);
export const flat = (level: number, ledCount = LEDS): Uint8Array => new Uint8Array(ledCount).fill(level);

/** A rig with its log, and short words for what a test does with them. */
export function tryOut(rig: DeviceRig, currentLimitMa: number, manner: Manner = {}) {
  const { ledCount = LEDS, lightWithin = 0, needleWithin = 1 } = manner;
  const log = new Log();
  const { device } = rig;
  /** `stops`: a palette of its own. */
  const picture = (
    levels: ArrayLike<number>,
    more: Partial<Picture> = {},
    stops: Uint8Array | null = null,
  ): Picture => {
    const rgb = new Uint8Array(3 * ledCount);
    for (let led = 0; led < ledCount; led++) paletteColour(stops ?? STOPS, levels[led]!, rgb, 3 * led);
    applyCurrentLimit(rgb, currentLimitMa);
    const needleLevels: [number, number] = [REST_LEVEL, REST_LEVEL];
    const palette = stops === null ? undefined : { stops, exact: true };
    return { levels: Uint8Array.from(levels), rgb, palette, needleLevels, inputId: 0, ...more };
  };
  const show = (shown: Picture) => {
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
  const stream = async (shown: Picture, ms: number, confirm = false) => {
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
  /** Asks it to rest or to go on, and lets it: at most 2 s. */
  const rest = async (words: string | null) => {
    device.rest(words);
    if (words === null) return;
    for (let ms = 0; ms < 2000 && rig.leftBehind() > 0; ms += 20) await rig.advance(20);
  };
  const lightOf = (shown: Picture) => rig.lightOf?.(shown) ?? shown.rgb;
  const expectLights = (wanted: ArrayLike<number>) => {
    if (lightWithin === 0) return expect(bytes(rig.leds())).toEqual(bytes(wanted));
    expect(rig.leds().length).toBe(wanted.length);
    const off = bytes(rig.leds()).map((light, at) => Math.abs(light - wanted[at]!));
    expect(Math.max(...off), `${bytes(rig.leds())} for ${bytes(wanted)}`).toBeLessThanOrEqual(lightWithin);
  };
  const expectLight = (shown: Picture) => expectLights(lightOf(shown));
  const expectDark = () => expectLights(new Uint8Array(rig.leds().length));
  const expectNeedles = (levels: readonly [number, number]) => {
    const wanted = rig.needlesAt(levels);
    expect(rig.needles().length).toBe(wanted.length);
    for (const [index, found] of rig.needles().entries()) {
      expect(Math.abs(found - wanted[index]!)).toBeLessThanOrEqual(needleWithin);
    }
  };
  return {
    rig,
    log,
    device,
    picture,
    show,
    untilReady,
    ready,
    stream,
    close,
    rest,
    expectLight,
    expectDark,
    expectNeedles,
  };
}
