/** What a light or a pulse says of the potential: the same rules as the board's, read backwards. */
import { levelColours } from '../../../src/display/palette.js';
import { LEVEL_BASE_MV, LEVEL_MAX, LEVEL_STEP_MV, mvOfLevel } from '../../../src/units.js';

/** What a potential was, at least, at most, and in the middle of both [mV]. */
export interface MvReading {
  readonly mv: number;
  readonly lowMv: number;
  readonly highMv: number;
}

/** Pulses at both ends of a needle's scale [µs]. */
export interface Calibration {
  readonly lowUs: number;
  readonly highUs: number;
}

/** A pulse is a whole number of microseconds, and so is what the board makes of a level [µs]. */
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
 * Dark colours are few: at the default brightness one stands for up to four levels, at full brightness for up to three,
 * and above −6 mV for one. The reader throws for a colour that the palette has not got, as where the current limit dims the strip.
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

/**
 * Reads a needle's pulses by its calibration. On its way from level to level a needle has pulses of no level too. The
 * reader throws for one beyond both ends [µs].
 */
export function createPulseReader({ lowUs, highUs }: Calibration): (us: number) => MvReading {
  const withinLevels = 0.5 + (PULSE_WITHIN_US * LEVEL_MAX) / Math.abs(highUs - lowUs);
  return (us) => {
    const level = ((us - lowUs) / (highUs - lowUs)) * LEVEL_MAX;
    if (level < -withinLevels || level > LEVEL_MAX + withinLevels)
      throw new Error(`a pulse of ${us} µs is beyond the ends of the needle, ${lowUs} and ${highUs} µs`);
    return {
      mv: mvOfLevel(level),
      lowMv: mvOfLevel(level - withinLevels),
      highMv: mvOfLevel(level + withinLevels),
    };
  };
}
