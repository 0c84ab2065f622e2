/** `npm run dev` in a copy of the project: the page as its sources are, in front of a live rig. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const top = fileURLToPath(new URL('../..', import.meta.url));
/** What it is built from, and dist/ with it: so nothing is built. */
const COPIED = ['bin', 'dist', 'experiments', 'rigs', 'scripts', 'src', 'package.json', 'package-lock.json'];
const CONFIGS = ['tsconfig.base.json', 'tsconfig.json', 'vite.config.ts', 'vitest.config.ts'];

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'axon-rig-dev-')));
  for (const path of [...COPIED, ...CONFIGS])
    cpSync(join(top, path), join(folder, path), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'), 'dir');
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Dev {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** The first line that matches; rejects if the process ends without it. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

function startDev(...args: string[]): Dev {
  const child = spawn(process.execPath, ['scripts/dev.mjs', ...args], { cwd: folder });
  children.push(child);
  const lines: string[] = [];
  let look = (): void => {};
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      look();
    });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    lines,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          const found = lines.find((line) => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        look();
        void ended.then(() => reject(new Error(`no line ${pattern} in\n${lines.join('\n')}`)));
      }),
  };
}

/** The first message of a web socket that `take` knows. */
function message<T>(address: string, protocol: string[], take: (text: string) => T | undefined) {
  const socket = new WebSocket(
    address.replace('http', 'ws'),
    protocol,
    protocol.length > 0 ? {} : { origin: new URL(address).origin },
  );
  const opened = new Promise((resolve) => socket.once('open', resolve));
  const found = new Promise<T>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data, isBinary) => {
      const taken = isBinary ? undefined : take(String(data));
      if (taken !== undefined) resolve(taken);
    });
  }).finally(() => socket.terminate());
  return { opened, found };
}

/** The status that a web socket is answered with: 101 if it opens. */
function statusOf(address: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(address.replace('http', 'ws'), { headers });
  return new Promise<number>((resolve, reject) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
    socket.once('error', reject);
  }).finally(() => socket.terminate());
}

// Windows has no signals between processes: there the terminal itself tells the rig of Ctrl-C.
describe.skipIf(process.platform === 'win32')('npm run dev', () => {
  it('says that a port is in use, and starts no rig', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const dev = startDev('--http-port', String(port));
    expect(await dev.ended).toBe(1);
    expect(dev.lines).toEqual([
      `axon-rig: port ${port} is in use, perhaps by another "npm run dev": stop that, or choose another port: npm run dev -- --http-port ${port + 1}`,
    ]);
    other.close();
  });

  it.each([
    [['no-such-rig'], /no-such-rig/],
    [['--host', '0.0.0.0'], /--host/],
    [['virtual', 'uno-60'], /one rig at a time/],
    [['--http-port', 'x'], /--http-port is a number from 0 to 65535/],
  ])('ends with 1 and says why after %j', async (args, words) => {
    const dev = startDev('--http-port', '0', ...args);
    expect(await dev.ended).toBe(1);
    expect(dev.lines[0]).toMatch(words);
  });

  it('has one address, with the page as its sources are and the rig behind it, and ends with the strip dark', async () => {
    const dev = startDev('--http-port', '0');
    const [, address] = /^axon-rig: open (http:\/\/127\.0\.0\.1:\d+)\/$/.exec(await dev.line(/: open /))!;
    const text = async (path: string) =>
      (
        await fetch(`${address}/${path}`, {
          headers: { accept: path.endsWith('.css') ? 'text/css' : 'text/html' },
        })
      ).text();
    expect(await text('')).toContain('<script type="module" src="/@vite/client"></script>');
    expect(await text('main.ts')).toContain('from "/start-page.ts"');

    const state = message(`${address!}/ws`, [], (words) => JSON.parse(words) as { rig: { name: string } });
    expect(await state.found).toMatchObject({ device: { kind: 'ready' } });

    // Another website, a page without a name, a program, and a name that was made to point here.
    const { port } = new URL(address!);
    const rebound = `rebound.example:${port}`;
    for (const [headers, status] of [
      [{ origin: address! }, 101],
      [{ origin: `http://localhost:${port}`, host: `localhost:${port}` }, 101],
      [{ origin: 'http://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{}, 403],
      [{ origin: `http://${rebound}`, host: rebound }, 403],
    ] as const)
      expect([headers, await statusOf(`${address}/ws`, { ...headers })]).toEqual([headers, status]);

    // The first change of CONTRIBUTING.md: a colour, and a word.
    const told = (file: string) =>
      message(`${address}/`, ['vite-hmr'], (words) => (words.includes(file) ? words : undefined));
    for (const [file, before, after, type] of [
      ['css/tokens.css', '--room: #05070b', '--room: #001a33', 'update'],
      ['words/en.ts', 'ms take {room}', 'ms last {room}', 'full-reload'],
    ] as const) {
      const source = join(folder, 'src/web', file);
      expect(await text(file)).toContain(before);
      const { opened, found } = told(file);
      await opened;
      writeFileSync(source, readFileSync(source, 'utf8').replace(before, after));
      expect(JSON.parse(await found)).toMatchObject({ type });
      expect(await text(file)).toContain(after);
    }

    dev.child.kill('SIGINT');
    expect(await dev.ended).toBe(0);
    expect(dev.lines.filter((line) => line.includes('http://'))).toHaveLength(1);
    expect(dev.lines.at(-1)).toBe('axon-rig: The virtual strip is switched off.');
  });
});
