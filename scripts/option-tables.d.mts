/** Defaults that depend on another option: path of the option → words. */
export const DEFAULTS: Readonly<Record<'rig' | 'experiment', Readonly<Record<string, string>>>>;

/** Defaults of the options of membranes, from their descriptors. */
export function defaultsOfMembranes(
  membranes: readonly {
    readonly kind: string;
    readonly axons: readonly string[];
    readonly fields: object;
    defaults(axon: never): object;
  }[],
): Readonly<Record<string, string>>;

/** @returns the document with every table of options made from the JSON Schema. */
export function withOptionTables(
  document: string,
  schema: object,
  defaults: Readonly<Record<string, string>>,
): string;

/** @returns a sentence for each kind with options of its own that has no table: what to put into `file`. */
export function missingTables(document: string, schema: object, file: string): readonly string[];

/** @returns what to do about an option without a row; `section` and `kind` are empty where there is none. */
export function noRow(option: string, section: string, kind: string, file: string): string;

/** @returns where a document differs from what the schema makes of it, and what to do. */
export function firstOutdated(written: string, made: string, file: string): string | undefined;
