/** Experiments that come with the program, as a card asks for them. Reading their files is the caller's. */
import type { Experiment } from '../experiment/index.js';
import type { Wrong } from '../files/index.js';

export type FoundShipped =
  | { readonly kind: 'found'; readonly experiment: Experiment }
  /** There is none, or it is no experiment: what is wrong with the name. */
  | { readonly kind: 'none'; readonly wrong: Wrong };

/** Looks for one by its name. Does not throw. */
export type FindShipped = (name: string) => FoundShipped;
