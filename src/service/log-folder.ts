/** The folder of a log on the disk, and what it remembers from one start of the program to the next. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogFolder } from './day-log.js';

/** Logs may name what goes on in a house: others of this computer do not read them. */
const FOLDER_MODE = 0o750;
const FILE_MODE = 0o640;
const LINE_END = 0x0a;

export function logFolder(path: string): LogFolder {
  return {
    name: path,
    async names() {
      await mkdir(path, { recursive: true, mode: FOLDER_MODE });
      return readdir(path);
    },
    async open(name) {
      const handle = await open(join(path, name), 'a+', FILE_MODE);
      try {
        const { size } = await handle.stat();
        const last = Buffer.alloc(1);
        if (size > 0) await handle.read(last, 0, 1, size - 1);
        return {
          bytes: size,
          endsMidLine: size > 0 && last[0] !== LINE_END,
          async append(text) {
            await handle.appendFile(text, 'ascii');
            await handle.datasync();
          },
          isGone: async () => (await handle.stat()).nlink === 0,
          close: () => handle.close(),
        };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    remove: (name) => rm(join(path, name), { force: true }),
  };
}

/** A name of the folder, the same however its path is written. Undefined where it cannot be made. */
export async function folderName(path: string): Promise<string | undefined> {
  try {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    const { dev, ino } = await stat(path, { bigint: true });
    return `axon-rig-log-${dev}-${ino}`;
  } catch {
    return undefined;
  }
}

const MEMORY = 'axon-rig-starts.json';
/** Longest that it may be to be read [bytes]. */
const MOST_MEMORY_BYTES = 1000;

/** How often the program has started, and how the last run ended: `cut-off` means power, a crash or a kill. */
export interface Starts {
  readonly starts: number;
  readonly before: 'none' | 'ended' | 'cut-off';
  /** Notes that this run has ended as it should. */
  ended(): Promise<void>;
}

async function remember(path: string, starts: number, running: boolean): Promise<void> {
  const file = join(path, MEMORY);
  const handle = await open(`${file}.new`, 'w', FILE_MODE);
  try {
    await handle.writeFile(`${JSON.stringify({ starts, running })}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  // Whenever power goes, one of the two is there, and whole.
  await rename(`${file}.new`, file);
}

async function recall(path: string): Promise<Omit<Starts, 'ended'>> {
  try {
    const text = await readFile(join(path, MEMORY), 'utf8');
    const { starts, running } = JSON.parse(text.slice(0, MOST_MEMORY_BYTES)) as Record<string, unknown>;
    if (Number.isSafeInteger(starts) && (starts as number) >= 0)
      return { starts: starts as number, before: running === true ? 'cut-off' : 'ended' };
  } catch {
    // None, or none that can be read: this start is the first that is known.
  }
  return { starts: 0, before: 'none' };
}

/** Counts this start. A folder that cannot be written is the log's trouble, and none of this. */
export async function countStart(path: string): Promise<Starts> {
  const { starts, before } = await recall(path);
  const note = (running: boolean) => remember(path, starts + 1, running).catch(() => {});
  await mkdir(path, { recursive: true, mode: FOLDER_MODE }).catch(() => {});
  await note(true);
  return { starts: starts + 1, before, ended: () => note(false) };
}
