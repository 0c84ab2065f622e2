/** The equation of a lattice whose channels stay as they are; series.ts has its solution. */

/** What the equation is made of; arrays are per site, `[1 + site]`. */
export interface Equation {
  /** Axial conductance over capacitance [1/ms]. */
  readonly couplingPerMs: number;
  /** All conductances of a site over its capacitance, those to its two neighbours among them [1/ms]. */
  readonly decayPerMs: Float64Array;
  /** Conductances times reversal potentials and injected current, over capacitance [mV/ms]. */
  readonly driveMvPerMs: Float64Array;
  /** How fast the injected current grows, over capacitance [mV/ms²]; null where none does. */
  slopeMvPerMs2: Float64Array | null;
}

/** That of a lattice with every channel shut, before any drive. */
export function shutEquation(count: number, couplingPerMs: number, decayPerMs: number): Equation {
  return {
    couplingPerMs,
    decayPerMs: new Float64Array(count + 2).fill(decayPerMs),
    driveMvPerMs: new Float64Array(count + 2),
    slopeMvPerMs2: null,
  };
}
