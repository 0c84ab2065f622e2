/** The equation of a lattice whose channels stay as they are; series.ts has its solution. */

import type { Kernel } from './kernel.js';

/** What the equation is made of; arrays are per site, `[1 + site]`, and lie in the memory of the kernel. */
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
export function shutEquation(
  kernel: Kernel,
  count: number,
  couplingPerMs: number,
  decayPerMs: number,
): Equation {
  return {
    couplingPerMs,
    decayPerMs: kernel.numbers(count + 2).fill(decayPerMs),
    driveMvPerMs: kernel.numbers(count + 2),
    slopeMvPerMs2: null,
  };
}

/** What an array per site takes of it [bytes], rounded up. */
export const perSiteBytes = (count: number): number => 8 * (count + 4);
