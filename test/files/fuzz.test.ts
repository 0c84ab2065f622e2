/** Files as no person would write them: noise, shipped files cut and mixed, deep and wide ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig } from '../../src/rig/index.js';
import { fuzzedBytes, readFuzzed } from '../harness/file-fuzz.js';
import { Dice } from '../harness/host-firmware/dice.js';

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}/`, import.meta.url));
const shipped = ['rigs', 'experiments', 'lessons', 'lessons/plans'].flatMap((name) =>
  readdirSync(folderOf(name))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(`${folderOf(name)}${file}`, 'utf8')),
);

describe('the readers of rigs, experiments, cards and plans', () => {
  it('accept or refuse 100 damaged files, each refusal one plain line with a place that the file has', () => {
    const dice = new Dice(10);
    const counts = { accepted: 0, refused: 0 };
    for (let n = 0; n < 100; n++) counts[readFuzzed(fuzzedBytes(dice, shipped))]++;
    expect(counts.accepted).toBeGreaterThan(1);
    expect(counts.refused).toBeGreaterThan(66);
  });
});

describe('a file that nests deeply', () => {
  const messages = (text: string) => {
    const result = parseRig(text, 'x.yaml');
    return result.ok ? [] : result.problems.map(formatProblem);
  };

  it.each([
    ['980 dashes', '- '.repeat(980), '1:33'],
    ['60 000 open brackets', '['.repeat(60_000), '1:17'],
    ['question marks', '? '.repeat(3000), '1:33'],
    ['brackets with keys', '{a: '.repeat(5000), '1:65'],
    ['300 indents', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), '17:18'],
  ])('is refused where its 17th level begins: %s', (_what, text, place) => {
    expect(messages(text)).toEqual([
      `x.yaml:${place}: expected at most 16 levels of sections, got more – is a bracket unclosed, a dash too many, or an indent wrong?`,
    ]);
  });
});
