/**
 * One stimulator at each site that is pressed. Like the box on a bench, it cannot begin a pulse while its last
 * one still runs: such a press is confirmed but adds nothing, so that a hammered button in slow motion does not
 * pile up current. Two sites are two stimulators, whose pulses do add up in the axon.
 */
import type { Axon } from '../model/index.js';
import type { Stimulus } from './contract.js';

export interface Stimulators {
  /** Begins a pulse now. @returns false if the stimulator of that site is busy. */
  give(stimulus: Stimulus): boolean;
  /** All are idle again: the axon's time begins anew. */
  reset(): void;
}

export function createStimulators(axon: Axon): Stimulators {
  const busyUntilMs = new Map<number, number>();
  return {
    give({ at: site, currentUa, durationMs }) {
      const startMs = axon.modelMs;
      if (startMs < (busyUntilMs.get(site) ?? 0)) return false;
      axon.inject({ kind: 'pulse', site, startMs, durationMs, currentUa });
      busyUntilMs.set(site, startMs + durationMs);
      return true;
    },
    reset: () => busyUntilMs.clear(),
  };
}
