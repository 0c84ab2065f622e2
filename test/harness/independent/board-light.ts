/**
 * What a board must show for the levels that it is sent, and what a strip draws: the rules of firmware-protocol.md, "Light",
 * written once more from their words, for a check of those that play.
 */

const IDLE_MA = 1;
const CHANNEL_MA = 20;
const FULL = 255;

/** Level of a potential: (mV + 92) / 0.55, rounded, from 0 to 255. */
export function plainLevel(mv: number): number {
  return Math.min(FULL, Math.max(0, Math.round((mv + 92) / 0.55)));
}

/** One channel (0 red, 1 green, 2 blue) of a level: in a straight line between two of 33 stops, 8 levels apart. */
export function plainChannel(stops: Uint8Array, level: number, channel: number): number {
  const stop = Math.floor(level / 8);
  const low = stops[3 * stop + channel]!;
  const high = stops[3 * (stop + 1) + channel]!;
  return low + Math.floor(((high - low) * (level - 8 * stop) + 4) / 8);
}

/** Worst case of the datasheet [mA]. */
export function plainCurrentMa(rgb: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i++) sum += rgb[i]!;
  return (rgb.length / 3) * IDLE_MA + (sum * CHANNEL_MA) / FULL;
}

/** R, G, B of each LED for its level, dimmed as a whole where it would draw more than it may. */
export function plainLight(levels: Uint8Array, stops: Uint8Array, limitMa: number, out: Uint8Array): void {
  let sum = 0;
  for (let led = 0; led < levels.length; led++)
    for (let channel = 0; channel < 3; channel++) {
      const count = plainChannel(stops, levels[led]!, channel);
      out[3 * led + channel] = count;
      sum += count;
    }
  const allowed = Math.max(0, Math.floor(((limitMa - levels.length * IDLE_MA) * FULL) / CHANNEL_MA));
  if (sum <= allowed) return;
  const scale = Math.floor((allowed * 256) / sum);
  for (let i = 0; i < out.length; i++) out[i] = Math.floor((out[i]! * scale) / 256);
}
