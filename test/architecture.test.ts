/** The direction of imports: which room of the house may know which. One table, walked over every file of src/. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** A room may import itself, `units.ts`, and these: a room, or one file of it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'units.ts': [],
  'crc32.ts': [],
  model: [],
  protocol: ['crc32.ts'],
  display: [],
  figure: [],
  files: [],
  experiment: ['model', 'files', 'figure'],
  recording: ['model', 'experiment', 'crc32.ts'],
  rig: ['experiment', 'display', 'files'],
  devices: ['protocol', 'rig', 'display', 'maker/hands.ts'],
  controller: ['model', 'experiment', 'display', 'recording', 'devices/device.ts'],
  lessons: ['controller/contract.ts', 'experiment', 'files'],
  worksheet: ['controller/contract.ts', 'lessons', 'figure'],
  exhibit: ['controller/contract.ts', 'experiment', 'files'],
  service: ['controller/contract.ts', 'exhibit', 'files/typed-name.ts'],
  playing: [
    'controller',
    'devices',
    'display',
    'exhibit',
    'experiment',
    'figure',
    'files',
    'lessons',
    'model',
    'rig',
    'worksheet',
  ],
  maker: ['rig', 'display', 'figure', 'controller/contract.ts', 'files/typed-name.ts'],
  server: ['controller/contract.ts', 'lessons', 'exhibit'],
  web: [
    'server/messages.ts',
    'server/phone-messages.ts',
    'server/page-picture.ts',
    'server/ask-messages.ts',
    'controller/contract.ts',
    'display',
    'figure',
  ],
  cli: ['*'],
  browser: ['*'],
};

/** A folder of a room that may import less than the room. */
const FOLDER_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'browser/serial': ['browser/serial', 'protocol', 'rig', 'devices'],
};

/** The files that are contracts import nothing but contracts. */
const FILE_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'devices/device.ts': [],
  'maker/hands.ts': ['rig'],
  'lessons/contract.ts': ['lessons/card-text.ts'],
  'lessons/card-text.ts': [],
  'lessons/choice-letter.ts': [],
  'exhibit/contract.ts': ['controller/contract.ts'],
  'server/messages.ts': [
    'controller/contract.ts',
    'lessons/contract.ts',
    'exhibit/contract.ts',
    'server/cards-messages.ts',
    'server/exhibit-messages.ts',
    'server/lesson-messages.ts',
    'server/page-picture.ts',
    'server/axon-checks.ts',
    'server/press-checks.ts',
    'server/role-messages.ts',
    'server/vote-messages.ts',
    'server/value-checks.ts',
  ],
  'server/role-messages.ts': ['controller/contract.ts', 'server/value-checks.ts'],
  'server/vote-messages.ts': ['controller/contract.ts', 'lessons/choice-letter.ts', 'server/value-checks.ts'],
  'server/phone-messages.ts': [
    'server/role-messages.ts',
    'server/vote-messages.ts',
    'server/value-checks.ts',
  ],
  'server/cards-messages.ts': ['lessons/contract.ts', 'server/value-checks.ts'],
  'server/exhibit-messages.ts': ['exhibit/contract.ts', 'server/value-checks.ts'],
  'server/lesson-messages.ts': ['controller/contract.ts', 'lessons/contract.ts', 'server/value-checks.ts'],
  'server/page-picture.ts': [],
  'server/axon-checks.ts': ['controller/contract.ts', 'server/value-checks.ts'],
  'server/press-checks.ts': ['controller/contract.ts', 'server/value-checks.ts'],
  'server/value-checks.ts': [],
  'server/ask-messages.ts': ['server/value-checks.ts'],
};

/** Where each package, and what of Node does I/O, may be imported. Anything not listed may be imported nowhere. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  zod: ['files', 'experiment', 'rig', 'lessons'],
  yaml: ['files'],
  ws: ['server/sockets.ts', 'server/ask-server.ts'],
  uqr: ['server/join-code.ts'],
  'virtual:shipped': ['browser/rig/worker.ts'],
  commander: ['cli'],
  fflate: ['cli/scorm'],
  '@clack/prompts': ['cli'],
  serialport: ['devices/system'],
  '@serialport/parser-readline': ['devices/system'],
  'node:child_process': [
    'cli/kiosk.ts',
    'devices/firmata/process.ts',
    'cli/open-page.ts',
    'cli/install-service.ts',
    'cli/service.ts',
    'service/notify.ts',
  ],
  'node:crypto': ['server/page.ts', 'server/sockets.ts', 'server/server.ts', 'server/headers.ts'],
  'node:events': ['devices/firmata', 'server'],
  'node:http': ['server'],
  'node:module': ['devices/firmata/johnny-five.ts'],
  'node:net': ['server', 'service/sole.ts'],
  'node:stream': ['server', 'devices/system', 'cli'],
  'node:fs': ['cli', 'server/page.ts'],
  'node:fs/promises': ['cli', 'devices/system', 'service/log-folder.ts', 'service/rounds.ts'],
  'node:path': ['cli', 'server/page.ts', 'devices/system', 'service/log-folder.ts', 'service/rounds.ts'],
  'node:os': ['cli', 'server'],
  'node:url': ['cli', 'devices/firmata/process.ts'],
  'node:util': ['cli'],
  'node:worker_threads': ['cli'],
};

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(sep).join('/'))
    .sort();
}

/** What a file imports, statically, for types alone, on demand or again for others. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|import\s*\(?\s*'([^']+)'/g,
  );
  return [...found].map((match) => (match[1] ?? match[2])!);
}

/** What a file imports, but for types. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(/(?:^|\n)import (?!type\b)[^;'"]*?from '([^']+)'/g);
  return [...found].map((match) => match[1]!);
}

function roomOf(file: string): string {
  return file.split('/')[0]!;
}

function covers(allowed: readonly string[], file: string): boolean {
  return allowed.some((name) => name === '*' || name === file || file.startsWith(`${name}/`));
}

function insideProblem(file: string, specifier: string): string | undefined {
  const target = relative(src, join(src, dirname(file), specifier))
    .split(sep)
    .join('/')
    .replace(/\.js$/, '.ts');
  if (target.startsWith('..')) return `${file} imports ${specifier} from outside src/`;
  if (target === 'units.ts') return undefined;
  const folder = Object.keys(FOLDER_MAY_IMPORT).find((name) => file.startsWith(`${name}/`));
  const allowed = FILE_MAY_IMPORT[file] ??
    FOLDER_MAY_IMPORT[folder ?? ''] ?? [roomOf(file), ...(MAY_IMPORT[roomOf(file)] ?? [])];
  return covers(allowed, target) ? undefined : `${file} may not import ${target}`;
}

function outsideProblem(file: string, specifier: string): string | undefined {
  const name = specifier.startsWith('node:')
    ? specifier
    : specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  return covers(OUTSIDE[name] ?? [], file) ? undefined : `${file} may not import ${specifier}`;
}

function problemsOf(file: string, specifiers: readonly string[]): string[] {
  return specifiers
    .map((specifier) =>
      specifier.startsWith('.') ? insideProblem(file, specifier) : outsideProblem(file, specifier),
    )
    .filter((problem) => problem !== undefined);
}

/** The files of src/ that a file imports. */
function insideOf(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts'));
}

