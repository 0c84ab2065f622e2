/** `__proto__` is a key like any other: refused with its place wherever it stands. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { namedSections, section, text } from '../../src/files/fields.js';
import { readFileText } from '../../src/files/index.js';
import { withKeyRefusal } from '../../src/files/refusals.js';

const one = section({ words: text(9, 'x', 'Words') }, 'One', '{words: x}');
const named = namedSections(one, 9, '{a: {words: x}}', 'Named');
const open = withKeyRefusal(z.record(z.string().regex(/^mon$/), z.string()), () => ({
  said: 'no day',
  advice: 'write mon',
}));
const loose = z.looseObject({ do: z.string() });
const schema = section(
  { named: named.optional(), open: open.optional(), list: z.array(loose).default([]), one: one.optional() },
  'A file',
  'one: {words: x}',
);

const problems = (file: string) => {
  const read = readFileText(file, 'x.yaml', schema, 'one: {words: x}');
  return read.ok
    ? []
    : read.problems.map(({ line, column, path, ...wrong }) => {
        const said = 'said' in wrong ? wrong.said : wrong.expected;
        return `${line}:${column} ${path.join('.')}: ${said} – ${wrong.advice}`;
      });
};

describe('the key __proto__', () => {
  it.each([
    [
      'named: {a: {words: x}, __proto__: {words: x}}',
      '1:24 named.__proto__: no name – names are of small letters, digits and hyphens, 40 characters at most: write proto',
    ],
    ['open: {mon: x, __proto__: x}', '1:16 open.__proto__: no day – write mon'],
    ['list: [{do: x}, {do: y, "__proto__": 3}]', '1:25 list.1.__proto__: unknown key – remove it'],
    ['one: {words: x, __proto__: x}', '1:17 one.__proto__: unknown key – expected words'],
    ['one: {words: x}\n__proto__: x', '2:1 __proto__: unknown key – expected named, open, list or one'],
  ])('is refused in %s', (file, problem) => {
    expect(problems(file)).toEqual([problem]);
  });

  it('is refused beside what else is wrong, and what is right is taken', () => {
    expect(problems('open: {mon: x, __proto__: x}\none: {word: x}')).toHaveLength(2);
    expect(problems('open: {mon: x}\nnamed: {proto: {words: x}}')).toEqual([]);
  });
});
