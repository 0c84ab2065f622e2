/** What calibrating has found: what is to be written into the rig file, and what was said of it. */

export interface Finding {
  readonly path: readonly (string | number)[];
  readonly value: number | string | boolean | readonly number[];
  /** As it stands in the file now, or by default. */
  readonly before: number | string | boolean | readonly number[];
}

/** What of these is news. */
export function newsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ value, before }) => JSON.stringify(value) !== JSON.stringify(before));
}

const said = (value: Finding['value']) =>
  typeof value === 'object' ? `[${value.join(', ')}]` : String(value);

/** `needles.blue.lowUs: 1000 → 940`. */
export function findingWords({ path, value, before }: Finding): string {
  return `${path.join('.')}: ${said(before)} → ${said(value)}`;
}

/** What a step came to: findings, or `null`, if the person wants to stop everything. */
export type StepEnd = readonly Finding[] | null;
