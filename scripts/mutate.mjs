// Would a test notice? Changes one place of src/ at a time in a copy of the tree, runs the tests that import it, and
// lists the changes that no test noticed. `npm run mutate -- --help` says how to ask.
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { parseAst } from 'vite';
import { importGraph } from './import-graph.mjs';
import { mutantsOf } from './mutants.mjs';

const HELP = `npm run mutate -- [--count 60] [--seed 1] [--in src/protocol,src/rig] [--at src/units.ts:12] [--unit]

  --count  how many changes
  --seed   which: the same number chooses the same changes of the same files
  --in     only in files whose path starts with one of these
  --at     all changes of one line, instead of a random choice
  --unit   unit tests alone; otherwise what they let pass is also tried on the nearest of the others`;

/** Unit tests that import the changed file by so few steps are asked first, then the others that import it. */
const NEAR = 2;
/** Files of tests of boards and of programs that a change gets at most, and for how long each [s]. */
const BOARD_FILES = 3;
const PROGRAM_FILES = 2;
const STAGE_S = 120;
/** A loop without end is ended after so much processor time [s]; see test/harness/loop-watch.ts. */
const LOOP_S = 15;
/** All processes of one change together [MB]. */
const MOST_MB = 4000;

const top = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'axon-rig-mutants-'));
let running;

function stop() {
  try {
    if (running) process.kill(-running.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
process.on('exit', () => {
  stop();
  rmSync(copy, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

function fail(words) {
  console.error(`mutate: ${words}`);
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '60' },
        seed: { type: 'string', default: '1' },
        in: { type: 'string', default: 'src/' },
        at: { type: 'string' },
        unit: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    for (const name of ['count', 'seed'])
      if (!/^[1-9]\d{0,8}$/.test(values[name]))
        throw new Error(`--${name} expects a whole number from 1, got "${values[name]}"`);
    return { ...values, count: Number(values.count), seed: Number(values.seed), in: values.in.split(',') };
  } catch (error) {
    return fail(`${error.message}\n${HELP}`);
  }
}

/** Files that git knows or would take; node_modules is only linked. */
function copyTree() {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) fail('git does not list the files of this folder: a clone of the repository is needed');
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(top, file)));
  // What is built already need not be built again.
  for (const file of [...files, 'dist', 'firmware/build'])
    if (existsSync(join(top, file))) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(top, file), join(copy, file), { recursive: true, preserveTimestamps: true });
    }
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return files.filter((file) => /^src\/.*(?<!\.d)\.ts$/.test(file)).sort();
}

/** The same numbers from 0 to 1 for the same seed (the linear congruence of Numerical Recipes). */
function randomFrom(seed) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let n = 0; n < 8; n++) next();
  return next;
}

/** Lines are drawn, and of each line one change: a line full of numbers counts no more than another. */
function choose(files, { count, seed, in: folders, at }) {
  const lines = new Map();
  for (const file of files.filter((name) => folders.some((folder) => name.startsWith(folder)))) {
    const source = readFileSync(join(copy, file), 'utf8');
    for (const change of mutantsOf(source)) {
      const mutated = source.slice(0, change.start) + change.text + source.slice(change.end);
      const line = source.slice(0, change.start).split('\n').length;
      const place = `${file}:${line}`;
      const lineOf = (text) => text.split('\n')[line - 1].trim();
      const mutant = { file, place, mutated, from: lineOf(source), to: lineOf(mutated) };
      lines.set(place, [...(lines.get(place) ?? []), mutant]);
    }
  }
  if (at) return (lines.get(at) ?? fail(`nothing to change at ${at}`)).filter(isCode);
  const random = randomFrom(seed);
  const places = [...lines.values()];
  const chosen = [];
  while (chosen.length < count && places.length > 0) {
    const [mutants] = places.splice(Math.floor(random() * places.length), 1);
    const mutant = mutants[Math.floor(random() * mutants.length)];
    if (isCode(mutant)) chosen.push(mutant);
  }
  return chosen.length > 0 ? chosen : fail(`no file of src/ begins with ${folders.join(' or ')}`);
}

