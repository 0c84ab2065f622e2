/** The packages of docs/security.md are those that are installed, and could reach what it says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runtimeDoors } from '../scripts/doors.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(`${top}${path}`, 'utf8');
const document = read('docs/security.md');

interface Package {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
const { devDependencies, allowScripts } = JSON.parse(read('package.json')) as {
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

/** `name version: what it could reach`, of each package of the table. */
function rowsOf(text: string): string[] {
  const [, table] = /<!-- packages -->\n([\s\S]*)<!-- end of packages -->/.exec(text)!;
  return [...table!.matchAll(/^\| (`.+) \| (.+) \| .+ \|$/gm)].flatMap(([, names, doors]) =>
    [...names!.matchAll(/`([^`]+)` (\S+?)(?=,|$)/g)].map(
      ([, name, version]) => `${name} ${version}: ${doors}`,
    ),
  );
}

describe('packages of others', () => {
  it('are those of package-lock.json, each with what its files could reach', () => {
    const installed = [...runtimeDoors(top, { packages })].map(
      ([name, doors]) => `${name}: ${doors.length === 0 ? '–' : doors.join(', ')}`,
    );
    expect(installed.length).toBeGreaterThan(30);
    expect(rowsOf(document).sort()).toEqual(installed.sort());
  });

  it('for development are each named, with what they are for', () => {
    const [paragraph] = /^For development .+$/m.exec(document)!;
    expect(Object.keys(devDependencies).filter((name) => !paragraph.includes(`\`${name}\``))).toEqual([]);
  });

  it('run no script when they are installed: the one that has one is not allowed to', () => {
    const scripted = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([folder]) => folder.replace(/^.*node_modules\//, ''));
    expect(scripted).toEqual(['@serialport/bindings-cpp']);
    expect(allowScripts).toEqual({ '@serialport/bindings-cpp': false });
  });
});
