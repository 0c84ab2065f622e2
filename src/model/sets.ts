/** Parameter sets: the lesson's two axons, the squid's, and two myelinated ones. */

import type { GatedMembraneSpec } from './gated/spec.js';
import type { CableGeometry, LatticeGeometry, MyelinatedGeometry } from './geometry.js';
import { FRANKENHAEUSER_HUXLEY, FROG_FIBRE } from './membranes/frankenhaeuser-huxley.js';
import { LESSON_CHANNELS } from './membranes/gated.js';
import { HODGKIN_HUXLEY, hodgkinHuxley } from './membranes/hodgkin-huxley.js';

export { FRANKENHAEUSER_HUXLEY, HODGKIN_HUXLEY };

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
  membrane: LESSON_CHANNELS,
};

/**
 * Set B: channel sites apart on a passive cable. λ = 8 sites. With channels at every 1st to 4th position the signal of a
 * press (2.4 mS towards +60 mV for 0.5 ms) is boosted on its way; at every 5th or further apart it dissipates. (Every 4th
 * is on the edge: after 200 µA for 0.5 ms it does not run.)
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

/** The giant axon they measured: 476 µm, 35.4 Ω·cm, at 18.5 °C; 10 cm of it. The spike runs at 18.73 m/s. */
export const SQUID_AXON = {
  axon: {
    kind: 'cable',
    lengthMm: 100,
    diameterUm: 476,
    axialResistivityOhmCm: 35.4,
    capacitanceUfPerCm2: 1,
    compartments: 1000,
  } satisfies CableGeometry,
  membrane: hodgkinHuxley.defaults('cable'),
};

/** Set M1: frog nodes 2 mm apart under perfect insulation. 42.95 m/s; wants steps of 0.005 ms or shorter. */
export const SET_M1 = { axon: FROG_FIBRE, membrane: FRANKENHAEUSER_HUXLEY };

/** Set M2: squid membrane ten times as dense at nodes 1 mm apart, real myelin between. 27.06 m/s. */
export const SET_M2 = {
  axon: {
    kind: 'myelinated',
    nodes: 21,
    diameterUm: 10,
    nodeLengthUm: 2.5,
    internodeUm: 1000,
    axialResistivityOhmCm: 70,
    capacitanceUfPerCm2: 1,
    internodeCompartments: 10,
    myelinCapacitanceUfPerCm2: 0.005,
    myelinConductanceMsPerCm2: 0.005,
  } satisfies MyelinatedGeometry,
  membrane: hodgkinHuxley.defaults('myelinated'),
};
