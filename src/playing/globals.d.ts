/**
 * What both Node and a browser have, and all that a rig that plays knows of either: it is compiled without the types of
 * both.
 */
declare class URLSearchParams {
  constructor(init?: string);
  get(name: string): string | null;
  has(name: string): boolean;
}
declare function queueMicrotask(callback: () => void): void;
