/**
 * One stimulator at each site that is pressed. Like the box on a bench, it cannot begin a stimulus while its last
 * one still runs: such a press is confirmed but adds nothing. Two sites are two stimulators, whose stimuli do add up in
 * the axon.
 */
import type { Axon } from '../model/index.js';
import type { Stimulus } from './contract.js';

export interface Stimulators {
  /** Begins a stimulus now. @returns false if the stimulator of that site is busy. */
  give(stimulus: Stimulus): boolean;
  /** All are idle again: the axon's time begins again. */
  reset(): void;
}

export function createStimulators(axon: Axon): Stimulators {
  const busyUntilMs = new Map<number, number>();
  return {
    give(stimulus) {
      const { at: site, durationMs } = stimulus;
      const startMs = axon.modelMs;
      if (startMs < (busyUntilMs.get(site) ?? 0)) return false;
      const timed = { site, startMs, durationMs };
      if ('currentUa' in stimulus) axon.inject({ kind: 'pulse', ...timed, currentUa: stimulus.currentUa });
      else {
        const { conductanceMs, reversalMv } = stimulus;
        axon.inject({ kind: 'conductance', ...timed, conductanceMs, reversalMv });
      }
      busyUntilMs.set(site, startMs + durationMs);
      return true;
    },
    reset: () => busyUntilMs.clear(),
  };
}
