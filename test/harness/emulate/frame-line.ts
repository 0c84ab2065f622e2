import type { ShownFrame } from '../emulator/types.js';

/**
 * One shown frame as a line of JSON: when its last bit ended [µs of board time], the LEDs in the strip's order as
 * hex digits of R, G, B (whole LEDs only), and the width of the last pulse on each servo pin [µs], null if none.
 */
export function frameLine(frame: ShownFrame, servoUs: readonly (number | null)[]): string {
  return JSON.stringify({
    us: Math.round(frame.endUs),
    leds: Buffer.from(frame.rgb).toString('hex'),
    servoUs: servoUs.map((us) => (us === null ? null : Math.round(us * 10) / 10)),
  });
}
