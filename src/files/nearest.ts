/** Which of the known words was probably meant. */

/**
 * Steps from one word to another: a letter too many, missing, other, or two neighbours swapped.
 * (Optimal string alignment: Damerau, "A technique for computer detection and correction of spelling errors",
 * Communications of the ACM 7(3), 1964.)
 */
export function spellingSteps(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let steps = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) steps = Math.min(steps, beforeLast[column - 2]! + 1);
      current.push(steps);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}

/** Longer words than this are not compared: no key is so long. */
const LONGEST_WORD = 60;

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Wrong letters that a word of this length may have: a third of them, and none where there are but one or two. */
function allowedSteps(length: number): number {
  return length < 3 ? 0 : Math.max(1, Math.floor(length / 3));
}

/** The known word nearest to `word`, or `undefined` if none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const typed = plain(word);
  let nearest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const wanted = plain(candidate);
    // Half a name is the most common mistake: `current` for `currentLimitMa`.
    const begun = typed.length >= 3 && wanted.startsWith(typed);
    const steps = begun && typed !== wanted ? 1 : spellingSteps(typed, wanted);
    if (steps < fewest && (begun || steps <= allowedSteps(wanted.length))) {
      nearest = candidate;
      fewest = steps;
    }
  }
  return nearest;
}
