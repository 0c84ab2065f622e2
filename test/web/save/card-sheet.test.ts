import { describe, expect, it } from 'vitest';
import { sheetAddress } from '../../../src/web/save/card-sheet.js';

const SHEET = { kind: 'sheet', paper: 'a4', language: 'de' } as const;
const KEY = { kind: 'key', paper: 'letter', language: 'en' } as const;

describe('the address of a card’s worksheet', () => {
  it('names card, language and paper, and asks for the key where that is wanted', () => {
    expect(sheetAddress(SHEET, 'two-graphs', 'watcher')).toBe(
      'worksheet.html?card=two-graphs&lang=de&paper=a4',
    );
    expect(sheetAddress(KEY, 'a&b', 'teacher')).toBe('worksheet.html?card=a%26b&lang=en&paper=letter&key=');
  });

  it('is none without a card, and a key is for who controls the rig', () => {
    expect(sheetAddress(SHEET, undefined, 'teacher')).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', 'watcher')).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', undefined)).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', 'controller')).toContain('key=');
  });
});
