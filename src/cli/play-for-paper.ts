/** Plays a card once, as its worksheet and its key show it. */
import type { Card } from '../lessons/card.js';
import { measuredOf } from '../lessons/judge.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import { createFilm, type Played, type SheetLanguage } from '../worksheet/index.js';
import { unprovenLines } from './check-lesson.js';
import type { ReadFile } from './lesson-files.js';
import { proveCard } from './prove-card.js';

/** With its right prediction, keeping what the voltmeters read. @param tell of what is not as somebody would think. */
export function playForPaper(
  read: ReadFile<Card>,
  language: SheetLanguage,
  tell: (words: string) => void,
): Played {
  const { value: card } = read;
  const film = createFilm();
  const proof = proveCard(card, undefined, film);
  for (const line of unprovenLines(read, proof)) tell(`warning: ${line}`);
  const words = cardText(card, cardLanguage(language));
  if (words.language !== language)
    tell(`note: ${read.file} has no words in "${language}"; its sheet is in English`);
  return { card, words, takes: film.takes(), measured: measuredOf(card, proof.values) };
}
