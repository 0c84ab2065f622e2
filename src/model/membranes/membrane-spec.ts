/** What a membrane does between its bath and its inside, as data. The rules live one kind per file beside this. */

/** Leak and capacitance only: a signal spreads and fades. */
export interface PassiveMembraneSpec {
  readonly kind: 'passive';
}

/**
 * The lesson's excitable membrane: channels at every n-th site that open and close at set potentials.
 * Conductances are per channel site, in the units of the geometry [mS]. See gated.ts for the rule itself.
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
  /** At or above this the sodium channels close and the potassium channels open. */
  readonly sodiumClosesMv: number;
  /** At or below this the potassium channels close. */
  readonly potassiumClosesMv: number;
  /** Guard: sodium channels close after this long at the latest [ms]. */
  readonly sodiumMaxOpenMs: number;
  /** Guard: potassium channels close after this long at the latest [ms]. */
  readonly potassiumMaxOpenMs: number;
  /** Sodium channels stay shut at least this long after a spike [ms] … */
  readonly recoveryMs: number;
  /** … and until the membrane is at or below this potential [mV]. */
  readonly recoveryBelowMv: number;
}

export type MembraneSpec = PassiveMembraneSpec | GatedMembraneSpec;

/** What the channels of one site are doing. */
export type GateState = 'rest' | 'sodium-open' | 'potassium-open' | 'refractory';
