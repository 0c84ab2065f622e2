/** What a membrane does between its bath and its inside, as data. The rules live one kind per file beside this. */

/**
 * Leak and capacitance only: a signal spreads and fades. The leak is that of the geometry where that has one (a
 * lattice); on every other geometry both fields are wanted.
 */
export interface PassiveMembraneSpec {
  readonly kind: 'passive';
  /** 1e-6 to 10 000 mS/cm². */
  readonly leakConductanceMsPerCm2?: number;
  /** The rest, −200 to 200 mV. */
  readonly leakReversalMv?: number;
}

/**
 * The lesson's excitable membrane: channels at every n-th site that open and close at set potentials. On a lattice
 * only. Conductances are per channel site, in the units of the geometry [mS]. See gated.ts for the rule itself.
 */
export interface GatedMembraneSpec {
  readonly kind: 'gated';
  /** Channels sit at sites 0, n, 2n, …; 1 puts them everywhere. */
  readonly channelEvery: number;
  readonly sodiumConductanceMs: number;
  readonly potassiumConductanceMs: number;
  readonly sodiumReversalMv: number;
  readonly potassiumReversalMv: number;
  /** A rested site opens its sodium channels at or above this. */
  readonly sodiumOpensMv: number;
  /** At or above this the sodium channels close. At that instant the potassium channels open. */
  readonly sodiumClosesMv: number;
  /** At or below this the potassium channels close, as long as they have not been open for `potassiumMaxOpenMs`. */
  readonly potassiumClosesMv: number;
  /** Sodium channels close after this long at the latest [ms]; the potassium channels open then, too. */
  readonly sodiumMaxOpenMs: number;
  /** Potassium channels that have been open for this long close already at or below `recoveryBelowMv` [ms]. */
  readonly potassiumMaxOpenMs: number;
  /** Sodium channels stay shut at least this long after the potassium channels have closed [ms] … */
  readonly recoveryMs: number;
  /** … and until the membrane is at or below this potential [mV], where open potassium channels bring it if need be. */
  readonly recoveryBelowMv: number;
}

/**
 * The squid's membrane of Hodgkin & Huxley. Conductances are those with every gate open. On a cable, on a patch, or
 * at the nodes of a myelinated axon; see hodgkin-huxley.ts for the rates, sets.ts for the usual values.
 */
export interface HodgkinHuxleyMembraneSpec {
  readonly kind: 'hodgkin-huxley';
  /** −20 to 60 °C. The gates are `gateQ10` times as fast for every 10 °C above 6.3; conductances stay. */
  readonly temperatureC: number;
  /** 1 to 10. */
  readonly gateQ10: number;
  /** 0 to 100 000 mS/cm². */
  readonly sodiumConductanceMsPerCm2: number;
  /** 0 to 100 000 mS/cm². */
  readonly potassiumConductanceMsPerCm2: number;
  /** 1e-6 to 100 000 mS/cm². */
  readonly leakConductanceMsPerCm2: number;
  /** −200 to 200 mV, as the two after it. */
  readonly sodiumReversalMv: number;
  readonly potassiumReversalMv: number;
  readonly leakReversalMv: number;
  /** What potassium outside is when `potassiumReversalMv` holds, 0.01 to 1000 mmol/l: what a treatment changes. */
  readonly potassiumOutsideMillimolar: number;
}

/**
 * The frog's node of Frankenhaeuser & Huxley: permeabilities and ions, not conductances and reversal potentials. At
 * the nodes of a myelinated axon, on a cable or on a patch; see frankenhaeuser-huxley.ts, sets.ts.
 */
export interface FrankenhaeuserHuxleyMembraneSpec {
  readonly kind: 'frankenhaeuser-huxley';
  /** −20 to 60 °C. The gates are `gateQ10` times as fast for every 10 °C above 20. */
  readonly temperatureC: number;
  /** 1 to 10. */
  readonly gateQ10: number;
  /** With every gate open, 0 to 10 cm/s, as the two after it. */
  readonly sodiumPermeabilityCmPerS: number;
  readonly potassiumPermeabilityCmPerS: number;
  /** Of the delayed unspecific permeability, for sodium. */
  readonly unspecificPermeabilityCmPerS: number;
  /** 1e-6 to 100 000 mS/cm². */
  readonly leakConductanceMsPerCm2: number;
  /** −200 to 200 mV. */
  readonly leakReversalMv: number;
  /** 0.01 to 1000 mmol/l, as the three after it. */
  readonly sodiumInsideMillimolar: number;
  readonly sodiumOutsideMillimolar: number;
  readonly potassiumInsideMillimolar: number;
  readonly potassiumOutsideMillimolar: number;
  /** The rates are those of the displacement from this potential, −200 to 200 mV. */
  readonly rateZeroMv: number;
}

export type MembraneSpec =
  | PassiveMembraneSpec
  | GatedMembraneSpec
  | HodgkinHuxleyMembraneSpec
  | FrankenhaeuserHuxleyMembraneSpec;

/** What the channels of one site are doing. */
export type GateState = 'rest' | 'sodium-open' | 'potassium-open' | 'refractory';
