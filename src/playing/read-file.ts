import type { Problem } from '../files/index.js';

/** A card or a plan that was read. */
export interface ReadFile<T> {
  /** The file, as messages name it. */
  readonly file: string;
  readonly value: T;
  /** Remarks that stop nothing, one line each. */
  readonly notes: readonly string[];
  locate(problem: Problem): string;
}
