/** Where places are along an axon, in the unit that velocities are made of. */
import type { ElectrodePosition, Geometry } from '../model/index.js';

/** Unit of velocities along an axon; none on a patch. */
export function velocityUnit(kind: Geometry['kind']): 'm/s' | 'sites/ms' | null {
  if (kind === 'patch') return null;
  return kind === 'lattice' ? 'sites/ms' : 'm/s';
}

/**
 * Where a place is, so that places a millisecond are the unit of velocity: sites, or millimetres, of which one a
 * millisecond is one metre a second. An electrode reads at the centre of its compartment, so that is where it is.
 */
export function along(geometry: Geometry, at: ElectrodePosition): number | null {
  if (at === 'bath') return null;
  switch (geometry.kind) {
    case 'lattice':
      return at;
    case 'cable': {
      const pieceMm = geometry.lengthMm / geometry.compartments;
      return (Math.min(Math.floor(at / pieceMm + 1e-9), geometry.compartments - 1) + 0.5) * pieceMm;
    }
    case 'myelinated':
      return at * (geometry.internodeUm + geometry.nodeLengthUm) * 1e-3;
    case 'patch':
      return null;
  }
}
