/** How much a run puts on the heap, whether it is collected later or not. */
import { median } from './median.js';

const SLICES = 100;
/** A compiler that has not seen enough yet, or waits for a busy machine, puts numbers on the heap. */
const ROUNDS = 10;

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

/**
 * Bytes put on the heap by `steps` calls of `step` once it is compiled: the least of ten rounds of so many calls.
 * Looking at the heap allocates too, and is taken off.
 */
export function allocatedBytes(step: () => void, steps: number): number {
  const perSlice = Math.ceil(steps / SLICES);
  const looking = growthOfASlice(() => {});
  const slice = () => {
    for (let k = 0; k < perSlice; k++) step();
  };
  const growth = Math.min(...Array.from({ length: ROUNDS }, () => growthOfASlice(slice)));
  return Math.max(0, growth - looking) * (steps / perSlice);
}
