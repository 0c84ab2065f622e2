/** How often trains may start and stop a current within one step: steps are cut there, and each piece is work. */

import { ModelRefusal } from './refusal.js';

/** Most starts and stops of trains within one step. */
const MOST_EDGES_A_STEP = 1000;

/** What counts of a train; any other stimulus has an `intervalMs` of Infinity. */
export interface Beats {
  readonly intervalMs: number;
  readonly count: number;
}

/** Starts and stops within a step; none that count where a pulse is as far from the next as a step is long, or further. */
function edgesIn({ intervalMs, count }: Beats, stepMs: number): number {
  return intervalMs < stepMs ? 2 * Math.min(count, Math.floor(stepMs / intervalMs)) : 0;
}

function edgesOfAll(all: readonly Beats[], stepMs: number): number {
  return all.reduce((sum, beats) => sum + edgesIn(beats, stepMs), 0);
}

/** Throws ModelRefusal, with the shortest interval that works, for a train too fast for the step beside those before it. */
export function requireSlowTrain(train: Beats, before: readonly Beats[], stepMs: number): void {
  const own = edgesIn(train, stepMs);
  if (own === 0) return;
  const others = edgesOfAll(before, stepMs);
  if (others + own <= MOST_EDGES_A_STEP) return;
  const pulses = Math.floor((MOST_EDGES_A_STEP - others) / 2);
  const leastMs = stepMs / Math.max(1, pulses);
  throw new ModelRefusal(
    ['stimulus', 'intervalMs'],
    `trains to start and stop at most ${MOST_EDGES_A_STEP} times in a step of ${stepMs} ms`,
    `${others + own} times`,
    `write ${leastMs} or more, or a shorter stepMs`,
  );
}

/** Throws ModelRefusal for a step too long for the trains that there are. */
export function requireStepForTrains(trains: readonly Beats[], stepMs: number): void {
  const edges = edgesOfAll(trains, stepMs);
  if (edges <= MOST_EDGES_A_STEP) return;
  throw new ModelRefusal(
    ['stepMs'],
    `trains to start and stop at most ${MOST_EDGES_A_STEP} times in a step`,
    `${edges} times in ${stepMs} ms`,
    'choose a shorter step',
  );
}
