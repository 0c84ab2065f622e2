import { describe, expect, it } from 'vitest';
import { sheetAddress } from '../../../src/web/save/card-sheet.js';

const SHEET = { kind: 'sheet', paper: 'a4', language: 'de' } as const;
const TEACHER = { role: 'teacher', pass: null } as const;
const WATCHER = { role: 'watcher', pass: null } as const;
const KEY = { kind: 'key', paper: 'letter', language: 'en' } as const;

describe('the address of a card’s worksheet', () => {
  it('names card, language and paper, and asks for the key where that is wanted', () => {
    expect(sheetAddress(SHEET, 'two-graphs', WATCHER)).toBe(
      'worksheet.html?card=two-graphs&lang=de&paper=a4',
    );
    expect(sheetAddress(KEY, 'a&b', TEACHER)).toBe('worksheet.html?card=a%26b&lang=en&paper=letter&key=');
  });

  it('is none without a card, and a key is for the rig’s own page and one that has given the code', () => {
    expect(sheetAddress(SHEET, undefined, TEACHER)).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', WATCHER)).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', undefined)).toBeUndefined();
    for (const role of ['visitor', 'controller'] as const)
      expect(sheetAddress(KEY, 'spread', { role, pass: null })).toBeUndefined();
    expect(sheetAddress(KEY, 'spread', { role: 'controller', pass: 'p' })).toContain('key=');
  });
});
