// The page that is one file: everything that a browser needs to play a rig, and no request to anywhere. Vite makes two
// programs, that of the page and that of the worker in which the rig plays; here they are put together.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const VIRTUAL = 'virtual:shipped';

/** Texts of the YAML files of a folder, by name. */
function textsIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.sort().map((name) => [name.replace(/\.yaml$/, ''), readFileSync(join(folder, name), 'utf8')]),
  );
}

/** What `src/browser/rig/shipped.ts` says. */
export function shippedOf(top) {
  return {
    version: JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).version,
    rigs: textsIn(join(top, 'rigs')),
    experiments: textsIn(join(top, 'experiments')),
    cards: textsIn(join(top, 'lessons')),
    plans: textsIn(join(top, 'lessons', 'plans')),
  };
}

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
    plugins: [shippedPlugin(top)],
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

/** @returns the page as one text. */
export async function filePage(top) {
  const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const [worker, files] = await Promise.all([workerProgram(top), pageParts(top)]);
  const at = (address) => files.get(address.replace(/^\.\//, ''));
  const styles = [];
  const scripts = [];
  let html = files.get('index.html');
  html = html.replace(
    /<link rel="stylesheet"([^>]*?) href="([^"]+)"([^>]*)>/g,
    (_all, before, address, after) => {
      const style = at(address).trim();
      styles.push(style);
      return `<style${`${before}${after}`.replace(/ crossorigin| \/$/g, '')}>${style}</style>`;
    },
  );
  html = html.replace(
    /(<link rel="icon" href=")([^"]+)"/,
    (_all, before, address) => `${before}data:image/svg+xml,${encodeURIComponent(at(address))}"`,
  );
  html = html.replace(
    /<script type="module"([^>]*?) src="([^"]+)"><\/script>\s*/g,
    (_all, _rest, address) => {
      scripts.push(inScript(at(address)));
      return '';
    },
  );
  const [program] = scripts;
  html = html.replace(
    '<meta charset="utf-8" />',
    () =>
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policyOf(scripts, styles)}" />\n    <meta name="generator" content="axon-rig ${version}" />`,
  );
  html = html.replace(
    '</body>',
    () =>
      `<script type="text/plain" id="rig-program">${inScript(worker)}</script>\n    <script type="module">${program}</script>\n  </body>`,
  );
  return html;
}
