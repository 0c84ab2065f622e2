/** docs/api.md: its programs run on the built package as they stand, and it names everything that is exported. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../../', import.meta.url));
const document = readFileSync(`${top}docs/api.md`, 'utf8');
const programs = [...document.matchAll(/```js\n([\s\S]*?)```/g)].map(([, program]) => program!);

describe('docs/api.md', () => {
  it('has two programs', () => expect(programs).toHaveLength(2));

  it.each(programs)('has a program that prints what its comments say:\n%s', (program) => {
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: top,
      encoding: 'utf8',
    });
    const promised = [...program.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    expect(promised.length).toBeGreaterThan(1);
    expect(printed.trimEnd().split('\n')).toEqual(promised);
  });

  it('names everything that src/model/index.ts exports', () => {
    const index = readFileSync(`${top}src/model/index.ts`, 'utf8');
    const names = [...index.matchAll(/\{([^}]*)\}/g)]
      .flatMap(([, list]) => list!.split(','))
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !new RegExp(`\`${name}\\b`).test(document))).toEqual([]);
  });
});
