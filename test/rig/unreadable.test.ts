/** Texts that are no rig at all: no YAML, or no sections with keys. */
import { describe, expect, it } from 'vitest';
import { parseRig, problemLines } from '../../src/rig/index.js';
import { messages, withDevice } from './messages.js';

describe('a file that is no rig', () => {
  it.each([
    ['', 'an empty file'],
    ['# only a comment\n', 'an empty file'],
    ['---\n', 'an empty file'],
    ['5', '5'],
    ['hello', '"hello"'],
    ['- a\n- b', 'a list'],
  ])('is told what one looks like: %j', (text, got) => {
    expect(messages(text)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^rigs/x.yaml:1:\\d: expected a section with keys, got ${got} – write for example device: {kind: virtual}$`,
        ),
      ),
    ]);
  });

  it.each([
    [
      'strip:\n\tleds: 60',
      '3:1',
      'expected spaces before the key, got a tab – replace the tab by two spaces',
    ],
    [
      'strip:\n  leds: 60\n reversed: true',
      '4:1',
      'expected the same indent as the key above – indent with spaces; all keys of one section start in the same column',
    ],
    [
      'strip: {leds: 60',
      '2:8',
      'expected a closing "}" for the "{" that opens here – every "{" needs one, indented below its key',
    ],
    ['name: "x', '2:7', 'expected a closing " – the text that begins here with " never ends'],
    [
      'exhibit:\n  idleS 60 # a minute\n  attractS: 12\n  volume: 0.5',
      '3:3',
      'expected "key: value", got "idleS 60" – is the colon missing?',
    ],
    ['leds', '2:1', 'expected "key: value", got "leds" – is the colon missing?'],
    ['- leds: 3', '2:1', 'expected "key: value", got "- leds: 3" – no list belongs here, remove the dash'],
    ['name: @room', '2:7', 'expected a value, got "@" at its start – put the text in quotes'],
    [
      '---\nname: x',
      '2:1',
      'expected one set of sections, got a second one after "---" – keep each in a file of its own, and write no "---" after the first line',
    ],
    [
      'strip: {leds: 60,, reversed: true}',
      '2:18',
      'expected "key: value", got "," – is there a bracket, a comma or a dash too many, or a wrong indent?',
    ],
    [
      'name: "\\q"',
      '2:8',
      'expected a known escape after the backslash – write the backslash twice, or use single quotes',
    ],
  ])('because of its syntax is told place and remedy: %j', (text, place, words) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${place}: ${words}`]);
  });

  it('refuses anchors, aliases and tags with the reason, so that no alias can multiply', () => {
    expect(withDevice('strip: &s {leds: 2}\nlens: *s\nname: !!str x')).toEqual([
      'rigs/x.yaml:2:11 strip: expected a plain value, got the anchor &s – remove it, values are written out',
      'rigs/x.yaml:3:7 lens: expected a value, got the alias *s – write the value out here',
      'rigs/x.yaml:4:13 name: expected a plain value, got the tag !!str – remove the tag',
    ]);
  });

  it('answers a bomb of 9⁹ aliases at once', () => {
    const letters = [...'abcdefghi'];
    const bomb = letters.map((letter, i) => {
      const inside = i === 0 ? 'x' : `*${letters[i - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(inside).join(',')}]`;
    });
    const all = messages(bomb.join('\n'));
    expect(all[0]).toMatch(/^rigs\/x.yaml:1:1 device: expected a section/);
    expect(all.filter((message) => message.includes('got the anchor'))).toHaveLength(9);
  });

  it.each([
    ['%YAML 1.1\n---\n', '%YAML 1.1', '1:1'],
    ['# mine\n%YAML 1.3\n---\n', '%YAML 1.3', '2:1'],
    ['%TAG ! tag:x,2000:\n---\n', '%TAG ! tag:x,2000:', '1:1'],
  ])('refuses a directive, under which 010 may be 8 and yes may be true: %j', (start, directive, place) => {
    expect(messages(`${start}device: {kind: virtual}\nstrip: {leds: 010}\n`)).toEqual([
      `rigs/x.yaml:${place}: expected YAML 1.2 without directives, got "${directive}" – remove this line`,
    ]);
  });

  it('takes the directive of YAML 1.2, which changes nothing: 010 is 10', () => {
    const result = parseRig('%YAML 1.2\n---\ndevice: {kind: virtual}\nstrip: {leds: 010}\n', 'x.yaml');
    expect(result.ok && result.rig.strip.leds).toBe(10);
  });

  it.each([
    ['name: a\u202eb', '2:8', 'expected plain text, got the invisible character U+202E – remove it'],
    ['name: a\u0085b', '2:8', 'expected YAML text, got the control character 0x85'],
    ['name: a\rlens: {}', '2:8', 'expected lines that end as on Linux or Windows'],
    ['"k\\ey\\u202e": 1', '2:1', '"k\\u001by\\u202e": unknown key'],
    ['name: "\\u202e"', '2:7', 'name: expected a text of 1 to 60 characters on one line, got "\\u202e"'],
  ])('cannot bring a hidden character to the terminal: %j', (text, place, words) => {
    const [message] = withDevice(text);
    expect(message!.startsWith(`rigs/x.yaml:${place}`)).toBe(true);
    expect(message).toContain(words);
  });

  it('tells twenty of 13 000 problems, and that there are more', () => {
    const result = parseRig('a: 1\n'.repeat(13_000), 'x.yaml');
    const lines = result.ok ? [] : problemLines(result.problems);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatch(
      /^x\.yaml:\d+:1: there is more wrong from here on – mend what stands above first$/,
    );
  });

  it('refuses 65 537 characters unread', () => {
    expect(messages(`# ${'x'.repeat(65_535)}`)).toEqual([
      'rigs/x.yaml:1:1: expected at most 65536 characters, got 65537 – is this the right file?',
    ]);
  });

  it('tells the place of a control character in a binary file', () => {
    expect(messages('device: {kind: virtual}\nname: \u0000PNG')).toEqual([
      'rigs/x.yaml:2:7: expected YAML text, got the control character 0x00 – this is no plain text file; save it as text in UTF-8',
    ]);
  });
});
