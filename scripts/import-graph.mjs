// Which file imports which in src/, test/ and bench/. vitest.config.ts tells unit tests from the others by it, and
// scripts/mutate.mjs finds the tests of a file. Imports of types alone do not count: nothing of them runs.
import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';

const FOLDERS = ['src', 'test', 'bench'];
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;'"]*?from\s*'([^']+)'|(?<![-\w])import\s*\(?\s*'([^']+)'/g;

/** A test with one of these among its imports measures a whole process, and has it to itself. */
const OF_A_PROCESS = /^bench\//;
/** A test with one of these among its imports is no unit test: a board, a browser, a tool. */
const BEYOND_UNIT = [
  /^avr8js\b/,
  /^test\/harness\/(mock|stranger)-board\.ts$/,
  /^playwright-core$/,
  /^test\/harness\/tools\.ts$/,
  /^test\/harness\/emulator\/(board|hex-file)\.ts$/,
  /^test\/harness\/host-firmware\//,
];
/** Named in a test or its helpers: what was compiled before. A test of programs needs it, or starts one of the system. */
const BUILT = /\bdist\//;
/** Of that, the programs: who names one runs all of it, or of the page. So does `new URL('./child.js', ...)`. */
const PROGRAM =
  /\bdist\/((?:src|test)\/[\w/-]+)\.js|\b(dist\/page|vite\.config)\b|\b(dist\/axon-rig)\.html|new URL\('(\.(?![^']*\bdist\/)[^']+\.js)'/g;

/** Reads all files below `top`, which ends with a slash. */
export function importGraph(top) {
  const files = new Map();
  for (const folder of FOLDERS)
    for (const name of readdirSync(`${top}${folder}`, { recursive: true }).sort())
      if (name.endsWith('.ts')) {
        const file = `${folder}/${name.split(sep).join('/')}`;
        const text = readFileSync(`${top}${file}`, 'utf8');
        const imports = [...text.matchAll(IMPORT)].map((match) => target(file, match[1] ?? match[2]));
        const programs = [...text.matchAll(PROGRAM)].map(([, built, page, whole, beside]) => {
          if (page) return 'src/web/main.ts';
          if (whole) return 'src/browser/rig/worker.ts';
          return built ? `${built}.ts` : target(file, beside);
        });
        files.set(file, { imports: [...imports, ...programs], named: BUILT.test(text) });
      }

  /** The file and all that it imports as far as `through` lets it, each with its distance: 0, 1 for a direct import. */
  function reach(file, through = () => true) {
    const found = new Map([[file, 0]]);
    for (const [each, distance] of found)
      for (const next of files.get(each)?.imports ?? [])
        if (!found.has(next) && through(next)) found.set(next, distance + 1);
    return found;
  }

  /** Without what it imports of src/: there another process or a port is only there when a test asks for it. */
  function kindOf(test) {
    const own = [...reach(test, (file) => !file.startsWith('src/')).keys()];
    if (own.some((file) => file === 'node:child_process' || files.get(file)?.named)) return 'program';
    if (own.some((file) => OF_A_PROCESS.test(file))) return 'bench';
    return own.some((file) => BEYOND_UNIT.some((mark) => mark.test(file))) ? 'board' : 'unit';
  }

  const tests = [...files.keys()].filter((file) => file.endsWith('.test.ts'));
  const kinds = { unit: [], board: [], bench: [], program: [] };
  for (const test of tests) kinds[kindOf(test)].push(test);
  return {
    reach,
    unitTests: kinds.unit,
    boardTests: kinds.board,
    benchTests: kinds.bench,
    programTests: kinds.program,
  };
}

function target(file, specifier) {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
}