function isCode({ mutated }) {
  try {
    return parseAst(mutated, { lang: 'ts' }) !== undefined;
  } catch {
    return false;
  }
}

/** The tests that import a file, the nearest first: those of its own room before others as far away. */
function testsOf(file, tests, reaches) {
  const room = file.split('/')[1];
  return tests
    .map((test) => ({
      test,
      distance: reaches.get(test).get(file),
      away: test.split('/')[1] === room ? 0 : 1,
    }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => a.distance + a.away - b.distance - b.away || (a.test < b.test ? -1 : 1));
}

/** Runs a program in the copy. Never rejects; ends all its processes at the limit. */
function run(program, args, limitS) {
  return new Promise((resolve) => {
    let output = '';
    let ended;
    running = spawn(program, args, {
      cwd: copy,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CI: '',
        NO_COLOR: '1',
        NODE_OPTIONS: '--max-old-space-size=1024',
        AXON_TEST_LOOP_S: String(LOOP_S),
        AXON_TEST_BUILT: '1',
      },
    });
    const { pid } = running;
    const take = (text) => {
      output = (output + text).slice(-200_000);
    };
    running.stdout.setEncoding('utf8').on('data', take);
    running.stderr.setEncoding('utf8').on('data', take);
    const late = setTimeout(() => {
      ended = 'time';
      stop();
    }, 1000 * limitS);
    const watch = setInterval(() => {
      if (memoryMb(pid) < MOST_MB) return;
      ended = 'memory';
      stop();
    }, 1000);
    running.once('close', (code) => {
      clearTimeout(late);
      clearInterval(watch);
      stop();
      running = undefined;
      resolve({ code, ended, output: stripVTControlCharacters(output) });
    });
    running.once('error', (error) => take(String(error)));
  });
}

/** Memory of all processes of a group; 0 where there is no `ps`. */
function memoryMb(group) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' });
  let kb = 0;
  for (const line of (stdout ?? '').split('\n')) {
    const [pgid, rss] = line.trim().split(/\s+/).map(Number);
    if (pgid === group) kb += rss;
  }
  return kb / 1024;
}

const vitest = (tests, limitS, ...more) =>
  run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--no-cache', ...more, ...tests], limitS);

/** How long each file of unit tests takes unchanged [s]; they must pass. */
async function timeUnchanged(tests) {
  const report = join(copy, 'unchanged.json');
  const { code, output } = await vitest(tests, 1200, '--reporter=json', `--outputFile=${report}`);
  if (code !== 0) {
    const failed = existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8')).testResults.filter(({ status }) => status === 'failed')
      : [];
    fail(`tests fail without any change:\n${failed.map(({ name }) => name).join('\n') || output}`);
  }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return new Map(
    testResults.map(({ name, startTime, endTime }) => [
      name.slice(name.lastIndexOf('/test/') + 1),
      (endTime - startTime) / 1000,
    ]),
  );
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function verdict({ code, ended, output }) {
  if (ended === 'memory') return { status: 'killed', by: `more than ${MOST_MB} MB` };
  if (ended === 'time' || output.includes(' s without a pause'))
    return { status: 'timed out', by: /Test: (.*)/.exec(output)?.[1] ?? '' };
  if (code === 0) return { status: 'survived', by: '' };
  return { status: 'killed', by: /^ *FAIL +(.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) };
}

/** Asks one group of tests after the other, the cheap ones first, until one notices. */
async function tryOut({ file, mutated }, rounds) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutated);
  try {
    let asked = 0;
    let cut = '';
    for (const { tests = [], run: ask } of rounds) {
      const found = await ask();
      asked += tests.length;
      if (found.unsure) cut = ', not all to the end';
      else if (found.status !== 'survived') return found;
    }
    if (asked === 0) return { status: 'no related test', by: '' };
    return { status: 'survived', by: `${asked} files of tests${cut}` };
  } finally {
    writeFileSync(path, source);
  }
}

