export interface ShippedPackage {
  /** Where npm put it, such as `node_modules/ws`. */
  readonly location: string;
  readonly name: string;
  readonly version: string;
  /** As it says itself: an SPDX name, or `unknown`. */
  readonly licence: string;
  /** The text of its licence, as its own files have it; empty without one. */
  readonly words: string;
  /** SHA-512 of its archive in the registry, as package-lock.json has it. */
  readonly integrity: string;
  /** The locations of what it loads. */
  readonly needs: readonly string[];
}

/** Name of a package that the program never loads, and why. */
export const LEFT_BEHIND: Readonly<Record<string, string>>;

/** Each package that travels inside ours, in order of its place. Throws if package-lock.json or one of them is not there. */
export function shippedPackages(top: string): ShippedPackage[];

/** What of others is in the page. */
export function pageParts(top: string): ShippedPackage[];
