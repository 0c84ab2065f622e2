export interface RuntimePackage {
  /** Below the top: `node_modules/…`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
}

export const ALLOWED: readonly string[];
export const IN_THE_PAGE: Readonly<Record<string, readonly string[]>>;
export const LOOKED_AT: Readonly<
  Record<string, { readonly licence: string; readonly file: string; readonly says: string }>
>;
export function runtimePackages(lock: unknown): RuntimePackage[];
export function licenceProblems(
  packages: readonly RuntimePackage[],
  read: (path: string) => string | undefined,
): string[];
