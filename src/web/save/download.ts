/** Handing files to the browser. */

/** After so long a browser has surely read what it was given [ms of room]. */
const KEPT_MS = 60_000;

/** An address for what is to be read soon. */
export function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return address;
}

export function download(text: string, type: string, name: string): void {
  follow(addressOf(new Blob([text], { type: `${type};charset=utf-8` })), name);
}

export function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
