/** Figures of the hardware that a rig file is held to. */

/**
 * What is left for the strip on a USB port: 500 mA − 50 mA for the board − 250 mA for one servo that runs [mA]. For
 * an instant, when it starts or stalls, a servo of the SG90 kind draws up to some 700 mA.
 */
export const USB_PORT_MA = 500;
export const BOARD_MA = 50;
export const SERVO_MA = 250;
export const USB_STRIP_MA = USB_PORT_MA - BOARD_MA - SERVO_MA;

/** What the fuse of an Uno, 500 mA when cool, still carries in a warm box [mA]. */
const WARM_FUSE_MA = 400;

/** Most that a strip may draw from USB [mA]: more where the servos have a supply of their own. */
export function usbStripMa({ supply }: { readonly supply: 'usb' | 'own' }): number {
  return supply === 'own' ? WARM_FUSE_MA - BOARD_MA : USB_STRIP_MA;
}

/**
 * Most current that a pin of an ATmega328P is made for, and its absolute maximum for all pins together [mA]
 * (datasheet DS40002061B, 28.1 and the notes of 28.2).
 */
export const PIN_MA = 20;
export const ALL_PINS_MA = 200;
/** Outputs of a PCA9685. */
export const PCA9685_CHANNELS = 16;
/** What an output of a PCA9685 gives to an LED against ground [mA] (datasheet, HIGH-level output current). */
export const PCA9685_PIN_MA = 10;
export const SUPPLY_MV = 5000;
