/** Handing files to the browser. */

/** After so long a browser has surely read what it was given [ms of room]. */
const KEPT_MS = 60_000;

/** An address for what is to be read soon. */
export function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return address;
}

/**
 * Opens a document in a window of its own.
 * @returns false if the browser allows no window; and for a page that is a file, whose windows are strangers to it: their
 * style could not be set.
 */
export function openDocument(html: string, styles: string): boolean {
  if (window.origin === 'null') return false;
  const opened = window.open(addressOf(new Blob([html], { type: 'text/html;charset=utf-8' })));
  if (opened === null) return false;
  opened.addEventListener('load', () => {
    const sheet = new (opened as Window & typeof globalThis).CSSStyleSheet();
    sheet.replaceSync(styles);
    opened.document.adoptedStyleSheets = [sheet];
  });
  return true;
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
