/** Whether a file is a card or a plan, to tell it from rigs and experiments. */
import { topKeys } from '../files/index.js';

/** What a card or a plan says of its own, to tell its file from others. */
export type LessonFileKind = 'card' | 'plan';

/** Which of the two a text is beyond doubt; undefined: neither. */
export function lessonFileKind(text: string): LessonFileKind | undefined {
  const keys = topKeys(text);
  if (keys.includes('card') && !keys.includes('cards')) return 'card';
  if (keys.includes('plan')) return 'plan';
  return undefined;
}
