import { describe, expect, it } from 'vitest';
import { problemWords } from '../../src/files/index.js';
import { readYaml } from '../../src/files/yaml-text.js';

/** What is said of a text: its place and the sentence. */
const said = (text: string) =>
  readYaml(text, 'x.yaml').problems.map(
    (problem) => `${problem.line}:${problem.column} ${problemWords(problem)}`,
  );

const SAME_INDENT = (line: number, before: number) =>
  `expected line ${line} to begin in the column of line ${before}, which has its value already – give both the same indent`;
const ONE_COLON =
  'expected one "key: value" on a line, got a second colon – put a text with a colon in quotes; indent with spaces; all keys of one section start in the same column';

describe('a line that stands deeper than the one before, which has its value already', () => {
  it.each([
    ['the next line', 'strip:\n  leds: 60\n    pin: 6', '2:9', [3, 2]],
    ['after an empty line', 'strip:\n  leds: 60\n\n    pin: 6', '2:9', [4, 2]],
  ])('is named with its number: %s', (_name, text, place, [line, before]) => {
    expect(said(text)).toEqual([`${place} ${SAME_INDENT(line!, before!)}`]);
  });
});

describe('a second colon on a line', () => {
  it.each([
    ['the last line', 'name: Room: twelve', '1:7'],
    ['a line after it in the same column', 'name: Room: twelve\npin: 6', '1:7'],
    ['a line after it that is deeper', 'name: Room: twelve\n  pin: 6', '1:7'],
  ])('is called a second colon: %s', (_name, text, place) => {
    expect(said(text)).toEqual([`${place} ${ONE_COLON}`]);
  });
});

describe('a line for the YAML version', () => {
  it('needs "---" after it: it is that line which may go', () => {
    expect(said('%YAML 1.2\nleds: 60')).toEqual([
      '2:1 expected "---" after the line that begins with % – or remove that line: no file needs it',
    ]);
    expect(said('%YAML 1.2\n---\nleds: 60')).toEqual([]);
  });
});

describe('a text', () => {
  it('may begin with a byte order mark, which is no column', () => {
    expect(readYaml('\uFEFFleds: 60', 'x.yaml').content).toEqual({ kind: 'value', value: { leds: 60 } });
    expect(said('\uFEFFname: @room')).toEqual([
      '1:7 expected a value, got "@" at its start – put the text in quotes',
    ]);
  });

  it('may be 65 536 characters long, and no more', () => {
    const longest = `# ${'x'.repeat(65_534)}`;
    expect(said(longest)).toEqual([]);
    expect(said(`${longest}x`)).toEqual([
      '1:1 expected at most 65536 characters, got 65537 – is this the right file?',
    ]);
  });

  it.each([
    ['\u0000', '00'],
    ['\u0008', '08'],
    ['\u000b', '0b'],
    ['\u001f', '1f'],
    ['\u007f', '7f'],
  ])('is refused for the control character %j', (character, code) => {
    expect(said(`leds: 60\nname: a${character}`)).toEqual([
      `2:8 expected YAML text, got the control character 0x${code} – this is no plain text file; save it as text in UTF-8`,
    ]);
  });

  it('may have tabs after a value, and line ends of Windows', () => {
    expect(readYaml('leds: 60\t# sixty\r\npin: 6\r\n', 'x.yaml').content).toEqual({
      kind: 'value',
      value: { leds: 60, pin: 6 },
    });
  });

  it('has its first ten syntax errors told, one a line', () => {
    const lines = Array.from({ length: 15 }, (_, n) => `key${n}: @a: @b`);
    const places = said(lines.join('\n')).map((words) => words.split(':')[0]);
    expect(places).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });
});

describe('what is opened and never closed', () => {
  const quote = (sign: string) =>
    `expected a closing ${sign} – the text that begins here with ${sign} never ends`;
  const bracket = (opening: string, closing: string) =>
    `expected a closing "${closing}" for the "${opening}" that opens here – every "${opening}" needs one, indented below its key`;
  const REST = 'durationMs: 10\nstepMs: 0.01\n';

  it.each([
    ['a double quote', `axon: {kind: patch}\nname: "Room 12\n${REST}`, `2:7 ${quote('"')}`],
    ['a single quote', `axon: {kind: patch}\nname: 'Room 12\n${REST}`, `2:7 ${quote("'")}`],
    ['the quote of a key', `axon: {kind: patch}\n"name: Room\n${REST}`, `2:1 ${quote('"')}`],
    ['a quote in a list', `electrodes:\n  - "x\n  - y\n${REST}`, `2:5 ${quote('"')}`],
    ['a quote that another one ends', `name: "Room\nelectrodes: [{name: "a"}]\n${REST}`, `1:7 ${quote('"')}`],
    ['a quote inside brackets', `name: x\nelectrodes: [{name: "a}]\n${REST}`, `2:21 ${quote('"')}`],
    ['a {', `name: x\naxon: {kind: patch\n${REST}`, `2:7 ${bracket('{', '}')}`],
    ['a { in the last line', `${REST}axon: {kind: patch\n\n`, `3:7 ${bracket('{', '}')}`],
    ['a { that ends in a comment', `axon: {kind: patch # }\n${REST}`, `1:7 ${bracket('{', '}')}`],
    ['a { over lines', `axon: {\n  kind: patch,\n${REST}`, `1:7 ${bracket('{', '}')}`],
    ['a { with a closed one in it', `a: {axon: {kind: patch}\n${REST}`, `1:4 ${bracket('{', '}')}`],
    ['a { around all', '{axon: {kind: patch}\n', `1:1 ${bracket('{', '}')}`],
    ['a [', `name: x\nelectrodes: [{name: a}\n${REST}`, `2:13 ${bracket('[', ']')}`],
    ['a { inside a [', `name: x\nelectrodes: [{name: a]\n${REST}`, `2:14 ${bracket('{', '}')}`],
  ])('is named where it opens: %s', (_name, text, words) => {
    expect(said(text)[0]).toBe(words);
  });

  it('keeps its place however many lines come after it', () => {
    for (const opening of ['"', "'", '{', '['])
      for (let after = 0; after < 5; after++) {
        const text = `name: x\naxon: ${opening}kind\n${'durationMs: 10\n'.repeat(after)}`;
        expect(said(text)[0]).toMatch(/^2:7 expected a closing /);
      }
  });

  it('a text in a block ends by its indent, and a line that breaks it is named itself', () => {
    expect(said('name: |\n  Room\n twelve\n')[0]).toMatch(/^3:1 expected the same indent/);
  });
});
