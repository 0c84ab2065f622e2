/** Parameter sets: the lesson's two axons, the squid's, and two myelinated ones. */

import type { CableGeometry, LatticeGeometry, MyelinatedGeometry } from './geometry.js';
import type {
  FrankenhaeuserHuxleyMembraneSpec,
  GatedMembraneSpec,
  HodgkinHuxleyMembraneSpec,
} from './membranes/membrane-spec.js';

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

/** The squid at 6.3 °C (Hodgkin & Huxley 1952, J. Physiol. 117, 500–544, the potentials turned to today's sign). */
export const HODGKIN_HUXLEY: HodgkinHuxleyMembraneSpec = {
  kind: 'hodgkin-huxley',
  temperatureC: 6.3,
  gateQ10: 3,
  sodiumConductanceMsPerCm2: 120,
  potassiumConductanceMsPerCm2: 36,
  leakConductanceMsPerCm2: 0.3,
  sodiumReversalMv: 50,
  potassiumReversalMv: -77,
  leakReversalMv: -54.3,
  potassiumOutsideMillimolar: 10,
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
  membrane: { ...HODGKIN_HUXLEY, temperatureC: 18.5 },
};

/** A frog's node at 20 °C (Frankenhaeuser & Huxley 1964, J. Physiol. 171, 302–315). */
export const FRANKENHAEUSER_HUXLEY: FrankenhaeuserHuxleyMembraneSpec = {
  kind: 'frankenhaeuser-huxley',
  temperatureC: 20,
  gateQ10: 3,
  sodiumPermeabilityCmPerS: 8e-3,
  potassiumPermeabilityCmPerS: 1.2e-3,
  unspecificPermeabilityCmPerS: 0.54e-3,
  leakConductanceMsPerCm2: 30.3,
  leakReversalMv: -69.74,
  sodiumInsideMillimolar: 13.74,
  sodiumOutsideMillimolar: 114.5,
  potassiumInsideMillimolar: 120,
  potassiumOutsideMillimolar: 2.5,
  rateZeroMv: -70,
};

/** Set M1: frog nodes 2 mm apart under perfect insulation. 42.95 m/s; wants steps of 0.005 ms or shorter. */
export const SET_M1 = {
  axon: {
    kind: 'myelinated',
    nodes: 41,
    diameterUm: 14,
    nodeLengthUm: 2.5,
    internodeUm: 2000,
    axialResistivityOhmCm: 110,
    capacitanceUfPerCm2: 2,
    internodeCompartments: 0,
    myelinCapacitanceUfPerCm2: 0.005,
    myelinConductanceMsPerCm2: 0.005,
  } satisfies MyelinatedGeometry,
  membrane: FRANKENHAEUSER_HUXLEY,
};

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
  membrane: {
    ...HODGKIN_HUXLEY,
    temperatureC: 18.5,
    sodiumConductanceMsPerCm2: 1200,
    potassiumConductanceMsPerCm2: 360,
    leakConductanceMsPerCm2: 3,
  },
};
