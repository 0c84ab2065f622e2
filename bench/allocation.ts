/** How much a run puts on the heap, whether it is collected later or not. */

const SLICES = 20;

function growthOf(run: () => void): number {
  let bytes = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    const before = process.memoryUsage().heapUsed;
    run();
    // A collection within the slice would make it negative; what the other slices allocate still shows.
    bytes += Math.max(0, process.memoryUsage().heapUsed - before);
  }
  return bytes;
}

/** Bytes allocated on the heap by `steps` calls of `step`; looking at the heap allocates too and is taken off. */
export function allocatedBytes(step: () => void, steps: number): number {
  const perSlice = steps / SLICES;
  const looking = growthOf(() => {});
  const growth = growthOf(() => {
    for (let k = 0; k < perSlice; k++) step();
  });
  return Math.max(0, growth - looking);
}
