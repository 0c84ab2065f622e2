/**
 * What the solver asks of a membrane whose channels switch at instants and conduct evenly in between. The leak is
 * not among them: it belongs to the geometry and is always there.
 */

import type { GateState } from './membrane-spec.js';

/** A potential this close to a limit has reached it [mV]: what is left after locating a crossing. */
export const REACHED_MV = 1e-9;

/** Limits per site: one of them reached, and the site switches. ±Infinity where nothing would happen. */
export interface Limits {
  readonly lowerMv: Float64Array;
  readonly upperMv: Float64Array;
}

export interface Channels {
  /** Null if nothing here ever switches. */
  readonly limits: Limits | null;
  /** The next instant at which some site may switch by time alone [ms]; Infinity if there is none. */
  readonly nextDeadlineMs: number;
  /** Open channels of a site [mS]. */
  readonly conductanceMs: Float64Array;
  /** The same times their reversal potentials [µA]. */
  readonly driveUa: Float64Array;
  /**
   * Switches every site from `from` up to, but not including, `to` that has reached a limit or a deadline; afterwards
   * none is left there at `nowMs`.
   */
  settle(
    nowMs: number,
    potentialMv: Float64Array,
    from: number,
    to: number,
    switched: (site: number, state: GateState) => void,
  ): void;
  /** Widens `concerned` to every site that may switch by time alone before `endMs`, or at it. */
  noteDue(endMs: number, concerned: { first: number; last: number }): void;
  /** Every site to rest. */
  rest(): void;
}
