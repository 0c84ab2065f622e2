/**
 * A recording on the disk while it is made. Each line is appended and synced as soon as it is there, which is twice a
 * second; the caller never waits. What the disk will not take is told once, and the file then ends with its last whole
 * line: everything until then can be read.
 */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { UserError } from './terminal.js';

/** Most that waits for a slow disk [characters]: several minutes of a recording. */
const MOST_WAITING_CHARS = 16 * 2 ** 20;

export interface RecordingFile {
  /** Takes lines, each with its line feed; `untilMs` is the room time up to which they tell [ms]. Never throws. */
  append(lines: string, untilMs: number): void;
  /** Settles once nothing waits for the disk, or the disk is given up. */
  idle(): Promise<void>;
  /** Waits until all is on the disk, and closes the file. Never throws. */
  close(): Promise<void>;
}

/** A file that was not there before. */
export interface NewFile {
  readonly path: string;
  readonly handle: FileHandle;
}

export interface RecordingFileOptions {
  /** Called once, if the disk will not take any more: one sentence. */
  onProblem(words: string): void;
}

/** Throws UserError if the file is there already, or cannot be made; `isThere` tells the two apart. */
export async function openNewFile(path: string): Promise<NewFile> {
  try {
    return { path, handle: await open(path, 'wx') };
  } catch (error) {
    throw new NewFileError(refusalWords(path, error as NodeJS.ErrnoException), {
      isThere: (error as NodeJS.ErrnoException).code === 'EEXIST',
    });
  }
}

export class NewFileError extends UserError {
  readonly isThere: boolean;

  constructor(words: string, { isThere }: { readonly isThere: boolean }) {
    super(words);
    this.isThere = isThere;
  }
}

/** @param make is called with the first line, and never again; what it throws ends the file before it began. */
export function createRecordingFile(
  make: () => Promise<NewFile>,
  options: RecordingFileOptions,
): RecordingFile {
  let file: NewFile | undefined;
  let waiting = '';
  let waitingUntilMs = 0;
  let writtenBytes = 0;
  let writtenUntilMs = 0;
  let state: 'open' | 'ended' = 'open';
  let givenUp: Promise<void> | undefined;
  let working: Promise<void> | undefined;

  async function giveUp(): Promise<void> {
    // Half a line is of no use; if it stays, readers leave it out.
    await file?.handle.truncate(writtenBytes).catch(() => {});
    await file?.handle.close().catch(() => {});
  }

  function end(words: string): void {
    if (state !== 'open') return;
    state = 'ended';
    waiting = '';
    givenUp = giveUp();
    options.onProblem(words);
  }

  function fail(words: string): void {
    const name = file === undefined ? 'a recording' : `the recording ${file.path}`;
    end(
      `${name} has ended: ${words}; its first ${(writtenUntilMs / 1000).toFixed(1)} s are safe, and the rig goes on without it`,
    );
  }

  async function write(): Promise<void> {
    try {
      file ??= await make();
    } catch (error) {
      return end(`${(error as Error).message}; this experiment is not recorded, and the rig goes on`);
    }
    const { handle } = file;
    if (state !== 'open') await handle.close().catch(() => {});
    while (waiting !== '' && state === 'open') {
      const bytes = Buffer.from(waiting, 'ascii');
      const untilMs = waitingUntilMs;
      waiting = '';
      try {
        await handle.appendFile(bytes);
        await handle.datasync();
        const isGone = (await handle.stat()).nlink === 0;
        if (isGone) return fail('somebody has removed the file, or its folder');
        writtenBytes += bytes.length;
        writtenUntilMs = untilMs;
      } catch (error) {
        fail(faultWords(error as NodeJS.ErrnoException));
      }
    }
  }

  return {
    append(lines, untilMs) {
      if (state !== 'open') return;
      waiting += lines;
      waitingUntilMs = untilMs;
      if (waiting.length > MOST_WAITING_CHARS) {
        fail('the disk is too slow for it; take another disk');
        return;
      }
      working ??= write().finally(() => {
        working = undefined;
      });
    },
    idle: async () => await working,
    async close() {
      if (state === 'open') await working;
      if (state === 'open') {
        state = 'ended';
        await file?.handle.close().catch(() => {});
      }
      await givenUp;
    },
  };
}

function refusalWords(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EEXIST')
    return `${path} is there already, and a recording is never written over: give another name, or move it away`;
  if (code === 'ENOENT') return `${path} cannot be made: its folder is not there; make the folder first`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${path} cannot be made: its folder is not yours to write in; give a name in another folder`;
  return `${path} cannot be made: ${message}`;
}

function faultWords({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'the disk is full; make room, then record to another file';
  return `it cannot be written (${message})`;
}
