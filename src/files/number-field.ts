/** Numbers within a range: a figure, a figure or a word, a figure or several. */
import { z } from 'zod';
import { nearestWord } from './nearest.js';
import { largerUnitAdvice, numberAdvice } from './number-advice.js';
import type { Wrong } from './problem.js';
import { type Refuse, withRefusal } from './refusals.js';
import { found, quoted } from './words.js';

/** Numbers that are taken, and what is said of others. */
export interface NumberRange {
  /** Lowest and highest value that is taken. */
  readonly low: number;
  readonly high: number;
  /** Such as `mA`; none for a plain count. */
  readonly unit?: string;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** Only multiples of this; implies whole. */
  readonly step?: number;
  /** Why the range is what it is: the advice for a number out of it. */
  readonly why?: string;
  /** Why it may be no higher: the advice for a number above the range, where "why" says nothing of one below. */
  readonly whyNotMore?: string;
  /** The advice instead of writing a figure that the range takes and the rest of the file does not; `undefined`: write it. */
  readonly instead?: (figure: number) => string | undefined;
}

export interface NumberField extends NumberRange {
  /** One sentence for editors; unit and range are added. */
  readonly about: string;
}

function rangeWords({ low, high, unit, step }: NumberRange): string {
  return `${low} to ${high}${unit ? ` ${unit}` : ''}${step ? ` in steps of ${step}` : ''}`;
}

const isWhole = ({ whole, step }: NumberRange) => whole === true || step !== undefined;

/** What is wrong with a value that is not in the range. */
export function numberRefusal(range: NumberRange, orWord = ''): Refuse {
  const expected = `${rangeWords(range)}${orWord}`;
  return (value) => {
    if (typeof value === 'string') return { expected, got: quoted(value), advice: textAdvice(value, range) };
    if (value === null) {
      const advice = 'write a number, or remove the line to have the default';
      return { expected, got: found(value), advice };
    }
    if (typeof value !== 'number' || !Number.isFinite(value))
      return { expected, got: found(value), advice: 'write a number' };
    const got = String(value);
    if (isWhole(range) && !Number.isInteger(value)) {
      const advice = writeAdvice(nearestIn(value, range), range);
      return { expected: `a whole number, ${expected}`, got, advice };
    }
    return { expected, got, advice: rangeAdvice(value, range) };
  };
}

function rangeAdvice(value: number, range: NumberRange): string | undefined {
  const { low, high, unit, why, whyNotMore } = range;
  return (
    largerUnitAdvice(value, low, high, unit) ??
    why ??
    (value > high ? whyNotMore : undefined) ??
    nearestAdvice(value, range)
  );
}

/** What to do for somebody who wrote a text: the figure that was meant, or the nearest that is taken. */
function textAdvice(text: string, range: NumberRange): string {
  return numberAdvice(text, range.unit, (figure) => nearestAdvice(figure, range));
}

/** The nearest figure that may be written; undefined if this one may. */
function nearestAdvice(value: number, range: NumberRange): string | undefined {
  const nearest = nearestIn(value, range);
  if (nearest === value) return range.instead?.(value);
  const limit = value < range.low ? 'at least ' : value > range.high ? 'at most ' : '';
  return writeAdvice(nearest, range, limit);
}

function writeAdvice(figure: number, { instead }: NumberRange, limit = ''): string {
  return instead?.(figure) ?? `write ${limit}${figure}`;
}

function nearestIn(value: number, range: NumberRange): number {
  const { low, high, step = 1 } = range;
  const inside = Math.min(high, Math.max(low, value));
  return isWhole(range) ? Math.min(high, Math.max(low, Math.round(inside / step) * step)) : inside;
}

/** A number within a range. NaN and infinities are refused. */
export function number(field: NumberField): z.ZodNumber {
  const { low, high, step, about } = field;
  const ranged = (isWhole(field) ? z.int() : z.number()).min(low).max(high);
  const stepped = step ? ranged.multipleOf(step) : ranged;
  return withRefusal(stepped.describe(`${about} [${rangeWords(field)}]`), numberRefusal(field));
}

/** What is wrong with a value that is neither in the range nor the word. */
export function numberOrWordRefusal(range: NumberRange, word: string): Refuse {
  const number = numberRefusal(range, `, or ${word}`);
  return (value) => {
    if (typeof value !== 'string') return number(value);
    if (value.trim().toLowerCase() === word)
      return { expected: `${word} in small letters`, got: quoted(value), advice: `write ${word}` };
    const meant = nearestWord(value, [word]);
    return meant === undefined ? number(value) : { ...number(value), advice: `did you mean ${meant}?` };
  };
}

/** A place: a number, or the word `bath` for an electrode outside the cell. */
export function numberOrWord<const W extends string>(field: NumberField, word: W) {
  const figure = (field.whole ? z.int() : z.number()).min(field.low).max(field.high);
  const either = z
    .union([figure, z.literal(word)])
    .describe(`${field.about} [${rangeWords(field)}, or ${word}]`);
  return withRefusal(either, numberOrWordRefusal(field, word));
}

/** A place on the axon, or a list of them. */
export function numberOrNumbers(field: NumberField, most: number) {
  const { low, high, about } = field;
  const one = numberRefusal(field);
  const figure = () => withRefusal(z.number().min(low).max(high), one);
  const either = z
    .union([figure(), z.array(figure()).min(1).max(most)])
    .describe(`${about} [${rangeWords(field)}, or a list]`);
  return withRefusal(either, (value): Wrong => {
    if (!Array.isArray(value)) return one(value);
    const isTaken = (item: unknown) => typeof item === 'number' && item >= low && item <= high;
    if (value.length > 0 && value.length <= most) return one(value.find((item) => !isTaken(item)));
    return {
      expected: `1 to ${most} places`,
      got: String(value.length),
      advice: 'write for example [0, 10]',
    };
  });
}
