/** What a class has learnt, as a number. Pure. */

/** Voices for each choice, and which choice is right. */
interface Counted {
  readonly counts: readonly number[] | null;
  readonly right: number | null;
}

/** The share of voices for the right choice, 0 to 1; null where nobody has answered, or nothing is right. */
export function shareRight({ counts, right }: Counted): number | null {
  if (counts === null || right === null) return null;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? null : counts[right]! / all;
}

/**
 * Normalised gain after Hake (1998): which part of those who were wrong before are right after, (after − before) /
 * (1 − before). Below 0 if more were right before. Null where a share is missing, or everybody was right before.
 */
export function gainOf(before: Counted | undefined, after: Counted | undefined): number | null {
  const from = before ? shareRight(before) : null;
  const to = after ? shareRight(after) : null;
  return from === null || to === null || from === 1 ? null : (to - from) / (1 - from);
}
