/** Figures of the hardware that a rig file is held to. */

/**
 * What is left for the strip on a USB port: 500 mA − 50 mA for the board − 250 mA for one servo that runs [mA]. For
 * an instant, when it starts or stalls, a servo of the SG90 kind draws up to some 700 mA.
 */
export const USB_PORT_MA = 500;
export const BOARD_MA = 50;
export const SERVO_MA = 250;
export const USB_STRIP_MA = USB_PORT_MA - BOARD_MA - SERVO_MA;

/** LEDs that an ATmega328P has memory for, beside everything else (firmware-protocol.md, `max=` of the greeting). */
export const MAX_LEDS = 150;
/** Ends the message of a longer strip until its device is known; `own-limits.ts` then says more. */
export const LONGEST_STRIP_WORDS = 'no strip of a rig is longer';

/** Line speeds that the firmware can be built for. */
export const BAUDS = [500_000, 115_200] as const;

/** Line speeds of Firmata: StandardFirmata's, and that of sketches which were changed. */
export const FIRMATA_BAUDS = [57_600, 115_200] as const;

/** Bytes over the line for one pixel that has changed, with node-pixel's sketch. */
export const NODE_PIXEL_PIXEL_BYTES = 10;
/** The last pin that its configuration has room for: five bits beside the colour order. */
export const NODE_PIXEL_LAST_PIN = 31;

/** Pulses that Firmata can be asked for: it takes a smaller figure for an angle [µs]. */
export const SERVO_LOW_US = 544;
export const SERVO_HIGH_US = 2500;

/** Colour orders that node-pixel's firmware knows. */
export const NODE_PIXEL_ORDERS = ['grb', 'rgb', 'brg'] as const;

/**
 * Most current that a pin of an ATmega328P is made for, and its absolute maximum for all pins together [mA]
 * (datasheet DS40002061B, 28.1 and the notes of 28.2).
 */
export const PIN_MA = 20;
export const ALL_PINS_MA = 200;
/** What an output of a PCA9685 gives to an LED against ground [mA] (datasheet, HIGH-level output current). */
export const PCA9685_PIN_MA = 10;
export const SUPPLY_MV = 5000;

/** Slowest and fastest time lens [ms of room per ms of axon]. */
export const LENS_SLOWEST = 5000;
export const LENS_FASTEST = 1;
