/** What worksheet and key have in common: header, choices, steps, drawings, the table of measures. Pure. */

import { axonDrawing, PRINT, toSvg } from '../figure/index.js';
import type { Card } from '../lessons/card.js';
import type { CardText, Measured } from '../lessons/contract.js';
import { type Block, joined, OVER_HEADING, QUESTION_EM, type Type, text, textMm, wideMm } from './block.js';
import type { Take } from './film.js';
import { marked } from './numbers.js';
import { GAP_MM, WRITING_EM, WRITING_LINE_MM } from './page.js';
import { type GraphSize, spanOf, takeDrawing } from './take-graph.js';
import { marksOf, setUpParts, stretchesOf } from './take-words.js';
import { SHEET_WORDS, type SheetWords } from './words.js';

/** A card with what a run of it has shown. */
export interface Played {
  readonly card: Card;
  /** Its words, in the language of the sheet. */
  readonly words: CardText;
  readonly takes: readonly Take[];
  /** All measures of the card, in its order. */
  readonly measured: readonly Measured[];
}

/** The words of sheets in the language that the card's own words are in. */
export function wordsOf({ words }: Played): SheetWords {
  return SHEET_WORDS[words.language === 'de' ? 'de' : 'en'];
}

/** The name of a card in the ids of its drawings, whatever its file is called. */
export function idOf({ card: { name } }: Played): string {
  return name.replace(/[^\w-]/g, (character) => `_${character.codePointAt(0)!.toString(16)}`);
}

/** Heights of letters in drawings [mm]. */
export const GRAPH_EM = 3;
export const SMALL_EM = 2.4;
/** What a box to tick takes of a line [mm]. */
const BOX_ROOM = 5.2;
const LEAST_ROW = 4.6;
export const TITLE_MM = 5.6;

export function question({ words }: Played, { em, width }: Type): Block {
  const mm = 1.5 + textMm(words.question, width, QUESTION_EM * em, true);
  return { html: `<p class="question">${text(words.question)}</p>`, mm };
}

const BOX_HTML = '<span class="box"></span>';

/** Choices with so many boxes each; short ones stand in two columns. */
export function choices(all: readonly string[], boxes: number, { em, width }: Type): Block {
  const room = boxes * BOX_ROOM;
  const column = (width - GAP_MM) / 2;
  const isShort = all.every((choice) => wideMm(choice, em) <= column - room);
  const rows = all.map((choice) => ({
    html: `<li>${BOX_HTML.repeat(boxes)}<span>${text(choice)}</span></li>`,
    mm: Math.max(LEAST_ROW, textMm(choice, width - room, em)) + 0.8,
  }));
  const { html, mm } = joined(rows);
  return isShort
    ? { html: `<ul class="choices two">${html}</ul>`, mm: Math.ceil(all.length / 2) * rows[0]!.mm }
    : { html: `<ul class="choices">${html}</ul>`, mm };
}

export function steps({ words: { steps: all } }: Played, { em, width }: Type): Block {
  const rows = all.map((step) => ({
    html: `<li>${text(step.do)}</li>`,
    mm: textMm(step.do, width - 6, em) + 0.4,
  }));
  const { html, mm } = joined(rows);
  return { html: `<ol class="steps">${html}</ol>`, mm };
}

/** The axon of the steps that are drawn; one for each where these have different ones. */
export function axons(played: Played, main: readonly Take[], { width }: Type): Block {
  const words = wordsOf(played);
  const groups: Take[][] = [];
  for (const take of main) {
    const same = groups.find(([one]) => isSameAxon(one!, take));
    if (same) same.push(take);
    else groups.push([take]);
  }
  return joined(
    groups.map((takes) => {
      const { axon, step } = takes[0]!;
      const drawing = axonDrawing({
        placeUnit: axon.placeUnit,
        lastPlace: axon.lastPlace,
        marks: marksOf(takes, words),
        stretches: stretchesOf(takes[0]!, words),
        words,
        width,
        em: GRAPH_EM,
      });
      if (drawing === undefined) return { html: '', mm: 0 };
      const id = `${idOf(played)}-axon-${step}`;
      const svg = toSvg(drawing, PRINT, { unit: 'mm', title: words.axon, description: words.axonShows, id });
      return { html: `<div class="axon" data-step="${step}">${svg}</div>`, mm: drawing.height + 1 };
    }),
  );
}

