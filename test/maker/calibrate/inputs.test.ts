import { describe, expect, it } from 'vitest';
import type { ButtonEvent } from '../../../src/maker/calibrate/heard.js';
import { dialWords, pressHeard } from '../../../src/maker/calibrate/inputs.js';

/** Events of buttons: `1d0` is button 1 going down at 0 ms, `2u30` button 2 going up at 30. */
function heard(...texts: string[]): ButtonEvent[] {
  return texts.map((text) => {
    const [, button, way, ms] = /^(\d)([du])(\d+)$/.exec(text)!;
    return { kind: 'button', button: Number(button), pressed: way === 'd', deviceUs: 1000 * Number(ms) };
  });
}

describe('a button that was pressed once', () => {
  it.each([
    ['right', ['1d0', '1u200'], 'right'],
    ['right while a visitor presses another one', ['3d0', '1d20', '3u50', '1u200'], 'right'],
    ['right if somebody has pressed it twice, a second apart', ['1d0', '1u200', '1d1000', '1u1200'], 'right'],
    ['silent', [], 'silent'],
    ['wired as another one', ['3d0', '3u90'], 'other'],
    ['closed at rest', ['1u0', '1d200'], 'was-down'],
    ['bouncing', ['1d0', '1u22', '1d44', '1u300'], 'bounced'],
    ['stuck', ['1d0'], 'held'],
  ] as const)('is found %s', (_, texts, kind) => {
    expect(pressHeard(1, heard(...texts)).kind).toBe(kind);
  });

  it('is judged across the wrap of the clock of the board', () => {
    const late = heard('1d0', '1u0', '1d0').map((event, n) => ({
      ...event,
      deviceUs: (2 ** 32 - 10_000 + 30_000 * n) % 2 ** 32,
    }));
    expect(pressHeard(1, late)).toEqual({ kind: 'bounced' });
  });
});

describe('a dial that was turned to both ends', () => {
  it.each([
    [
      { left: 0.01, right: 0.99, noise: 0 },
      'Dial 0 goes from 1 % to 99 %, and stands still when nobody turns it.',
    ],
    [{ left: 0.01, right: 0.99, noise: 0.05 }, /^Dial 0: It moves by 5 % while nobody turns it\..*100 nF/],
    [{ left: 0.98, right: 0.02, noise: 0 }, /^Dial 0: It goes the wrong way round\. Exchange/],
    [{ left: 0.5, right: 0.5, noise: 0 }, /^Dial 0: It does not follow\..*pin A0/],
    [{ left: null, right: null, noise: 0 }, /^Dial 0: It does not follow\./],
  ])('is told in words: %o', (readings, words) => {
    expect(dialWords(0, 'A0', readings)).toMatch(words);
  });
});
