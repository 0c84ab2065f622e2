/** What membranes with gates that obey rates have in common. */

import type { Segment, Treated } from '../conditions.js';
import type { Ion } from '../inside.js';
import { ModelRefusal } from '../refusal.js';
import type { Treatment } from '../treatments.js';
import type { GateTable } from './gate-table.js';
import type { MembraneRun } from './run.js';

export interface KineticMembrane {
  /** Gates of a compartment, as their paper names them; h is that which locks sodium channels. */
  readonly gateNames: readonly string[];
  /** What crosses it, in the order of `MembraneRun.currentsInto`; the leak is the last. */
  readonly ions: readonly Ion[];
  /** Whether it has sodium and potassium channels at all. */
  readonly has: { readonly sodium: boolean; readonly potassium: boolean };
  /** Writes which shares of the sodium and of the potassium channels are open with these gates. */
  openShares(gates: Float64Array, out: Float64Array): void;
  /** Where the membrane rests by itself and untreated [mV]. */
  readonly restMv: number;
  /** Its leak, which is what channels shut for good leave over [mS/cm²]. */
  readonly leakMsPerCm2: number;
  /** A run with channels in working order. */
  runOf(segment: Segment): MembraneRun;
  /** Writes the gates of a compartment that has been at this potential for ever. */
  steadyGates(potentialMv: number, gates: Float64Array, offset: number): void;
}

/** Someone who turns a knob for an hour must not fill the memory. */
export const MOST_TABLES = 64;

/** One table per temperature, for as long as the membrane lives: the temperature of a stretch may be turned slowly. */
export class TableShelf {
  readonly #make: (temperatureC: number) => GateTable;
  readonly #tables = new Map<number, GateTable>();

  constructor(make: (temperatureC: number) => GateTable) {
    this.#make = make;
  }

  table(temperatureC: number): GateTable {
    let table = this.#tables.get(temperatureC);
    if (table === undefined) {
      if (this.#tables.size >= MOST_TABLES) this.#tables.clear();
      table = this.#make(temperatureC);
      this.#tables.set(temperatureC, table);
    }
    return table;
  }
}

const LOWEST_MV = -250;
const HIGHEST_MV = 250;
const LOOK_EVERY_MV = 0.25;

/**
 * The lowest potential at which nothing flows and to which a small displacement returns [mV], to rounding.
 * `steadyUa` is the current out of the membrane once every gate has settled. ModelRefusal if there is none.
 */
export function restingPotentialMv(steadyUa: (potentialMv: number) => number): number {
  for (let low = LOWEST_MV; low < HIGHEST_MV; low += LOOK_EVERY_MV) {
    if (steadyUa(low) <= 0 && steadyUa(low + LOOK_EVERY_MV) > 0) return zeroBetween(steadyUa, low);
  }
  throw new ModelRefusal(
    ['membrane'],
    `one that rests somewhere between ${LOWEST_MV} and ${HIGHEST_MV} mV, but this one never comes to rest`,
  );
}

function zeroBetween(steadyUa: (potentialMv: number) => number, lowMv: number): number {
  let low = lowMv;
  let high = lowMv + LOOK_EVERY_MV;
  for (;;) {
    const middle = (low + high) / 2;
    if (!(middle > low && middle < high)) return middle;
    if (steadyUa(middle) <= 0) low = middle;
    else high = middle;
  }
}

/** Remembers what has been worked out for the same treatments: every node of an axon, as a rule. */
export function remembering<T>(workOut: (treated: Treated) => T): (treated: Treated) => T {
  const known = new Map<string, T>();
  return (treated) => {
    const { sodiumFraction, potassiumFraction, temperatureC, potassiumOutsideMillimolar, shiftMv } = treated;
    const key = [sodiumFraction, potassiumFraction, temperatureC, potassiumOutsideMillimolar, shiftMv].join();
    let found = known.get(key);
    if (found === undefined) {
      found = workOut(treated);
      known.set(key, found);
    }
    return found;
  };
}

/** Why they are on no lattice. */
export const NOT_ON_SITES =
  'its conductances are per cm², and a site of a lattice has no area; write axon: {kind: cable}, or kind: gated';

/** What bounds the step of a membrane with gates. */
interface Gates {
  readonly temperatureC: number;
  readonly gateQ10: number;
}

/**
 * The longest step that gates can be followed in, in two digits [ms]: shorter the warmer the warmest place is.
 * `base`: the longest at the temperature of the membrane's own paper. There a spike still runs, slower by a tenth to a
 * fifth; at twice as much the gates lag so far behind that potentials may run away to thousands of millivolts.
 */
export function longestKineticStepMs(
  { temperatureC, gateQ10 }: Gates,
  base: { readonly ms: number; readonly temperatureC: number },
  treatments: readonly Treatment[],
): number {
  const speed = gateQ10 ** ((warmestC(temperatureC, treatments) - base.temperatureC) / 10);
  return roundedDown(base.ms / speed);
}

/** The warmest place of an axon with such a membrane under these treatments [°C]. */
export function warmestC(temperatureC: number, treatments: readonly Treatment[]): number {
  let warmest = temperatureC;
  for (const treatment of treatments) {
    if (treatment.kind === 'temperature') warmest = Math.max(warmest, treatment.temperatureC);
  }
  return warmest;
}

/** To two digits: the limit is no sharp one, and what a message says must be accepted. */
function roundedDown(value: number): number {
  const digits = 10 ** (1 - Math.floor(Math.log10(value)));
  return Math.floor(value * digits * (1 + 1e-12)) / digits;
}
