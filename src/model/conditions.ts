/** What holds in a stretch of compartments that are all alike. */

/** Everything that may differ from one compartment to the next. */
export interface Conditions {
  readonly cover: number;
  /** [cm²] */
  readonly areaCm2: number;
  readonly capacitanceUf: number;
  /** Leak that belongs to the geometry: a lattice's or the myelin's [mS]. */
  readonly ownLeakMs: number;
  /** What is left of the sodium and of the potassium channels, 0 to 1. */
  readonly sodiumFraction: number;
  readonly potassiumFraction: number;
  /** NaN: as the membrane says. */
  readonly temperatureC: number;
  /** NaN: as the membrane says. */
  readonly potassiumOutsideMillimolar: number;
  readonly shiftMv: number;
  readonly dead: boolean;
}

/** Compartments `from` up to, but not including, `to`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly conditions: Conditions;
}
