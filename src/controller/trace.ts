/**
 * What both voltmeters read since the picture before, model step by model step, for the traces. The store is
 * fixed: a picture that covers more steps than fit keeps every second, third … of them.
 */

/** Most samples that one picture carries; as many as a page takes (server/messages.ts). */
export const MAX_SAMPLES = 256;

/** Places kept for instants that must not be thinned out. */
const RESERVED = 8;

export interface Trace {
  /** Says how many model steps come next, so that they are thinned evenly. */
  expect(steps: number): void;
  /** One model step: the axon's time [ms] and both voltmeters [mV]. */
  add(modelMs: number, blueMv: number, yellowMv: number): void;
  /** An instant inside a step that must be seen: the crest of a spike. Never thinned out. */
  mark(modelMs: number, blueMv: number, yellowMv: number): void;
  /** Time, blue, yellow of each sample, one after another; valid until the next `add` or `clear`. */
  samples(): Float64Array;
  clear(): void;
}

export function createTrace(): Trace {
  const store = new Float64Array(3 * MAX_SAMPLES);
  let count = 0;
  let stride = 1;
  let skipped = 0;
  function keep(modelMs: number, blueMv: number, yellowMv: number): void {
    // A full store keeps its last place for the newest.
    const at = 3 * Math.min(count, MAX_SAMPLES - 1);
    store[at] = modelMs;
    store[at + 1] = blueMv;
    store[at + 2] = yellowMv;
    if (count < MAX_SAMPLES) count++;
  }

  return {
    mark: keep,
    expect(steps) {
      stride = Math.max(1, Math.ceil(steps / Math.max(1, MAX_SAMPLES - RESERVED - count)));
      skipped = 0;
    },
    add(modelMs, blueMv, yellowMv) {
      skipped++;
      if (skipped < stride) return;
      skipped = 0;
      keep(modelMs, blueMv, yellowMv);
    },
    samples: () => store.subarray(0, 3 * count),
    clear() {
      count = 0;
    },
  };
}
