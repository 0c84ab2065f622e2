/** What `npm pack` makes: what a person needs who has only that, and nothing else; it is installed and runs by itself. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEFT_BEHIND, shippedPackages } from '../scripts/shipped-packages.mjs';
import { type Installation, installGlobally, type Packed, pack } from './harness/installation.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';
/** Fifteen hundred files are copied, packed and unpacked: seconds, but on a busy computer a minute. */
const BUSY_MS = 240_000;
let packed: Packed;
let paths: readonly string[];
let place: string;

beforeAll(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'axon-rig-package-')));
  packed = pack(top, join(place, 'sources'));
  paths = packed.paths;
}, BUSY_MS);
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Each kind of file that a package has, and for whom. */
const KINDS = {
  program: /^(?:bin\/[\w-]+\.js|bin\/package\.json|dist\/src\/.+\.js|package\.json)$/,
  types: /^dist\/src\/(?:model\/.+|units|crc32|typed-name)\.d\.ts$/,
  page: /^dist\/page\/(?:\w+\.html|assets\/[\w.-]+\.(?:js|css|woff2|svg|txt))$/,
  file: /^dist\/axon-rig\.html$/,
  packages: /^dist\/node_modules\/.+(?:\.(?:js|cjs|mjs|json|node)|\/(?:licen[cs]e|copying)[\w.-]*)$/i,
  files: /^(?:rigs|experiments|lessons|lessons\/plans)\/[\w.-]+\.(?:yaml|schema\.json|md)$/,
  documents: /^(?:docs\/)?[\w-]+\.md$|^docs\/page\.png$/,
  licences: /^LICENSE$|^dist\/sbom\.cdx\.json$/,
  sketch: /^firmware\/(?:README\.md|Makefile|axon-rig-uno\/[\w-]+\.(?:ino|cpp|h|S)|bare\/main\.cpp)$/,
  firmware: /^firmware\/hex\/axon-rig-uno(?:-115200)?\.hex$/,
};

describe('the package', () => {
  it('has files of ten kinds and no other: no sources, tests, maps, or what is left behind', () => {
    const kindsOf = (path: string) => Object.values(KINDS).filter((pattern) => pattern.test(path));
    expect(paths.filter((path) => kindsOf(path).length === 0)).toEqual([]);
    for (const pattern of Object.values(KINDS))
      expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
    for (const name of Object.keys(LEFT_BEHIND))
      expect(paths.filter((path) => path.includes(`/node_modules/${name}/`))).toEqual([]);
  });

  it('has at most 4.2 MB, 13.5 MB unpacked, and 1700 files', () => {
    expect(packed.size).toBeLessThan(4.2e6);
    expect(packed.unpackedSize).toBeLessThan(13.5e6);
    expect(paths.length).toBeLessThan(1700);
  });

  it('has the serial port compiled for Windows, macOS and Linux on ARM and Intel, also with musl', () => {
    const prebuilt = 'dist/node_modules/@serialport/bindings-cpp/prebuilds';
    const builds = paths
      .filter((path) => path.startsWith(prebuilt))
      .map((path) => path.slice(prebuilt.length));
    for (const [system, most] of [
      ['win32-x64', 1],
      ['win32-arm64', 1],
      ['darwin-x64+arm64', 1],
      ['linux-x64', 2],
      ['linux-arm64', 1],
      ['linux-arm', 2],
    ] as const)
      expect(builds.filter((path) => path.startsWith(`/${system}/`)).length, system).toBeGreaterThanOrEqual(
        most,
      );
    expect(builds.filter((path) => path.endsWith('.musl.node'))).not.toEqual([]);
  });

  it('has each package that the program loads, where Node looks for it', () => {
    for (const { location } of shippedPackages(top)) expect(paths).toContain(`dist/${location}/package.json`);
  });

  it('has every document, file and picture to which its documents link', () => {
    const documents = paths.filter((path) => path.endsWith('.md') && !path.includes('node_modules'));
    expect(documents).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/troubleshooting.md', 'docs/api.md']),
    );
    const missing = documents.flatMap((document) => {
      const text = readFileSync(join(top, document), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
      return [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, link]) => link!)
        .filter((link) => !/^[a-z]+:/.test(link))
        .map((link) => normalize(join(dirname(document), link)))
        .filter((link) => !paths.some((path) => path === link || path.startsWith(`${link}/`)));
    });
    expect(missing).toEqual([]);
  });

  it('has every document of which the program speaks', () => {
    const program = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(top, 'src', name), 'utf8'))
      .join('\n');
    const named = new Set(
      [...program.matchAll(/\b(?:docs|rigs|experiments|firmware)\/[\w-]+\.md\b/g)].map(String),
    );
    expect(named.size).toBeGreaterThan(1);
    expect([...named].filter((document) => !paths.includes(document))).toEqual([]);
  });

  it('has the licence of the font beside the font', () => {
    const page = paths.filter((path) => path.startsWith('dist/page/assets/'));
    expect(page.filter((path) => path.endsWith('.woff2'))).not.toEqual([]);
    expect(page).toContain('dist/page/assets/ibm-plex-sans-licence.txt');
  });

  it('leaves the folder as it was: the same package.json, and nothing that hides node_modules', () => {
    const folder = join(place, 'sources');
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(
      readFileSync(join(top, 'package.json'), 'utf8'),
    );
    expect(existsSync(join(folder, 'dist', 'node_modules'))).toBe(false);
    expect(existsSync(join(folder, 'package.json.kept'))).toBe(false);
  });
});

