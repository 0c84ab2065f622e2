/** Where the rig has the worksheet of the card that is played, and its key. Pure. */
import type { Paper } from '../../figure/index.js';
import type { PageRole } from '../../server/messages.js';

export const SHEET_KINDS = ['sheet', 'key'] as const;

export interface AskedSheet {
  readonly kind: (typeof SHEET_KINDS)[number];
  readonly paper: Paper;
  readonly language: string;
}

/** @returns undefined where there is none: no card is played, or who watches asks for its answers. */
export function sheetAddress(
  { kind, paper, language }: AskedSheet,
  card: string | undefined,
  role: PageRole['role'] | undefined,
): string | undefined {
  const isKey = kind === 'key';
  if (card === undefined || (isKey && (role === undefined || role === 'watcher'))) return undefined;
  const query = new URLSearchParams({ card, lang: language, paper, ...(isKey && { key: '' }) });
  return `worksheet.html?${query}`;
}
