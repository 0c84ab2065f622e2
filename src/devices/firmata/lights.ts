/**
 * Lamps and strips at the end of a Firmata line. Each knows what it was told last and tells only what differs; the
 * values are those of the frame, which is linear light already: a duty of a half is half the light, and the palette
 * (display/palette.ts) is where equal steps are made to look equal.
 */

import { FLASH_WINDOW_MS, FLASHES_PER_WINDOW } from '../../display/flash-limit.js';
import { applyCurrentLimit } from '../../display/light.js';
import { levelLuminances, luminanceOf } from '../../display/luminance.js';
import { paletteStops } from '../../display/palette.js';
import { createSwingMeter } from '../../display/swing-meter.js';
import type { FirmataIo } from './johnny-five.js';
import type { BoardPins } from './pins.js';
import type { FirmataLights, FirmataSetup } from './setup.js';

export interface Lights {
  /** Pin modes, and everything dark. */
  prepare(): void;
  /** Takes over a picture; `write` tells the board. The caller may overwrite the arrays then. */
  set(levels: Uint8Array, rgb: Uint8Array, nowMs: number): void;
  dark(): void;
  /** Tells the board what differs from what it was told; `between` is called after each message. */
  write(between: () => void): void;
  /** Takes the next few outputs for untold: what the line may have lost heals. Returns how many. */
  forget(): number;
  /** How long the board hears nothing after the last message of a picture [ms]. */
  readonly deafMs: number;
}

export interface LightParts {
  readonly setup: FirmataSetup;
  readonly io: FirmataIo;
  readonly pins: BoardPins;
  /** Whether the board keeps 64 bytes of a sysex, not 32. */
  readonly longSysex: boolean;
  /** Sets a pin that is an output high or low. */
  readonly switchPin: (pin: number, high: boolean) => void;
}

/** Luminance of the brightest colour that the palette has at full brightness. */
const FULL_LUMINANCE = Math.max(...levelLuminances(paletteStops(1)));
/** A lamp that is switched goes out so far below where it went on: 6.6 mV. */
const HYSTERESIS_LEVELS = 12;
const FORGET_AT_ONCE = 4;
const UNTOLD = -1;

/** Values that outputs ought to have and have been told to have. */
class Outputs {
  readonly wanted: Int32Array;
  readonly told: Int32Array;
  #next = 0;

  constructor(count: number) {
    this.wanted = new Int32Array(count);
    this.told = new Int32Array(count).fill(UNTOLD);
  }

  differs(output: number): boolean {
    return this.wanted[output] !== this.told[output];
  }

  /** The value to tell now. */
  take(output: number): number {
    const value = this.wanted[output]!;
    this.told[output] = value;
    return value;
  }

