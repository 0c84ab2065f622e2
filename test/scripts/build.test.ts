/** The build script in a small copy of the project, with programs in the place of tsc and vite that leave a file and say how they were called. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));

let outer: string;
let folder: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'axon-rig-build-'));
  folder = join(outer, 'rig');
  for (const file of ['package.json', 'bin/node-version.js', 'bin/package.json', 'scripts/build.mjs'])
    cpSync(join(top, file), join(folder, file));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a.ts'), 'one');
});
afterEach(() => rmSync(outer, { recursive: true }));

/** Puts a program into node_modules/.bin: a shell script. */
function install(name: string, script: string): void {
  const bin = join(folder, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function installBoth(): void {
  const compile =
    'for f in src/*.ts test/*.ts; do [ -e $f ] && cp $f dist/$(echo $f | sed s/ts$/js/); done; :';
  const folders = 'mkdir -p dist/src/cli dist/test && echo built >> dist/src/cli/main.js';
  install('tsc', `echo "tsc $*" >> calls; ${folders}; ${compile}`);
  install('vite', 'echo "vite $*" >> calls; mkdir -p dist/page && echo built > dist/page/index.html');
}

/** What was called since the last time that somebody asked, in the order of the alphabet. */
function calls(): string[] {
  const file = join(folder, 'calls');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
  rmSync(file, { force: true });
  return lines;
}

function build(where = folder, ...args: string[]) {
  const script = join(where, 'scripts', 'build.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  expect(stdout).toBe('');
  return { status, lines: stderr.split('\n').filter(Boolean) };
}

const DONE = [
  'axon-rig: building the program and its page, half a minute the first time',
  expect.stringMatching(/^axon-rig: built in \d+ s$/),
];

describe.skipIf(process.platform === 'win32')('the build', () => {
  it('says what it does, then nothing while nothing is to be done, also in a copy of the folder', () => {
    installBoth();
    expect(build()).toEqual({ status: 0, lines: DONE });
    expect(build()).toEqual({ status: 0, lines: [] });
    cpSync(folder, join(outer, 'copy'), { recursive: true });
    expect(build(join(outer, 'copy'))).toEqual({ status: 0, lines: [] });
  });

  it.each([
    ['a source was changed', () => writeFileSync(join(folder, 'src', 'a.ts'), 'two')],
    ['a source came', () => writeFileSync(join(folder, 'src', 'b.ts'), '')],
    ['a source was renamed', () => cpSync(join(folder, 'src', 'a.ts'), join(folder, 'src', 'c.ts'))],
    ['the page was removed', () => rmSync(join(folder, 'dist', 'page'), { recursive: true })],
  ])('is done again when %s', (_what, change) => {
    installBoth();
    build();
    change();
    expect(build()).toEqual({ status: 0, lines: DONE });
  });

  it('compiles the program and its page alone where no tests are wanted, and the tests when they are', () => {
    installBoth();
    const vite = 'vite build --logLevel warn';
    expect(build(folder, '--without-tests')).toEqual({ status: 0, lines: DONE });
    expect(calls()).toEqual(['tsc -b src/tsconfig.node.json src/web', vite]);
    expect(build()).toEqual({
      status: 0,
      lines: ['axon-rig: building the tests', expect.stringMatching(/^axon-rig: built in \d+ s$/)],
    });
    expect(calls()).toEqual(['tsc -b .']);
    writeFileSync(join(folder, 'src', 'a.ts'), 'two');
    expect(build()).toEqual({ status: 0, lines: DONE });
    expect(calls()).toEqual(['tsc -b .', vite]);
  });

  it.each([
    [
      'a source was changed and is older than what was built, as after unpacking an update',
      () => {
        writeFileSync(join(folder, 'src', 'a.ts'), 'two');
        utimesSync(join(folder, 'src', 'a.ts'), new Date(2020, 0), new Date(2020, 0));
      },
    ],
    ['a result was lost', () => rmSync(join(folder, 'dist', 'src', 'a.js'))],
    ['a build was interrupted', () => writeFileSync(join(folder, 'dist', 'built-from'), '')],
  ])('compiles all of it again when %s', (_what, change) => {
    installBoth();
    build(folder, '--without-tests');
    change();
    calls();
    expect(build(folder, '--without-tests')).toEqual({ status: 0, lines: DONE });
    expect(calls()[0]).toBe('tsc -b --force src/tsconfig.node.json src/web');
    const source = readFileSync(join(folder, 'src', 'a.ts'), 'utf8');
    expect(readFileSync(join(folder, 'dist', 'src', 'a.js'), 'utf8')).toBe(source);
    expect(build(folder, '--without-tests')).toEqual({ status: 0, lines: [] });
  });

  it('for npm start leaves a changed test alone', () => {
    installBoth();
    mkdirSync(join(folder, 'test'));
    build();
    writeFileSync(join(folder, 'test', 'a.test.ts'), 'one');
    calls();
    expect(build(folder, '--without-tests')).toEqual({ status: 0, lines: [] });
    expect(calls()).toEqual([]);
    build();
    expect(calls()).toEqual(['tsc -b .']);
  });

  it('from scratch leaves nothing of what was built before', () => {
    installBoth();
    build();
    const old = join(folder, 'dist', 'src', 'gone.js');
    writeFileSync(old, '');
    expect(build(folder, '--from-scratch')).toEqual({ status: 0, lines: DONE });
    expect(existsSync(old)).toBe(false);
  });

  it('that fails shows why and is tried again', () => {
    installBoth();
    install('tsc', 'echo "src/a.ts(1,1): error TS1005"; exit 2');
    const failed = {
      status: 1,
      lines: [
        DONE[0],
        'src/a.ts(1,1): error TS1005',
        expect.stringMatching(/^axon-rig: it could not be built after \d+ s: see above\.$/),
      ],
    };
    expect(build()).toEqual(failed);
    expect(build()).toEqual(failed);
  });

  it('without any packages says to run npm ci', () => {
    const { status, lines } = build();
    expect(lines).toEqual([
      expect.stringMatching(/the packages .* are not there yet\. .* run once: npm ci$/),
    ]);
    expect(status).toBe(1);
  });

  it('after npm ci --omit=dev says what is missing, unless all is built already', () => {
    mkdirSync(join(folder, 'node_modules'));
    const { status, lines } = build();
    expect(lines[0]).toBe(
      'axon-rig: the program must be built first, and tsc, which builds it, is not installed: "npm ci --omit=dev" leaves it out.',
    );
    expect(lines[1]).toMatch(/ run: npm ci && npm run build$/);
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'dist'))).toBe(false);

    installBoth();
    build();
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(build()).toEqual({ status: 0, lines: [] });

    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'src', 'a.ts'), 'two');
    expect(build().lines[0]).toMatch(/^axon-rig: what was built does not belong to these sources, and tsc, /);
  });

  it('in a folder that cannot be written says so and what to do', () => {
    installBoth();
    writeFileSync(join(folder, 'dist'), 'a file where the folder must be');
    const { status, lines } = build();
    expect(lines[0]).toMatch(
      /^axon-rig: the program must be built, but nothing can be written in .*dist \(E[A-Z]+\)\.$/,
    );
    expect(lines[1]).toMatch(/^Build it as the owner of that folder: npm run build\. Or copy /);
    expect(status).toBe(1);
  });
});
