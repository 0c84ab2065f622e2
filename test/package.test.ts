/** What `npm pack` would publish: what a person needs who has only that, and nothing else. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('..', import.meta.url));
let paths: string[];
let bytes: number;
let folder: string;

beforeAll(() => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = spawnSync('npm', args, {
    cwd: top,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files, unpackedSize }] = JSON.parse(stdout) as [
    { files: { path: string }[]; unpackedSize: number },
  ];
  paths = files.map(({ path }) => path);
  bytes = unpackedSize;
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-package-'));
  for (const path of paths) cpSync(join(top, path), join(folder, path));
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'), 'dir');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the package', () => {
  it('has every document, file and picture to which its documents link', () => {
    const documents = paths.filter((path) => path.endsWith('.md'));
    expect(documents).toEqual(
      expect.arrayContaining(['README.md', 'docs/troubleshooting.md', 'docs/api.md']),
    );
    const missing = documents.flatMap((document) => {
      const text = readFileSync(join(top, document), 'utf8');
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

  it('has the sketch and what compiles it, but nothing that was compiled, no tests and no source maps', () => {
    expect(paths).toEqual(
      expect.arrayContaining(['firmware/axon-rig-uno/axon-rig-uno.ino', 'firmware/Makefile']),
    );
    const unwanted =
      /^firmware\/(build|host)\/|^(src|test|bench|scripts|node_modules)\/|\.map$|\.tsbuildinfo$/;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
    expect(
      paths.filter((path) => /\.d\.ts$/.test(path) && !/\/(model\/.*|units\.d|crc32\.d)/.test(path)),
    ).toEqual([]);
    expect(bytes).toBeLessThan(4.5e6);
  });

  it('has the licence of the font beside the font', () => {
    const page = paths.filter((path) => path.startsWith('dist/page/assets/'));
    expect(page.filter((path) => path.endsWith('.woff2'))).not.toEqual([]);
    expect(page).toContain('dist/page/assets/ibm-plex-sans-licence.txt');
  });

  it.each([
    [['check', 'uno-60'], /uno-60\.yaml: ok – /],
    [['simulate', 'patch'], /^electrode /m],
  ])('runs by itself: axon-rig %j', (args, words) => {
    const command = [join(folder, 'bin', 'axon-rig.js'), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(words);
    expect(status).toBe(0);
  });
});
