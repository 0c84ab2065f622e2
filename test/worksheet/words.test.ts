import { describe, expect, it } from 'vitest';
import { CARD_LANGUAGES } from '../../src/lessons/card.js';
import { SHEET_WORDS, unitWords } from '../../src/worksheet/words.js';

describe('the words of sheets', () => {
  const { en, ...others } = SHEET_WORDS;

  it('are there in each language that a card may have, the same ones, and none is empty', () => {
    expect(Object.keys(others)).toEqual([...CARD_LANGUAGES]);
    for (const words of Object.values(others)) {
      expect(Object.keys(words)).toEqual(Object.keys(en));
      expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([]);
    }
  });

  it('say a speed in German as Stellen/ms, and leave mV and m/s as they are', () => {
    const inGerman = (unit: string) => unitWords(unit, SHEET_WORDS.de);
    expect(['sites/ms', 'sites', 'mV', 'm/s', '×'].map(inGerman)).toEqual([
      'Stellen/ms',
      'Stellen',
      'mV',
      'm/s',
      '×',
    ]);
  });
});
