/** Where spikes are looked for along an axon, however many LEDs show it. */
import type { Axon } from '../model/index.js';

/** Of a long axon; closer ones would cost more and tell no more. */
const MOST_POINTS = 64;

/** Compartments in order, evenly spaced, both ends among them; of a myelinated axon nodes: nothing fires in between. */
export function spikePlaces({
  geometry,
  compartmentCount,
}: Pick<Axon, 'geometry' | 'compartmentCount'>): number[] {
  const every = geometry.kind === 'myelinated' ? geometry.internodeCompartments + 1 : 1;
  const last = Math.floor((compartmentCount - 1) / every);
  const points = Math.min(MOST_POINTS, last + 1);
  return Array.from({ length: points }, (_, k) =>
    points === 1 ? 0 : every * Math.round((k * last) / (points - 1)),
  );
}
