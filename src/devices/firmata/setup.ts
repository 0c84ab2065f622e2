/** What is wired to a Firmata board. Which pin can do what is the board's own word (`pins.ts`). */

import { type NodePixelOrder, SERVO_HIGH_US, SERVO_LOW_US } from '../../rig/devices/firmata-limits.js';
import { PCA9685_CHANNELS } from '../../rig/limits.js';
import type { Pin } from '../../rig/uno.js';
import { levelOfMv } from '../../units.js';

/** As printed on the board: a number for a digital pin, `A0` for an analog one. */
export type FirmataPin = Pin;

/** A plain LED with its resistor between a pin and ground. */
export interface PlainLed {
  readonly pin: FirmataPin;
  /**
   * Not dimmed but lit from this level on, for a pin without PWM; null: dimmed. On an Uno pins 9 and 10 lose their
   * PWM as soon as one servo is fitted, so beside a needle four LEDs can be dimmed: 3, 5, 6 and 11.
   */
  readonly onFromLevel: number | null;
}

/** A three-colour LED: pins of red, green and blue, each with a resistor. */
export interface RgbLed {
  readonly red: FirmataPin;
  readonly green: FirmataPin;
  readonly blue: FirmataPin;
}

/** What the axon glows on; the LEDs are in the order of the picture's. */
export type FirmataLights =
  | { readonly kind: 'leds'; readonly leds: readonly PlainLed[] }
  | {
      readonly kind: 'rgb';
      readonly leds: readonly RgbLed[];
      /** The common leg is at 5 V, so a channel is lit while its pin is low. */
      readonly commonAnode: boolean;
    }
  | {
      readonly kind: 'pca9685';
      /** On the I2C bus, 0x40 to 0x7f. */
      readonly address: number;
      /** Output of each LED, 0 to 15. */
      readonly channels: readonly number[];
    }
  | {
      /** On node-pixel's sketch, `node_pixel_firmata.ino`: Firmata with a pixel strip. */
      readonly kind: 'strip';
      readonly pin: FirmataPin;
      /** LEDs on the strip. */
      readonly ledCount: number;
      /** Which of them each of a picture's is, and the others stay dark; absent: all of them in their order. */
      readonly places?: readonly number[];
      readonly colourOrder: NodePixelOrder;
    };

/** A servo's pulse at level 0 (−92 mV) and at level 255 (+48.25 mV) [µs]; less at 255 for a mirrored dial. */
export interface FirmataNeedle {
  readonly pin: FirmataPin;
  readonly lowUs: number;
  readonly highUs: number;
  /** At the middle of the scale [µs]; absent: half-way. */
  readonly midUs?: number;
}

/** Null stands for what is not fitted. */
export interface FirmataSetup {
  readonly lights: FirmataLights;
  /** What one lamp, or one colour of it, draws through its resistor when fully lit [mA]; of no matter for a strip. */
  readonly ledMa: number;
  /** What all lights together may draw [mA]. */
  readonly currentLimitMa: number;
  /** Needle A (blue) and needle B (yellow). */
  readonly needles: readonly [FirmataNeedle | null, FirmataNeedle | null];
  readonly needleRestLevel: number;
  /** Fastest that a pulse may change [µs per 20 ms]; see `FASTEST_SLEW_US`. */
  readonly needleSlewUs: number;
  /** Pins of the buttons 1, 2 …, each between its pin and ground. */
  readonly buttons: readonly (FirmataPin | null)[];
  /** Buttons, from 1, that bring their pin to 5 V when they are pressed; absent: none. */
  readonly pressedHigh?: readonly number[];
  /** Pins of the dials 0, 1 …: `A0` and so on. */
  readonly dials: readonly (FirmataPin | null)[];
  /** A piezo that clicks whenever needle A rises through −20 mV: an action potential has come by. */
  readonly piezo: FirmataPin | null;
  /** A lamp that is lit by a high pin while something is ill: an LED with its resistor, or the board's own on 13. */
  readonly lamp?: FirmataPin | null;
  /** Without a picture for this long the lights go dark and the needles rest [ms]. */
  readonly silenceMs: number;
}

/** A hobby servo of the SG90 kind turns 60° (about 667 µs) in 0.1 s at 4.8 V: no faster [µs per 20 ms]. */
export const FASTEST_SLEW_US = 133;
/** Where a piezo clicks. */
export const CLICK_LEVEL = levelOfMv(-20);

export function ledCountOf(lights: FirmataLights): number {
  switch (lights.kind) {
    case 'strip':
      return lights.places?.length ?? lights.ledCount;
    case 'pca9685':
      return lights.channels.length;
    default:
      return lights.leds.length;
  }
}

/** @throws RangeError for what no board could do. */
export function checkSetup(setup: FirmataSetup): void {
  const { lights, needles, needleSlewUs, currentLimitMa, ledMa, silenceMs } = setup;
  const require = (ok: boolean, words: string) => {
    if (!ok) throw new RangeError(words);
  };
  const leds = ledCountOf(lights);
  require(Number.isInteger(leds) &&
    leds >= 1 &&
    leds <= 1023, `lights: expected 1 to 1023 LEDs, got ${leds}`);
  if (lights.kind === 'pca9685') {
    const ok = lights.channels.every(
      (channel) => Number.isInteger(channel) && channel >= 0 && channel < PCA9685_CHANNELS,
    );
    require(ok, `lights.channels: expected 0 to ${PCA9685_CHANNELS - 1}, got ${lights.channels.join(', ')}`);
  }
  for (const needle of needles) {
    for (const us of needle ? [needle.lowUs, needle.highUs] : []) {
      require(us >= SERVO_LOW_US &&
        us <=
          SERVO_HIGH_US, `needles: expected pulses of ${SERVO_LOW_US} to ${SERVO_HIGH_US} µs, got ${us} – Firmata's Servo library takes less for an angle`);
    }
  }
  require(needleSlewUs > 0, `needleSlewUs: expected more than 0, got ${needleSlewUs}`);
  require(currentLimitMa > 0, `currentLimitMa: expected more than 0, got ${currentLimitMa}`);
  require(ledMa >= 0, `ledMa: expected 0 or more, got ${ledMa}`);
  require(silenceMs > 0, `silenceMs: expected more than 0, got ${silenceMs}`);
  const pins = pinsOf(setup);
  const twice = pins.find((pin, at) => pins.indexOf(pin) !== at);
  require(twice === undefined, `pins: expected each pin once, got ${twice} twice`);
}

/** Every pin that something is wired to. */
export function pinsOf({ lights, needles, buttons, dials, piezo, lamp = null }: FirmataSetup): FirmataPin[] {
  const lit: FirmataPin[] =
    lights.kind === 'leds'
      ? lights.leds.map(({ pin }) => pin)
      : lights.kind === 'rgb'
        ? lights.leds.flatMap(({ red, green, blue }) => [red, green, blue])
        : lights.kind === 'strip'
          ? [lights.pin]
          : [];
  const others = [...needles.map((needle) => needle?.pin ?? null), ...buttons, ...dials, piezo, lamp];
  return [...lit, ...others.filter((pin) => pin !== null)];
}
