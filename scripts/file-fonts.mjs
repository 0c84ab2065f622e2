// The fonts of the page that is one file: the letters of English and German, and every other character that the page
// and its lessons write. For what else somebody types the browser has fonts of its own.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** Whose texts are shown. */
const SHOWN = ['src/web', 'src/browser', 'lessons', 'rigs', 'experiments'];
const FONT = /url\((["']?)data:font\/woff2;base64,([^"')]+)\1\)/g;

const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, at) => first + at));

/** All characters that may be shown: ASCII, Latin-1, and those of the files. */
function shownCharacters(top) {
  const characters = new Set([...range(0x20, 0x7e), ...range(0xa0, 0xff)]);
  for (const folder of SHOWN)
    for (const name of readdirSync(join(top, folder), { recursive: true })) {
      const path = join(top, folder, name);
      if (!/\.(?:ts|html|yaml)$/.test(name) || !existsSync(path) || !statSync(path).isFile()) continue;
      for (const character of readFileSync(path, 'utf8')) characters.add(character);
    }
  return [...characters].sort().join('');
}

/** The same styles, with fonts in them that have no more than is needed. */
export async function withSmallFonts(css, top) {
  const text = shownCharacters(top);
  const small = new Map();
  for (const [, , font] of css.matchAll(FONT)) {
    const bytes = await subsetFont(Buffer.from(font, 'base64'), text, {
      targetFormat: 'woff2',
      keepFeatures: [],
      noHinting: true,
      noLayoutClosure: true,
    });
    small.set(font, bytes.toString('base64'));
  }
  return css.replace(FONT, (_all, _quote, font) => `url(data:font/woff2;base64,${small.get(font)})`);
}
