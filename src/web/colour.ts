/** PWM counts to screen colours, by the very function that the rest of the rig uses. */
import { DEFAULT_BRIGHTNESS, pwmToSrgb } from '../display/palette.js';

/** Linear light of a screen for a PWM count of 255: the strip is dimmed for a classroom, the screen need not be. */
export const EXPOSURE = 1 / DEFAULT_BRIGHTNESS;

/** Screen byte of each PWM count. */
export const screenByte: Uint8Array = Uint8Array.from({ length: 256 }, (_, count) =>
  pwmToSrgb(count, EXPOSURE),
);

/** Screen byte for a linear light of 0…1. */
export function lightToScreen(light: number): number {
  return pwmToSrgb(255 * light, 1);
}
