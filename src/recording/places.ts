/** A recording on a strip with another number of LEDs: between which of the recorded ones each of them looks. */
import type { RecordingHeader } from './format.js';

export interface PlayedPlaces {
  /** The recorded LEDs on both sides, and how far the place lies from the first to the second, 0 to 1. */
  readonly below: Int32Array;
  readonly above: Int32Array;
  readonly share: Float64Array;
}

/**
 * By the places in the header, as a live rig has them: on a cable each LED has the middle of its piece, else the first
 * and the last one stand on the ends. `undefined` where there is nothing to find: as many LEDs, or places that do not
 * rise, as those of a patch.
 * @param ledCount one or more.
 */
export function playedPlaces(
  { unit, places }: Pick<RecordingHeader, 'unit' | 'places'>,
  ledCount: number,
): PlayedPlaces | undefined {
  const last = places.length - 1;
  // The first place is as far from the beginning of the axon as the last one is from its end.
  const length = places[0]! + places[last]!;
  const rise = places.every((place, i) => i === 0 || place > places[i - 1]!);
  if (ledCount === places.length || last < 1 || !rise || !Number.isFinite(length)) return undefined;
  const below = new Int32Array(ledCount);
  const above = new Int32Array(ledCount);
  const share = new Float64Array(ledCount);
  let i = 0;
  for (let led = 0; led < ledCount; led++) {
    const part = unit === 'mm' ? (led + 0.5) / ledCount : led / Math.max(1, ledCount - 1);
    const place = part * length;
    while (i < last - 1 && places[i + 1]! <= place) i++;
    below[led] = i;
    above[led] = i + 1;
    share[led] = Math.min(Math.max(0, (place - places[i]!) / (places[i + 1]! - places[i]!)), 1);
  }
  return { below, above, share };
}
