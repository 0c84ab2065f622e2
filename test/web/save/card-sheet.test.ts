import { describe, expect, it } from 'vitest';
import { sheetAddress } from '../../../src/web/save/card-sheet.js';
import { ASKING, lessonAt, NO_LESSON } from '../lesson-state.js';

const SHEET = { kind: 'sheet', paper: 'a4', language: 'de' } as const;
const TEACHER = { role: 'teacher', pass: null } as const;
const CONTROLLER = { role: 'controller', pass: 'p' } as const;
const WATCHER = { role: 'watcher', pass: null } as const;
const KEY = { kind: 'key', paper: 'letter', language: 'en' } as const;
const PLAN_SHEET = { kind: 'plan-sheet', paper: 'a4', language: 'en' } as const;
const PLAN_KEY = { kind: 'plan-key', paper: 'letter', language: 'de' } as const;
const inPlan = lessonAt(ASKING);
const alone = lessonAt(ASKING, { name: 'a&b' }, false);

describe('the address of a card’s worksheet', () => {
  it('names card, language and paper, and asks for the key where that is wanted', () => {
    expect(sheetAddress(SHEET, inPlan, WATCHER)).toBe('worksheet.html?card=spread&lang=de&paper=a4');
    expect(sheetAddress(KEY, alone, TEACHER)).toBe('worksheet.html?card=a%26b&lang=en&paper=letter&key=');
  });

  it('is none without a card, and a key is for the rig’s own page and one that has given the code', () => {
    expect(sheetAddress(SHEET, undefined, TEACHER)).toBeUndefined();
    expect(sheetAddress(SHEET, NO_LESSON, TEACHER)).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, WATCHER)).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, undefined)).toBeUndefined();
    for (const role of ['visitor', 'controller'] as const)
      expect(sheetAddress(KEY, inPlan, { role, pass: null })).toBeUndefined();
    expect(sheetAddress(KEY, inPlan, CONTROLLER)).toContain('key=');
  });
});

describe('the address of the worksheets of a plan', () => {
  it('names the plan that is played, for worksheets and for keys', () => {
    expect(sheetAddress(PLAN_SHEET, inPlan, TEACHER)).toBe(
      'worksheet.html?plan=ten-minutes&lang=en&paper=a4',
    );
    expect(sheetAddress(PLAN_KEY, inPlan, CONTROLLER)).toBe(
      'worksheet.html?plan=ten-minutes&lang=de&paper=letter&key=',
    );
  });

  it('is none for a card that is played alone, and for who watches', () => {
    expect(sheetAddress(PLAN_SHEET, alone, TEACHER)).toBeUndefined();
    expect(sheetAddress(PLAN_SHEET, inPlan, WATCHER)).toBeUndefined();
  });
});
