/** Plain words: what docs/glossary.md asks us not to write stands nowhere in the tree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('..', import.meta.url));
const GLOSSARY = 'docs/glossary.md';
const SECTION = '## Words we do not use';
const FOLDERS = ['bench', 'bin', 'docs', 'experiments', 'firmware', 'rigs', 'scripts', 'src', 'test'];
const READ = /\.(?:c|cpp|css|h|html|ino|js|json|md|mjs|mts|S|ts|yaml)$|^Makefile$/;
/** Not ours to write: figures of other programs, and what a compiler made. */
const LEFT_OUT = /^(?:test\/reference|firmware\/build)\//;

function files(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && READ.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(top.length).split(sep).join('/')),
  );
  const here = readdirSync(top).filter((name) => name.endsWith('.md'));
  return [...below, ...here].filter((file) => !LEFT_OUT.test(file));
}

/** What may be searched: all of it, but for the list itself. */
function textOf(file: string): string {
  const text = readFileSync(join(top, file), 'utf8');
  return file === GLOSSARY ? text.slice(0, text.indexOf(SECTION)) : text;
}

const rows = readFileSync(join(top, GLOSSARY), 'utf8')
  .split(SECTION)[1]!
  .matchAll(/^\| ([a-z, ]+) \| (.+) \|$/gm);
const avoided = [...rows]
  .slice(1)
  .map(([, words, instead]) => ({ words: words!.split(', '), instead: instead! }));
const pattern = new RegExp(`\\b(?:${avoided.flatMap(({ words }) => words).join('|')})\\b`, 'gi');

/** `docs/x.md:12: "hastily": write fast`, and so on. */
function problemsOf(file: string, text: string): string[] {
  return [...text.matchAll(pattern)].map((found) => {
    const line = text.slice(0, found.index).split('\n').length;
    const { instead } = avoided.find(({ words }) => words.includes(found[0].toLowerCase()))!;
    return `${file}:${line}: "${found[0]}": write ${instead}`;
  });
}

describe('plain words', () => {
  it('are all that is written: none of those that docs/glossary.md lists', () => {
    const all = files();
    expect(all.length).toBeGreaterThan(500);
    expect(all.flatMap((file) => problemsOf(file, textOf(file)))).toEqual([]);
  });

  it('are asked for by file and line, in comments and in capitals too, with what to write', () => {
    const words = ['an', 'ew'].join('');
    expect(avoided.length).toBeGreaterThan(10);
    expect(problemsOf('a.ts', `// one\n// Begins ${words}, ${['In', 'vain'].join(' ')}: renewed.`)).toEqual([
      `a.ts:2: "${words}": write again`,
      `a.ts:2: "${['In', 'vain'].join(' ')}": write without success`,
    ]);
  });
});
