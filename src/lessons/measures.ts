/** The kinds of measures: what each needs, and what it is in. */
import type { CardMeasure, MeasureOf } from './card.js';

/** Made of other measures, and of no recording. */
export type Derived = Extract<MeasureOf, { kind: 'difference' | 'ratio' }>;
/** Taken from the recording of a step. */
export type Taken = Exclude<MeasureOf, Derived>;

export function isDerived(of: MeasureOf): of is Derived {
  return of.kind === 'difference' || of.kind === 'ratio';
}

/** The measures that one is made of. */
export function madeOf(of: MeasureOf): readonly string[] {
  if (of.kind === 'difference') return [of.of, of.less];
  return of.kind === 'ratio' ? [of.of, of.to] : [];
}

/** Whether a measure of such a kind is taken at one moment, which can be looked back at. */
export function hasMoment({ kind }: MeasureOf): boolean {
  return ['reads', 'peak', 'lowest', 'rise', 'peak-at', 'crosses'].includes(kind);
}

/** The press of the step that it counts from; undefined: none in particular. */
export function pressOf(of: MeasureOf): number | undefined {
  return 'press' in of ? of.press : undefined;
}

const IN_MV = ['reads', 'peak', 'lowest', 'rise', 'highest'];
const IN_MS = ['peak-at', 'crosses', 'latency', 'half-width', 'gap'];

/** What a measure of such a kind is in; undefined: that depends on the axon, or on what it is made of. */
export function unitOf({ kind }: MeasureOf): string | undefined {
  if (IN_MV.includes(kind)) return 'mV';
  return IN_MS.includes(kind) ? 'ms' : undefined;
}

/** By its name; undefined if the card has none. */
export function measureNamed(measures: readonly CardMeasure[], name: string): CardMeasure | undefined {
  return measures.find((measure) => measure.name === name);
}
