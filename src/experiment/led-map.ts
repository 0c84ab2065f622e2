/**
 * Which place of the axon each LED shows: the one map of file, strip, page, needle and print. LEDs are counted along the
 * axon from its beginning, however the strip is mounted.
 *
 * A lattice has its first site under the first LED and its last under the last one. A cable is cut into as many equal
 * pieces as there are LEDs, and each shows the middle of its piece. The nodes of a myelinated axon fall on LEDs, the
 * first and the last node on the ends, and LEDs in between stand evenly; with fewer LEDs than nodes all stand evenly.
 * A patch has one potential, which every LED shows.
 */
import { compartmentPlaces, type Geometry } from '../model/index.js';
import { lastPlace } from '../model/place.js';

export interface LedMap {
  /** Place of each LED: site, mm or node, as in files. */
  readonly places: Float64Array;
  /** The LEDs that show a node of Ranvier, where each node has one of its own. */
  readonly nodeLeds: readonly number[];
  /** The compartments on both sides of that place, and how far it lies from the first to the second, 0 to 1. */
  readonly below: Int32Array;
  readonly above: Int32Array;
  readonly share: Float64Array;
}

/** @param ledCount one or more. */
export function ledMap(geometry: Geometry, ledCount: number): LedMap {
  const nodeLeds = geometry.kind === 'myelinated' ? ledsOfNodes(geometry.nodes, ledCount) : [];
  const places = placesOf(geometry, ledCount, nodeLeds);
  return { places, nodeLeds, ...around(compartmentPlaces(geometry), places) };
}

/** None where nodes would have to share an LED. */
function ledsOfNodes(nodes: number, ledCount: number): number[] {
  if (nodes > ledCount) return [];
  if (nodes === 1) return [0];
  return Array.from({ length: nodes }, (_, node) => Math.round((node * (ledCount - 1)) / (nodes - 1)));
}

function placesOf(geometry: Geometry, ledCount: number, nodeLeds: readonly number[]): Float64Array {
  const places = new Float64Array(ledCount);
  if (geometry.kind === 'cable') {
    for (let led = 0; led < ledCount; led++) places[led] = ((led + 0.5) * geometry.lengthMm) / ledCount;
    return places;
  }
  const perLed = ledCount > 1 ? lastPlace(geometry) / (ledCount - 1) : 0;
  for (let led = 0; led < ledCount; led++) places[led] = led * perLed;
  for (let node = 1; node < nodeLeds.length; node++) {
    const from = nodeLeds[node - 1]!;
    const to = nodeLeds[node]!;
    for (let led = from; led <= to; led++) places[led] = node - 1 + (led - from) / (to - from);
  }
  return places;
}

/** @param places in order. */
export function around(
  centres: Float64Array,
  places: Float64Array,
): Pick<LedMap, 'below' | 'above' | 'share'> {
  const below = new Int32Array(places.length);
  const above = new Int32Array(places.length);
  const share = new Float64Array(places.length);
  const last = centres.length - 1;
  let i = 0;
  for (const [led, place] of places.entries()) {
    while (i < last && centres[i + 1]! <= place) i++;
    const next = Math.min(i + 1, last);
    below[led] = i;
    above[led] = next;
    const apart = centres[next]! - centres[i]!;
    share[led] = apart > 0 ? Math.max(0, (place - centres[i]!) / apart) : 0;
  }
  return { below, above, share };
}
