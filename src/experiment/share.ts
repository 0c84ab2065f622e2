/** Which compartments lie in an even share of an axon. */
import { compartmentPlaces, type Geometry } from '../model/index.js';
import { lastPlace } from '../model/place.js';

/** First and last compartment, both included. */
export interface Share {
  readonly first: number;
  readonly last: number;
}

/** Share `i` of `count`: compartments whose centres lie in it, or the nearest one. Sites that lie in two are in both. */
export function evenShare(geometry: Geometry, i: number, count: number): Share {
  if (geometry.kind === 'lattice') {
    const sites = geometry.siteCount;
    const first = Math.min(Math.floor((i * sites) / count), sites - 1);
    return { first, last: Math.max(first, Math.ceil(((i + 1) * sites) / count) - 1) };
  }
  const places = compartmentPlaces(geometry);
  const width = lastPlace(geometry) / count;
  const first = places.findIndex((place) => place >= i * width);
  const last = places.findLastIndex((place) => place <= (i + 1) * width);
  if (first >= 0 && first <= last) return { first, last };
  const nearest = Math.max(0, last);
  return { first: nearest, last: nearest };
}
