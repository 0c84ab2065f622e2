/**
 * What is wired to a Firmata board: what a rig file with `board: {kind: firmata}` says, settled and checked as far
 * as that is possible without the board. Which pin can do what is the board's own word (`pins.ts`).
 *
 * Pins are numbered as on the board: 0 to 13 are digital, and an analog input is named by its channel, 0 for A0.
 */

/** A plain LED with its resistor between a pin and ground. */
export interface PlainLed {
  readonly pin: number;
  /**
   * True for an LED on a pin without PWM: it is lit or dark and nothing between. On an Uno pins 9 and 10 lose their
   * PWM as soon as one servo is fitted, so four LEDs can be dimmed beside a needle: 3, 5, 6 and 11.
   */
  readonly onOff?: boolean;
}

/** A three-colour LED: pins of red, green and blue, each with a resistor. */
export interface RgbLed {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** What the axon glows on. The first LED is where the stimulus end of the strip would be. */
export type FirmataLights =
  | { readonly kind: 'leds'; readonly leds: readonly PlainLed[]; readonly ledMa: number }
  | {
      readonly kind: 'rgb';
      readonly leds: readonly RgbLed[];
      /** Current of one channel fully on [mA]: what its resistor lets through. */
      readonly ledMa: number;
      /** The common leg is at 5 V, so a channel is lit while its pin is low. */
      readonly commonAnode: boolean;
    }
  | {
      readonly kind: 'pca9685';
      /** LEDs on channels 0, 1, 2 … of the board; 1 to 16. */
      readonly ledCount: number;
      /** On the I2C bus: 0x40 to 0x7f, as set with the solder bridges. */
      readonly address: number;
      readonly ledMa: number;
      /** LEDs between 5 V and the channel, which then sinks; false: between the channel and ground. */
      readonly inverted: boolean;
    }
  | {
      /** node-pixel's Firmata sketch (its `node_pixel_firmata.ino`), which is Firmata with a pixel strip. */
      readonly kind: 'strip';
      readonly pin: number;
      readonly ledCount: number;
      readonly colourOrder: 'grb' | 'rgb' | 'brg';
    };

/** A servo's pulse at level 0 (−92 mV) and at level 255 (+48.25 mV) [µs]; less at 255 for a mirrored dial. */
export interface FirmataNeedle {
  readonly pin: number;
  readonly lowUs: number;
  readonly highUs: number;
}

export interface FirmataSetup {
  readonly lights: FirmataLights;
  /** Current that the lights may draw in all [mA]; from the pins of an Uno no more than 200. */
  readonly currentLimitMa: number;
  /** Needle A (blue) and needle B (yellow). */
  readonly needles: readonly [FirmataNeedle | null, FirmataNeedle | null];
  readonly needleRestLevel: number;
  /** Fastest that a pulse may change [µs per 20 ms]; a hobby servo follows some 130 at 5 V. */
  readonly needleSlewUs: number;
  /** Pins of the buttons 1, 2 …, each between its pin and ground; null: not fitted. */
  readonly buttons: readonly (number | null)[];
  /** Analog channels of the dials 0, 1 …; null: not fitted. */
  readonly dials: readonly (number | null)[];
  /** Pin of a piezo that clicks when a stimulus button is pressed and an action potential arrives; null: none. */
  readonly piezo: number | null;
  /** Without a picture for this long the lights go dark and the needles rest [ms]. */
  readonly silenceMs: number;
}

/** A pin of an ATmega328P gives at most so much, and all of them together [mA]; datasheet 28.1 and its notes. */
export const PIN_MA = 20;
export const ALL_PINS_MA = 200;
/** Pulses that the Servo library of the board takes as such: anything below is an angle to it [µs]. */
export const SHORTEST_PULSE_US = 544;
export const LONGEST_PULSE_US = 2500;
/** The speed of StandardFirmata, ConfigurableFirmata and node-pixel's sketch. */
export const FIRMATA_BAUD = 57_600;
