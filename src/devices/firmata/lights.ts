/** Whatever glows at the end of a Firmata line. */
import { plainLeds, rgbLeds } from './lamps.js';
import type { LightParts, Lights } from './outputs.js';
import { pca9685 } from './pca9685.js';
import { pixelStrip } from './pixel-strip.js';

/** The lights of a set-up whose pins have been found able (`pinProblems`). */
export function createLights(parts: LightParts): Lights {
  const { lights } = parts.setup;
  switch (lights.kind) {
    case 'leds':
      return plainLeds(lights, parts);
    case 'rgb':
      return rgbLeds(lights, parts);
    case 'pca9685':
      return pca9685(lights, parts);
    case 'strip':
      return pixelStrip(lights, parts);
  }
}
