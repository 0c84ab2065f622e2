/** The axon of an experiment, as a file describes it: units of the lesson's sets, per site. */
import { z } from 'zod';
import { number, section, withExample, withRefusedKinds } from '../files/fields.js';
import { type LatticeGeometry, SET_A } from '../model/index.js';

/** Most sites of an axon in a rig or experiment file. */
export const MAX_SITES = 1000;

const kindOfLattice = z
  .literal('lattice')
  .optional()
  .default('lattice')
  .describe('A row of equal channel sites joined by passive membrane, as the lesson draws it');

/** A name without its unit, for those who think in the lesson's per-site figures. */
function shortName(long: string, low: number, high: number, unit: string) {
  return number({ low, high, unit, about: `Another name of ${long}; write one of the two` }).optional();
}

export const latticeSchema = section(
  {
    kind: kindOfLattice,
    sites: number({
      low: 1,
      high: MAX_SITES,
      whole: true,
      whyNotMore: `the axon is computed in real time, for which ${MAX_SITES} sites are plenty`,
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
    capacitance: shortName('capacitanceUf', 0.01, 100, 'µF'),
    leakConductance: shortName('leakConductanceMs', 0.001, 100, 'mS'),
    axialConductance: shortName('axialConductanceMs', 0, 1000, 'mS'),
  },
  'The axon',
  'axon: {kind: lattice, sites: 60}',
);

const NOT_IN_RIG = 'a rig has a site for each LED; this kind is for experiment files (axon-rig simulate)';

/** The axon of a rig. */
export const axonSchema = withRefusedKinds(
  withExample(z.discriminatedUnion('kind', [latticeSchema]), 'axon: {kind: lattice, sites: 60}'),
  { cable: NOT_IN_RIG, myelinated: NOT_IN_RIG, patch: NOT_IN_RIG },
);

/** The axon as written, everything but the number of sites defaulted. */
export type AxonSection = Readonly<z.output<typeof axonSchema>>;

/** Its short names, each with the name that carries the unit. */
export const SHORT_NAMES = {
  capacitance: 'capacitanceUf',
  leakConductance: 'leakConductanceMs',
  axialConductance: 'axialConductanceMs',
} as const;

/** The axon with everything settled. */
export type Axon = Omit<AxonSection, keyof typeof SHORT_NAMES> & { readonly sites: number };

/** The axon with as many sites as it says itself, or else `sites`; short names have gone into the long ones. */
export function settleAxon(axon: AxonSection, sites: number = SET_A.axon.siteCount): Axon {
  const { capacitance, leakConductance, axialConductance, ...rest } = axon;
  return {
    ...rest,
    sites: axon.sites ?? sites,
    capacitanceUf: capacitance ?? axon.capacitanceUf,
    leakConductanceMs: leakConductance ?? axon.leakConductanceMs,
    axialConductanceMs: axialConductance ?? axon.axialConductanceMs,
  };
}

/** The axon as the model wants it. */
export function geometryOf(axon: Axon): LatticeGeometry {
  const { kind, sites, capacitanceUf, leakConductanceMs, axialConductanceMs, leakReversalMv } = axon;
  return { kind, siteCount: sites, capacitanceUf, leakConductanceMs, axialConductanceMs, leakReversalMv };
}

/** How far a steady potential spreads before it is down to 1/e [sites]. */
export function lengthConstantSites(axon: Axon): number {
  return Math.sqrt(axon.axialConductanceMs / axon.leakConductanceMs);
}
