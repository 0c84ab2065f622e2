import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE_FILE_MARK, pageFile } from '../../src/cli/page-file.js';
import type { Terminal } from '../../src/cli/terminal.js';

const PAGE = `<!doctype html>\n${PAGE_FILE_MARK}0.1.0" />\n<p>ä</p>\n`;

let folder: string;
let built: string;
let said: string[];
let terminal: Terminal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-page-'));
  built = join(folder, 'built.html');
  writeFileSync(built, PAGE);
  said = [];
  terminal = { out: (line) => said.push(line), err: (line) => said.push(line) };
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (options: Parameters<typeof pageFile>[0]) => pageFile(options, terminal, built);

describe('axon-rig page', () => {
  it('writes the whole rig, byte for byte, says where, and over one of its own', async () => {
    const out = join(folder, 'axon-rig.html');
    expect(await write({ out })).toBe(0);
    expect(await write({ out })).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(PAGE);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain(`the whole rig is in ${out}: open it in a browser`);
  });

  it('writes over nothing else, unless it is forced', async () => {
    const out = join(folder, 'notes.html');
    writeFileSync(out, '<p>My notes</p>');
    await expect(write({ out })).rejects.toThrow(
      'is no page of this program; give another name, or add --force',
    );
    expect(readFileSync(out, 'utf8')).toBe('<p>My notes</p>');
    expect(await write({ out, force: true })).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(PAGE);
  });

  it('writes through a link that leads to no file yet, and the link stays', async () => {
    const link = join(folder, 'a.html');
    symlinkSync(join('b', 'other.html'), link);
    await expect(write({ out: link })).rejects.toThrow('its folder is not there');
    mkdirSync(join(folder, 'b'));
    symlinkSync('../c.html', join(folder, 'b', 'other.html'));
    expect(await write({ out: link })).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, 'b', 'other.html')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'c.html'), 'utf8')).toBe(PAGE);
  });

  it('refuses a link that leads back to itself', async () => {
    const link = join(folder, 'loop.html');
    symlinkSync('loop.html', link);
    await expect(write({ out: link })).rejects.toThrow('it is a link that leads back to itself');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  // Windows has no pipes with a name in a folder.
  describe.skipIf(process.platform === 'win32')('into a pipe', () => {
    const pipe = () => {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', [path]);
      return path;
    };
    afterEach(() => void vi.useRealTimers());

    it('that nobody reads gives up after 10 s, in words, and the pipe stays', async () => {
      const out = pipe();
      vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
      const refused = expect(write({ out })).rejects.toThrow(
        `${out} is a pipe, and nobody has read from it for 10 s`,
      );
      await vi.advanceTimersByTimeAsync(10_200);
      await refused;
      expect(lstatSync(out).isFIFO()).toBe(true);
    });

    it('that is read gets all of it', async () => {
      const out = pipe();
      const reader = spawn('cat', [out]);
      let got = '';
      reader.stdout.setEncoding('utf8').on('data', (text: string) => {
        got += text;
      });
      expect(await write({ out })).toBe(0);
      await once(reader, 'close');
      expect(got).toBe(PAGE);
    });
  });

  it('says what to do where no file is named, or the page is not built', async () => {
    await expect(write({})).rejects.toThrow('add --out FILE');
    await expect(write({ out: '' })).rejects.toThrow('needs the name of a file');
    await expect(write({ out: folder })).rejects.toThrow('is a folder; give the name of a file in it');
    await expect(write({ out: join(folder, 'no', 'x.html') })).rejects.toThrow('its folder is not there');
    rmSync(built);
    const out = join(folder, 'axon-rig.html');
    await expect(write({ out })).rejects.toThrow('npm run build:file');
    expect(existsSync(out)).toBe(false);
  });
});
