/** Plain words: none of those that we avoid stands anywhere in the tree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AVOIDED } from './avoided-words.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = [
  'bench',
  'bin',
  'docs',
  'experiments',
  'firmware',
  'lessons',
  'rigs',
  'scripts',
  'src',
  'test',
];
const READ = /\.(?:c|cpp|css|h|html|ino|js|json|md|mjs|mts|S|ts|yaml)$|^Makefile$/;
/** Figures of other programs, what a compiler made, licences of others, and the list itself. */
const LEFT_OUT = /^(?:test\/reference\/|firmware\/build\/|THIRD-PARTY\.md$|test\/avoided-words\.ts$)/;

function files(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && READ.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(top.length).split(sep).join('/')),
  );
  const here = readdirSync(top).filter((name) => name.endsWith('.md'));
  return [...below, ...here].filter((file) => !LEFT_OUT.test(file));
}

const pattern = new RegExp(`\\b(?:${Object.keys(AVOIDED).join('|')})\\b`, 'gi');

/** `docs/x.md:12: "hastily": write fast`, and so on. */
function problemsOf(file: string, text: string): string[] {
  return [...text.matchAll(pattern)].map((found) => {
    const line = text.slice(0, found.index).split('\n').length;
    return `${file}:${line}: "${found[0]}": write ${AVOIDED[found[0].toLowerCase()]}`;
  });
}

describe('plain words', () => {
  it('are all that is written: none of those that avoided-words.ts lists', () => {
    const all = files();
    expect(all.length).toBeGreaterThan(500);
    expect(all.flatMap((file) => problemsOf(file, readFileSync(join(top, file), 'utf8')))).toEqual([]);
  });

  it('are asked for by file and line, in comments and in capitals too, with what to write', () => {
    const words = ['an', 'ew'].join('');
    expect(Object.keys(AVOIDED).length).toBeGreaterThan(10);
    expect(problemsOf('a.ts', `// one\n// Begins ${words}, ${['In', 'vain'].join(' ')}: renewed.`)).toEqual([
      `a.ts:2: "${words}": write again`,
      `a.ts:2: "${['In', 'vain'].join(' ')}": write without success`,
    ]);
  });
});
