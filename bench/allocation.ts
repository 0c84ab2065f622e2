/** How much a run puts on the heap, whether it is collected later or not. */
import { median } from './median.js';

const SLICES = 100;

/**
 * Growth of the heap in use over each of many slices. A collection within a slice makes that one small or
 * negative; slices are short enough that most have none, and the middle one stands for all.
 */
function growthOfASlice(run: () => void): number {
  return median(
    Array.from({ length: SLICES }, () => {
      const before = process.memoryUsage().heapUsed;
      run();
      return process.memoryUsage().heapUsed - before;
    }),
  );
}

/** Bytes put on the heap by `steps` calls of `step`; looking at the heap allocates too, and is taken off. */
export function allocatedBytes(step: () => void, steps: number): number {
  const perSlice = Math.ceil(steps / SLICES);
  const looking = growthOfASlice(() => {});
  const growth = growthOfASlice(() => {
    for (let k = 0; k < perSlice; k++) step();
  });
  return Math.max(0, growth - looking) * (steps / perSlice);
}
