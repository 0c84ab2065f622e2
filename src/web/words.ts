/** Numbers as a person reads them: true minus sign, fixed number of places, units. */

import type { Measure } from '../controller/contract.js';
import { fixedFigure, numberFigure, signedFixed } from './words/say.js';

/** What a figure shows when there is nothing to show. */
export const NO_FIGURE = '\u2013';

/** A potential to a tenth of a millivolt: `−70.0`, `40.0`; a rounded zero has no sign. */
export function potentialFigure(potentialMv: number, places = 1): string {
  return Number.isFinite(potentialMv) ? fixedFigure(potentialMv, places) : NO_FIGURE;
}

/** The same with a plus where it is positive: `+39.5`, `−70.0`, `0.0`. */
export function signedFigure(potentialMv: number, places = 1): string {
  return Number.isFinite(potentialMv) ? signedFixed(potentialMv, places) : NO_FIGURE;
}

/** A crest in single precision, or one that lies between two samples, differs by less [mV]. */
const SAME_CREST_MV = 0.15;

/** The highest of a picture, and the measure where both are the same crest, so that both have the same figure [mV]. */
export function sameCrest(highestMv: number, peak: Measure): number {
  return peak.value !== null && Math.abs(peak.value - highestMv) < SAME_CREST_MV ? peak.value : highestMv;
}

/** Three significant figures without an exponent: 0.25, 33.3, 500, 1250. */
export function shortNumber(value: number): string {
  return value >= 100
    ? fixedFigure(value, 0)
    : numberFigure(Number(value.toPrecision(3)), { maximumSignificantDigits: 3 });
}

/** A time of the room: `500 ms`, from a second on `2.5 s`. */
export function roomWords(roomMs: number): string {
  return roomMs >= 1000 ? `${shortNumber(roomMs / 1000)} s` : `${shortNumber(roomMs)} ms`;
}

const TEXT_NODE = 3;

type TextPlace = Pick<Node, 'textContent'> & { readonly firstChild?: ChildNode | null };

/** Writes into an element only what is new: a screen reader would read it out again. @returns whether it was new */
export function setText(element: TextPlace, text: string): boolean {
  if (element.textContent === text) return false;
  const { firstChild } = element;
  // The same node with other words: another node has the whole page styled again wherever a rule asks :has().
  if (firstChild?.nodeType === TEXT_NODE && !firstChild.nextSibling && text !== '')
    firstChild.nodeValue = text;
  else element.textContent = text;
  return true;
}
