/**
 * The shape of an axon: what the caller describes, and the compartments the solver works on.
 *
 * Compartment i has a capacitance, a leak to its own reversal potential, and an axial conductance to compartment
 * i + 1. Both ends are sealed: no current leaves beyond the first and the last compartment.
 */

/**
 * A row of equal sites joined by equal conductances, as the lesson draws its axon.
 *
 * Units are per site: µF, mS and µA, so that µA / mS = mV and µF / mS = ms. (In these names `Ms` at the end of a
 * conductance stands for millisiemens, at the end of a time for milliseconds.) With a capacitance of 1 the
 * numbers read just as well as µF/cm², mS/cm² and µA/cm² of one site's membrane.
 */
export interface LatticeGeometry {
  readonly kind: 'lattice';
  /** Number of sites, 1 to 100 000. */
  readonly siteCount: number;
  /** Membrane capacitance of a site [µF]. */
  readonly capacitanceUf: number;
  /** Leak conductance of a site [mS]. Capacitance over leak is the time constant τ. */
  readonly leakConductanceMs: number;
  /** Conductance from a site to the next one inside the axon [mS]. λ = √(axial / leak) sites. */
  readonly axialConductanceMs: number;
  /** Reversal potential of the leak [mV]: the resting potential, since nothing else is open at rest. */
  readonly leakReversalMv: number;
}
