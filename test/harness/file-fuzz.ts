/**
 * Bytes that a rig, an experiment, a card or a plan may have but should not, and what the readers say of them. From one seed come
 * always the same bytes.
 */
import { utf8Text } from '../../src/cli/utf8-text.js';
import { parseExperiment } from '../../src/experiment/index.js';
import { type FileProblem, formatProblem, problemWords } from '../../src/files/index.js';
import { lessonFileKind } from '../../src/lessons/file-kind.js';
import { parseCard, parsePlan } from '../../src/lessons/parse.js';
import { certainKind, fileKind, parseRig } from '../../src/rig/index.js';
import type { Dice } from './host-firmware/dice.js';

/** What YAML, numbers and people put into files. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ',',
    '- ',
    '-',
    '? ',
    '|',
    '>',
    '|+9\n',
    '"',
    "'",
    '#',
    ' #',
    '\n',
    '\r',
    '\t',
  ],
  ...[
    '&a ',
    '*a',
    '!!str ',
    '!<x>',
    '%YAML 1.1\n',
    '%TAG ! x\n',
    '---\n',
    '...\n',
    '<<: ',
    '@',
    '`',
    '\\x',
    '\\u12',
  ],
  ...['  ', '        ', '\0', '\u001b[2J', '\u007f', '\u0085', '\u2028', '\uFEFF', 'é', '😀', '\u202e'],
  ...[
    '1e400',
    '-0',
    '.nan',
    '-.inf',
    '0x1F',
    '010',
    '1_000',
    '5,5',
    '200 mA',
    '9007199254740993',
    'yes',
    'null',
    '~',
  ],
  ...['__proto__', 'constructor', 'toString', 'kind', 'at: bath', 'leds', 'stimuli', 'name: x', 'true'],
] as const;
const DEEP = [
  '- ',
  '? ',
  '[',
  '{',
  '{a: ',
  '- [',
  '"',
  '- - ? ',
  ': ',
  '!!a ',
  '&b ',
  '- &a ',
  '|\n ',
  "'",
  '- {',
];
const WIDE = [
  'a: 1\n',
  '- 1\n',
  '[],',
  '{},',
  '? \n',
  '#x\n',
  '*a ',
  '\n',
  '\r',
  '---\n',
  '%Y\n',
  'é',
  '""\n',
  '@\n',
];

const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice.below(from.length)]!;
/** Small numbers often, large ones seldom: up to 2¹². */
const some = (dice: Dice) => dice.below(1 << (1 + dice.below(12)));

function splice(text: string, at: number, gone: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + gone);
}

function deep(dice: Dice): string {
  const step = pick(dice, DEEP);
  if (dice.below(4) > 0) return step.repeat(some(dice));
  return Array.from({ length: some(dice) % 400 }, (_, level) => `${' '.repeat(level)}${step.trim()}a:`).join(
    '\n',
  );
}

/** One of: cut off, a stretch gone, doubled or moved, a piece put in, a line indented otherwise, something deep. */
function mutated(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const length = some(dice);
  switch (dice.below(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return splice(text, at, length, '');
    case 2:
      return splice(text, at, 0, text.slice(at, at + length));
    case 3:
      return splice(text, dice.below(text.length + 1), 0, text.slice(at, at + length));
    case 4:
      return splice(text, at, 0, deep(dice));
    case 5: {
      const line = text.lastIndexOf('\n', at) + 1;
      return splice(text, line, dice.below(3), ' '.repeat(dice.below(5)));
    }
    default:
      return splice(text, at, dice.below(2) * (length % 8), pick(dice, PIECES));
  }
}

/** @param good texts to begin with, such as the shipped files. */
export function fuzzedBytes(dice: Dice, good: readonly string[]): Uint8Array {
  switch (dice.below(16)) {
    case 0:
      return Uint8Array.from({ length: some(dice) }, () => dice.below(256));
    case 1:
      return Buffer.from(deep(dice));
    case 2:
      return Buffer.from(pick(dice, WIDE).repeat(some(dice)));
    case 3:
      return Buffer.from(Array.from({ length: some(dice) % 200 }, () => pick(dice, PIECES)).join(''));
    default: {
      let text = pick(dice, good);
      for (let n = dice.below(4); n >= 0; n--) text = mutated(text, dice);
      const bytes = Buffer.from(text);
      if (dice.below(8) === 0 && bytes.length > 0) bytes[dice.below(bytes.length)] = dice.below(256);
      return bytes;
    }
  }
}

/** What is wrong with how a text was refused; `undefined` if each problem has its place and is one readable line. */
function faultOf(problems: readonly FileProblem[], text: string): string | undefined {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  if (problems.length === 0) return 'refused without a word';
  for (const problem of problems) {
    const words = formatProblem(problem);
    const line = lines[problem.line - 1];
    if (line === undefined || problem.column < 1 || problem.column > line.length + 1)
      return `no such place: ${words}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what commands a terminal must not get to one.
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/.test(words))
      return `not one plain line: ${JSON.stringify(words)}`;
    if (problemWords(problem).length < 10 || words.length > 1200) return `not readable: ${words}`;
  }
  return undefined;
}

const NOT_SHIPPED = { kind: 'none', wrong: { said: 'there is no such experiment here' } } as const;
const READERS = [
  parseRig,
  parseExperiment,
  (text: string, file: string) => parseCard(text, file, 'x', () => NOT_SHIPPED),
  (text: string, file: string) => parsePlan(text, file, 'x', (card) => card === 'spread'),
];

export type Reading = 'accepted' | 'refused';

/** Reads bytes in every way the program reads files. Throws, with the bytes in base64, where a reader does wrong. */
export function readFuzzed(bytes: Uint8Array): Reading {
  const wrong = (what: unknown): Error =>
    new Error(
      `${what instanceof Error ? what.stack : what}\nfile in base64: ${Buffer.from(bytes).toString('base64')}`,
    );
  try {
    const text = utf8Text(bytes);
    if (!text.ok) return 'refused';
    fileKind(text.text);
    certainKind(text.text);
    let reading: Reading = 'refused';
    lessonFileKind(text.text);
    for (const parse of READERS) {
      const result = parse(text.text, 'x.yaml');
      const fault = result.ok ? undefined : faultOf(result.problems, text.text);
      if (fault !== undefined) throw fault;
      if (result.ok) reading = 'accepted';
    }
    return reading;
  } catch (error) {
    throw wrong(error);
  }
}
