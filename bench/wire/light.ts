import { applyCurrentLimit, paletteColour } from '../../src/display/light.js';
import { CURRENT_LIMIT_MA, STOPS } from '../uno-at-work.js';

/** What a strip must show of levels, R G B per LED: the palette, then the current limit, as the bench's board has them. */
export function lightOf(levels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * levels.length);
  for (let led = 0; led < levels.length; led++) paletteColour(STOPS, levels[led]!, rgb, 3 * led);
  applyCurrentLimit(rgb, CURRENT_LIMIT_MA);
  return rgb;
}
