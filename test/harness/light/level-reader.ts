/** What a light or a pulse says of the potential: the same rules as the board's, read backwards. */
import { needlePulseUs } from '../../../src/display/light.js';
import { levelColours } from '../../../src/display/palette.js';
import { LEVEL_BASE_MV, LEVEL_MAX, LEVEL_STEP_MV, mvOfLevel } from '../../../src/units.js';

/** What a potential was, at least, at most, and in the middle of both [mV]. */
export interface MvReading {
  readonly mv: number;
  readonly lowMv: number;
  readonly highMv: number;
}

/** The longest pulse, or the shortest, that may still be taken for the one of a level [µs]. */
const PULSE_WITHIN_US = 1;

/**
 * All that a level from `low` to `high` may have been. A level is a rounded potential; the two ends of the scale stand
 * for whatever lies beyond them.
 * @param levelsOff how far the light may be off what was asked for.
 */
export function readingOf(low: number, high: number, levelsOff = 0): MvReading {
  const edgeMv = (level: number) => LEVEL_BASE_MV + level * LEVEL_STEP_MV;
  return {
    mv: (mvOfLevel(low) + mvOfLevel(high)) / 2,
    lowMv: low === 0 ? Number.NEGATIVE_INFINITY : edgeMv(low - levelsOff - 0.5),
    highMv: high === LEVEL_MAX ? Number.POSITIVE_INFINITY : edgeMv(high + levelsOff + 0.5),
  };
}

/** Reads the R, G, B of LED after LED, as they came off the pin. */
export type ColourReader = (rgb: ArrayLike<number>, led: number) => MvReading;

/**
 * Dark colours are few: at the default brightness one stands for up to six levels near rest, at full brightness for up
 * to three. The reader throws for a colour that the palette has not got, as where the current limit dims the strip.
 * @param stops 99 bytes, the palette in force.
 */
export function createColourReader(stops: Uint8Array, levelsOff = 0): ColourReader {
  const colours = levelColours(stops);
  const readings = new Map<number, MvReading>();
  const key = (rgb: ArrayLike<number>, led: number) =>
    (rgb[3 * led]! << 16) | (rgb[3 * led + 1]! << 8) | rgb[3 * led + 2]!;
  for (let low = 0, level = 0; level <= LEVEL_MAX; level++) {
    if (key(colours, level) !== key(colours, low)) low = level;
    if (low === level && readings.has(key(colours, level)))
      throw new Error(`level ${level} has the colour of another that is no neighbour of it`);
    readings.set(key(colours, level), readingOf(low, level, levelsOff));
  }
  return (rgb, led) => {
    const reading = readings.get(key(rgb, led));
    if (!reading) {
      const shown = Array.from(rgb)
        .slice(3 * led, 3 * led + 3)
        .join(' ');
      throw new Error(`LED ${led} shows ${shown}, which is no colour of the palette`);
    }
    return reading;
  };
}

/** Reads a needle's pulses by its calibration; throws for a pulse that no level has [µs]. */
export function createPulseReader(needle: { lowUs: number; highUs: number }): (us: number) => MvReading {
  const pulses = Array.from({ length: LEVEL_MAX + 1 }, (_, level) => needlePulseUs(needle, level));
  return (us) => {
    const low = pulses.findIndex((pulse) => Math.abs(pulse - us) <= PULSE_WITHIN_US);
    const high = pulses.findLastIndex((pulse) => Math.abs(pulse - us) <= PULSE_WITHIN_US);
    if (low < 0) throw new Error(`a pulse of ${us} µs stands for no level`);
    return readingOf(low, high);
  };
}
