/** Numbers as a sheet prints them: each is marked with where it comes from, so that a test can compute it again. */

import { escapedXml } from '../figure/index.js';
import type { CardMeasure } from '../lessons/card.js';
import { text } from './block.js';
import type { SheetWords } from './words.js';

/** Digits of a figure of which nothing says how exact it is. */
const DIGITS = 3;
/** Of what was set: strengths, times, places. */
const SET_DIGITS = 6;

function decimalsOf(value: number): number {
  return (/\.(\d+)/.exec(String(value))?.[1] ?? '').length;
}

/** How many decimals a measure is told with: those of the card's own figure and of its tolerance. */
export function decimalsOfMeasure({ is, within }: CardMeasure): number | undefined {
  return is === undefined ? undefined : Math.max(decimalsOf(is), decimalsOf(within));
}

/** With a true minus, and the language's decimal point. @param decimals undefined: as many as it needs. */
export function numberWords(value: number, point: string, decimals?: number): string {
  const digits = decimals === undefined ? String(Number(value.toPrecision(DIGITS))) : value.toFixed(decimals);
  const isZero = Number(digits) === 0;
  return (isZero ? digits.replace('-', '') : digits.replace('-', '−')).replace('.', point);
}

/** A number that was set, without rounding that anybody would see. */
export function setWords(value: number, point: string): string {
  return String(Number(value.toPrecision(SET_DIGITS)))
    .replace('-', '−')
    .replace('.', point);
}

/** Potentials and rises have their sign, as voltmeters have it; all else has it where it is negative. */
export function measureWords(measure: CardMeasure, value: number, { point }: SheetWords): string {
  const words = numberWords(value, point, decimalsOfMeasure(measure));
  return measure.unit === 'mV' && value > 0 && /[1-9]/.test(words) ? `+${words}` : words;
}

/** @param from `measure.blue-rise`, `step.0.strength`: what it is. */
export function marked(from: string, words: string): string {
  return `<span data-number="${escapedXml(from)}">${text(words)}</span>`;
}
