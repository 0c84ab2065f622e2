/** What is fitted to a rig and where it is wired: all that a kind of device may have something against. Types only. */
import type { StripOrder } from '../units.js';
import type { Pin } from './uno.js';

/** Where power comes from: the USB port of the board, or a 5 V supply of its own. */
type Supply = 'usb' | 'own';

interface AnyLight {
  readonly ledCount: number;
  /** Share of the full light, above 0 to 1; it is in the palette already. */
  readonly brightness: number;
  /** Magnified while the channels are off. */
  readonly magnify: boolean;
  /** True if the first LED is at the far end of the axon. */
  readonly reversed: boolean;
}

/** LEDs on resistors. */
export interface Lamps extends AnyLight {
  /** What a lit LED, or one colour of it, draws through its resistor [mA]. */
  readonly ledMa: number;
  /** Before each LED, or each colour of it [Ω]. */
  readonly resistorOhm: number;
}

/** A lamp that may say which sites of a lattice it shows. */
interface Lamp {
  /** First and last site; `null`: its even share of the axon. */
  readonly ownSites: readonly [number, number] | null;
}

export interface PlainLed extends Lamp {
  readonly pin: Pin;
  /** Not dimmed but on from this potential [mV]; `null`: dimmed by PWM. */
  readonly onFromMv: number | null;
}

export interface RgbLed extends Lamp {
  readonly red: Pin;
  readonly green: Pin;
  readonly blue: Pin;
}

export interface ChannelLed extends Lamp {
  readonly channel: number;
}

/** What the axon glows on. The LEDs are in the order of the picture's. */
export type Light =
  | (AnyLight & {
      readonly kind: 'strip';
      /** LEDs on the strip; `ledCount` of them show the axon. */
      readonly stripLeds: number;
      /** Dark ones before the first that shows it. */
      readonly skip: number;
      /** Which LED of the strip each of the picture's is, from 0 at the board; `null`: they follow each other behind `skip`. */
      readonly map: readonly number[] | null;
      readonly pin: Pin;
      /** LEDs on a metre of it. */
      readonly perMetre: number;
      readonly colourOrder: StripOrder;
      readonly currentLimitMa: number;
      readonly supply: Supply;
    })
  | (Lamps & { readonly kind: 'leds'; readonly leds: readonly PlainLed[] })
  | (Lamps & {
      readonly kind: 'rgb';
      readonly leds: readonly RgbLed[];
      /** Anode: the pins sink, and a pin that is high is dark. */
      readonly common: 'cathode' | 'anode';
    })
  | (Lamps & { readonly kind: 'pca9685'; readonly address: number; readonly leds: readonly ChannelLed[] });

/** A servo's pulse at level 0 (−92 mV) and at level 255 (+48.25 mV) [µs]. */
export interface Needle {
  readonly lowUs: number;
  readonly highUs: number;
  /** At the middle of the scale [µs]; absent: half-way. */
  readonly midUs?: number;
}

/** Where things are wired: free with Firmata, fixed in our own firmware. `null`: not fitted. */
export interface Pins {
  readonly needles: { readonly blue: Pin | null; readonly yellow: Pin | null };
  readonly buttons: Readonly<Record<1 | 2 | 3 | 4, Pin | null>>;
  /** Buttons whose pin is high when they are pressed: touch pads, and buttons to 5 V. */
  readonly pressedHigh: readonly (1 | 2 | 3 | 4)[];
  readonly dials: Readonly<Record<0 | 1, Pin | null>>;
  readonly piezo: Pin | null;
  /** The fault lamp of an exhibit. */
  readonly lamp: Pin | null;
}

/** All of it. */
export interface Fitted {
  /** What the axon glows on, and where that is wired. */
  readonly light: Light;
  readonly pins: Pins;
  readonly needles: {
    /** Servo on pin 9; `null`: none. */
    readonly blue: Needle | null;
    /** Servo on pin 10; `null`: none. */
    readonly yellow: Needle | null;
    readonly slewUsPer20Ms: number;
    /** A needle that has rested so long has no pulse [s]; `null`: it always has. */
    readonly holdS: number | null;
    readonly supply: Supply;
  };
}
