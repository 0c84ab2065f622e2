/** Files of tests as one program for a page: vitest is `runner.ts` there, and the files of the project are texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { programOf } from '../web-serial/bundle.js';

const top = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRY = 'virtual:tests';
/** Where the tests find the project. */
const PLACE = 'file:///axon-rig/';
const FOLDERS = ['lessons', 'lessons/plans', 'experiments', 'rigs'];
const FILES = ['firmware/build/axon-rig-uno.hex'];

/** Texts that tests read, by their path in the project. */
function texts(): Record<string, string> {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(`${top}${folder}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );
  return Object.fromEntries(
    [...inFolders, ...FILES].map((path) => [path, readFileSync(`${top}${path}`, 'utf8')]),
  );
}

/** As much of `node:fs` as reads those. */
const fsText = () => `
const texts = ${JSON.stringify(texts())};
const pathOf = (file) => String(file).replace(${JSON.stringify(PLACE)}, '').replace(/^\\/axon-rig\\//, '');
export function readFileSync(file) {
  const text = texts[pathOf(file)];
  if (text === undefined) throw new Error('there is no ' + file + ' in a page');
  return text;
}
export function readdirSync(folder) {
  const start = pathOf(folder).replace(/\\/?$/, '/');
  return Object.keys(texts).filter((path) => path.startsWith(start)).map((path) => path.slice(start.length)).filter((name) => !name.includes('/'));
}
export const existsSync = (file) => pathOf(file) in texts;
`;

const TOOLS = `
export const avrGccPath = 'in a page';
export const hostCompilerPath = undefined;
export const socatPath = undefined;
export const chromiumPath = undefined;
export const lacks = (tool) => tool === undefined;
`;

function expectText(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
  return `
import * as vitest from ${JSON.stringify(require.resolve('@vitest/expect'))};
const { chai } = vitest;
export function makeExpect() {
  chai.use(vitest.JestExtend);
  chai.use(vitest.JestChaiExpect);
  chai.use(vitest.JestAsymmetricMatchers);
  const expect = Object.assign((value, words) => chai.expect(value, words), chai.expect);
  return expect;
}`;
}

/** @param files from the top of the project. */
export function testsProgram(files: readonly string[]): Promise<string> {
  const entry = `
${files.map((file) => `import ${JSON.stringify(top + file)};`).join('\n')}
import { run } from ${JSON.stringify(`${top}test/harness/in-page/runner.ts`)};
run((result) => self.postMessage(result)).then(() => self.postMessage('done'));
`;
  const modules: Readonly<Record<string, () => string>> = {
    [ENTRY]: () => entry,
    'virtual:expect': expectText,
    'node:fs': fsText,
  };
  const plugin: Plugin = {
    name: 'tests-in-a-page',
    enforce: 'pre',
    resolveId(id) {
      if (id in modules) return `\0${id}`;
      if (id === 'vitest') return `${top}test/harness/in-page/runner.ts`;
      if (/harness\/tools\.js$/.test(id) || id === './tools.js') return '\0tools';
      if (id.startsWith('node:') || id.startsWith('@serialport/') || id === 'serialport') return '\0absent';
      return undefined;
    },
    load(id) {
      if (id === '\0tools') return TOOLS;
      if (id === '\0absent') return 'export default undefined;';
      return modules[id.slice(1)]?.();
    },
    transform: {
      filter: { id: /\.ts$/ },
      handler: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(id.replace(top, PLACE))),
    },
  };
  return programOf(ENTRY, [plugin]);
}
