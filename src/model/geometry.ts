/**
 * The shape of an axon, as the caller describes it. Both ends are sealed: no current leaves beyond the first and
 * the last compartment. What the solver works on is made of it in compartments.ts, places are found in place.ts.
 *
 * In these names `Ms` at the end of a conductance stands for millisiemens, at the end of a time for milliseconds.
 */

/**
 * A row of equal sites joined by equal conductances, as the lesson draws its axon. Places are sites, from 0.
 *
 * Units are per site: µF, mS and µA, so that µA / mS = mV and µF / mS = ms. With a capacitance of 1 the numbers
 * read just as well as µF/cm², mS/cm² and µA/cm² of one site's membrane.
 */
export interface LatticeGeometry {
  readonly kind: 'lattice';
  /** Number of sites, 1 to 100 000. */
  readonly siteCount: number;
  /** Membrane capacitance of a site [µF], 0.001 to 1000. */
  readonly capacitanceUf: number;
  /** Leak conductance of a site [mS], 0.0001 to 10 000. Capacitance over leak is the time constant τ. */
  readonly leakConductanceMs: number;
  /** Conductance from a site to the next one inside the axon [mS], 0 to 10 000. λ = √(axial / leak) sites. */
  readonly axialConductanceMs: number;
  /** Reversal potential of the leak [mV], −200 to 200: the rest, since nothing else is open then. */
  readonly leakReversalMv: number;
}

/**
 * A round cable of one diameter, cut into equal compartments. Places are millimetres from the left end. A current
 * or an electrode sits at the centre of the compartment that holds its place.
 */
export interface CableGeometry {
  readonly kind: 'cable';
  /** 0.001 to 100 000 mm. */
  readonly lengthMm: number;
  /** 0.01 to 10 000 µm. */
  readonly diameterUm: number;
  /** Of the inside, 0.1 to 100 000 Ω·cm. The outside is at 0 mV everywhere. */
  readonly axialResistivityOhmCm: number;
  /** 1e-6 to 1000 µF/cm². */
  readonly capacitanceUfPerCm2: number;
  /** 1 to 100 000. */
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
  /** 1 to 10 000. */
  readonly nodes: number;
  /** Of axon and node, without the myelin, 0.01 to 10 000 µm. */
  readonly diameterUm: number;
  /** 0.01 to 1000 µm. */
  readonly nodeLengthUm: number;
  /** From the end of a node to the beginning of the next, 1 to 100 000 µm. */
  readonly internodeUm: number;
  /** Of the inside, 0.1 to 100 000 Ω·cm. */
  readonly axialResistivityOhmCm: number;
  /** Of the nodes' membrane, 1e-6 to 1000 µF/cm². */
  readonly capacitanceUfPerCm2: number;
  /** Compartments of each internode, 0 to 1000; 0: perfect insulation. */
  readonly internodeCompartments: number;
  /** Of the internode's membrane with its myelin, 1e-6 to 1000 µF/cm²; of no effect without compartments. */
  readonly myelinCapacitanceUfPerCm2: number;
  /** Leak through the myelin, reversing at the rest of the nodes, 0 to 1000 mS/cm²; of no effect without compartments. */
  readonly myelinConductanceMsPerCm2: number;
}

/** One patch of membrane without any extent, "space clamped". Its only place is 0; currents are per cm². */
export interface PatchGeometry {
  readonly kind: 'patch';
  /** 1e-6 to 1000 µF/cm². */
  readonly capacitanceUfPerCm2: number;
}

export type Geometry = LatticeGeometry | CableGeometry | MyelinatedGeometry | PatchGeometry;
