/** The two parameter sets of the lesson's axon. */

import type { LatticeGeometry } from './geometry.js';
import type { GatedMembraneSpec } from './membranes/membrane-spec.js';

export interface AxonSet {
  readonly axon: LatticeGeometry;
  readonly membrane: GatedMembraneSpec;
}

/**
 * Set A, the default: every site carries channels. λ = 3.54 sites, τ = 10 ms; the signal runs at
 * 5.185955 sites/ms with peaks at exactly +40 mV and troughs at exactly −80 mV.
 */
export const SET_A: AxonSet = {
  axon: {
    kind: 'lattice',
    siteCount: 60,
    capacitanceUf: 1,
    leakConductanceMs: 0.1,
    axialConductanceMs: 1.25,
    leakReversalMv: -70,
  },
  membrane: {
    kind: 'gated',
    channelEvery: 1,
    sodiumConductanceMs: 8,
    potassiumConductanceMs: 2,
    sodiumReversalMv: 60,
    potassiumReversalMv: -90,
    sodiumOpensMv: -55,
    sodiumClosesMv: 40,
    potassiumClosesMv: -80,
    sodiumMaxOpenMs: 1,
    potassiumMaxOpenMs: 5,
    recoveryMs: 3,
    recoveryBelowMv: -60,
  },
};

/**
 * Set B: channel sites apart on a passive cable. λ = 8 sites. With channels at every 1st to 3rd position the
 * signal is boosted on its way; at every 4th or further apart (half a length constant) it dissipates.
 */
export const SET_B: AxonSet = {
  axon: { ...SET_A.axon, siteCount: 121, axialConductanceMs: 6.4 },
  membrane: {
    ...SET_A.membrane,
    channelEvery: 2,
    sodiumConductanceMs: 16,
    potassiumConductanceMs: 2.4,
  },
};
