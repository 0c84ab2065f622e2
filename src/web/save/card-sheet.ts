/** Where the rig has the worksheet of the card that is played, and its key. Pure. */
import type { Paper } from '../../figure/index.js';
import type { PageRole } from '../../server/messages.js';

export const SHEET_KINDS = ['sheet', 'key'] as const;

export interface AskedSheet {
  readonly kind: (typeof SHEET_KINDS)[number];
  readonly paper: Paper;
  readonly language: string;
}

/** @returns undefined where there is none: no card is played, or its answers are asked for by a page that may not have them. */
export function sheetAddress(
  { kind, paper, language }: AskedSheet,
  card: string | undefined,
  role: Pick<PageRole, 'role' | 'pass'> | undefined,
): string | undefined {
  const isKey = kind === 'key';
  if (card === undefined || (isKey && role?.role !== 'teacher' && !role?.pass)) return undefined;
  const query = new URLSearchParams({ card, lang: language, paper, ...(isKey && { key: '' }) });
  return `worksheet.html?${query}`;
}
