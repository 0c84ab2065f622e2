/** Plays a card once, as its worksheet and its key show it. */
import type { Card } from '../lessons/card.js';
import { measuredOf } from '../lessons/judge.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import { createFilm, type Played, type SheetLanguage } from '../worksheet/index.js';
import { type Proof, provingCard } from './prove-card.js';
import type { ReadFile } from './read-file.js';
import { unprovenLines } from './unproven.js';

/**
 * With its right prediction, keeping what the voltmeters read.
 * @param tell of what is not as somebody would think.
 * @param pause is waited for every now and then; if it rejects, the card is given up.
 */
export async function playForPaper(
  read: ReadFile<Card>,
  language: SheetLanguage,
  tell: (words: string) => void,
  pause: () => Promise<void> = async () => {},
): Promise<Played> {
  const { value: card } = read;
  const film = createFilm();
  const proof = await inPauses(provingCard(card, undefined, film), pause);
  for (const line of unprovenLines(read, proof)) tell(`warning: ${line}`);
  const words = cardText(card, cardLanguage(language));
  if (words.language !== language)
    tell(`note: ${read.file} has no words in "${language}"; its sheet is in English`);
  return { card, words, takes: film.takes(), measured: measuredOf(card, proof.values) };
}

async function inPauses(proving: Generator<void, Proof, void>, pause: () => Promise<void>): Promise<Proof> {
  for (;;) {
    const { done, value } = proving.next();
    if (done === true) return value;
    await pause();
  }
}
