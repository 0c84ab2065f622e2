import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PartFile } from '../../src/cli/part-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-part-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;
const OWN_PART = new RegExp(`^\\.axon-rig-${hostname()}-${process.pid}-\\d+\\.part$`);
const partOf = (pid: number, name = '1') => `.axon-rig-${hostname()}-${pid}-${name}.part`;

describe('a file that is being written', () => {
  it('is in its place when it is finished, and not before', () => {
    const path = join(folder, 'table.csv');
    const part = new PartFile(folder);
    part.write('a,b\n');
    expect(readdirSync(folder)).toEqual([expect.stringMatching(OWN_PART)]);
    part.finish(path);
    expect(readdirSync(folder)).toEqual(['table.csv']);
    expect(readFileSync(path, 'utf8')).toBe('a,b\n');
    part.discard();
    expect(readdirSync(folder)).toEqual(['table.csv']);
  });

  it('may be written by all who might write the file before it', () => {
    const path = join(folder, 'rig.yaml');
    writeFileSync(path, 'a');
    chmodSync(path, 0o666);
    const part = new PartFile(folder, statSync(path).mode);
    part.write('b');
    part.finish(path);
    expect(statSync(path).mode & 0o777).toBe(0o666);
  });

  it('leaves nothing when it is given up', () => {
    const part = new PartFile(folder);
    part.write('a');
    part.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be read back in pieces: 100 000 bytes are the same bytes', () => {
    const part = new PartFile(folder);
    const text = Array.from({ length: 20_000 }, (_, n) => String(n % 9973).padStart(5)).join('');
    part.write(text);
    expect(Buffer.concat([...part.chunks()]).toString()).toBe(text);
    part.discard();
  });

  it('clears what killed processes of this computer left, and nothing else', () => {
    const stays = [
      partOf(process.ppid),
      `.axon-rig-elsewhere-${deadPid()}-old.csv.part`,
      `.axon-rig-${hostname()}-x-old.csv.part`,
      '.old.csv.12.part',
      'old.csv',
    ];
    for (const name of [partOf(deadPid()), partOf(deadPid(), 'old.csv'), ...stays])
      writeFileSync(join(folder, name), '');
    const part = new PartFile(folder);
    part.discard();
    expect(readdirSync(folder).sort()).toEqual(stays.sort());
  });
});
