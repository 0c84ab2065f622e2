/** The axon of an experiment, as a file describes it: units of the lesson's sets, per site. */
import { z } from 'zod';
import { type LatticeGeometry, SET_A } from '../model/index.js';
import { number, section, withExample } from './file/fields.js';

/** Most sites of an axon in a rig or experiment file. */
export const MAX_SITES = 1000;

const kindOfLattice = z
  .literal('lattice')
  .optional()
  .default('lattice')
  .describe('A row of equal channel sites joined by passive membrane, as the lesson draws it');

export const latticeSchema = section(
  {
    kind: kindOfLattice,
    sites: number({
      low: 1,
      high: MAX_SITES,
      whole: true,
      why: `the axon is computed in real time, for which ${MAX_SITES} sites are plenty`,
      about: 'Sites along the axon; in a rig as many as the strip has LEDs unless said otherwise, else 60',
    }).optional(),
    capacitanceUf: number({
      low: 0.01,
      high: 100,
      unit: 'µF',
      about: 'Membrane capacitance of a site',
    }).default(SET_A.axon.capacitanceUf),
    leakConductanceMs: number({
      low: 0.001,
      high: 100,
      unit: 'mS',
      about: 'Leak conductance of a site (millisiemens); capacitance / leak is the time constant',
    }).default(SET_A.axon.leakConductanceMs),
    axialConductanceMs: number({
      low: 0,
      high: 1000,
      unit: 'mS',
      about:
        'Conductance from a site to the next (millisiemens); √(axial / leak) is the length constant in sites',
    }).default(SET_A.axon.axialConductanceMs),
    leakReversalMv: number({
      low: -120,
      high: 20,
      unit: 'mV',
      about: 'Reversal potential of the leak: the resting potential',
    }).default(SET_A.axon.leakReversalMv),
  },
  'The axon',
  'axon: {kind: lattice, sites: 60}',
);

export const axonSchema = withExample(
  z.discriminatedUnion('kind', [latticeSchema]),
  'axon: {kind: lattice, sites: 60}',
);

/** The axon as written, everything but the number of sites defaulted. */
export type AxonSection = Readonly<z.output<typeof axonSchema>>;

/** The axon with everything settled. */
export type Axon = AxonSection & { readonly sites: number };

/** The axon with as many sites as it says itself, or else `sites`. */
export function settleAxon(axon: AxonSection, sites: number = SET_A.axon.siteCount): Axon {
  return { ...axon, sites: axon.sites ?? sites };
}

/** The axon as the model wants it. */
export function geometryOf(axon: Axon): LatticeGeometry {
  const { kind, sites, capacitanceUf, leakConductanceMs, axialConductanceMs, leakReversalMv } = axon;
  return { kind, siteCount: sites, capacitanceUf, leakConductanceMs, axialConductanceMs, leakReversalMv };
}

/** How far a steady potential spreads before it is down to 1/e [sites]. */
export function lengthConstantSites(axon: AxonSection): number {
  return Math.sqrt(axon.axialConductanceMs / axon.leakConductanceMs);
}
