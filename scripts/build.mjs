// Builds what `npm start`, `npm run emulate` and the tests run, in two parts: the rig (TypeScript by project references,
// and beside it the page) and the tests with the benches. A stamp in dist/ tells for each part from which sources it was
// built: a part whose sources are the same is left alone, without a word, and tsc compiles only what changed of the
// other. --without-tests builds the rig alone. --from-scratch, as for a package, leaves nothing of older sources.
import '../bin/node-version.js';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const dist = join(top, 'dist');
const PARTS = {
  rig: {
    folders: ['src'],
    projects: ['src/tsconfig.node.json', 'src/web'],
    results: ['src/cli/main.js', 'page/index.html'].map((file) => join(dist, file)),
    stamp: join(dist, 'built-from'),
    info: join(dist, 'node.tsbuildinfo'),
    words: 'building the program and its page, half a minute the first time',
  },
  // The tests import the rig: what changes it changes them.
  tests: {
    folders: ['src', 'bench', 'test'],
    projects: ['.'],
    results: [],
    stamp: join(dist, 'tests-built-from'),
    info: join(dist, 'test.tsbuildinfo'),
    words: 'building the tests',
  },
};
/** Figures of other programs: tests read them, nothing is built from them. */
const NOT_BUILT = join('test', 'reference');

function sourceFiles(folders) {
  const inFolders = folders
    .filter((folder) => existsSync(join(top, folder)))
    .flatMap((folder) =>
      readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(top.length))
        .filter((path) => !path.startsWith(NOT_BUILT)),
    );
  const here = readdirSync(top).filter((name) =>
    /^(tsconfig.*|package-lock)\.json$|\.config\.ts$/.test(name),
  );
  return [...inFolders, ...here].sort();
}

/** A line for each source: the same wherever and whenever they were copied. */
function fingerprint(folders) {
  const lines = sourceFiles(folders).map((path) => {
    const hash = createHash('sha256').update(readFileSync(join(top, path)));
    return `${hash.digest('hex')} ${path}\n`;
  });
  return lines.join('');
}

/** What tsc makes of a source. The page is made by Vite, and tests run from their sources. */
function outputOf(path) {
  const isCompiled = /^(src[\\/](?!web|browser)|bench|test[\\/]harness).*(?<!\.d)\.ts$/.test(path);
  return isCompiled ? join(dist, path.replace(/\.ts$/, '.js')) : undefined;
}

/**
 * Whether to build a part: `no`; `changed`, sources differ; or `doubtful`, all of it, since tsc would leave out what it
 * must compile. It compares times alone, so it misses a source that is older than its results, as after unpacking an
 * update, and a result that was lost.
 */
function stateOf({ stamp, info, results }, sources) {
  const builtFrom = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
  if (builtFrom === undefined) return existsSync(info) ? 'doubtful' : 'changed';
  const before = new Set(builtFrom.split('\n'));
  const lines = sources.split('\n').filter(Boolean);
  const pathOf = (line) => line.slice(line.indexOf(' ') + 1);
  const isLost = (path) => !existsSync(outputOf(path) ?? top);
  if (lines.some((line) => before.has(line) && isLost(pathOf(line)))) return 'doubtful';
  const stampMs = statSync(stamp).mtimeMs;
  const changed = lines.filter((line) => !before.has(line)).map(pathOf);
  if (changed.some((path) => statSync(join(top, path)).mtimeMs <= stampMs)) return 'doubtful';
  return builtFrom === sources && results.every(existsSync) ? 'no' : 'changed';
}

function stop(...lines) {
  console.error(`axon-rig: ${lines.join('\n')}`);
  process.exit(1);
}

function tool(name) {
  const path = join(top, 'node_modules', '.bin', name);
  if (existsSync(path)) return path;
  if (!existsSync(join(top, 'node_modules')))
    stop(
      `the packages that the program is made of are not there yet. In ${top}, with the internet at hand, run once: npm ci`,
    );
  const why = PARTS.rig.results.every(existsSync)
    ? 'what was built does not belong to these sources'
    : 'the program must be built first';
  stop(
    `${why}, and ${name}, which builds it, is not installed: "npm ci --omit=dev" leaves it out.`,
    `In ${top} run: npm ci && npm run build`,
    'After that, "npm ci --omit=dev" may take the tools of building away again.',
  );
}

/** Output is kept until the end, so that nothing runs through the line of progress. */
function run(name, args) {
  const path = tool(name);
  return new Promise((resolve) => {
    const child = spawn(path, args, {
      cwd: top,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    child.once('error', (error) => resolve({ code: 1, said: `${name}: ${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

function makePlace(parts, fromScratch) {
  try {
    if (fromScratch) rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist, { recursive: true });
    for (const { stamp } of parts) {
      rmSync(stamp, { force: true });
      writeFileSync(stamp, '');
    }
  } catch (error) {
    stop(
      `the program must be built, but nothing can be written in ${dist} (${error.code}).`,
      `Build it as the owner of that folder: npm run build. Or copy ${top} to a place where you may write, and start it there.`,
    );
  }
}

async function build(parts, isDoubtful) {
  const startMs = performance.now();
  const seconds = () => Math.round((performance.now() - startMs) / 1000);
  const words = `axon-rig: ${parts[0].words}`;
  const { isTTY } = process.stderr;
  process.stderr.write(isTTY ? words : `${words}\n`);
  const ticking = isTTY && setInterval(() => process.stderr.write(`\r${words} … ${seconds()} s`), 1000);
  const runs = [run('tsc', ['-b', ...(isDoubtful ? ['--force'] : []), ...parts.at(-1).projects])];
  if (parts.includes(PARTS.rig)) runs.push(run('vite', ['build', '--logLevel', 'warn']));
  const results = await Promise.all(runs);
  clearInterval(ticking);
  if (isTTY) process.stderr.write('\r\u001b[K');
  for (const { said } of results) process.stderr.write(said);
  if (results.some(({ code }) => code !== 0)) stop(`it could not be built after ${seconds()} s: see above.`);
  console.error(`axon-rig: built in ${seconds()} s`);
}

const fromScratch = process.argv.includes('--from-scratch');
const wanted = process.argv.includes('--without-tests') ? [PARTS.rig] : [PARTS.rig, PARTS.tests];
const parts = wanted
  .map((part) => ({ part, sources: fingerprint(part.folders) }))
  .map(({ part, sources }) => ({ part, sources, state: stateOf(part, sources) }))
  .filter(({ state }) => fromScratch || state !== 'no');
if (parts.length > 0) {
  for (const name of ['tsc', 'vite']) tool(name);
  makePlace(
    parts.map(({ part }) => part),
    fromScratch,
  );
  await build(
    parts.map(({ part }) => part),
    parts.some(({ state }) => state === 'doubtful'),
  );
  for (const { part, sources } of parts) writeFileSync(part.stamp, sources);
}
