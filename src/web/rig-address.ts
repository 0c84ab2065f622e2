/** Where this page asks the rig over HTTP: with the pass that it was told, which opens what is not for everybody. */
let pass: string | null = null;

/** @param told null: this page has none. */
export function takePass(told: string | null): void {
  pass = told;
}

/** @param path on the rig, with what it asks for. */
export function rigAddress(path: string): string {
  if (pass === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}pass=${encodeURIComponent(pass)}`;
}