// A computer with nothing but Node: no compiler, no other program, no network, folders with names of the world.
describe.skipIf(isWindows)('npm install -g of the package', () => {
  let installed: Installation;
  let anywhere: string;

  beforeAll(() => {
    installed = installGlobally(packed.file, place);
    anywhere = join(place, 'leerer Ordner ✓ 轴突');
    mkdirSync(anywhere);
    chmodSync(anywhere, 0o555);
  }, BUSY_MS);

  const axonRig = (...args: string[]) =>
    spawnSync(installed.command, args, { cwd: anywhere, env: installed.env, encoding: 'utf8' });

  it('adds one package without a network, and runs no script of any', () => {
    expect(installed.said.stderr).not.toMatch(/warn|error/i);
    expect(installed.said.stdout).toMatch(/^added 1 package in/m);
    expect(installed.said.status).toBe(0);
    const about = JSON.parse(readFileSync(join(installed.folder, 'package.json'), 'utf8')) as object;
    for (const field of ['scripts', 'dependencies', 'devDependencies', 'overrides'])
      expect(about).not.toHaveProperty(field);
  });

  it('brings one serialport, which loads its compiled part and lists the ports', () => {
    const folders = readdirSync(installed.folder, { recursive: true, encoding: 'utf8' });
    expect(folders.filter((name) => /node_modules\/serialport$/.test(name))).toHaveLength(1);
    const { status, stdout, stderr } = axonRig('ports', '--json');
    expect(stdout.trim()).toMatch(/^\[/);
    expect(stderr).not.toMatch(/Cannot find|node-gyp|prebuild/);
    expect([0, 1]).toContain(status);
  });

  it('brings johnny-five, with all that a rig on Firmata loads', () => {
    const script = `import(${JSON.stringify(join(installed.folder, 'dist/src/devices/firmata/johnny-five.js'))})
      .then(({ loadJohnnyFive }) => console.log(typeof loadJohnnyFive()))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
      cwd: anywhere,
      env: installed.env,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });

  it.each([
    [['--version'], /^\d+\.\d+\.\d+\nfirmware /],
    [['check', 'uno-firmata-5-leds'], /uno-firmata-5-leds\.yaml: ok – /],
    [['simulate', 'patch'], /^electrode /m],
    [['worksheet', 'rest', '--html', '-'], /<\/html>/],
    [['scorm', 'rest', '--out', '-'], /^PK[\s\S]*imsmanifest\.xml/],
  ])('runs from an empty folder that nobody may write in: axon-rig %j', (args, words) => {
    const { status, stdout, stderr } = axonRig(...args);
    expect(stderr).toBe('');
    expect(stdout).toMatch(words);
    expect(status).toBe(0);
    expect(readdirSync(anywhere)).toEqual([]);
  });

  it('runs a rig there, whose page answers, and Ctrl-C ends it; it writes nothing, there or beside itself', async () => {
    const before = readdirSync(installed.folder, { recursive: true });
    const rig: ChildProcess = spawn(installed.command, ['run', '--http-port', '0'], {
      cwd: anywhere,
      env: installed.env,
    });
    const address = new Promise<string>((resolve, reject) => {
      createInterface({ input: rig.stdout! }).on('line', (line) => {
        const [found] = /http:\/\/\S+/.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      });
      rig.on('exit', () => reject(new Error('it ended before it told its address')));
    });
    const ended = new Promise<number | null>((resolve) => rig.on('exit', resolve));
    try {
      const page = await fetch(await address);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('>Axon rig</title>')]);
    } finally {
      rig.kill('SIGINT');
    }
    expect(await ended).toBe(0);
    expect(readdirSync(anywhere)).toEqual([]);
    expect(readdirSync(installed.folder, { recursive: true })).toEqual(before);
  });

  it('says in a sentence that a computer has no serial port for it, and ends with 1', () => {
    const builds = join(installed.folder, 'dist/node_modules/@serialport/bindings-cpp/prebuilds');
    rmSync(builds, { recursive: true });
    for (const args of [['ports'], ['run', 'uno-60', '--http-port', '0']]) {
      const { status, stderr } = axonRig(...args);
      expect(stderr.trim().split('\n')).toEqual([
        expect.stringMatching(/^axon-rig: this program has no serial port for this computer/),
      ]);
      expect(status).toBe(1);
    }
  });
});
