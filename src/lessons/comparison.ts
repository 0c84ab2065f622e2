/** What a choice says would be measured, written as a comparison: `yellow-rise < blue-rise`. */
import { isOwnName } from '../files/fields.js';

/** How two figures are compared. */
export const COMPARISONS = ['<', '>', '='] as const;

/** A measure of the card by its name, or a figure. */
export type Operand =
  | { readonly kind: 'measure'; readonly name: string }
  | { readonly kind: 'figure'; readonly value: number };

/** Something that measures bear out or do not: `yellow-rise < blue-rise`, `yellow-peak = 40 within 0.5`. */
export interface Comparison {
  readonly left: Operand;
  readonly is: (typeof COMPARISONS)[number];
  readonly right: Operand;
  /** Of `=`: so far apart they may be; undefined: as far as the tolerances of the measures allow. */
  readonly within?: number | undefined;
}

const COMPARISON = /^\s*(\S+)\s*([<>=])\s*(\S+?)(?:\s+within\s+(\S+))?\s*$/;
const FIGURE = /^[-−]?\d+(\.\d+)?$/;

function operandOf(text: string): Operand | undefined {
  if (FIGURE.test(text)) return { kind: 'figure', value: Number(text.replace('−', '-')) };
  return isOwnName(text) ? { kind: 'measure', name: text } : undefined;
}

/** Undefined if the text is no comparison. */
export function comparisonOf(text: string): Comparison | undefined {
  const [, left = '', is, right = '', within] = COMPARISON.exec(text) ?? [];
  const leftOperand = operandOf(left);
  const rightOperand = operandOf(right);
  if (leftOperand === undefined || rightOperand === undefined) return undefined;
  const apart = within === undefined ? undefined : operandOf(within);
  if (apart?.kind === 'measure' || (within !== undefined && apart === undefined)) return undefined;
  if (apart !== undefined && (is !== '=' || apart.value < 0)) return undefined;
  return { left: leftOperand, is: is as Comparison['is'], right: rightOperand, within: apart?.value };
}

/** The measures that it names. */
export function namesIn({ left, right }: Comparison): string[] {
  return [left, right].flatMap((operand) => (operand.kind === 'measure' ? [operand.name] : []));
}
