import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPage } from '../../src/server/page.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-page-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const INDEX =
  '<script src="./assets/a-1.js"></script><link href="./assets/a-2.css?x"><a href="https://x/">x</a><a href="./last-minute.recording">y</a>';

describe('files of the page', () => {
  it('are every file in its folder but hidden ones, by path', () => {
    mkdirSync(join(folder, 'assets', '.cache'), { recursive: true });
    for (const name of ['a-1.js', 'a-2.css', '.hidden', '.cache/x.js', 'font.woff2', 'unknown'])
      writeFileSync(join(folder, 'assets', name), name);
    writeFileSync(join(folder, 'index.html'), INDEX);
    const files = readPage(folder)!;
    expect([...files].map(([path, { contentType }]) => [path, contentType]).sort()).toEqual([
      ['/', 'text/html; charset=utf-8'],
      ['/assets/a-1.js', 'text/javascript; charset=utf-8'],
      ['/assets/a-2.css', 'text/css; charset=utf-8'],
      ['/assets/font.woff2', 'font/woff2'],
      ['/assets/unknown', 'application/octet-stream'],
      ['/index.html', 'text/html; charset=utf-8'],
    ]);
    expect(files.get('/assets/a-1.js')!.bytes.toString()).toBe('a-1.js');
    expect(new Set([...files.values()].map(({ etag }) => etag)).size).toBe(5);
  });

  it('are none while the build has not come to its end, or has not begun', () => {
    expect(readPage(join(folder, 'nowhere'))).toBeUndefined();
    expect(readPage(folder)).toBeUndefined();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), INDEX);
    writeFileSync(join(folder, 'assets', 'a-1.js'), '');
    expect(readPage(folder)).toBeUndefined();
    writeFileSync(join(folder, 'assets', 'a-2.css'), '');
    expect(readPage(folder)?.size).toBe(4);
  });

  it('of the real page all have a type, and are less than 1 MB together', () => {
    const files = readPage(fileURLToPath(new URL('../../dist/page', import.meta.url)))!;
    const types = [...files.values()].map(({ contentType }) => contentType);
    expect(types.length).toBeGreaterThanOrEqual(4);
    expect(types).not.toContain('application/octet-stream');
    expect([...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(1e6);
  });
});