/** The groups of tests of a file, each with what it takes to ask them. */
function roundsOf(file, costs) {
  const ofUnit = testsOf(file, graph.unitTests, reaches);
  const boardTests = [...graph.boardTests, ...graph.benchTests];
  const named = (tests) => tests.map(({ test }) => test);
  const units = [
    named(ofUnit.filter(({ distance }) => distance <= NEAR)),
    named(ofUnit.filter(({ distance }) => distance > NEAR)),
  ].map((tests) => ({
    tests,
    async run() {
      const limitS = 30 + 8 * sum(tests.map((test) => costs.get(test)));
      return verdict(await vitest(tests, limitS, '--project=unit', '--bail=1'));
    },
  }));
  const [boards, programs] = [
    [['board', 'bench'], named(testsOf(file, boardTests, reaches)).slice(0, BOARD_FILES)],
    [['program'], named(testsOf(file, graph.programTests, reaches)).slice(0, PROGRAM_FILES)],
  ].map(([projects, tests]) => ({
    tests,
    async run() {
      const asked = projects.map((project) => `--project=${project}`);
      const found = verdict(await vitest(tests, STAGE_S, ...asked, '--bail=1'));
      // How long they take unchanged is not known; a loop without end names its test.
      return { ...found, unsure: found.status === 'timed out' && found.by === '' };
    },
  }));
  const compiler = {
    async run() {
      const { code, ended } = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], STAGE_S);
      if (code !== 0 && !ended) return { status: 'killed', by: 'the compiler' };
      if (reaches.get('src/web/main.ts').has(file))
        await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], STAGE_S);
      return { status: 'survived' };
    },
  };
  const rounds = options.unit ? [...units, compiler] : [...units, boards, compiler, programs];
  return rounds.filter(({ tests }) => tests === undefined || tests.length > 0);
}

const options = readOptions();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const files = copyTree();
const mutants = choose(files, options);
const graph = importGraph(`${copy}/`);
const reaches = new Map(
  [
    ...graph.unitTests,
    ...graph.boardTests,
    ...graph.benchTests,
    ...graph.programTests,
    'src/web/main.ts',
  ].map((file) => [file, graph.reach(file)]),
);
const all = [
  ...new Set(mutants.flatMap(({ file }) => testsOf(file, graph.unitTests, reaches).map(({ test }) => test))),
];
console.log(
  `mutate: ${mutants.length} changes, seed ${options.seed}; first ${all.length} files of unit tests unchanged`,
);
const costs = all.length > 0 ? await timeUnchanged(all) : new Map();
if (!options.unit)
  for (const script of ['build.mjs', 'build-firmware.mjs']) {
    const { code, output } = await run(process.execPath, [`scripts/${script}`], 600);
    if (code !== 0) fail(`scripts/${script} fails without any change:\n${output}`);
  }

const tally = { killed: 0, 'timed out': 0, survived: 0, 'no related test': 0 };
const left = [];
for (const [index, mutant] of mutants.entries()) {
  const startMs = performance.now();
  const { status, by } = await tryOut(mutant, roundsOf(mutant.file, costs));
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  tally[status]++;
  const row = `${status.padEnd(15)} ${mutant.place}`;
  const lines = `     - ${mutant.from}\n     + ${mutant.to}`;
  console.log(`${String(index + 1).padStart(3)}/${mutants.length} ${row} (${seconds} s) ${by}\n${lines}`);
  if (status === 'survived' || status === 'no related test') left.push(`${row}\n${lines}`);
}
console.log(
  `\n${Object.entries(tally)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ')}`,
);
if (left.length > 0) console.log(`\nNot noticed:\n${left.join('\n')}`);
