/** Faults that leave the bytes as they are but not their time: slow adapters, hubs, drivers that mix up buffers. */
import type { Fault, Hits } from './fault.js';

/** Each chunk comes `ms()` later, but never before the one in front of it. */
export function delay(ms: () => number): Fault {
  let lastUs = -Infinity;
  return ({ bytes, atUs }) => {
    lastUs = Math.max(lastUs, atUs + 1000 * ms());
    return [{ bytes, atUs: lastUs }];
  };
}

/** Cuts chunks into pieces of at most `length` bytes, as a bridge does with its packets. */
export function pieces(length: number): Fault {
  return ({ bytes, atUs }) =>
    Array.from({ length: Math.ceil(bytes.length / length) }, (_, piece) => ({
      bytes: bytes.slice(piece * length, (piece + 1) * length),
      atUs,
    }));
}

/** Chunks that are hit are held for `ms`; what was sent behind them overtakes them. */
export function reorder(hits: Hits, ms: number): Fault {
  return ({ bytes, atUs }) => [{ bytes, atUs: hits() ? atUs + 1000 * ms : atUs }];
}