/** Whether a file of the devices needs Node: serialport, or a process for johnny-five. */
function isOfNode(file: string): boolean {
  return covers(['devices/system', 'devices/firmata'], file);
}

/** A circle of imports, from file to file; empty if there is none. */
function circleIn(importsOfAll: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of importsOfAll.get(file) ?? []) {
      const circle = follow(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of importsOfAll.keys()) {
    const circle = follow(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('house', () => {
  it('has a line in the table for each room', () => {
    const rooms = new Set(sourceFiles().map(roomOf));
    expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it('has no import against the direction', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => problemsOf(file, importsOf(file)))).toEqual([]);
  });

  it('brings of the controller nothing but types into the page', () => {
    const pages = sourceFiles().filter((file) => roomOf(file) === 'web');
    const imports = pages.flatMap((file) => valueImportsOf(file).map((specifier) => `${file}: ${specifier}`));
    expect(imports.length).toBeGreaterThan(20);
    expect(imports.filter((line) => line.includes('/controller/'))).toEqual([]);
  });

  it('lets the core of the devices know no port of Node: a rig in a browser is made of it', () => {
    const core = sourceFiles().filter(
      (file) => (roomOf(file) === 'devices' && !isOfNode(file)) || file.startsWith('browser/serial/'),
    );
    expect(core.length).toBeGreaterThan(50);
    const imports = core.flatMap((file) => insideOf(file).map((target) => `${file}: ${target}`));
    expect(imports.filter((line) => isOfNode(line.split(': ')[1]!))).toEqual([]);
    expect(isOfNode('devices/system/port.ts') && isOfNode('devices/firmata/child.ts')).toBe(true);
  });

  it('has no circle: no file needs itself by way of others, not even for a type', () => {
    const importsOfAll = new Map(sourceFiles().map((file) => [file, insideOf(file)]));
    expect(importsOfAll.size).toBeGreaterThan(200);
    expect(circleIn(importsOfAll)).toEqual([]);
    importsOfAll.set('units.ts', ['cli/main.ts']);
    expect(circleIn(importsOfAll)).toEqual(expect.arrayContaining(['units.ts', 'cli/main.ts']));
  });

  it('asks other servers in one file alone', () => {
    const asks = sourceFiles().filter(
      (file) =>
        roomOf(file) !== 'web' && /\bfetch\(|\bnew WebSocket\(/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(asks).toEqual(['service/post.ts']);
  });

  it('would notice each of these', () => {
    const slips: [string, string][] = [
      ['model/axon.ts', '../controller/lens.js'],
      ['model/axon.ts', 'node:fs'],
      ['protocol/cobs.ts', '../display/light.js'],
      ['controller/controller.ts', '../devices/virtual.js'],
      ['controller/controller.ts', '../server/messages.js'],
      ['server/messages.ts', './sockets.js'],
      ['web/main.ts', '../server/sockets.js'],
      ['server/sockets.ts', '../controller/controller.js'],
      ['server/audience.ts', 'ws'],
      ['server/sockets.ts', 'node:fs'],
      ['controller/controller.ts', 'ws'],
      ['playing/playing.ts', '../cli/lesson-files.js'],
      ['cli/run.ts', 'left-pad'],
      ['browser/serial/web-port.ts', '../../server/messages.js'],
    ];
    for (const [file, specifier] of slips) expect(problemsOf(file, [specifier])).toHaveLength(1);
  });

  it('reads every way to import', () => {
    expect(importsOf('cli/main.ts')).toEqual(['./descriptors.js', './command-line.js']);
    expect(importsOf('cli/command-line.ts')).toEqual(['./program.js', './terminal.js']);
    expect(importsOf('controller/index.ts')).toContain('./clock.js');
  });
});
