/** PWM counts to screen colours, by the very function that the rest of the rig uses. */
import { pwmToSrgb } from '../display/palette.js';

/** Screen byte of each PWM count. @param exposure linear light of a screen for a PWM count of 255 */
export function screenBytes(exposure: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, count) => pwmToSrgb(count, exposure));
}

/** Screen byte for a linear light of 0…1. */
export function lightToScreen(light: number): number {
  return pwmToSrgb(255 * light, 1);
}
