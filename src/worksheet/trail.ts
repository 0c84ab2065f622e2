/** A trail on paper: its stops in a row, each with the words that a visitor reads, and a line to write what was seen. Pure. */
import type { CardText } from '../lessons/contract.js';
import { type Block, joined, LINE, type Type, text, textMm } from './block.js';
import { marked } from './numbers.js';
import { inLetters, OVER_STOP_MM, type Page, pageInner, STOP_MM } from './page.js';
import { TITLE_MM, writing } from './parts.js';
import type { SheetWords } from './words.js';

/** Of what a teacher reads; what a visitor reads is larger [mm]. */
const TYPE_EM = 3.7;

/** Of a trail's cards, in its order. @param key with what there is to see in place of the lines. */
export function trailPages(
  cards: readonly CardText[],
  title: string,
  words: SheetWords,
  page: Page,
  key: boolean,
): readonly Block[] {
  const { width, height } = pageInner(page);
  const type: Type = { em: TYPE_EM, width };
  const header = headerOf(key ? `${title} – ${words.key}` : title, type);
  const pages: Block[][] = [[header]];
  for (const [i, card] of cards.entries()) {
    const stop = stopOf(card, i + 1, words, type, key);
    if (joined([...pages.at(-1)!, stop]).mm > height) pages.push([header]);
    pages.at(-1)!.push(stop);
  }
  return pages.map((blocks) => {
    const { html, mm } = joined(blocks);
    return { html: inLetters(TYPE_EM, html), mm };
  });
}

function headerOf(title: string, { width }: Type): Block {
  return {
    html: `<header><h1>${text(title)}</h1></header>`,
    mm: textMm(title, width, TITLE_MM, true),
  };
}

function stopOf(card: CardText, number: number, words: SheetWords, type: Type, key: boolean): Block {
  const said = card.trail ?? card.question;
  const line: Block = {
    html: `<p class="stop"><b>${marked('stop', String(number))}</b> ${text(said)}</p>`,
    mm: OVER_STOP_MM + textMm(`${number} ${said}`, type.width, STOP_MM),
  };
  const see: Block = {
    html: `<p>${text(card.see)}</p>`,
    mm: textMm(card.see, type.width, type.em) + 0.1 * LINE,
  };
  return joined([line, key ? see : writing(words.saw, type)]);
}
