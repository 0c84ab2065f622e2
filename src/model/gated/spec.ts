/** The lesson's excitable membrane as data. */

/**
 * Channels at every n-th site that open and close at set potentials. On a lattice only. Conductances are per channel
 * site, in the units of the geometry [mS]. See membranes/gated.ts for the rule itself, and for the range of each number.
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
