/** Figures of Firmata's libraries that rig files and the Firmata device are both held to. */

/** Bytes over the line for one pixel that has changed, with node-pixel's sketch. */
export const NODE_PIXEL_PIXEL_BYTES = 10;
/** The last pin that its configuration has room for: five bits beside the colour order. */
export const NODE_PIXEL_LAST_PIN = 31;

/** Pulses that Firmata's Servo library can be asked for: it takes a smaller figure for an angle [µs]. */
export const SERVO_LOW_US = 544;
export const SERVO_HIGH_US = 2500;

/** Colour orders that node-pixel's firmware knows; on its line the place in this list. */
export const NODE_PIXEL_ORDERS = ['grb', 'rgb', 'brg'] as const;
export type NodePixelOrder = (typeof NODE_PIXEL_ORDERS)[number];
