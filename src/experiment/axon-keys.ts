/** An axon with its keys as in a file. */
import type { Geometry } from '../model/index.js';

export type AxonKeys =
  | Exclude<Geometry, { kind: 'lattice' }>
  | (Omit<Extract<Geometry, { kind: 'lattice' }>, 'siteCount'> & { readonly sites: number });

export function axonKeys(geometry: Geometry): AxonKeys {
  if (geometry.kind !== 'lattice') return geometry;
  const { kind, siteCount, ...rest } = geometry;
  return { kind, sites: siteCount, ...rest };
}
