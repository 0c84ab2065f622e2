/** What calibrating has found: what is to be written into the rig file, and what was said of it. */

type Value = number | string | boolean | readonly (number | readonly number[])[];

export interface Finding {
  readonly path: readonly (string | number)[];
  readonly value: Value;
  /** As it stands in the file now, or by default; an empty list: not at all. */
  readonly before: Value;
}

/** What of these is news. */
export function newsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ value, before }) => JSON.stringify(value) !== JSON.stringify(before));
}

function said(value: Value): string {
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'none' : JSON.stringify(value).replaceAll(',', ', ');
}

/** `needles.blue.lowUs: 1000 → 940`. */
export function findingWords({ path, value, before }: Finding): string {
  return `${path.join('.')}: ${said(before)} → ${said(value)}`;
}

/** What a step came to: findings, or `null`, if the person wants to stop everything. */
export type StepEnd = readonly Finding[] | null;
