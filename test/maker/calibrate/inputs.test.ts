import { describe, expect, it } from 'vitest';
import type { ButtonEvent } from '../../../src/maker/calibrate/heard.js';
import { buttonFound, buttonWords, dialWords } from '../../../src/maker/calibrate/inputs.js';

/** Events of buttons: `1d0` is button 1 going down at 0 ms, `2u30` button 2 going up at 30. */
function heard(...texts: string[]): ButtonEvent[] {
  return texts.map((text) => {
    const [, button, way, ms] = /^(\d)([du])(\d+)$/.exec(text)!;
    return { kind: 'button', button: Number(button), pressed: way === 'd', deviceUs: 1000 * Number(ms) };
  });
}

describe('a button that was pressed once', () => {
  it.each([
    ['right', ['1d0', '1u200'], 'right', null],
    ['right while a visitor presses another one', ['3d0', '1d20', '3u50', '1u200'], 'right', null],
    ['silent', [], 'silent', /at pin 2 and the other at ground/],
    ['wired as another one', ['3d0', '3u90'], 'other', /^Button 3 was heard instead of button 1/],
    ['closed at rest', ['1u0', '1d200'], 'rests closed', /turn it by 90°.*"pressed: high"/],
    ['bouncing', ['1d0', '1u22', '1d44', '1u300'], 'bounces', /2 times for one press, once after 22 ms/],
    ['stuck', ['1d0'], 'held', /is it stuck\?/],
  ] as const)('is found %s', (_, texts, kind, words) => {
    const found = buttonFound(1, heard(...texts));
    expect(found.kind).toBe(kind);
    if (words === null) expect(buttonWords(1, '2', found)).toBeNull();
    else expect(buttonWords(1, '2', found)).toMatch(words);
  });

  it('is measured across the wrap of the clock of the board', () => {
    const late = heard('1d0', '1u0', '1d0').map((event, n) => ({
      ...event,
      deviceUs: (2 ** 32 - 10_000 + 30_000 * n) % 2 ** 32,
    }));
    expect(buttonFound(1, late)).toEqual({ kind: 'bounces', presses: 2, shortestMs: 30 });
  });
});

describe('a dial that was turned to both ends', () => {
  it.each([
    [
      { left: 0.01, right: 0.99, noise: 0 },
      'Dial 0 goes from 1 % to 99 %, and stands still when nobody turns it.',
    ],
    [{ left: 0.01, right: 0.99, noise: 0.05 }, /moves by 5 % when nobody turns it.*100 nF from pin A0/],
    [
      { left: 0.98, right: 0.02, noise: 0 },
      /wrong way round, from 98 % to 2 %: exchange its two outer wires/,
    ],
    [{ left: 0.5, right: 0.5, noise: 0 }, /tells 50 % at both ends: its middle leg must be at pin A0/],
    [{ left: null, right: null, noise: 0 }, /Nothing was heard of dial 0/],
  ])('is told in words: %o', (found, words) => {
    const said = dialWords(0, 'A0', found);
    if (typeof words === 'string') expect(said).toBe(words);
    else expect(said).toMatch(words);
  });
});
