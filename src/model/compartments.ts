/**
 * The compartments that an axon is computed in: whatever its geometry, a row of capacitances joined end to end.
 *
 * Units of each compartment are µF, mS and µA, so that µA / mS = mV and µF / mS = ms. A lattice gives its sites'
 * own; a cable and a myelinated axon have theirs worked out from sizes; a patch is 1 cm² of membrane.
 */

import { requireFields } from './field.js';
import {
  type CableGeometry,
  GEOMETRY_FIELDS,
  type Geometry,
  type LatticeGeometry,
  type MyelinatedGeometry,
} from './geometry.js';
import { ModelRefusal, oneOf } from './refusal.js';

/** What covers a compartment: membrane of the axon's own kind, or an internode's. */
export const MEMBRANE = 0;
export const MYELIN = 1;

/** Arrays are per compartment. */
export interface Compartments {
  readonly count: number;
  readonly cover: Uint8Array;
  /** Surface [cm²]; 1 on a lattice, whose numbers are per site already, and on a patch. */
  readonly areaCm2: Float64Array;
  readonly capacitanceUf: Float64Array;
  /** The geometry's own leak: that of a lattice and of myelin [mS]. */
  readonly leakConductanceMs: Float64Array;
  /** From compartment i to i + 1 [mS]; one shorter than the others would do, but it has their length (last is 0). */
  readonly linkConductanceMs: Float64Array;
}

const UM_PER_CM = 1e4;
const MM_PER_CM = 10;
const MS_PER_S = 1000;

/** Throws ModelRefusal, naming the field, its value and its range, for a geometry that makes no sense. */
export function requireGeometry(geometry: Geometry): void {
  const { kind } = geometry;
  if (!Object.hasOwn(GEOMETRY_FIELDS, kind)) {
    throw new ModelRefusal(['axon', 'kind'], oneOf(Object.keys(GEOMETRY_FIELDS)), String(kind));
  }
  requireFields(['axon'], geometry, GEOMETRY_FIELDS[kind]);
}

/** Throws ModelRefusal where the geometry makes no sense; otherwise gives its compartments. */
export function compartmentsOf(geometry: Geometry): Compartments {
  requireGeometry(geometry);
  switch (geometry.kind) {
    case 'lattice':
      return lattice(geometry);
    case 'cable':
      return cable(geometry);
    case 'myelinated':
      return myelinated(geometry);
    case 'patch': {
      const patch = empty(1);
      patch.areaCm2[0] = 1;
      patch.capacitanceUf[0] = geometry.capacitanceUfPerCm2;
      return patch;
    }
  }
}

function empty(count: number): Compartments {
  return {
    count,
    cover: new Uint8Array(count),
    areaCm2: new Float64Array(count),
    capacitanceUf: new Float64Array(count),
    leakConductanceMs: new Float64Array(count),
    linkConductanceMs: new Float64Array(count),
  };
}

function lattice(geometry: LatticeGeometry): Compartments {
  const made = empty(geometry.siteCount);
  made.areaCm2.fill(1);
  made.capacitanceUf.fill(geometry.capacitanceUf);
  made.leakConductanceMs.fill(geometry.leakConductanceMs);
  made.linkConductanceMs.fill(geometry.axialConductanceMs, 0, made.count - 1);
  return made;
}

function cable(geometry: CableGeometry): Compartments {
  const made = empty(geometry.compartments);
  const lengthCm = geometry.lengthMm / MM_PER_CM / geometry.compartments;
  const areaCm2 = (Math.PI * geometry.diameterUm * lengthCm) / UM_PER_CM;
  made.areaCm2.fill(areaCm2);
  made.capacitanceUf.fill(geometry.capacitanceUfPerCm2 * areaCm2);
  made.linkConductanceMs.fill(MS_PER_S / (ohmPerCm(geometry) * lengthCm), 0, made.count - 1);
  return made;
}

function myelinated(geometry: MyelinatedGeometry): Compartments {
  const {
    nodes,
    internodeCompartments: each,
    myelinCapacitanceUfPerCm2,
    myelinConductanceMsPerCm2,
  } = geometry;
  const made = empty(nodes + (nodes - 1) * each);
  const nodeCm = geometry.nodeLengthUm / UM_PER_CM;
  const pieceCm = geometry.internodeUm / UM_PER_CM / Math.max(1, each);
  const cmAround = (Math.PI * geometry.diameterUm) / UM_PER_CM;
  const perCm = MS_PER_S / ohmPerCm(geometry);
  for (let i = 0; i < made.count; i++) {
    const isNode = i % (each + 1) === 0;
    const areaCm2 = cmAround * (isNode ? nodeCm : pieceCm);
    made.cover[i] = isNode ? MEMBRANE : MYELIN;
    made.areaCm2[i] = areaCm2;
    made.capacitanceUf[i] = areaCm2 * (isNode ? geometry.capacitanceUfPerCm2 : myelinCapacitanceUfPerCm2);
    if (!isNode) made.leakConductanceMs[i] = areaCm2 * myelinConductanceMsPerCm2;
    if (i === made.count - 1) break;
    // From centre to centre: half of this compartment and half of the next.
    const toInside = isNode || (i + 1) % (each + 1) === 0 ? (nodeCm + pieceCm) / 2 : pieceCm;
    made.linkConductanceMs[i] = perCm / (each === 0 ? nodeCm + pieceCm : toInside);
  }
  return made;
}

/** Of the inside, along the axon [Ω/cm]. */
function ohmPerCm({ diameterUm, axialResistivityOhmCm }: CableGeometry | MyelinatedGeometry): number {
  const radiusCm = diameterUm / 2 / UM_PER_CM;
  return axialResistivityOhmCm / (Math.PI * radiusCm * radiusCm);
}
