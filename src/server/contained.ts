/** A fault in a piece of work stays with who asked for it. */

/** Gets what was thrown, with the arguments of the call that threw. Must not throw. */
export type Caught = (error: unknown, args: readonly unknown[]) => void;

/** `work`, but what it throws goes to `caught`. */
export function contained<A extends readonly unknown[]>(
  work: (...args: A) => void,
  caught: Caught,
): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch (error) {
      caught(error, args);
    }
  };
}
