/** Programs of the harness for a page, each as one text without imports. */
import { fileURLToPath } from 'node:url';
import { avrInstruction } from 'avr8js';
import { build, type Plugin } from 'vite';

const above = fileURLToPath(new URL('../../..', import.meta.url));
/** The sources, also of a harness that was built. */
const top = above.replace(/[\\/]dist[\\/]$/, '/');

/** What is not there in a page: nothing of it is called there. */
const STUBS: Readonly<Record<string, string>> = {
  'node:fs': 'export const readFileSync = () => { throw new Error("a page reads no files"); };',
};

const stubs: Plugin = {
  name: 'stubs',
  enforce: 'pre',
  resolveId: (id) => (id in STUBS ? `\0${id}` : undefined),
  load: (id) => STUBS[id.slice(1)],
};

/** The emulator makes its table of the very text of avr8js, which a bundler writes again. */
const instructions: Plugin = {
  name: 'instructions',
  transform: {
    filter: { id: /emulator\/instruction\.ts$/ },
    handler: (code) =>
      code.replace('avrInstruction.toString()', () => JSON.stringify(avrInstruction.toString())),
  },
};

/** @param entry from the top of the project; in a built harness it is looked for among the sources. */
export async function programOf(entry: string, plugins: readonly Plugin[] = []): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root: top,
    plugins: [...plugins, stubs, instructions],
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry.startsWith('virtual:') ? entry : `${top}${entry}`,
        // What a page lacks is missed where it is called.
        shimMissingExports: true,
        output: { format: 'iife', codeSplitting: false },
        checks: { bundlerTimings: false, shimmedExport: false },
      },
    },
  });
  if (!('output' in built)) throw new Error(`${entry} was not built`);
  return built.output[0].code;
}
