/** Defaults that depend on another option: path of the option → words. */
export const DEFAULTS: Readonly<Record<'rig' | 'experiment', Readonly<Record<string, string>>>>;

/** @returns the document with every table of options made from the JSON Schema. */
export function withOptionTables(
  document: string,
  schema: object,
  defaults: Readonly<Record<string, string>>,
): string;
