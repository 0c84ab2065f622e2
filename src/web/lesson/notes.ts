/** What the card and its plan tell the teacher: folded away, and for nobody else. Pure. */
import { type CardText, choiceLetter } from '../../server/messages.js';
import type { RailBlock, RailNote } from './rail-view.js';
import type { Shown } from './shown.js';
import { fill, type Words } from './words.js';

/** What each choice tells of who makes it: `A – thinks of a wave`. */
function revealsOf({ predict }: CardText): string[] {
  return predict.flatMap(({ reveals }, i) => (reveals === '' ? [] : [`${choiceLetter(i)} – ${reveals}`]));
}

function timeOf({ text, plan, words, lesson }: Shown): string[] {
  const own = plan?.cardMinutes[lesson.plan?.index ?? 0] ?? text.minutes;
  const lines = [fill(words.notesCardTime, { minutes: own })];
  if (plan) {
    const { title, minutes, freeMinutes: free } = plan;
    lines.push(fill(free > 0 ? words.notesPlanFree : words.notesPlanTime, { title, minutes, free }));
  }
  return lines;
}

/** Who watches gets these words empty, and so has no notes. */
export function notesBlocks(shown: Shown): RailBlock[] {
  const { text, plan, words, leads, lesson } = shown;
  if (!leads || lesson.plan?.trail || text.teacher === '') return [];
  const of = (heading: keyof Words & `notes${string}`, ...lines: string[]): RailNote[] => {
    const said = lines.filter((line) => line !== '');
    const named = words[heading];
    return said.length > 0 && typeof named === 'string' ? [{ heading: named, lines: said }] : [];
  };
  const notes = [
    ...of('notesMisconception', text.misconception),
    ...of('notesReveals', ...revealsOf(text)),
    ...of('notesCard', text.teacher),
    ...of('notesTime', ...timeOf(shown)),
    ...of('notesPlan', plan?.teacher ?? ''),
  ];
  return [{ kind: 'notes', title: words.notes, notes }];
}
