/**
 * Constants, clamps, conversions, and the list in words: what every room of the house may use.
 * A name carries its unit: Mv, Ms, Us, Ma, Hz.
 */

/** Resting membrane potential of the lesson's axon [mV]. */
export const REST_MV = -70;

/** What an electrode reads in the bath, against a reference in the same bath [mV]. */
export const BATH_MV = 0;

export const US_PER_MS = 1000;
export const MS_PER_S = 1000;

/** The voltmeters. To a device the needle of the blue one is A, that of the yellow one B. */
export const METERS = ['blue', 'yellow'] as const;
export type MeterName = (typeof METERS)[number];

/** Fastest time lens: the axon in real time [ms of room per ms of axon]. */
export const LENS_FASTEST = 1;
/** Slowest time lens: a spike of 2 ms takes ten seconds [ms of room per ms of axon]. */
export const LENS_SLOWEST = 5000;

/** `a, b or c`. */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `value`, but not below `low` nor above `high`. NaN becomes `low`: a wrong number must not reach hardware. */
export function clamp(value: number, low: number, high: number): number {
  if (!(value >= low)) return low;
  return value > high ? high : value;
}

/** Linear interpolation: `from` at fraction 0, `to` at fraction 1; not clamped. */
export function mix(from: number, to: number, fraction: number): number {
  return from + (to - from) * fraction;
}

/**
 * The level scale: one byte per membrane potential, on the wire and in every picture.
 * level = (mV + 92) / 0.55, rounded: 0 is −92 mV or below, 40 is −70 mV (rest), 240 is +40 mV, 255 is +48.25 mV.
 * Base and step are chosen so that every preset fits (Frankenhaeuser–Huxley nodes peak at +43.7 mV, an anode
 * pulse goes below −85 mV) and so that rest and the lesson's peak are whole levels. See firmware-protocol.md.
 */
export const LEVEL_BASE_MV = -92;
export const LEVEL_STEP_MV = 0.55;
export const LEVEL_MAX = 255;

/** The nearest level for a membrane potential [mV]; out of range is clamped, NaN is level 0. */
export function levelOfMv(potentialMv: number): number {
  return clamp(Math.round((potentialMv - LEVEL_BASE_MV) / LEVEL_STEP_MV), 0, LEVEL_MAX);
}

/** The membrane potential that a level stands for [mV]. */
export function mvOfLevel(level: number): number {
  return LEVEL_BASE_MV + level * LEVEL_STEP_MV;
}

/** Level of the resting membrane potential: 40. */
export const REST_LEVEL = levelOfMv(REST_MV);

/** The colour palette has one stop every 8 levels, ends included: 33 stops. */
export const PALETTE_STEP = 8;
export const PALETTE_STOPS = 33;

/** Line speeds of our own boards [bit/s, 8N1]: 500000 divides 16 MHz exactly; 115200 is a build option of the firmware. */
export const DEFAULT_BAUD = 500_000;
export const FALLBACK_BAUD = 115_200;
/** That of StandardFirmata and of node-pixel's sketch. */
export const FIRMATA_BAUD = 57_600;
/** On the line a byte has a start and a stop bit. */
export const BITS_PER_BYTE = 10;

/** Events of buttons and dials are numbered from 1 to this, and round again. */
export const LAST_INPUT_ID = 255;
/** What a dial reads at its right end: the converters of these boards have 10 bits. */
export const DIAL_MAX = 1023;

/** Orders in which the LEDs of WS2812-like strips take red, green and blue. */
export const COLOUR_ORDERS = ['grb', 'rgb', 'brg', 'rbg', 'gbr', 'bgr'] as const;
export type ColourOrder = (typeof COLOUR_ORDERS)[number];

type WithWhite<Order extends string> = Order extends `${infer A}${infer B}${infer C}`
  ? `w${Order}` | `${A}w${B}${C}` | `${A}${B}w${C}` | `${Order}w`
  : never;
/** Orders of LEDs that have a white light too (SK6812 RGBW): four bytes an LED. */
export type WhiteOrder = WithWhite<ColourOrder>;

const whiteOrders = [0, 1, 2, 3].flatMap((at) =>
  COLOUR_ORDERS.map((order) => `${order.slice(0, at)}w${order.slice(at)}` as WhiteOrder),
);
/** Every order that a strip may have; on the wire the place in this list. */
export const STRIP_ORDERS: readonly StripOrder[] = [...COLOUR_ORDERS, ...whiteOrders];
export type StripOrder = ColourOrder | WhiteOrder;
