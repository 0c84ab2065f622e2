/** The worksheet of a card, to predict, draw, measure and explain on: a page, or its two sides. Pure. */
import {
  type Block,
  heading,
  joined,
  linesIn,
  OVER_HEADING,
  type Type,
  text,
  textMm,
  wideMm,
} from './block.js';
import type { Take } from './film.js';
import { inLetters, type LettersMm, type Page, pageInner, THINKING_EM } from './page.js';
import {
  axons,
  choices,
  inColumns,
  type Played,
  panels,
  question,
  steps,
  TITLE_MM,
  wordsOf,
  writing,
} from './parts.js';
import { pickTakes } from './pick.js';
import { type SheetWords, unitWords } from './words.js';

/**
 * What is tried until all has room on one page: heights of letters, and the least height of a graph to draw into [mm].
 * Smaller letters nobody likes to read: the sheet has a back page then.
 */
const TRIES: readonly (readonly [LettersMm, number])[] = [
  [3.7, 46],
  [3.55, 44],
  [3.4, 42],
  [3.25, 42],
  [3.25, 36],
];
const HIGHEST_GRAPH = 84;
/** Room for a figure, as in the style sheet [mm]. */
const FIGURE_MM = 18;
/** Height of a row, in heights of a letter. */
const ROW_EM = 1.75;
/** What name and date need beside a title, and how high they are [mm]. */
const NAMES_MM = 90;
const NAMES_HIGH = 8;

/** One page, or a front page and a back page. One that has no room even then goes on on the next. */
export function sheetPages(played: Played, page: Page): readonly Block[] {
  const { width, height } = pageInner(page);
  const { main } = pickTakes(played.card, played.takes);
  const whole = fitted(width, height, (type, least) => {
    const after = joined([measuring(played, type, 'whole'), ending(played, type)]);
    return joined([beginning(played, main, type, least, height - after.mm), after]);
  });
  if (whole.mm <= height) return [whole];
  const front = fitted(width, height, (type, least) => {
    const under = footer(wordsOf(played).lines, played, type);
    return joined([beginning(played, main, type, least, height - under.mm), under]);
  });
  const back = fitted(width, height, (type) =>
    joined([backHeader(played, type), measuring(played, type, 'back'), ending(played, type)]),
  );
  return [front, back];
}

/** The largest letters with which all has room; the smallest, if it has none. */
function fitted(width: number, height: number, make: (type: Type, leastGraph: number) => Block): Block {
  let made: Block = { html: '', mm: 0 };
  for (const [em, least] of TRIES) {
    const { html, mm } = make({ em, width }, least);
    made = { html: inLetters(em, html), mm };
    if (mm <= height) break;
  }
  return made;
}

/** What is expected, what is done, and graphs to draw into, which take what is left of `roomMm`. */
function beginning(
  played: Played,
  main: readonly Take[],
  type: Type,
  leastGraph: number,
  roomMm: number,
): Block {
  const words = wordsOf(played);
  const card = played.words;
  const over = joined([
    header(card.title, words, type),
    question(played, type),
    heading(words.predict, type),
    choices(
      card.predict.map(({ choice }) => choice),
      2,
      type,
    ),
    heading(words.steps, type),
    steps(played, type),
    axons(played, main, type),
    ...(main.length === 0 ? [] : [heading(words.draw, type)]),
  ]);
  const room = { least: leastGraph, highest: HIGHEST_GRAPH, beside: true, empty: true };
  return joined([over, panels(played, main, room, type, roomMm - over.mm)]);
}

function measuring(played: Played, type: Type, room: keyof typeof THINKING_EM): Block {
  const words = wordsOf(played);
  return joined([heading(words.measure, type), table(played, words, type), thinking(words, room, type)]);
}

function ending(played: Played, type: Type): Block {
  const words = wordsOf(played);
  const { why } = played.words;
  return joined([
    heading(why.question, type),
    choices(
      why.choices.map(({ choice }) => choice),
      1,
      type,
    ),
    writing(words.ask, type),
    footer(words.lines, played, type),
  ]);
}

function backHeader(played: Played, { width }: Type): Block {
  const { title } = played.words;
  const { back } = wordsOf(played);
  return {
    html: `<header><h1>${text(title)} <span>– ${text(back)}</span></h1></header>`,
    mm: linesIn(`${title} – ${back}`, width, TITLE_MM, true) * TITLE_MM * 1.2,
  };
}

function header(title: string, words: SheetWords, { width }: Type): Block {
  const fits = wideMm(title, TITLE_MM, true) <= width - NAMES_MM;
  const lines = linesIn(title, width, TITLE_MM, true);
  return {
    html: `<header><h1>${text(title)}</h1><p class="names${fits ? '' : ' under'}"><span>${text(words.name)}</span><i></i><span>${text(words.date)}</span><i class="date"></i></p></header>`,
    mm: (fits ? 0 : lines * TITLE_MM * 1.2) + NAMES_HIGH,
  };
}

/** What was measured, to be filled in, with its unit. */
function table({ words: { measures } }: Played, words: SheetWords, { em, width }: Type): Block {
  const wide = Math.max(10, ...measures.map(({ unit }) => wideMm(unitWords(unit, words), em) + 2));
  return inColumns(width, (column) =>
    measures.map(({ words: what, unit }) => ({
      html: `<tr><th>${text(what)}</th><td class="blank"></td><td class="unit">${text(unitWords(unit, words))}</td></tr>`,
      mm: Math.max(ROW_EM * em, textMm(what, column - FIGURE_MM - wide - 3, em) + 1.4),
    })),
  );
}

/** I think – I saw – the model – because. */
function thinking(
  { think, saw, model, because }: SheetWords,
  room: keyof typeof THINKING_EM,
  { em }: Type,
): Block {
  const cells = [think, saw, model, because].map((one) => `<span>${text(one)} …</span>`);
  return {
    html: `<div class="thinking ${room}">${cells.join('')}</div>`,
    mm: OVER_HEADING + THINKING_EM[room] * em,
  };
}

/** @param words before the name of the card. */
export function footer(words: string, played: Played, { width }: Type): Block {
  const line = `${words} axon-rig, ${wordsOf(played).card} ${played.card.name}`;
  return { html: `<footer>${text(line)}</footer>`, mm: 2 + textMm(line, width, 2.9) };
}
