/**
 * The shape of an axon, as the caller describes it, and the range of each of its numbers. Both ends are sealed: no
 * current leaves beyond the first and the last compartment. What the solver works on is made of it in compartments.ts,
 * places are found in place.ts.
 *
 * In these names `Ms` at the end of a conductance stands for millisiemens, at the end of a time for milliseconds.
 */

import type { FieldsOf, NumberField } from './field.js';

/**
 * A row of equal sites joined by equal conductances, as the lesson draws its axon. Places are sites, from 0.
 *
 * Units are per site: µF, mS and µA, so that µA / mS = mV and µF / mS = ms. With a capacitance of 1 the numbers
 * read just as well as µF/cm², mS/cm² and µA/cm² of one site's membrane.
 */
export interface LatticeGeometry {
  readonly kind: 'lattice';
  readonly siteCount: number;
  /** Membrane capacitance of a site [µF]. */
  readonly capacitanceUf: number;
  /** Leak conductance of a site [mS]. Capacitance over leak is the time constant τ. */
  readonly leakConductanceMs: number;
  /** Conductance from a site to the next one inside the axon [mS]. λ = √(axial / leak) sites. */
  readonly axialConductanceMs: number;
  /** Reversal potential of the leak [mV]: the rest, since nothing else is open then. */
  readonly leakReversalMv: number;
}

/**
 * A round cable of one diameter, cut into equal compartments. Places are millimetres from the left end. A current
 * or an electrode sits at the centre of the compartment that holds its place.
 */
export interface CableGeometry {
  readonly kind: 'cable';
  readonly lengthMm: number;
  readonly diameterUm: number;
  /** Of the inside [Ω·cm]. The outside is at 0 mV everywhere. */
  readonly axialResistivityOhmCm: number;
  /** [µF/cm²] */
  readonly capacitanceUfPerCm2: number;
  readonly compartments: number;
}

/**
 * Nodes of Ranvier joined by myelinated internodes; the axon has the same diameter in both. Places are nodes, from
 * 0; 3.5 is halfway between node 3 and node 4 and needs internodes with compartments.
 *
 * With `internodeCompartments` 0 the myelin insulates perfectly: an internode is a resistance and nothing else.
 */
export interface MyelinatedGeometry {
  readonly kind: 'myelinated';
  readonly nodes: number;
  /** Of axon and node, without the myelin [µm]. */
  readonly diameterUm: number;
  readonly nodeLengthUm: number;
  /** From the end of a node to the beginning of the next [µm]. */
  readonly internodeUm: number;
  /** Of the inside [Ω·cm]. */
  readonly axialResistivityOhmCm: number;
  /** Of the nodes' membrane [µF/cm²]. */
  readonly capacitanceUfPerCm2: number;
  /** Compartments of each internode; 0: perfect insulation. */
  readonly internodeCompartments: number;
  /** Of the internode's membrane with its myelin [µF/cm²]; of no effect without compartments. */
  readonly myelinCapacitanceUfPerCm2: number;
  /** Leak through the myelin, reversing at the rest of the nodes [mS/cm²]; of no effect without compartments. */
  readonly myelinConductanceMsPerCm2: number;
}

/** One patch of membrane without any extent, "space clamped". Its only place is 0; currents are per cm². */
export interface PatchGeometry {
  readonly kind: 'patch';
  /** [µF/cm²] */
  readonly capacitanceUfPerCm2: number;
}

export type Geometry = LatticeGeometry | CableGeometry | MyelinatedGeometry | PatchGeometry;

const diameterUm: NumberField = {
  low: 0.1,
  high: 2000,
  unit: 'µm',
  why: 'the thinnest axons have some 0.1 µm, the giant ones of squid up to 1000',
  about: 'Diameter of the axon, without myelin',
};
const axialResistivityOhmCm: NumberField = {
  low: 1,
  high: 10_000,
  unit: 'Ω·cm',
  about: 'Resistivity of the inside; the outside is at 0 mV everywhere',
};
const capacitanceUfPerCm2: NumberField = {
  low: 0.001,
  high: 100,
  unit: 'µF/cm²',
  about: 'Membrane capacitance',
};

/** Most sites of a lattice. */
export const MOST_SITES = 1000;
/** Most compartments of one axon. */
export const MOST_COMPARTMENTS = 100_000;

/** The numbers of each kind of axon. */
export const GEOMETRY_FIELDS: {
  readonly [G in Geometry as G['kind']]: FieldsOf<G>;
} = {
  lattice: {
    siteCount: {
      low: 1,
      high: MOST_SITES,
      whole: true,
      whyNotMore: `the axon is computed in real time, for which ${MOST_SITES} sites are plenty`,
      about: 'Sites along the axon',
    },
    capacitanceUf: { low: 0.01, high: 100, unit: 'µF', about: 'Membrane capacitance of a site' },
    leakConductanceMs: {
      low: 0.001,
      high: 100,
      unit: 'mS',
      about: 'Leak conductance of a site (millisiemens); capacitance / leak is the time constant',
    },
    axialConductanceMs: {
      low: 0,
      high: 1000,
      unit: 'mS',
      about:
        'Conductance from a site to the next (millisiemens); √(axial / leak) is the length constant in sites',
    },
    leakReversalMv: {
      low: -120,
      high: 20,
      unit: 'mV',
      about: 'Reversal potential of the leak: the resting potential',
    },
  },
  cable: {
    lengthMm: { low: 0.001, high: 10_000, unit: 'mm', about: 'Length' },
    diameterUm,
    axialResistivityOhmCm,
    capacitanceUfPerCm2,
    compartments: {
      low: 1,
      high: MOST_COMPARTMENTS,
      whole: true,
      about: 'Pieces that the cable is computed in; a tenth of the length constant or shorter',
    },
  },
  myelinated: {
    nodes: { low: 1, high: 10_000, whole: true, about: 'Nodes along the axon' },
    diameterUm,
    nodeLengthUm: { low: 0.1, high: 100, unit: 'µm', about: 'Length of a node' },
    internodeUm: {
      low: 1,
      high: 20_000,
      unit: 'µm',
      about: 'Length of an internode, from node to node',
    },
    axialResistivityOhmCm,
    capacitanceUfPerCm2: { ...capacitanceUfPerCm2, about: 'Capacitance of the membrane of a node' },
    internodeCompartments: {
      low: 0,
      high: 1000,
      whole: true,
      about: 'Pieces that an internode is computed in; 0: the myelin insulates perfectly',
    },
    myelinCapacitanceUfPerCm2: {
      low: 0.000001,
      high: 100,
      unit: 'µF/cm²',
      about: 'Capacitance of an internode with its myelin',
    },
    myelinConductanceMsPerCm2: {
      low: 0,
      high: 100,
      unit: 'mS/cm²',
      about: 'Leak of an internode through its myelin (millisiemens)',
    },
  },
  patch: { capacitanceUfPerCm2 },
};
