/** Numbers as a person reads them: true minus sign, fixed number of places, units. */

import type { Measure } from '../controller/contract.js';

export const MINUS = '\u2212';
/** What a figure shows when there is nothing to show. */
export const NO_FIGURE = '\u2013';

/** A potential to a tenth of a millivolt: `−70.0`, `40.0`; a rounded zero has no sign. */
export function potentialFigure(potentialMv: number, places = 1): string {
  if (!Number.isFinite(potentialMv)) return NO_FIGURE;
  const digits = Math.abs(potentialMv).toFixed(places);
  return potentialMv < 0 && Number(digits) !== 0 ? MINUS + digits : digits;
}

/** The same with a plus where it is positive: `+39.5`, `−70.0`, `0.0`. */
export function signedFigure(potentialMv: number, places = 1): string {
  const figure = potentialFigure(potentialMv, places);
  return potentialMv > 0 && Number(figure) !== 0 ? `+${figure}` : figure;
}

/** A crest in single precision, or one that lies between two samples, differs by less [mV]. */
const SAME_CREST_MV = 0.15;

/** The highest of a picture, and the measure where both are the same crest, so that both have the same figure [mV]. */
export function sameCrest(highestMv: number, peak: Measure): number {
  return peak.value !== null && Math.abs(peak.value - highestMv) < SAME_CREST_MV ? peak.value : highestMv;
}

/** Three significant figures without an exponent: 0.25, 33.3, 500, 1250. */
export function shortNumber(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** The time lens in a sentence: `1 ms of axon = 500 ms of room`, from a second on in seconds. */
export function lensWords(roomMsPerAxonMs: number): string {
  const room =
    roomMsPerAxonMs >= 1000
      ? `${shortNumber(roomMsPerAxonMs / 1000)} s`
      : `${shortNumber(roomMsPerAxonMs)} ms`;
  return `1 ms of axon = ${room} of room`;
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
