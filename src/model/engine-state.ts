/**
 * What an engine is at one instant, one type for each. A field of an engine is either part of its state, and then
 * it stands here, or it follows from the state, the potentials, the stimuli and what the engine was made of. So a new field
 * that a later step reads must be put here, or be worked out again by `bring`.
 */

import { ModelRefusal } from './refusal.js';

/** The lesson's lattice. Limits, deadlines and conductances of a site follow from what it does, and since when. */
export interface GatedState {
  readonly kind: 'gated';
  /** What the channels of each site do; the codes are those of gated/sites.ts. */
  readonly state: Uint8Array;
  /** Since when [ms]. */
  readonly sinceMs: Float64Array;
  /** Beyond these sites nothing moves, nothing flows and every site is at rest: what is there stays as it is. */
  readonly liveFrom: number;
  readonly liveTo: number;
  /** Nothing moves, and no site has anything before it: the axon stays as it is by itself. */
  readonly still: boolean;
  /** Channels may have reached a limit already, since they are new ones. */
  readonly unsettled: boolean;
}

export interface PassiveState {
  readonly kind: 'passive';
  /** Nothing has happened since the axon was put to rest: it stays there by itself. */
  readonly still: boolean;
  /** Of cable.ts: a conductance has changed since the last step; one has been opened at some time. */
  readonly opened: boolean;
  readonly watched: boolean;
}

export interface KineticState {
  readonly kind: 'kinetic';
  /** Those of a compartment side by side. */
  readonly gates: Float64Array;
  /** How far they are behind the potentials [ms]: nothing at rest, half a step once they stagger. */
  readonly gatesLateMs: number;
}

export type EngineState = GatedState | PassiveState | KineticState;

/** The state as an engine keeps it while it runs, without what it keeps elsewhere. */
export type Running<State extends EngineState, Elsewhere extends keyof State = never> = {
  -readonly [Name in Exclude<keyof State, 'kind' | Elsewhere>]: State[Name];
};

/** Throws ModelRefusal for a state that is not of this kind, or of another number of gates or sites. */
export function requireState<Kind extends EngineState['kind']>(
  kind: Kind,
  state: EngineState,
  length: number,
): Extract<EngineState, { kind: Kind }> {
  const found =
    state.kind === 'kinetic' ? state.gates.length : state.kind === 'gated' ? state.state.length : 0;
  if (state.kind === kind && found === length) return state as Extract<EngineState, { kind: Kind }>;
  throw new ModelRefusal(
    ['snapshot', 'engine'],
    `the state of a ${kind} membrane with ${length} numbers`,
    `that of a ${state.kind} one with ${found}`,
  );
}
