/** Where the membrane lens hangs, so that pipettes and their wires pass it by. Pure. */

/** As shares of the width, the dearest first. */
const PLACES = [0.405, 0.5, 0.6, 0.3, 0.22, 0.76] as const;

/** From a tip to what its wire leads to [px]. */
export type Wire = readonly [number, number];

/** A wire over the glass is worse than one over its words. */
const GLASS_WEIGHT = 3;

/**
 * The middle for a lens that takes `halfPx` to both sides with its words, and `glassPx` without: where it covers the least
 * of any wire.
 */
export function lensMiddle(width: number, halfPx: number, glassPx: number, wires: readonly Wire[]): number {
  let best = width / 2;
  let least = Number.POSITIVE_INFINITY;
  for (const share of PLACES) {
    const x = Math.max(halfPx, Math.min(width - halfPx, share * width));
    const covered = wires.reduce(
      (sum, wire) =>
        sum +
        coveredPx(x - halfPx, x + halfPx, wire) +
        GLASS_WEIGHT * coveredPx(x - glassPx, x + glassPx, wire),
      0,
    );
    if (covered >= least) continue;
    least = covered;
    best = x;
  }
  return best;
}

/** Whether a lens there lies over any of some words, each from one x to another. */
export function coversAny(middleX: number, halfPx: number, words: readonly Wire[]): boolean {
  return words.some(([from, to]) => from < middleX + halfPx && to > middleX - halfPx);
}

/** A wire that hangs straight down still takes some room. */
const WIRE_PX = 20;

function coveredPx(from: number, to: number, [a, b]: Wire): number {
  const low = Math.min(a, b) - WIRE_PX;
  const high = Math.max(a, b) + WIRE_PX;
  return Math.max(0, Math.min(to, high) - Math.max(from, low));
}
