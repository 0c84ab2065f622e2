import { describe, expect, it } from 'vitest';
import { sheetAddress } from '../../../src/web/save/card-sheet.js';
import { ASKING, lessonAt, NO_LESSON } from '../lesson-state.js';

const SHEET = { kind: 'sheet', paper: 'a4', language: 'de' } as const;
const KEY = { kind: 'key', paper: 'letter', language: 'en' } as const;
const PLAN_SHEET = { kind: 'plan-sheet', paper: 'a4', language: 'en' } as const;
const PLAN_KEY = { kind: 'plan-key', paper: 'letter', language: 'de' } as const;
const inPlan = lessonAt(ASKING);
const alone = lessonAt(ASKING, { name: 'a&b' }, false);

describe('the address of a card’s worksheet', () => {
  it('names card, language and paper, and asks for the key where that is wanted', () => {
    expect(sheetAddress(SHEET, inPlan, 'watcher')).toBe('worksheet.html?card=spread&lang=de&paper=a4');
    expect(sheetAddress(KEY, alone, 'teacher')).toBe('worksheet.html?card=a%26b&lang=en&paper=letter&key=');
  });

  it('is none without a card, and a key is for who controls the rig', () => {
    expect(sheetAddress(SHEET, undefined, 'teacher')).toBeUndefined();
    expect(sheetAddress(SHEET, NO_LESSON, 'teacher')).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, 'watcher')).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, undefined)).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, 'controller')).toContain('key=');
  });
});

describe('the address of the worksheets of a plan', () => {
  it('names the plan that is played, for worksheets and for keys', () => {
    expect(sheetAddress(PLAN_SHEET, inPlan, 'teacher')).toBe(
      'worksheet.html?plan=ten-minutes&lang=en&paper=a4',
    );
    expect(sheetAddress(PLAN_KEY, inPlan, 'controller')).toBe(
      'worksheet.html?plan=ten-minutes&lang=de&paper=letter&key=',
    );
  });

  it('is none for a card that is played alone, and for who watches', () => {
    expect(sheetAddress(PLAN_SHEET, alone, 'teacher')).toBeUndefined();
    expect(sheetAddress(PLAN_SHEET, inPlan, 'watcher')).toBeUndefined();
  });
});
