/**
 * The first steps of an engine are slow, for its code is compiled while it runs: 18 ms for a first millisecond of frog
 * nodes. So an axon of each sort takes some steps before any of them is shown.
 */
import type { LiveExperiment } from '../experiment/live-experiment.js';
import { createAxon, ModelRefusal } from '../model/index.js';

const STEPS = 400;

/** The lesson's sites: their engine is quick from the start, and many rigs have nothing else. */
export const QUICK_SORTS: readonly string[] = ['gated on lattice', 'passive on lattice'];

/** @param done the sorts that are warm already; others are added. */
export function warmUp(experiments: readonly LiveExperiment[], done: Set<string>): void {
  for (const { geometry, membrane, treatments, stimuli, stepMs } of experiments) {
    const sort = `${membrane.kind} on ${geometry.kind}`;
    if (done.has(sort)) continue;
    done.add(sort);
    try {
      const axon = createAxon(geometry, membrane, { stepMs, treatments });
      for (const stimulus of stimuli) axon.inject({ ...stimulus, startMs: 0 });
      for (let n = 0; n < STEPS; n++) {
        axon.step();
        axon.ionicUa(n % axon.compartmentCount);
      }
    } catch (error) {
      // What cannot be played is told when somebody wants to play it.
      if (!(error instanceof ModelRefusal)) throw error;
    }
  }
}
