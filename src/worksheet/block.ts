/** Parts of a sheet: HTML, and the height that it takes at most, since nothing here can measure it. Pure. */
import { escapedXml, textWidth, wrapped } from '../figure/index.js';

export interface Block {
  readonly html: string;
  /** Height with its own margins [mm]. */
  readonly mm: number;
}

/** How large the letters are, and how wide a sheet is between its margins [mm]. */
export interface Type {
  readonly em: number;
  readonly width: number;
}

/** From line to line, in heights of a letter; as in the style sheet. */
export const LINE = 1.3;
export const QUESTION_EM = 1.15;
export const HEADING_EM = 1;
/** Bold letters are so much wider at most. */
const BOLD = 1.14;

/** Margins over headings and blocks, as in the style sheet [mm]. */
export const OVER_HEADING = 2;
export const UNDER_HEADING = 0.6;

/** Text as HTML; a figure keeps its unit, as `wrapped` does. */
export function text(words: string): string {
  return escapedXml(words).replace(/(?<=\d) /g, '\u00a0');
}

/** How many lines a text has within a width [mm]; never too few. */
export function linesIn(words: string, width: number, em: number, bold = false): number {
  return Math.max(1, wrapped(words, width / (em * (bold ? BOLD : 1))).length);
}

/** Height of a text [mm]. */
export function textMm(words: string, width: number, em: number, bold = false): number {
  return linesIn(words, width, em, bold) * em * LINE;
}

export function wideMm(words: string, em: number, bold = false): number {
  return textWidth(words) * em * (bold ? BOLD : 1);
}

export function heading(words: string, { em, width }: Type): Block {
  const mm = OVER_HEADING + textMm(words, width, HEADING_EM * em, true) + UNDER_HEADING;
  return { html: `<h2>${text(words)}</h2>`, mm };
}

/** A heading and a paragraph; nothing where there is nothing to say. */
export function paragraph(title: string, words: string, type: Type): Block {
  if (words.trim() === '') return { html: '', mm: 0 };
  const over = heading(title, type);
  return { html: `${over.html}<p>${text(words)}</p>`, mm: over.mm + textMm(words, type.width, type.em) };
}

export function joined(blocks: readonly Block[]): Block {
  return {
    html: blocks.map(({ html }) => html).join('\n'),
    mm: blocks.reduce((sum, { mm }) => sum + mm, 0),
  };
}
