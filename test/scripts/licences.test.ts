import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { IN_THE_PAGE, LOOKED_AT, licenceProblems, runtimePackages } from '../../scripts/licences.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const lock: unknown = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8'));
const read = (path: string) =>
  existsSync(join(top, path)) ? readFileSync(join(top, path), 'utf8') : undefined;

const one = (licence: string | undefined, name = 'left-pad', version = '1.0.0') =>
  licenceProblems([{ folder: `node_modules/${name}`, name, version, licence }], read);

describe('the licences of what comes with the program', () => {
  const packages = runtimePackages(lock);

  it('are all known and allowed: of every package, of what these bring along, and of the font', () => {
    expect(licenceProblems(packages, read)).toEqual([]);
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ws', 'nanotimer', 'ms', ...Object.keys(IN_THE_PAGE)]));
    expect(names).not.toContain('vitest');
  });

  it('are those of the packages that are installed', () => {
    const installed = packages
      .map(({ folder }) => read(join(folder, 'package.json')))
      .filter((text) => text !== undefined)
      .map((text) => JSON.parse(text) as { name: string; version: string; license?: string })
      .map(({ name, version, license }) => `${name} ${version} ${license}`);
    const locked = packages.map(({ name, version, licence }) => `${name} ${version} ${licence}`);
    expect(installed.filter((one) => !locked.includes(one))).toEqual([]);
    expect(installed.length).toBeGreaterThan(30);
  });

  it('were looked at by hand where a package names none, and only there', () => {
    const unnamed = packages.filter(({ licence }) => licence === undefined);
    expect(unnamed.map(({ name, version }) => `${name} ${version}`)).toEqual(Object.keys(LOOKED_AT));
  });

  it.each([
    [one('GPL-3.0'), /left-pad 1\.0\.0 has the licence GPL-3\.0, which is not allowed/],
    [one('OFL-1.1'), /OFL-1\.1, which is not allowed/],
    [one(undefined), /left-pad 1\.0\.0 names no licence: look at its files/],
    [one(undefined, 'temporal', '0.7.2'), /temporal 0\.7\.2 names no licence/],
    [
      licenceProblems([{ folder: 'nowhere', name: 'temporal', version: '0.7.1', licence: undefined }], read),
      /LICENSE-MIT does not say what it said/,
    ],
  ])('are refused with what to do: %j', (problems, words) => {
    expect(problems).toEqual([expect.stringMatching(words)]);
  });
});
