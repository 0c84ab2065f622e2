/** Defaults that depend on another option: path of the option → words. */
export const DEFAULTS: Readonly<Record<'rig' | 'experiment', Readonly<Record<string, string>>>>;

/** Defaults of the options of membranes, from their descriptors. */
export function defaultsOfMembranes(
  membranes: readonly {
    readonly kind: string;
    readonly axons: readonly string[];
    readonly fields: object;
    // biome-ignore lint/suspicious/noExplicitAny: each takes its own kinds of axons.
    defaults(axon: any): object;
  }[],
): Readonly<Record<string, string>>;

/** @returns the document with every table of options made from the JSON Schema. */
export function withOptionTables(
  document: string,
  schema: object,
  defaults: Readonly<Record<string, string>>,
): string;
