/** The Firmata device in virtual time, johnny-five and all, with a board nobody here wrote at the other end. */
import type { Picture } from '../../src/devices/device.js';
import { boardInThisProcess } from '../../src/devices/firmata/board-side.js';
import { createFirmataDevice, type FirmataDevice } from '../../src/devices/firmata/index.js';
import { loadJohnnyFive } from '../../src/devices/firmata/johnny-five.js';
import type { FirmataLights, FirmataSetup } from '../../src/devices/firmata/setup.js';
import { restingDevice } from '../../src/devices/resting.js';
import { needlePulseUs } from '../../src/display/light.js';
import { levelLuminances, luminanceOf } from '../../src/display/luminance.js';
import { paletteStops } from '../../src/display/palette.js';
import { REST_LEVEL } from '../../src/units.js';
import type { DeviceRig, RigWishes } from '../contract/device-rig.js';
import type { PlugOptions } from '../harness/emulator/bench.js';
import { type FirmataBench, firmataBench } from '../harness/firmata/bench.js';
import { createFirmataBoard, type FirmataBoard } from '../harness/firmata/board.js';
import type { FirmataHex } from '../harness/firmata/hexes.js';
import type { WireBoard } from '../harness/wire-board.js';
import { virtualGlobals } from './virtual-globals.js';

export const NEEDLES = [
  { pin: 9, lowUs: 1000, highUs: 2000 },
  { pin: 10, lowUs: 2100, midUs: 1600, highUs: 900 },
] as const;
export const BUTTON_PINS = [2, 4, 7, 8] as const;
const DIAL_PINS = [14, 15] as const;
const FULL = Math.max(...levelLuminances(paletteStops(1)));

/** Everything fitted that the contract asks for, beside these lights. */
export function setupOf(
  lights: FirmataLights,
  { currentLimitMa, dials }: Partial<RigWishes> = {},
): FirmataSetup {
  return {
    lights,
    ledMa: 0,
    currentLimitMa: currentLimitMa ?? 1000,
    needles: NEEDLES,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: 60,
    buttons: BUTTON_PINS,
    dials: dials ? ['A0', 'A1'] : [null, null],
    piezo: null,
    silenceMs: 1000,
  };
}

/** Light of a lamp of one colour: the luminance of its colour, as a part of the palette's brightest [1/255]. */
const lampLight = (rgb: Uint8Array, led: number) =>
  255 * Math.min(1, luminanceOf(rgb[3 * led]!, rgb[3 * led + 1]!, rgb[3 * led + 2]!) / FULL);

/** What each kind of light shows: R, G, B of a strip, and of a lamp the part of the time that it is lit [1/255]. */
export const EYES: Record<
  FirmataLights['kind'],
  {
    see(board: FirmataBoard, lights: FirmataLights): ArrayLike<number>;
    of(frame: Picture, lights: FirmataLights): readonly number[];
  }
> = {
  strip: {
    see(board, lights) {
      const shown = new Uint8Array(lights.kind === 'strip' ? 3 * lights.ledCount : 0);
      shown.set(board.pixels().subarray(0, shown.length));
      return shown;
    },
    of({ rgb }, lights) {
      if (lights.kind !== 'strip' || lights.places === undefined) return [...rgb];
      const shown = new Uint8Array(3 * lights.ledCount);
      for (const [led, place] of lights.places.entries())
        shown.set(rgb.subarray(3 * led, 3 * led + 3), 3 * place);
      return [...shown];
    },
  },
  leds: {
    see: (board, lights) =>
      lights.kind === 'leds' ? lights.leds.map(({ pin }) => 255 * board.pwmDuty(Number(pin))) : [],
    // Asked of the board is a whole number of 255ths.
    of: ({ levels, rgb }) => Array.from(levels, (_, led) => Math.round(lampLight(rgb, led))),
  },
  rgb: {
    see(board, lights) {
      if (lights.kind !== 'rgb') return [];
      const duties = lights.leds
        .flatMap(({ red, green, blue }) => [red, green, blue])
        .map((pin) => board.pwmDuty(Number(pin)));
      return duties.map((duty) => 255 * (lights.commonAnode ? 1 - duty : duty));
    },
    of: ({ rgb }) => [...rgb],
  },
  pca9685: {
    see: (board, lights) =>
      lights.kind === 'pca9685' ? lights.channels.map((channel) => 255 * board.pca9685.duty(channel)) : [],
    of: ({ levels, rgb }) => Array.from(levels, (_, led) => lampLight(rgb, led)),
  },
};

export interface RigParts {
  readonly setup: FirmataSetup;
  readonly board: WireBoard;
  readonly plug?: PlugOptions;
  /** `auto`, or where the board is plugged in. */
  readonly path?: string;
}

export interface VirtualFirmata {
  readonly device: FirmataDevice;
  /** Another one at the same place. */
  make(): FirmataDevice;
  readonly place: FirmataBench;
  /** Timers that wait, of the device and of johnny-five, and ports that are open. */
  leftBehind(): number;
  /** Gives the process its own clocks back. */
  restore(): void;
}

/** A Firmata device on a bench; from here to `restore` the whole process lives in its time. */
export function virtualFirmata({ setup, board, plug = {}, path }: RigParts): VirtualFirmata {
  const place = firmataBench(board, plug);
  const { bench, openPort, splitLines, listPorts, open } = place;
  const globals = virtualGlobals(bench);
  const startBoard = boardInThisProcess({
    openPort,
    timers: bench.clock,
    startJohnnyFive: loadJohnnyFive(),
  });
  const make = () =>
    createFirmataDevice(
      { path: path ?? place.path, setup, startBoard, openPort, splitLines, listPorts },
      bench.clock,
    );
  return {
    device: make(),
    make,
    place,
    // One timer moves the globals.
    leftBehind: () => bench.clock.waiting - 1 + globals.waiting() + open(),
    restore: globals.restore,
  };
}

/** For the contract. */
export function firmataRig(
  hex: FirmataHex,
  lights: FirmataLights,
  wishes: RigWishes,
): DeviceRig & { restore(): void } {
  const board = createFirmataBoard({ hex });
  // Frames for lamps are within their current already; only a strip's own limit is the wish's.
  const setup = setupOf(lights, { dials: wishes.dials, currentLimitMa: 1000 });
  const { make, place, leftBehind, restore } = virtualFirmata({ setup, board });
  const eyes = EYES[lights.kind];
  return {
    device: restingDevice(make),
    advance: (ms) => place.bench.advance(ms),
    advanceUntil: (condition, limitMs) => place.bench.advanceUntil(condition, limitMs),
    leds: () => eyes.see(board, lights),
    lightOf: (frame) => eyes.of(frame, lights),
    needles: () => NEEDLES.map(({ pin }) => board.servoPulseUs(pin) ?? 0),
    needlesAt: (levels) => NEEDLES.map((needle, index) => needlePulseUs(needle, levels[index as 0 | 1])),
    press: (button) => board.press(BUTTON_PINS[button - 1]!),
    release: (button) => board.release(BUTTON_PINS[button - 1]!),
    turn: (dial, position) => board.dial(DIAL_PINS[dial]!, 5 * position),
    leftBehind,
    restore,
  };
}
