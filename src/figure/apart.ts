/** Names beside lines that may lie close together. Pure. */

/** Enough rounds for a handful of labels to settle. */
const ROUNDS = 40;

/** Places for labels that want to be at `wanted`, moved by as little as keeps any two of them `gap` apart. */
export function placedApart(wanted: readonly number[], gap: number): number[] {
  const placed = [...wanted];
  const order = placed.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 1; i < order.length; i++) {
      const [upper, lower] = [order[i - 1]!, order[i]!];
      const lacking = gap - (placed[lower]! - placed[upper]!);
      if (lacking <= 0) continue;
      placed[upper]! -= lacking / 2;
      placed[lower]! += lacking / 2;
    }
  return placed;
}
