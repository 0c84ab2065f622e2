/** The axon of an experiment, as a file describes it: units of the lesson's sets, per site. */
import { z } from 'zod';
import { number, section } from '../files/fields.js';
import { GEOMETRY_FIELDS, type LatticeGeometry, SET_A } from '../model/index.js';
import { defaulted } from './model-fields.js';

const { siteCount, ...perSite } = GEOMETRY_FIELDS.lattice;

/** Most sites of an axon in a rig or experiment file. */
export const MAX_SITES = siteCount.high;

const kindOfLattice = z
  .literal('lattice')
  .optional()
  .default('lattice')
  .describe('A row of equal channel sites joined by passive membrane, as the lesson draws it');

/** A name without its unit, for those who think in the lesson's per-site figures. */
function shortName(long: keyof typeof perSite) {
  return number({ ...perSite[long], about: `Another name of ${long}; write one of the two` }).optional();
}

export const latticeSchema = section(
  {
    kind: kindOfLattice,
    sites: number({
      ...siteCount,
      about: 'Sites along the axon; in a rig as many as the strip has LEDs unless said otherwise, else 60',
    }).optional(),
    ...defaulted(perSite, SET_A.axon),
    capacitance: shortName('capacitanceUf'),
    leakConductance: shortName('leakConductanceMs'),
    axialConductance: shortName('axialConductanceMs'),
  },
  'The axon',
  'axon: {kind: lattice, sites: 60}',
);

/** The axon as written, everything but the number of sites defaulted. */
export type AxonSection = Readonly<z.output<typeof latticeSchema>>;

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
