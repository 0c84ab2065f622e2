/** docs/security.md: each promise names tests that there are, each limit is the code's, and no other number stands there. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const DOCUMENT = read('docs/security.md');

/** Headings under which nothing is promised. */
const NO_PROMISES = ['What is not promised', 'How to report a fault', 'The limits'];

interface Promised {
  readonly words: string;
  readonly holders: readonly { readonly file: string; readonly title: string }[];
}

/** The points of a list, each with the lines that belong to it. */
function promisesOf(document: string): Promised[] {
  const sections = document.split(/^#{2,3} /m).slice(1);
  return sections
    .filter((section) => !NO_PROMISES.includes(section.split('\n', 1)[0]!))
    .flatMap((section) => [...section.matchAll(/^\* (.*)\n((?: {2}\S.*\n)*)/gm)])
    .map(([, words, lines]) => ({
      words: words!,
      holders: [...lines!.matchAll(/^ {2}`(test\/\S+\.test\.ts)`: \*(.+)\*$/gm)].map(([, file, title]) => ({
        file: file!,
        title: title!,
      })),
    }));
}

/** How a test begins that has this title: not a group of tests, and in whatever quotes. */
function hasTest(file: string, title: string): boolean {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const begins = '(?:\\bit(?:\\.skipIf\\([^\\n]*\\))?\\(|\\][^\\n]*\\)\\()\\s*';
  return new RegExp(`${begins}(['"\`])${quoted}\\1`).test(read(file));
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, KiB: 1024, MiB: 1024 ** 2 };

/** `30 s` in milliseconds, `64 KiB` in bytes, as constants of the code are. */
function limitOf(words: string): number {
  const [number, unit = ''] = words.split(' ') as [string, string?];
  return Number(number) * (UNITS[unit] ?? 1);
}

/** A constant of a source file whose value is numbers that are multiplied. */
function constantOf(file: string, name: string): number {
  const text = new RegExp(`\\bconst ${name}(?:: number)? = ([\\d_.e* ]+);`).exec(read(file))?.[1];
  if (text === undefined) return Number.NaN;
  return text
    .replaceAll('_', '')
    .split(/ \* /)
    .map((factor) => factor.split(' ** ').map(Number))
    .reduce((product, [base, power = 1]) => product * base! ** power, 1);
}

const limits = [...DOCUMENT.matchAll(/^\| (.+) \| (\d\S*(?: \w+)?) \| `(src\/\S+)` `([A-Z_]+)` \|$/gm)].map(
  ([row, what, value, file, name]) => ({ row, what: what!, value: value!, file: file!, name: name! }),
);

describe('docs/security.md', () => {
  const promises = promisesOf(DOCUMENT);

  it('names a test for each promise', () => {
    expect(promises.length).toBeGreaterThan(40);
    expect(promises.filter(({ holders }) => holders.length === 0)).toEqual([]);
    expect(promisesOf('## A\n\n* Nobody can do this.\n* Nor that.\n  `test/x.test.ts`: *cannot*\n')).toEqual([
      { words: 'Nobody can do this.', holders: [] },
      { words: 'Nor that.', holders: [{ file: 'test/x.test.ts', title: 'cannot' }] },
    ]);
  });

  it('names tests that there are', () => {
    const named = promises.flatMap(({ holders }) => holders);
    expect(named.filter(({ file, title }) => !hasTest(file, title))).toEqual([]);
    // And every line that looks like one was read.
    expect(named).toHaveLength(DOCUMENT.match(/^ {2}`test\//gm)!.length);
    expect(hasTest('test/security.test.ts', 'names a test that nobody wrote')).toBe(false);
    expect(hasTest('test/security.test.ts', 'docs/security.md')).toBe(false);
  });

  it('has the limits of the code', () => {
    expect(limits.length).toBeGreaterThan(20);
    const rows = /### The limits\n\n(?:\|.*\n)*/.exec(DOCUMENT)![0].match(/^\| /gm)!;
    // But for the head of the table.
    expect(limits).toHaveLength(rows.length - 1);
    expect(limits.filter(({ value, file, name }) => limitOf(value) !== constantOf(file, name))).toEqual([]);
  });

  it('has no other number', () => {
    const known = new Set(limits.flatMap(({ value }) => value.match(/\d+/g)!));
    const prose = DOCUMENT.replace(/^ {2}`test\/.*$/gm, '')
      .replace(/<!-- packages -->[\s\S]*<!-- end of packages -->/, '')
      .replace(/`[^`]*`/g, '');
    expect(prose.match(/\d+/g)!.filter((number) => !known.has(number))).toEqual([]);
  });
});
