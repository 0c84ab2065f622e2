/** Judges what was measured: against the card's figures, against what each choice says, and so against a prediction. */
import type { Card, CardMeasure, Comparison, Operand } from './card.js';
import type { LessonResult, Measured, NoValue, Verdict } from './contract.js';
import { isDerived, measureNamed } from './measures.js';

/** A value, or the reason why there is none. */
export type Value =
  | { readonly value: number; readonly moment?: TakenAt | undefined }
  | { readonly value: null; readonly because: NoValue };

/** When it was taken: on the axon's own time, and the picture that showed it. */
export interface TakenAt {
  readonly axonMs: number;
  readonly picture: number;
}

/** By the names of measures. */
export type Values = ReadonlyMap<string, Value>;

/** Figures that differ by less are the same: rounding, in units of the measure. */
const ROUNDING = 1e-9;

const NOT_TAKEN: Value = { value: null, because: { kind: 'left-out' } };

/** The value of a measure, or of one that is made of others. */
export function measuredValue({ name, of }: CardMeasure, values: Values): Value {
  if (!isDerived(of)) return values.get(name) ?? NOT_TAKEN;
  const one = values.get(of.of) ?? NOT_TAKEN;
  const other = values.get(of.kind === 'difference' ? of.less : of.to) ?? NOT_TAKEN;
  if (one.value === null) return one;
  if (other.value === null) return other;
  if (of.kind === 'difference') return { value: one.value - other.value };
  if (other.value === 0) return { value: null, because: { kind: 'divided-by-zero' } };
  return { value: one.value / other.value };
}

function isAsExpected({ is, within }: CardMeasure, { value }: Value): boolean | null {
  if (is === undefined) return null;
  return value !== null && Math.abs(value - is) <= within + ROUNDING;
}

/** All measures of a card, in its order. */
export function measuredOf(card: Card, values: Values): Measured[] {
  return card.measures.map((measure) => {
    const value = measuredValue(measure, values);
    return {
      name: measure.name,
      value: value.value,
      ...(value.value === null && { because: value.because }),
      asExpected: isAsExpected(measure, value),
    };
  });
}

/** A figure and how far off it may be; undefined: it was not measured. */
function figureOf(
  operand: Operand,
  card: Card,
  values: Values,
): { value: number; within: number } | undefined {
  if (operand.kind === 'figure') return { value: operand.value, within: 0 };
  const measure = measureNamed(card.measures, operand.name);
  const value = measure && measuredValue(measure, values).value;
  return measure === undefined || typeof value !== 'number' ? undefined : { value, within: measure.within };
}

/** Whether a comparison holds; null: something of it was not measured. */
export function holds({ left, is, right, within }: Comparison, card: Card, values: Values): boolean | null {
  const one = figureOf(left, card, values);
  const other = figureOf(right, card, values);
  if (one === undefined || other === undefined) return null;
  if (is === '<') return one.value < other.value;
  if (is === '>') return one.value > other.value;
  return Math.abs(one.value - other.value) <= (within ?? one.within + other.within) + ROUNDING;
}

/** Whether all of it holds; null: that is not known. Of nothing it is not known. */
export function bearsOut(says: readonly Comparison[], card: Card, values: Values): boolean | null {
  const each = says.map((comparison) => holds(comparison, card, values));
  if (each.includes(false)) return false;
  return each.length === 0 || each.includes(null) ? null : true;
}

/** The number of the right choice. */
export function rightOf(choices: readonly { readonly right: boolean }[]): number {
  return choices.findIndex(({ right }) => right);
}

/** Whether the step that measures it was left out. */
function isLeftOut(operand: Operand, card: Card, values: Values): boolean {
  const measure = operand.kind === 'figure' ? undefined : measureNamed(card.measures, operand.name);
  const value = measure && measuredValue(measure, values);
  return value !== undefined && value.value === null && value.because.kind === 'left-out';
}

function verdictOf(card: Card, values: Values, prediction: number | null): Verdict {
  const right = rightOf(card.predict);
  const { says } = card.predict[right]!;
  const isBorneOut = bearsOut(says, card, values);
  if (isBorneOut !== true) {
    const operands = says.flatMap((one) => [one.left, one.right]);
    const lacks = isBorneOut === null && operands.some((operand) => isLeftOut(operand, card, values));
    return lacks ? 'left-out' : 'open';
  }
  if (prediction === null) return 'none';
  return prediction === right ? 'right' : 'wrong';
}

/** @param prediction and @param saw numbers of choices; null: none. */
export function judge(
  card: Card,
  values: Values,
  prediction: number | null,
  saw: number | null,
): LessonResult {
  const right = rightOf(card.predict);
  return {
    measured: measuredOf(card, values),
    verdict: verdictOf(card, values, prediction),
    sawRight: saw === null ? null : saw === right,
    right,
  };
}

/** Something that a card claims and that the model does not bear out. */
export type Unproven =
  | { readonly kind: 'measure'; readonly measure: string; readonly value: Value }
  /** The right choice says something that does not hold, or a wrong one nothing that fails. */
  | { readonly kind: 'right' | 'wrong'; readonly choice: number };

/** All of it; empty: the card is proven. */
export function unprovenOf(card: Card, values: Values): Unproven[] {
  const measures = card.measures.flatMap((measure): Unproven[] => {
    const value = measuredValue(measure, values);
    const isProven = value.value !== null && isAsExpected(measure, value) !== false;
    return isProven ? [] : [{ kind: 'measure', measure: measure.name, value }];
  });
  const choices = card.predict.flatMap(({ right, says }, choice): Unproven[] => {
    if (!right && says.length === 0) return [];
    if (bearsOut(says, card, values) === right) return [];
    return [{ kind: right ? 'right' : 'wrong', choice }];
  });
  return [...measures, ...choices];
}
