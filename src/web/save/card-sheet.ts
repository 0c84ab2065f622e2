/** Where the rig has the worksheets of the card that is played, and of its plan, and their keys. Pure. */
import type { Paper } from '../../figure/index.js';
import type { LessonState, PageRole } from '../../server/messages.js';

export const SHEET_KINDS = ['sheet', 'key', 'plan-sheet', 'plan-key'] as const;
type SheetKind = (typeof SHEET_KINDS)[number];

export interface AskedSheet {
  readonly kind: SheetKind;
  readonly paper: Paper;
  readonly language: string;
}

/**
 * @returns undefined where there is none: nothing is played, or more than the card's worksheet is asked for by a page that
 * may not have it.
 */
export function sheetAddress(
  { kind, paper, language }: AskedSheet,
  lesson: LessonState | undefined,
  role: Pick<PageRole, 'role' | 'pass'> | undefined,
): string | undefined {
  const ofPlan = kind === 'plan-sheet' || kind === 'plan-key';
  const name = ofPlan ? lesson?.plan?.name : lesson?.card?.name;
  const isTrusted = role?.role === 'teacher' || Boolean(role?.pass);
  if (name === undefined || (kind !== 'sheet' && !isTrusted)) return undefined;
  const isKey = kind === 'key' || kind === 'plan-key';
  const query = new URLSearchParams({
    [ofPlan ? 'plan' : 'card']: name,
    lang: language,
    paper,
    ...(isKey && { key: '' }),
  });
  return `worksheet.html?${query}`;
}
