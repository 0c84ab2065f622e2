/** Names beside lines that may lie close together. Pure. */

/** Names that touch: they stand one under the other around the middle of where they want to be. */
interface Block {
  readonly first: number;
  count: number;
  /** Sum of where each wants to be, less its place in the block. */
  sum: number;
}

/** Places for labels that want to be at `wanted`, moved by as little as keeps any two of them `gap` apart. */
export function placedApart(wanted: readonly number[], gap: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const topOf = ({ sum, count }: Block): number => sum / count;
  const blocks: Block[] = [];
  order.forEach((label, first) => {
    let block: Block = { first, count: 1, sum: wanted[label]! };
    for (let above = blocks.at(-1); above; above = blocks.at(-1)) {
      if (topOf(above) + above.count * gap <= topOf(block)) break;
      blocks.pop();
      const sum = above.sum + block.sum - block.count * above.count * gap;
      block = { first: above.first, count: above.count + block.count, sum };
    }
    blocks.push(block);
  });
  const placed = [...wanted];
  for (const block of blocks)
    for (let i = 0; i < block.count; i++)
      placed[order[block.first + i]!] =
        block.count === 1 ? wanted[order[block.first]!]! : topOf(block) + i * gap;
  return placed;
}
