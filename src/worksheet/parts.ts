/** What worksheet and key have in common: header, choices, steps, drawings, the table of measures. Pure. */

import { axonDrawing, PRINT, toSvg } from '../figure/index.js';
import type { Card } from '../lessons/card.js';
import type { CardText, Measured } from '../lessons/contract.js';
import {
  type Block,
  joined,
  LINE,
  linesIn,
  OVER_HEADING,
  QUESTION_EM,
  type Type,
  text,
  textMm,
} from './block.js';
import type { Take } from './film.js';
import { marked } from './numbers.js';
import { type GraphSize, spanOf, takeDrawing } from './take-graph.js';
import { marksOf, setUpHtml, stretchesOf } from './take-words.js';
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

/** Choices with so many boxes each. */
export function choices(all: readonly string[], boxes: number, { em, width }: Type): Block {
  const room = boxes * BOX_ROOM;
  const rows = all.map((choice) => ({
    html: `<li>${BOX_HTML.repeat(boxes)}<span>${text(choice)}</span></li>`,
    mm: Math.max(LEAST_ROW, textMm(choice, width - room, em) + 0.8),
  }));
  const { html, mm } = joined(rows);
  return { html: `<ul class="choices">${html}</ul>`, mm };
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

/** A step's name, how it was set up, and its graph. */
export function panel(
  played: Played,
  take: Take,
  size: Omit<GraphSize, 'em'>,
  { em }: Type,
  empty: boolean,
): Block {
  const words = wordsOf(played);
  const graphEm = size.small ? SMALL_EM : GRAPH_EM;
  const { step } = take;
  const number = marked(`step.${step}`, String(step + 1));
  const name = `<b>${text(words.step)} ${number}</b>`;
  const line = size.small ? name : `${name} <span class="soft">${setUpHtml(played.card, take, words)}</span>`;
  const drawing = takeDrawing(take, { ...size, em: graphEm }, words, empty);
  const id = `${idOf(played)}-graph-${step}`;
  const title = `${words.step} ${step + 1}`;
  const svg = toSvg(drawing, PRINT, { unit: 'mm', title, description: words.graphShows, id });
  const lines = size.small ? 1 : linesIn(line.replace(/<[^>]*>/g, ''), size.width, em);
  return {
    html: `<section class="panel" data-step="${step}"><p>${line}</p>${svg}</section>`,
    mm: 1.2 + lines * em * LINE + size.height,
  };
}

/** Height of a panel but for its graph [mm]. */
export function overPanelMm(played: Played, take: Take, type: Type): number {
  return panel(played, take, { width: type.width, height: 0, spanMs: 1, small: false }, type, true).mm;
}

/** One time axis for all: what is compared stands under each other. */
export function commonSpanMs(takes: readonly Take[]): number {
  return Math.max(1, ...takes.map(spanOf));
}

/** A line to write on, under its words. */
export function writing(title: string, high: number, { em, width }: Type): Block {
  return {
    html: `<div class="writing" style="height:${(high + em * LINE).toFixed(1)}mm">${text(title)}</div>`,
    mm: OVER_HEADING + high + textMm(title, width, em),
  };
}
