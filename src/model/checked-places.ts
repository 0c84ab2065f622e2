/** Places and compartments of a geometry that nobody has looked at yet: what place.ts says, after its checks. */

import { requireGeometry } from './compartments.js';
import type { Geometry } from './geometry.js';
import { compartmentAt as compartmentIn, compartmentPlaces as placesIn } from './place.js';

/**
 * The compartment that holds the place `at`: a site of a lattice, millimetres along a cable, a node of a myelinated
 * axon (or a place between two of them, where internodes have compartments), 0 on a patch. ModelRefusal for a place off
 * the axon, or a geometry that makes no sense.
 */
export function compartmentAt(geometry: Geometry, at: number): number {
  requireGeometry(geometry);
  return compartmentIn(geometry, at);
}

/** Where the centre of each compartment is, in the terms of `compartmentAt`. ModelRefusal as there. */
export function compartmentPlaces(geometry: Geometry): Float64Array {
  requireGeometry(geometry);
  return placesIn(geometry);
}
