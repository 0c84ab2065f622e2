/** The thread in which worksheets are made: the same program under another name, which ends with its answer. */
import type { AllSheets } from '../../playing/sheets.js';
import { startThread } from '../thread.js';
import type { MakeSheets } from './sheets.js';

export const SHEET_THREAD = 'sheets';

/** What the thread says, once. */
export type SheetNews =
  | { readonly ok: true; readonly sheets: AllSheets }
  | { readonly ok: false; readonly words: string };

/** @param program that runs here, as soon as it is known. */
export const sheetMaker =
  (program: () => Blob | undefined): MakeSheets =>
  (work) =>
    new Promise((resolve, reject) => {
      const thread = startThread(program()!, SHEET_THREAD);
      const end = (how: () => void): void => {
        thread.terminate();
        how();
      };
      thread.addEventListener('message', ({ data }: MessageEvent<SheetNews>) =>
        end(() => (data.ok ? resolve(data.sheets) : reject(new Error(data.words)))),
      );
      thread.addEventListener('error', ({ message }) => end(() => reject(new Error(message))));
      thread.postMessage(work);
    });
