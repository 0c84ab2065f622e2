/**
 * Work for peers, in turns: a little of it in each round of the event loop, so that the timer of the next picture is
 * never far away, however much peers send.
 */

/** Does `work` soon, in the order of asking. */
export type Turns = (work: () => void) => void;

/**
 * @param budgetMs no more work is begun in a round after this time.
 * @param nowMs the room's clock.
 * @param report gets what work throws.
 */
export function createTurns(budgetMs: number, nowMs: () => number, report: (error: unknown) => void): Turns {
  const waiting: (() => void)[] = [];
  let asked = false;

  function round(): void {
    const endMs = nowMs() + budgetMs;
    do {
      try {
        waiting.shift()?.();
      } catch (error) {
        report(error);
      }
    } while (waiting.length > 0 && nowMs() < endMs);
    asked = waiting.length > 0;
    if (asked) setImmediate(round);
  }

  return (work) => {
    waiting.push(work);
    if (!asked) setImmediate(round);
    asked = true;
  };
}
