/** docs/one-file.md says the lines for an administrator as the page says them, and its sentences as they are. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyLine } from '../../../src/browser/page/policy-line.js';
import { EN } from '../../../src/web/words/en.js';

const document = readFileSync(new URL('../../../docs/one-file.md', import.meta.url), 'utf8');

describe('docs/one-file.md', () => {
  it('has the lines of policy that the page shows: of a file, and of a site', () => {
    const lines = [...document.matchAll(/```json\n(.*)\n```/g)].map(([, line]) => line);
    expect(lines).toEqual([
      policyLine('file:///home/a/axon-rig.html'),
      policyLine('https://school.example/a.html'),
    ]);
  });

  it('quotes what the panel of the board says', () => {
    const table = document.split('| it says | do this |')[1]!.split('\n\n')[0]!;
    const said = [...table.matchAll(/^\| (.+?) \|/gm)]
      .map(([, words]) => words!)
      .filter((words) => !/^-/.test(words));
    expect(said).toHaveLength(8);
    const words = JSON.stringify(EN);
    for (const one of said) expect(words).toContain(one);
  });
});
