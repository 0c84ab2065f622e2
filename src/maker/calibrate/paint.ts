/** What is lit of a strip while it is calibrated. */

/** Bright enough to be seen in a lit room, and little current [PWM counts]. */
export const DIM = 60;
export const FAINT = 12;

type Rgb = readonly [number, number, number];

/** So many LEDs in one colour. */
export function painted(count: number, [r, g, b]: Rgb): Uint8Array {
  return Uint8Array.from({ length: 3 * count }, (_, n) => [r, g, b][n % 3]!);
}

/** One LED. */
export const SPOT = painted(1, [DIM, DIM, DIM]);