function isSameAxon({ axon: a }: Take, { axon: b }: Take): boolean {
  return a.kind === b.kind && a.lastPlace === b.lastPlace;
}

interface PanelSize extends Omit<GraphSize, 'em'> {
  readonly empty: boolean;
  /** What stands after the name of the step, as HTML. */
  readonly setUp: string;
}

/** A step's name, how it was set up, and its graph. */
export function panel(played: Played, take: Take, { empty, setUp, ...size }: PanelSize, em: number): Block {
  const words = wordsOf(played);
  const { step } = take;
  const name = `<b>${text(words.step)} ${marked(`step.${step}`, String(step + 1))}</b>`;
  const drawing = takeDrawing(take, { ...size, em: size.small ? SMALL_EM : GRAPH_EM }, words, empty);
  const svg = toSvg(drawing, PRINT, {
    unit: 'mm',
    title: `${words.step} ${step + 1}`,
    description: words.graphShows,
    id: `${idOf(played)}-graph-${step}`,
  });
  return {
    html: `<section class="panel" data-step="${step}"><p>${name} <span class="soft">${setUp}</span></p>${svg}</section>`,
    mm: 1.2 + textMm(shownIn(`${name} ${setUp}`), size.width, em) + size.height,
  };
}

/** How wide and high graphs may be, and whether two stand side by side. */
export interface PanelRoom {
  readonly least: number;
  readonly highest: number;
  readonly beside: boolean;
  readonly empty: boolean;
}

/** The graphs of the steps that are drawn large, on one time axis; what they have in common is said once. */
export function panels(
  played: Played,
  takes: readonly Take[],
  { least, highest, beside, empty }: PanelRoom,
  { em, width }: Type,
  roomMm: number,
): Block {
  if (takes.length === 0) return { html: '', mm: 0 };
  const words = wordsOf(played);
  const setUps = takes.map((take) => setUpParts(played.card, take, words));
  const isCommon = (part: string) =>
    takes.length > 1 && setUps.every((parts) => parts.some((one) => shownIn(one) === shownIn(part)));
  const common = setUps[0]!.filter(isCommon).join(DOT);
  const said: Block =
    common === ''
      ? { html: '', mm: 0 }
      : { html: `<p class="soft">${common}</p>`, mm: textMm(shownIn(common), width, em) };
  const columns = beside ? takes.length : 1;
  const column = (width - (columns - 1) * GAP_MM) / columns;
  const spanMs = Math.max(1, ...takes.map(spanOf));
  const at = (height: number): Block => {
    const size = { width: column, height, spanMs, small: false, empty };
    const all = takes.map((take, i) =>
      panel(played, take, { ...size, setUp: setUps[i]!.filter((part) => !isCommon(part)).join(DOT) }, em),
    );
    const { html, mm } = joined(all);
    if (columns === 1) return joined([said, { html, mm }]);
    const row = `<div class="beside">${html}</div>`;
    return joined([said, { html: row, mm: Math.max(...all.map((one) => one.mm)) }]);
  };
  const rows = takes.length / columns;
  const names = at(FLAT).mm - rows * FLAT;
  return at(Math.min(highest, Math.max(least, (roomMm - names) / rows)));
}

/** Between the parts of a set-up. */
export const DOT = ' · ';
/** A graph to find out what stands around it [mm]. */
const FLAT = 20;

/** What is read of a piece of HTML. */
export function shownIn(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

/** The rows of a table in one column or in two, whichever is lower. @param rowsIn those in a column so wide [mm]. */
export function inColumns(width: number, rowsIn: (column: number) => readonly Block[]): Block {
  const [one, two] = [1, 2].map((columns) => {
    const rows = rowsIn((width - (columns - 1) * GAP_MM) / columns);
    const half = Math.ceil(rows.length / columns);
    const parts = Array.from({ length: columns }, (_, i) => joined(rows.slice(i * half, (i + 1) * half)));
    return {
      html: `<div class="columns">${parts.map(({ html }) => `<table>${html}</table>`).join('')}</div>`,
      mm: Math.max(0, ...parts.map(({ mm }) => mm)) + 0.5,
    };
  });
  return one!.mm <= two!.mm ? one! : two!;
}

/** A line to write on, under its words. */
export function writing(title: string, { em, width }: Type): Block {
  const mm = textMm(title, width, em, true) + WRITING_EM * em + WRITING_LINE_MM;
  return { html: `<div class="writing">${text(title)}</div>`, mm: OVER_HEADING + mm };
}
