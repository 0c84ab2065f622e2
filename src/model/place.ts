/** Places on an axon and the compartments that hold them. */

import type { Geometry } from './geometry.js';
import type { FieldPath } from './refusal.js';
import { requireNumber, requireWhole } from './require.js';

/** A place this close to the border of two compartments is on it [compartments]: rounding. */
const ON_BORDER = 1e-9;
const AT = ['at'];

/**
 * The compartment that holds the place `at`: a site of a lattice, millimetres along a cable, a node of a myelinated
 * axon (or a place between two of them, where internodes have compartments), 0 on a patch. ModelRefusal for a place
 * off the axon, naming `path`.
 */
export function compartmentAt(geometry: Geometry, at: number, path: FieldPath = AT): number {
  switch (geometry.kind) {
    case 'lattice':
      requireWhole(path, at, 0, geometry.siteCount - 1);
      return at;
    case 'cable': {
      requireNumber(path, at, 0, geometry.lengthMm, 'mm');
      const compartment = Math.floor((at / geometry.lengthMm) * geometry.compartments + ON_BORDER);
      return Math.min(compartment, geometry.compartments - 1);
    }
    case 'myelinated': {
      const { internodeCompartments, nodes } = geometry;
      if (internodeCompartments === 0) {
        requireWhole(path, at, 0, nodes - 1);
        return at;
      }
      requireNumber(path, at, 0, nodes - 1, '(a node)');
      const node = Math.floor(at + ON_BORDER);
      const part = at - node;
      const first = node * (internodeCompartments + 1);
      if (part < ON_BORDER) return first;
      return first + 1 + Math.min(Math.floor(part * internodeCompartments), internodeCompartments - 1);
    }
    case 'patch':
      requireWhole(path, at, 0, 0);
      return 0;
  }
}

/** The last place of an axon, in the terms of `compartmentAt`. */
export function lastPlace(geometry: Geometry): number {
  switch (geometry.kind) {
    case 'cable':
      return geometry.lengthMm;
    case 'lattice':
      return geometry.siteCount - 1;
    case 'myelinated':
      return geometry.nodes - 1;
    case 'patch':
      return 0;
  }
}

/** Where the centre of each compartment is, in the terms of `compartmentAt`. */
export function compartmentPlaces(geometry: Geometry): Float64Array {
  switch (geometry.kind) {
    case 'lattice':
      return Float64Array.from({ length: geometry.siteCount }, (_, i) => i);
    case 'cable': {
      const stepMm = geometry.lengthMm / geometry.compartments;
      return Float64Array.from({ length: geometry.compartments }, (_, i) => (i + 0.5) * stepMm);
    }
    case 'myelinated': {
      const each = geometry.internodeCompartments;
      const count = geometry.nodes + (geometry.nodes - 1) * each;
      return Float64Array.from({ length: count }, (_, i) => {
        const node = Math.floor(i / (each + 1));
        const k = i - node * (each + 1);
        return k === 0 ? node : node + (k - 0.5) / each;
      });
    }
    case 'patch':
      return new Float64Array(1);
  }
}
