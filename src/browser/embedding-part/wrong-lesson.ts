/** What is wrong with the card of an address, in the few lines that can be read while they are shown. Pure. */
import { language, say } from '../../web/words/say.js';

const MOST_LINES = 3;

/** @param lines of the rig, one for each mistake. */
export function wrongLessonWords(lines: readonly string[]): string {
  const left = lines.length - MOST_LINES;
  const more = left > 0 ? [say('open.moreProblems', { count: left })] : [];
  const inEnglish = language() === 'en' ? [] : [say('open.inEnglish')];
  return [...inEnglish, ...lines.slice(0, MOST_LINES), ...more].join('\n');
}
