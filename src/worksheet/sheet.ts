/** The worksheet of a card: one page to predict, draw, measure and explain on. Pure. */
import {
  type Block,
  heading,
  joined,
  LINE,
  linesIn,
  OVER_HEADING,
  type Type,
  text,
  textMm,
  wideMm,
} from './block.js';
import type { Take } from './film.js';
import { type Page, pageInner } from './page.js';
import {
  axons,
  choices,
  commonSpanMs,
  overPanelMm,
  type Played,
  panel,
  question,
  steps,
  TITLE_MM,
  wordsOf,
  writing,
} from './parts.js';
import { pickTakes } from './pick.js';
import { type SheetWords, unitWords } from './words.js';

/** Letters are made smaller, until all has room [mm]. */
const SIZES = [3.7, 3.55, 3.4, 3.25, 3.1, 2.95];
/** Heights of a graph that somebody draws into, of one and of each of two [mm]. */
const LEAST_GRAPH = [44, 33] as const;
const HIGHEST_GRAPH = [84, 58] as const;
/** More measures than this stand in two columns. */
const MOST_IN_A_COLUMN = 3;
const FIGURE_MM = 24;
const GAP_MM = 6;
const LEAST_ROW = 6.2;

/** A sheet that has no room on one page goes on on the next: it is as high as it is. */
export function sheetPage(played: Played, page: Page): Block {
  const { main } = pickTakes(played.card, played.takes);
  const inner = pageInner(page);
  const two = main.length > 1 ? 1 : 0;
  let best: Block | undefined;
  for (const em of SIZES) {
    const type = { em, width: inner.width };
    const graphless = around(played, main, type);
    const beside = joined([graphless.before, graphless.after]).mm;
    const names = main.reduce((sum, take) => sum + overPanelMm(played, take, type), 0);
    const room = main.length === 0 ? 0 : (inner.height - beside - names) / main.length;
    const height = Math.min(HIGHEST_GRAPH[two], Math.max(LEAST_GRAPH[two], room));
    const size = { width: inner.width, height, spanMs: commonSpanMs(main), small: false };
    const graphs = main.map((take) => panel(played, take, size, type, true));
    best = joined([graphless.before, ...graphs, graphless.after]);
    if (best.mm <= inner.height) return withSize(best, em);
  }
  return withSize(best!, SIZES.at(-1)!);
}

function withSize({ html, mm }: Block, em: number): Block {
  return { html: `<div style="font-size:${em}mm">${html}</div>`, mm };
}

/** What stands over the graphs, and what under them. */
function around(played: Played, main: readonly Take[], type: Type): { before: Block; after: Block } {
  const words = wordsOf(played);
  const card = played.words;
  return {
    before: joined([
      header(card.title, words, type),
      question(played, type),
      heading(words.predict, type),
      boxNames(words, type),
      choices(
        card.predict.map(({ choice }) => choice),
        2,
        type,
      ),
      heading(words.steps, type),
      steps(played, type),
      axons(played, main, type),
      ...(main.length === 0 ? [] : [heading(words.draw, type)]),
    ]),
    after: joined([
      heading(words.measure, type),
      table(played, words, type),
      thinking(words, type),
      heading(`${words.why} ${card.why.question}`, type),
      choices(
        card.why.choices.map(({ choice }) => choice),
        1,
        type,
      ),
      writing(words.ask, 6.5, type),
      footer(`${words.lines}`, type),
    ]),
  };
}

function header(title: string, words: SheetWords, { width }: Type): Block {
  const lines = linesIn(title, width, TITLE_MM, true);
  return {
    html: `<header><h1>${text(title)}</h1><p class="names"><span>${text(words.name)}</span><i></i><span>${text(words.date)}</span><i class="date"></i></p></header>`,
    mm: lines * TITLE_MM * 1.2 + 9,
  };
}

/** Which box of a choice is for what. */
function boxNames({ before, after }: SheetWords, { em }: Type): Block {
  const size = 0.85 * em;
  return {
    html: `<p class="box-names"><span>${text(before)}</span> / <span>${text(after)}</span></p>`,
    mm: size * LINE,
  };
}

/** What was measured, to be filled in, with its unit. */
function table({ words: { measures } }: Played, words: SheetWords, { em, width }: Type): Block {
  const columns = measures.length > MOST_IN_A_COLUMN ? 2 : 1;
  const column = (width - (columns - 1) * GAP_MM) / columns;
  const wide = Math.max(10, ...measures.map(({ unit }) => wideMm(unitWords(unit, words), em) + 2));
  const rows = measures.map(({ words: what, unit }) => ({
    html: `<tr><th>${text(what)}</th><td class="blank"></td><td class="unit" style="width:${wide.toFixed(1)}mm">${text(unitWords(unit, words))}</td></tr>`,
    mm: Math.max(LEAST_ROW, textMm(what, column - FIGURE_MM - wide - 3, em) + 1.4),
  }));
  const half = Math.ceil(rows.length / columns);
  const parts = Array.from({ length: columns }, (_, i) => joined(rows.slice(i * half, (i + 1) * half)));
  return {
    html: `<div class="columns">${parts.map(({ html }) => `<table>${html}</table>`).join('')}</div>`,
    mm: Math.max(0, ...parts.map(({ mm }) => mm)) + 0.5,
  };
}

/** I think – I saw – the model – because. */
function thinking({ think, saw, model, because }: SheetWords, { em }: Type): Block {
  const cells = [think, saw, model, because].map((one) => `<span>${text(one)} …</span>`);
  return { html: `<div class="thinking">${cells.join('')}</div>`, mm: OVER_HEADING + 12 + em * LINE };
}

export function footer(words: string, { width }: Type): Block {
  return { html: `<footer>${text(words)}</footer>`, mm: 2 + textMm(words, width, 2.9) };
}
