// What the page that is one file says in a browser that cannot run it, or may not: words, and never nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NO_SCRIPT =
  '<noscript><p>The axon rig plays by a script, and this browser runs none: allow it for this page. · Das Axon-Modell läuft mit einem Skript, und dieser Browser führt keines aus: es für diese Seite erlauben.</p></noscript>';

/**
 * Puts both into a page, before all else of its body.
 * @returns the page, and the text of the script, whose hash its policy needs.
 */
export function withOldBrowserWords(top, html) {
  const script = readFileSync(join(top, 'src/browser/old-browser.js'), 'utf8')
    .replace(/^\s*\/\/.*\n/gm, '')
    .trim();
  const added = `\n    <script>${script}</script>\n    ${NO_SCRIPT}`;
  return { html: html.replace(/<body[^>]*>/, (body) => `${body}${added}`), script };
}
