// The page that is one file: everything that a browser needs to play a rig, and no request to anywhere. Vite makes two
// programs, that of the page and that of the worker in which the rig plays; here they are put together.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { withSmallFonts } from './file-fonts.mjs';
import { lean } from './file-lean.mjs';
import { withOldBrowserWords } from './old-browser.mjs';
import { shippedOf } from './shipped-texts.mjs';

const VIRTUAL = 'virtual:shipped';

function shippedPlugin(top) {
  return {
    name: 'shipped',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: (id) =>
      id === `\0${VIRTUAL}` ? `export const shipped = ${JSON.stringify(shippedOf(top))};` : undefined,
  };
}

const COMMON = {
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
};

async function workerProgram(top) {
  const { output } = await build({
    ...COMMON,
    root: top,
    plugins: [shippedPlugin(top), lean()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(top, 'src/browser/rig/worker.ts'),
        output: { format: 'iife', codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  });
  return output[0].code;
}

/** The page of the server, but for its first file. */
async function pageParts(top) {
  const { output } = await build({
    ...COMMON,
    root: join(top, 'src/web'),
    base: './',
    plugins: [
      {
        name: 'own-main',
        transformIndexHtml: {
          order: 'pre',
          handler: (html) => html.replace('src="./main.ts"', 'src="../browser/main.ts"'),
        },
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      // Fonts stand in the styles that use them; styles become elements below.
      assetsInlineLimit: (path) => path.endsWith('.woff2'),
      rolldownOptions: {
        input: join(top, 'src/web/index.html'),
        output: { codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  });
  return new Map(output.map((one) => [one.fileName, one.type === 'chunk' ? one.code : String(one.source)]));
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** In an element of HTML a script may not name its own end. */
const inScript = (code) =>
  code
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--')
    .trim();

function policyOf(scripts, styles) {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    `style-src ${styles.map(hashOf).join(' ')}`,
    'img-src data: blob:',
    'font-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types rig-program',
  ].join('; ');
}

/** The policy can be said of texts alone that a browser reads as they are written. */
function checked(text) {
  if (/[\r\0]/.test(text))
    throw new Error('a script or a style has a character that HTML reads as another one');
  return text;
}

/** Styles and scripts of their own files become elements. */
async function inlined(html, files, top) {
  const at = (address) => files.get(address.replace(/^\.\//, ''));
  const styles = [];
  const scripts = [];
  for (const [link, before, address, after] of html.matchAll(
    /<link rel="stylesheet"([^>]*?) href="([^"]+)"([^>]*)>/g,
  )) {
    const style = checked(await withSmallFonts(at(address).trim(), top));
    styles.push(style);
    const attributes = `${before}${after}`.replace(/ crossorigin| \/$/g, '');
    html = html.replace(link, () => `<style${attributes}>${style}</style>`);
  }
  html = html.replace(/<script type="module"[^>]*? src="([^"]+)"><\/script>\s*/g, (_all, address) => {
    scripts.push(checked(inScript(at(address))));
    return '';
  });
  html = html.replace(
    /(<link rel="icon" href=")([^"]+)"/,
    (_all, before, address) => `${before}data:image/svg+xml,${encodeURIComponent(at(address))}"`,
  );
  return { html, styles, scripts };
}

/** Who hands the file on hands these on with it. */
function licences(top) {
  const of = [
    'LICENSE',
    ...['zod', 'yaml', '@fontsource/ibm-plex-sans'].map((name) => `node_modules/${name}/LICENSE`),
  ];
  const texts = of.map((path) => readFileSync(join(top, path), 'utf8').replaceAll('\r', '').trim());
  return checked(inScript(texts.join('\n\n')));
}

/** @returns the page as one text. */
export async function filePage(top) {
  const { version } = shippedOf(top);
  const [worker, files] = await Promise.all([workerProgram(top), pageParts(top)]);
  const { html, styles, scripts } = await inlined(files.get('index.html'), files, top);
  const old = withOldBrowserWords(top, html);
  checked(old.script);
  const head = [
    '<meta charset="utf-8" />',
    `<meta name="generator" content="axon-rig ${version}" />`,
    `<meta http-equiv="Content-Security-Policy" content="${policyOf([old.script, ...scripts], styles)}" />`,
  ];
  const end = [
    `<script type="text/plain" id="licences">${licences(top)}</script>`,
    `<script type="text/plain" id="rig-program">${checked(inScript(worker))}</script>`,
    ...scripts.map((script) => `<script type="module">${script}</script>`),
    '</body>',
  ];
  return old.html
    .replace('<meta charset="utf-8" />', () => head.join('\n    '))
    .replace('</body>', () => end.join('\n    '));
}