  forget(): number {
    const count = Math.min(FORGET_AT_ONCE, this.told.length);
    for (let n = 0; n < count; n++) {
      this.told[this.#next] = UNTOLD;
      this.#next = (this.#next + 1) % this.told.length;
    }
    return count;
  }
}

/** Share of full light of a lamp of one colour, 0 to 1. */
function shareOf(rgb: Uint8Array, led: number): number {
  const light = luminanceOf(rgb[3 * led]!, rgb[3 * led + 1]!, rgb[3 * led + 2]!);
  return Math.min(1, light / FULL_LUMINANCE);
}

/** What all shares must be scaled by so that the lamps stay within their current. */
function scaleOf(shares: Float64Array, { ledMa, currentLimitMa }: FirmataSetup): number {
  let sum = 0;
  for (const share of shares) sum += share;
  return sum * ledMa > currentLimitMa ? currentLimitMa / (sum * ledMa) : 1;
}

const numberOf = (pins: BoardPins, pin: Parameters<BoardPins['numberOf']>[0]) => pins.numberOf(pin)!;

type Of<Kind extends FirmataLights['kind']> = Extract<FirmataLights, { kind: Kind }>;

function plainLeds({ leds }: Of<'leds'>, { setup, io, pins, switchPin }: LightParts): Lights {
  const outputs = new Outputs(leds.length);
  const shares = new Float64Array(leds.length);
  const numbers = leds.map(({ pin }) => numberOf(pins, pin));
  const full = leds.map(({ pin, onFromLevel }) =>
    onFromLevel === null ? 2 ** pins.bitsFor(pin, 'pwm')! - 1 : 1,
  );
  // Where a lamp is switched its light changes by more than the palette's: it is held to the flash limit here.
  const meter = createSwingMeter({
    thresholds: new Float64Array(leds.length).fill(1),
    flashes: FLASHES_PER_WINDOW,
    windowMs: FLASH_WINDOW_MS,
  });

  function isOn(led: number, level: number, nowMs: number): boolean {
    const from = leds[led]!.onFromLevel!;
    const wasOn = outputs.wanted[led] === 1;
    const on = level >= (wasOn ? from - HYSTERESIS_LEVELS : from);
    const allowed = on && (wasOn || !meter.barsRise(led, 1, nowMs));
    meter.record(led, allowed ? 1 : 0, nowMs);
    return allowed;
  }

  return {
    deafMs: 0,
    prepare() {
      leds.forEach(({ onFromLevel }, led) => {
        io.pinMode(numbers[led]!, onFromLevel === null ? io.MODES.PWM : io.MODES.OUTPUT);
      });
    },
    set(levels, rgb, nowMs) {
      leds.forEach(({ onFromLevel }, led) => {
        if (onFromLevel === null) shares[led] = shareOf(rgb, led);
        else shares[led] = isOn(led, levels[led]!, nowMs) ? 1 : 0;
      });
      const scale = scaleOf(shares, setup);
      leds.forEach(({ onFromLevel }, led) => {
        const share = onFromLevel === null ? shares[led]! * scale : shares[led]!;
        outputs.wanted[led] = Math.round(full[led]! * share);
      });
    },
    dark: () => outputs.wanted.fill(0),
    write(between) {
      leds.forEach(({ onFromLevel }, led) => {
        if (!outputs.differs(led)) return;
        const value = outputs.take(led);
        if (onFromLevel === null) io.analogWrite(numbers[led]!, value);
        else switchPin(numbers[led]!, value === 1);
        between();
      });
    },
    forget: () => outputs.forget(),
  };
}

function rgbLeds({ leds, commonAnode }: Of<'rgb'>, { setup, io, pins }: LightParts): Lights {
  const channels = leds.flatMap(({ red, green, blue }) => [red, green, blue]);
  const numbers = channels.map((pin) => numberOf(pins, pin));
  const full = channels.map((pin) => 2 ** pins.bitsFor(pin, 'pwm')! - 1);
  const outputs = new Outputs(channels.length);
  const shares = new Float64Array(channels.length);

  function light(scale: number): void {
    for (let at = 0; at < shares.length; at++) {
      const duty = Math.round(full[at]! * shares[at]! * scale);
      outputs.wanted[at] = commonAnode ? full[at]! - duty : duty;
    }
  }

  light(0);
  return {
    deafMs: 0,
    prepare() {
      for (const pin of numbers) {
        io.pinMode(pin, io.MODES.PWM);
        // A pin begins low, which with a common anode is bright.
        if (commonAnode) io.analogWrite(pin, full[numbers.indexOf(pin)]!);
      }
    },
    set(_levels, rgb) {
      for (let at = 0; at < shares.length; at++) shares[at] = rgb[at]! / 255;
      light(scaleOf(shares, setup));
    },
    dark: () => light(0),
    write(between) {
      for (let at = 0; at < shares.length; at++) {
        if (!outputs.differs(at)) continue;
        io.analogWrite(numbers[at]!, outputs.take(at));
        between();
      }
    },
    forget: () => outputs.forget(),
  };
}

/** Registers of the PCA9685. Source: its datasheet, 7.3. */
const PCA = { mode1: 0x00, mode2: 0x01, firstOffLow: 0x08, allLeds: 0xfa, prescale: 0xfe } as const;
const PCA_SLEEP = 0x30;
/** Oscillator on, registers count up by themselves. */
export const PCA_AWAKE = 0x20;
const PCA_TOTEM_POLE = 0x04;
/** 25 MHz / 4096 / (5 + 1) = 1017 Hz. */
const PCA_PRESCALE = 5;
const PCA_FULL = 4095;
/** Bit 12 of a channel's end: dark, whatever else. */
const PCA_DARK = 0x1000;
/**
 * Channels of one message. Firmata 2.3 keeps 32 bytes of a sysex and writes what is longer over its other memory: 3 + 2
 * for each of 11 bytes. From 2.5 on it keeps 64: 3 + 2 for each of 27; more would not go into the I2C buffer of 32.
 */
const PCA_RUN = { short: 3, long: 7 } as const;

function pca9685({ address, channels }: Of<'pca9685'>, parts: LightParts): Lights {
  const { setup, io } = parts;
  const longest = parts.longSysex ? PCA_RUN.long : PCA_RUN.short;
  const order = channels.map((channel, led) => ({ channel, led })).sort((a, b) => a.channel - b.channel);
  const outputs = new Outputs(channels.length);
  const shares = new Float64Array(channels.length);
  outputs.wanted.fill(PCA_DARK);

  return {
    deafMs: 0,
    prepare() {
      io.i2cConfig(0);
      io.i2cWrite(address, PCA.mode1, [PCA_SLEEP]);
      io.i2cWrite(address, PCA.prescale, [PCA_PRESCALE]);
      io.i2cWrite(address, PCA.mode2, [PCA_TOTEM_POLE]);
      // All begin at 0 and are dark; from now on only ends change.
      io.i2cWrite(address, PCA.allLeds, [0, 0, 0, PCA_DARK >> 8]);
      io.i2cWrite(address, PCA.mode1, [PCA_AWAKE]);
    },
    set(_levels, rgb) {
      for (let led = 0; led < shares.length; led++) shares[led] = shareOf(rgb, led);
      const scale = scaleOf(shares, setup);
      for (let led = 0; led < shares.length; led++)
        outputs.wanted[led] = Math.round(PCA_FULL * shares[led]! * scale) || PCA_DARK;
    },
    dark: () => outputs.wanted.fill(PCA_DARK),
    write(between) {
      for (let at = 0; at < order.length; ) {
        const first = order[at]!;
        if (!outputs.differs(first.led)) {
          at++;
          continue;
        }
        const bytes: number[] = [];
        for (let run = 0; run < longest; run++, at++) {
          const next = order[at];
          if (next?.channel !== first.channel + run || !outputs.differs(next.led)) break;
          const end = outputs.take(next.led);
          if (run > 0) bytes.push(0, 0);
          bytes.push(end & 0xff, end >> 8);
        }
        io.i2cWrite(address, PCA.firstOffLow + 4 * first.channel, bytes);
        between();
      }
    },
    forget: () => outputs.forget(),
  };
}

/** Commands of node-pixel's sketch. Source: node-pixel 0.11, firmware/src/libs/protocol.md. */
const PIXEL = { command: 0x51, config: 1, show: 2, setPixel: 3, setStrip: 4 } as const;
const PIXEL_ORDERS = { grb: 0, rgb: 1, brg: 2 } as const;
/** Bytes of a message for one pixel, and for all of them. */
const SET_PIXEL_BYTES = 10;
const SET_STRIP_BYTES = 8;
/** A WS2812 takes 24 bits of 1.25 µs. */
const PIXEL_MS = 0.03;

function pixelStrip({ pin, ledCount, colourOrder }: Of<'strip'>, parts: LightParts): Lights {
  const { setup, io, pins } = parts;
  const outputs = new Outputs(ledCount);
  const limited = new Uint8Array(3 * ledCount);
  const counts = new Map<number, number>();
  let told = false;
  const septets = (colour: number) => [0, 7, 14, 21].map((shift) => (colour >> shift) & 0x7f);

  /** The colour to give to all first: what most of them have, where that is shorter than telling each. */
  function groundOf(): number | undefined {
    counts.clear();
    let different = 0;
    for (let led = 0; led < ledCount; led++) {
      const colour = outputs.wanted[led]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      if (outputs.differs(led)) different++;
    }
    let ground = 0;
    let most = 0;
    for (const [colour, count] of counts) if (count > most) [ground, most] = [colour, count];
    const shorter = SET_STRIP_BYTES + SET_PIXEL_BYTES * (ledCount - most) < SET_PIXEL_BYTES * different;
    return shorter ? ground : undefined;
  }

  return {
    deafMs: PIXEL_MS * ledCount,
    prepare() {
      const number = numberOf(pins, pin);
      const order = (PIXEL_ORDERS[colourOrder] << 5) | number;
      io.sysexCommand([PIXEL.command, PIXEL.config, order, ledCount & 0x7f, ledCount >> 7]);
    },
    set(_levels, rgb) {
      limited.set(rgb);
      applyCurrentLimit(limited, setup.currentLimitMa);
      for (let led = 0; led < ledCount; led++) {
        const at = 3 * led;
        outputs.wanted[led] = (limited[at]! << 16) | (limited[at + 1]! << 8) | limited[at + 2]!;
      }
    },
    dark: () => outputs.wanted.fill(0),
    write(between) {
      told = false;
      const ground = groundOf();
      if (ground !== undefined) {
        io.sysexCommand([PIXEL.command, PIXEL.setStrip, ...septets(ground)]);
        outputs.told.fill(ground);
        told = true;
      }
      for (let led = 0; led < ledCount; led++) {
        if (!outputs.differs(led)) continue;
        const colour = outputs.take(led);
        io.sysexCommand([PIXEL.command, PIXEL.setPixel, led & 0x7f, led >> 7, ...septets(colour)]);
        told = true;
        between();
      }
      if (told) io.sysexCommand([PIXEL.command, PIXEL.show]);
    },
    forget: () => outputs.forget(),
  };
}

/** The lights of a set-up whose pins have been found able (`pinProblems`). */
export function createLights(parts: LightParts): Lights {
  const { lights } = parts.setup;
  switch (lights.kind) {
    case 'leds':
      return plainLeds(lights, parts);
    case 'rgb':
      return rgbLeds(lights, parts);
    case 'pca9685':
      return pca9685(lights, parts);
    case 'strip':
      return pixelStrip(lights, parts);
  }
}
