/** Files that somebody opens, read to data that can go from thread to thread. */
import type { LibraryParts } from '../../playing/library.js';
import { type ReadLesson, readLesson } from './lessons.js';
import { type ReadPlayable, type RigFile, readPlayable } from './read-rig.js';
import type { Shipped } from './shipped.js';

export interface RigWork {
  readonly as: 'rig';
  readonly file: RigFile;
  readonly inForce: RigFile;
}

export interface LessonWork {
  readonly as: 'lesson';
  readonly file: RigFile;
  /** Those that were added before: a plan may name them. */
  readonly cards: readonly string[];
}

export type ReadWork = RigWork | LessonWork;

/** What comes of it. */
export type ReadOf<W extends ReadWork> = W extends RigWork ? ReadPlayable : ReadLesson;

/** Who calls it waits: the worst of files takes seconds. */
export function readWork(
  work: ReadWork,
  shipped: Shipped,
  { findExperiment }: LibraryParts,
): ReadOf<ReadWork> {
  if (work.as === 'rig') return readPlayable(work.file, work.inForce, shipped);
  const knows = (card: string) => Object.hasOwn(shipped.cards, card) || work.cards.includes(card);
  return readLesson(work.file, findExperiment, knows);
}
