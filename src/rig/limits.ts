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

/** Byte orders of WS2812-like strips, as firmware-protocol.md lists them. */
export const COLOUR_ORDERS = ['grb', 'rgb', 'brg', 'rbg', 'gbr', 'bgr'] as const;

/** Line speeds that the firmware can be built for. */
export const BAUDS = [500_000, 115_200] as const;

/** Slowest and fastest time lens [ms of room per ms of axon]. */
export const LENS_SLOWEST = 5000;
export const LENS_FASTEST = 1;
