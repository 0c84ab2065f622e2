import { describe, expect, it } from 'vitest';
import {
  ALL_TRIES_AT_ONCE,
  CODE_LENGTH,
  CODE_LETTERS,
  createCodeCheck,
  MOST_REMEMBERED,
  makeCode,
  NEXT_OF_ALL_MS,
  NEXT_TRY_MS,
  TRIES_AT_ONCE,
} from '../../src/server/code.js';

const at = (who: string) => ({ where: 'there', who }) as const;
let drawn = 0;
/** Another one each time. */
const wrong = () => String(++drawn).padStart(5, '2');

describe('a code', () => {
  it('has five letters and digits, none of which looks like another, and no vowel', () => {
    const limits: number[] = [];
    const code = makeCode((limit) => {
      limits.push(limit);
      return (7 * limits.length) % limit;
    });
    expect(code).toMatch(/^[2-9B-DF-HJ-NP-TV-Z]{5}$/);
    expect(limits).toEqual(new Array(CODE_LENGTH).fill(28));
    expect([...'01OILAEU'].filter((letter) => CODE_LETTERS.includes(letter))).toEqual([]);
  });

  it('is right in small letters, with a dash or spaces too', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (const typed of ['KX7M2', 'kx7m2', 'kx7-m2', ' KX7 M2 '])
      expect([typed, check.try(typed, at('phone'), 0)]).toEqual([typed, 'right']);
    expect(check.try('KX7M3', at('phone'), 0)).toBe('wrong');
  });

  it('costs nothing: a thousand right ones, and all five wrong ones after them are looked at', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let n = 0; n < 1000; n++) expect(check.try('KX7M2', at('phone'), 0)).toBe('right');
    for (let n = 0; n < TRIES_AT_ONCE; n++) expect(check.try(wrong(), at('phone'), 0)).toBe('wrong');
    expect(check.try('KX7M2', at('phone'), 0)).toBe('too-often');
  });
});

describe('a code that is guessed', () => {
  it('is looked at five times from one address, then once in 20 s; the right one waits too', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let n = 0; n < TRIES_AT_ONCE; n++) expect(check.try(wrong(), at('one'), 0)).toBe('wrong');
    expect(check.try('KX7M2', at('one'), 0)).toBe('too-often');
    expect(check.try('KX7M2', at('other'), 0)).toBe('right');
    expect(check.try(wrong(), at('one'), NEXT_TRY_MS)).toBe('wrong');
    expect(check.try('KX7M2', at('one'), NEXT_TRY_MS)).toBe('too-often');
    expect(check.try('KX7M2', at('one'), 2 * NEXT_TRY_MS)).toBe('right');
  });

  it('is looked at once however often the same wrong one is said again, as by a key that is stuck', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let ms = 0; ms < 60_000; ms += 10) expect(check.try('22222', at('one'), ms)).toBe('wrong');
    expect(check.try('KX7M2', at('one'), 60_000)).toBe('right');
  });

  it.each(['here', 'there'] as const)(
    'is looked at 20 times from a thousand %s, and 720 times in an hour',
    (where) => {
      const check = createCodeCheck('KX7M2', 0);
      const looked = (nowMs: number) =>
        Array.from({ length: 1000 }, (_, n) =>
          check.try(wrong(), { where, who: `${nowMs}.${n}` }, nowMs),
        ).filter((answer) => answer === 'wrong').length;
      expect(looked(0)).toBe(ALL_TRIES_AT_ONCE);
      let inAnHour = 0;
      for (let nowMs = NEXT_OF_ALL_MS; nowMs <= 3_600_000; nowMs += NEXT_OF_ALL_MS) inAnHour += looked(nowMs);
      expect(inAnHour).toBe(720);
    },
  );

  it('does not keep others from trying: who was refused at his own address costs them nothing', () => {
    const check = createCodeCheck('KX7M2', 0);
    for (let n = 0; n < 1000; n++) check.try(wrong(), at('one'), 0);
    expect(check.try('KX7M2', at('other'), 0)).toBe('right');
  });

  it('in the network keeps nobody from trying at the rig itself, nor the other way round', () => {
    for (const [attacked, free] of [
      ['there', 'here'],
      ['here', 'there'],
    ] as const) {
      const check = createCodeCheck('KX7M2', 0);
      for (let n = 0; n < 1000; n++) check.try(wrong(), { where: attacked, who: `${n}` }, 0);
      expect(check.try('KX7M2', { where: attacked, who: 'late' }, 0)).toBe('too-often');
      expect(check.try('KX7M2', { where: free, who: 'late' }, 0)).toBe('right');
    }
  });

  it.each([0, 1, 2])(
    'by 26 addresses for as long as they like lets another one in within 9 minutes, which had %i wrong ones itself',
    (mistypes) => {
      const check = createCodeCheck('KX7M2', 0);
      const attack = (ms: number) => {
        for (let n = 0; n < 26; n++) check.try(wrong(), at(`attacker ${n}`), ms);
      };
      let ms = 0;
      for (; ms < 9 * 60_000; ms += 100) attack(ms);
      for (let n = 0; n < mistypes; n++) expect(check.try(wrong(), at('technician'), ms)).toBe('wrong');
      expect(check.try('KX7M2', at('technician'), ms)).toBe('right');
    },
  );

  it(`is remembered of the ${MOST_REMEMBERED} addresses that tried last`, () => {
    const check = createCodeCheck('KX7M2', 0);
    let nowMs = 0;
    for (let n = 0; n < TRIES_AT_ONCE; n++) check.try(wrong(), at('first'), nowMs);
    const tried = (count: number, name: string) => {
      for (let n = 0; n < count; n++) {
        nowMs += NEXT_OF_ALL_MS;
        expect(check.try(wrong(), at(`${name} ${n}`), nowMs)).toBe('wrong');
      }
    };
    // The last tries are left to those who have given no wrong one.
    const last = () => {
      for (let n = 0; n < 5; n++) check.try(wrong(), at(`new ${n}`), nowMs);
      return check.try('KX7M2', at('first'), nowMs);
    };
    tried(MOST_REMEMBERED - 20, 'one');
    expect(last()).toBe('too-often');
    tried(MOST_REMEMBERED, 'other');
    expect(last()).toBe('right');
  });
});
