import { describe, expect, it } from 'vitest';
import {
  ALL_TRIES_AT_ONCE,
  CODE_LENGTH,
  CODE_LETTERS,
  createCodeCheck,
  MOST_ADDRESSES,
  makeCode,
  NEXT_OF_ALL_MS,
  NEXT_TRY_MS,
  TRIES_AT_ONCE,
} from '../../src/server/code.js';

describe('a code', () => {
  it('has five letters and digits, none of which looks like another, and no vowel', () => {
    const drawn: number[] = [];
    const code = makeCode((limit) => {
      drawn.push(limit);
      return (7 * drawn.length) % limit;
    });
    expect(code).toMatch(/^[2-9B-DF-HJ-NP-TV-Z]{5}$/);
    expect(drawn).toEqual(new Array(CODE_LENGTH).fill(28));
    expect([...'01OILAEU'].filter((letter) => CODE_LETTERS.includes(letter))).toEqual([]);
  });

  it('is right in small letters, with a dash or spaces too', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (const typed of ['KX7M2', 'kx7m2', 'kx7-m2', ' KX7 M2 '])
      expect([typed, check.try(typed, 'phone', 0)]).toEqual([typed, 'right']);
    expect(check.try('KX7M3', 'phone', 0)).toBe('wrong');
  });
});

describe('a code that is guessed', () => {
  it('is looked at five times from one address, then once in 20 s; the right one waits too', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let n = 0; n < TRIES_AT_ONCE; n++) expect(check.try('22222', 'one', 0)).toBe('wrong');
    expect(check.try('KX7M2', 'one', 0)).toBe('too-often');
    expect(check.try('KX7M2', 'other', 0)).toBe('right');
    expect(check.try('22222', 'one', NEXT_TRY_MS)).toBe('wrong');
    expect(check.try('KX7M2', 'one', NEXT_TRY_MS)).toBe('too-often');
    expect(check.try('KX7M2', 'one', 2 * NEXT_TRY_MS)).toBe('right');
  });

  it('is looked at 20 times from a thousand addresses, and 720 times in an hour', () => {
    const check = createCodeCheck('KX7M2', 0);
    const looked = (nowMs: number) =>
      Array.from({ length: 1000 }, (_, n) => check.try('22222', `${nowMs}.${n}`, nowMs)).filter(
        (answer) => answer === 'wrong',
      ).length;
    expect(looked(0)).toBe(ALL_TRIES_AT_ONCE);
    let inAnHour = 0;
    for (let nowMs = NEXT_OF_ALL_MS; nowMs <= 3_600_000; nowMs += NEXT_OF_ALL_MS) inAnHour += looked(nowMs);
    expect(inAnHour).toBe(720);
  });

  it('does not keep others from trying: who was refused at his own address costs them nothing', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let n = 0; n < 1000; n++) check.try('22222', 'one', 0);
    expect(check.try('KX7M2', 'other', 0)).toBe('right');
  });

  it(`is remembered of ${MOST_ADDRESSES} addresses, those that tried last`, () => {
    const check = createCodeCheck('KX7M2', 0);
    const nowMs = 1e9;
    for (let n = 0; n < TRIES_AT_ONCE; n++) check.try('22222', 'first', nowMs);
    expect(check.try('KX7M2', 'first', nowMs)).toBe('too-often');
    for (let n = 0; n < MOST_ADDRESSES - 1; n++) check.try('22222', `n${n}`, nowMs);
    expect(check.try('KX7M2', 'first', nowMs)).toBe('too-often');
    for (let n = 0; n < MOST_ADDRESSES; n++) check.try('22222', `m${n}`, nowMs);
    expect(check.try('KX7M2', 'first', nowMs + 5000)).toBe('right');
  });
});
