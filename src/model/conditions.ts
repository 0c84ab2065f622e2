/** What holds in a stretch of compartments that are all alike. */

/** What treatments make of a membrane. */
export interface Treated {
  /** What is left of the sodium and of the potassium channels, 0 to 1. */
  readonly sodiumFraction: number;
  readonly potassiumFraction: number;
  /** NaN: as the membrane says. */
  readonly temperatureC: number;
  /** NaN: as the membrane says. */
  readonly potassiumOutsideMillimolar: number;
  /** How much higher it rests by itself than without treatments [mV]. */
  readonly shiftMv: number;
  readonly dead: boolean;
}

export const UNTREATED: Treated = {
  sodiumFraction: 1,
  potassiumFraction: 1,
  temperatureC: Number.NaN,
  potassiumOutsideMillimolar: Number.NaN,
  shiftMv: 0,
  dead: false,
};

/** Everything that may differ from one compartment to the next. */
export interface Conditions extends Treated {
  readonly cover: number;
  /** [cm²] */
  readonly areaCm2: number;
  readonly capacitanceUf: number;
  /** Leak that belongs to the geometry: a lattice's or the myelin's [mS]. */
  readonly ownLeakMs: number;
}

/** Compartments `from` up to, but not including, `to`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly conditions: Conditions;
}
