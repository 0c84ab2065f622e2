import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatProblem, readFileText } from '../../src/files/index.js';
import { orList } from '../../src/units.js';

describe('a list in words', () => {
  it.each([
    ['', []],
    ['grb', ['grb']],
    ['usb or own', ['usb', 'own']],
    ['virtual, serial or firmata', ['virtual', 'serial', 'firmata']],
    ['1, 2, 3 or 4', ['1', '2', '3', '4']],
  ])('reads: %s', (words, list) => {
    expect(orList(list)).toBe(words);
  });
});

describe('a kind of lamp that is none of three', () => {
  const kind = (name: string) => z.strictObject({ kind: z.literal(name) });
  const lamp = z.discriminatedUnion('kind', [kind('oil'), kind('gas'), kind('neon')]);
  const messages = (text: string) => {
    const read = readFileText(text, 'x.yaml', z.strictObject({ lamp }), 'lamp: {kind: oil}');
    return read.ok ? [] : read.problems.map(formatProblem);
  };

  it.each([
    ['noen', 'expected oil, gas or neon, got "noen" – did you mean neon?'],
    ['3', 'expected oil, gas or neon, got 3 – write one of these'],
    ['[gas]', 'expected oil, gas or neon, got a list – write one of these'],
  ])('is answered with the three: %s', (written, words) => {
    expect(messages(`lamp: {kind: ${written}}`)).toEqual([`x.yaml:1:14 lamp.kind: ${words}`]);
  });
});
