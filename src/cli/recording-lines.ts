/** The lines of a saved recording, read piece by piece: a file of any size takes little memory. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { RecordedBlock, RecordingHeader } from '../recording/format.js';
import { MOST_LINE_CHARS } from '../recording/line.js';
import { createPace } from '../recording/pace.js';
import { type Ending, type FileLine, openRecording } from '../recording/read.js';
import type { Pauses } from './pauses.js';
import { UserError } from './terminal.js';

const CHUNK_BYTES = 65_536;

/** A byte order mark, as editors and mail programs put it before a text; here each byte is a character. */
const MARK = '\u00ef\u00bb\u00bf';

/** A line without what a copy may have put around it. */
const bare = (line: string, isFirst: boolean) =>
  (isFirst && line.startsWith(MARK) ? line.slice(MARK.length) : line).replace(/\r$/, '');

/** No line is longer than `MOST_LINE_CHARS` and one more: of a longer one the rest is not read, nor what follows. */
function* linesOf(file: number, read: (bytes: number) => void): Generator<FileLine, undefined> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let text = '';
  let isFirst = true;
  for (;;) {
    const got = readSync(file, chunk, 0, CHUNK_BYTES, null);
    if (got === 0) break;
    read(got);
    text += chunk.toString('latin1', 0, got);
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield { text: bare(text.slice(0, end), isFirst), isLast: false };
      isFirst = false;
      text = text.slice(end + 1);
    }
    if (text.length > MOST_LINE_CHARS) {
      yield { text: text.slice(0, MOST_LINE_CHARS + 1), isLast: false };
      return;
    }
  }
  yield { text: bare(text, isFirst), isLast: true };
}

export interface RecordingOnDisk {
  readonly header: RecordingHeader;
  /** Read from the disk as they are asked for. */
  readonly blocks: Generator<RecordedBlock, Ending>;
  /** How much of the file has been read, 0 to 1. */
  share(): number;
  close(): void;
}

/** Throws UserError if there is no such file, or it is no recording that this program can read. */
export function readRecording(path: string): RecordingOnDisk {
  const file = opened(path);
  try {
    const bytes = Math.max(1, fstatSync(file).size);
    let done = 0;
    const lines = linesOf(file, (got) => {
      done += got;
    });
    const recording = openRecording(lines);
    if (!recording.ok) throw new UserError(`${path} ${recording.words}`);
    return { ...recording, share: () => Math.min(1, done / bytes), close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function opened(path: string): number {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw new UserError(`${path} is a folder; give the name of a recording in it`);
    if (!stats.isFile())
      throw new UserError(
        `${path} is a device or a pipe; a recording is read more than once, so give the name of a plain file`,
      );
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UserError(
        `there is no file ${path}; recordings are made with: npx axon-rig run --record FILE`,
      );
    throw new UserError(`${path} cannot be read: ${message}; check that your account may read it`);
  }
}

/** What can be known of a recording before it is played. */
export interface RecordingSummary {
  readonly header: RecordingHeader;
  readonly pictures: number;
  readonly ending: Ending;
  /** How long it takes to play it [ms], and how many of its gaps are shortened for that. */
  readonly playedMs: number;
  readonly shortGaps: number;
}

/** Reads a recording to its end. Throws as `readRecording` and `pauses` do. */
export async function summaryOf(path: string, pauses?: Pick<Pauses, 'take'>): Promise<RecordingSummary> {
  const recording = readRecording(path);
  const pace = createPace();
  try {
    let pictures = 0;
    for (;;) {
      const next = recording.blocks.next();
      if (next.done) {
        const { dueMs: playedMs, shortGaps } = pace;
        return { header: recording.header, pictures, ending: next.value, playedMs, shortGaps };
      }
      for (const { roomMs } of next.value.pictures) pace.next(roomMs);
      pictures += next.value.pictures.length;
      await pauses?.take(() => `${pictures} pictures`, recording.share());
    }
  } finally {
    recording.close();
  }
}
