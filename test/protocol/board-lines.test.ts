import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOARD_LINES, crc32, formatBoardLine, parseBoardLine } from '../../src/protocol/index.js';
import { lineVectors } from '../contract/vectors.js';
import { anyLine } from './arbitrary.js';

const checked = (text: string) =>
  `${text}*${crc32(Buffer.from(text, 'latin1')).toString(16).padStart(8, '0')}`;
const isLine = (text: string) => !('problem' in parseBoardLine(text));

describe('lines of firmware-protocol.md', () => {
  it('show every verb', () => {
    expect(new Set(lineVectors.map(({ value }) => value.verb)).size).toBe(BOARD_LINES.length);
  });

  it.each(lineVectors)('$name: $line', ({ value, line }) => {
    expect(formatBoardLine(value)).toBe(line);
    expect(parseBoardLine(line)).toEqual(value);
    expect(parseBoardLine(`${line}\r`)).toEqual(value);
  });

  it.each(lineVectors)('$name: no flip of one bit passes', ({ line }) => {
    const bytes = Buffer.from(line, 'latin1');
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(isLine(damaged.toString('latin1'))).toBe(false);
    }
  });

  it.each(lineVectors)('$name: no part of it passes', ({ line }) => {
    for (let end = 0; end < line.length; end++) {
      expect(isLine(line.slice(0, end))).toBe(false);
      if (end > 0) expect(isLine(line.slice(end))).toBe(false);
    }
  });
});

describe('lines of a board', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        expect(parseBoardLine(formatBoardLine(line))).toEqual(line);
      }),
      { numRuns: 1000 },
    );
  });

  it('are not found in random text, which never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(isLine(text)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throw with a right check around random words', () => {
    const verb = fc.constantFrom('H', 'S', 'K', 'A', 'N', 'B', 'D', 'L', 'T', '#', 'Z');
    fc.assert(
      fc.property(verb, fc.stringMatching(/^[ -~]{0,90}$/), (letter, rest) => {
        const found = parseBoardLine(checked(`${letter} ${rest}`));
        if ('problem' in found) expect(found.problem).toBe(letter === 'Z' ? 'verb' : 'form');
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a line of 120 characters, the longest that there is', () => {
    const line = checked(`# ${'x'.repeat(109)}`);
    expect(line).toHaveLength(120);
    expect(parseBoardLine(line)).not.toHaveProperty('problem');
  });

  it.each([
    ['an empty line', '', 'no-check'],
    ['a line without a check', 'K 1f', 'no-check'],
    ['a check in capitals', 'K 1f*3790851F', 'no-check'],
    ['a wrong check', 'K 1f*3790851e', 'check'],
    ['121 characters', checked(`# ${'x'.repeat(110)}`), 'too-long'],
    ['a million characters', 'x'.repeat(1_000_000), 'too-long'],
    ['a control character', checked('# \x07'), 'not-printable'],
    ['a letter beyond ASCII', checked('# é'), 'not-printable'],
    ['two carriage returns', `${checked('K 1f')}\r\r`, 'not-printable'],
    ['an unknown verb', checked('Q 1'), 'verb'],
    ['a verb without fields', checked('K'), 'verb'],
    ['a seq of three digits', checked('K 1ff'), 'form'],
    ['an event of id 0', checked('B 0 1 1 down'), 'form'],
    ['an event of id 256', checked('B 256 1 1 down'), 'form'],
    ['button 5', checked('B 1 1 5 down'), 'form'],
    ['a button that is sideways', checked('B 1 1 1 left'), 'form'],
    ['a dial of 1024', checked('D 1 1 0 1024'), 'form'],
    ['dial 2', checked('D 1 1 2 5'), 'form'],
    ['a time beyond 32 bits', checked('L 1 4294967296'), 'form'],
    ['a negative time', checked('L 1 -5'), 'form'],
    ['an unknown refusal', checked('N 01 never because'), 'form'],
    ['a token of three digits', checked('T 19a 1 2'), 'form'],
    ['a greeting without a major', checked('H fw=1'), 'form'],
  ])('refuse %s', (_, text, problem) => {
    expect(parseBoardLine(text)).toMatchObject({ problem });
  });

  it('take a greeting of any major and ignore what they do not know', () => {
    expect(parseBoardLine(checked('H 2 fw=9.1 board=pico colour=yes led=60'))).toMatchObject({
      verb: 'H',
      major: 2,
      firmware: '9.1',
      board: 'pico',
      ledCount: 60,
      windowBytes: 0,
    });
    expect(parseBoardLine(checked('S up=5 mood=fine ok=7'))).toMatchObject({
      upS: 5,
      framesOk: 7,
      framesBad: 0,
    });
  });
});
