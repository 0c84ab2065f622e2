import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedName } from '../../src/files/typed-name.js';

/** The words that a shell makes of a line. */
function wordsOf(line: string): string[] {
  const said = execFileSync('/bin/sh', ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`]);
  return said.toString().split('\0').slice(0, -1);
}

describe('the name of a file in a command that is printed', () => {
  it.each([
    ['rig.yaml', 'rig.yaml'],
    ['rigs/uno-60.yaml', 'rigs/uno-60.yaml'],
    ['größe/çağla.yaml', 'größe/çağla.yaml'],
    ['my rig.yaml', '"my rig.yaml"'],
    ['C:\\My rigs\\uno.yaml', '"C:\\My rigs\\uno.yaml"'],
    ['room (2).yaml', '"room (2).yaml"'],
    ['-rig.yaml', './-rig.yaml'],
    ['costs $5.yaml', "'costs $5.yaml'"],
  ])('%s is typed as %s', (name, typed) => expect(typedName(name)).toBe(typed));

  it.skipIf(process.platform === 'win32')(
    'is one word of the shell, that very name, whatever signs it has',
    () => {
      const sign = fc.constantFrom(...' \'"$`!\\()[]{}<>|&;*?#~-=%aé.');
      const names = fc.array(fc.string({ unit: sign, minLength: 1, maxLength: 12 }), {
        minLength: 50,
        maxLength: 50,
      });
      fc.assert(
        fc.property(names, (all) => {
          // What a backslash within double marks does before these is a shell's own: no name on Linux that people have.
          const those = all.filter((name) => !/\\/.test(name) || /["$`!]/.test(name));
          const asPaths = those.map((name) =>
            name.startsWith('-') || name.startsWith('~') ? `./${name}` : name,
          );
          expect(wordsOf(asPaths.map(typedName).join(' '))).toEqual(asPaths);
        }),
        { numRuns: 10, seed: 1 },
      );
    },
  );
});
