/** Writing what was computed: a file is there whole or not at all, and so is what goes to standard output. */
import { accessSync, closeSync, constants, openSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { PartFile } from './part-file.js';
import { StoppedError } from './pauses.js';
import { real, trying } from './targets.js';
import { UserError, writeStandardOutput } from './terminal.js';

/** So long a pipe is waited for that nobody reads [ms]. */
const READER_WITHIN_MS = 10_000;
/** How often is looked whether it is read [ms]. The system tells of neither that nor that there is room in it again. */
const READER_LOOK_MS = 100;
const ROOM_LOOK_MS = 2;
/** To open what is no plain file: no call waits in the system, where Ctrl-C would not be heard. */
const NO_WAIT = constants.O_WRONLY | (constants.O_NONBLOCK ?? 0);
/** A copy in a folder that everybody may read is nobody else's. */
const OWN_ALONE = 0o600;

type Breathe = () => Promise<void>;

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What is being written for one option. */
export interface Output {
  /** Such as `table`. */
  readonly what: string;
  /** Path, or `-` for standard output. */
  readonly target: string;
  /** It replaces a file at once; anything else may have a reader that is waited for. */
  readonly inPlace: boolean;
  /** Throws UserError if there is no room for it. */
  write(content: string | Uint8Array): void;
  /** Brings it to its place. @param breathe is called between two pieces, and whatever it throws ends that. */
  finish(breathe: Breathe): Promise<void>;
  /** Takes away what is not finished. */
  discard(): void;
}

/**
 * Plain files are written beside their place and renamed. Standard output, and what is no plain file, such as
 * /dev/null or a pipe, get a copy at the end: nothing of it, unless all of it could be computed.
 */
export function openOutput(what: string, target: string): Output {
  const path = target === '-' ? '-' : real(target);
  const there = target === '-' ? undefined : trying(target, () => statSync(path, { throwIfNoEntry: false }));
  const inPlace = target !== '-' && (there === undefined || there.isFile());
  // In a folder of one's own a file can be replaced that may not be written.
  if (there?.isFile()) trying(target, () => accessSync(path, constants.W_OK));
  const part = trying(target, () =>
    inPlace ? new PartFile(dirname(path), there?.mode) : new PartFile(tmpdir(), OWN_ALONE),
  );
  return {
    what,
    target,
    inPlace,
    write: (content) => trying(target, () => part.write(content)),
    async finish(breathe) {
      try {
        if (inPlace) trying(target, () => part.finish(path));
        else if (target === '-') await copyOut(part, breathe);
        else {
          const open = () => openSync(path, NO_WAIT);
          const file = there?.isFIFO() ? await openRead(target, open, breathe) : trying(target, open);
          await copyInto(target, file, part, breathe);
        }
      } catch (error) {
        if (!(error instanceof StoppedError)) throw error;
        const place = target === '-' ? 'standard output' : target;
        throw new StoppedError(error.signal, `${place} has only a part of the ${what}, or nothing`);
      }
      part.discard();
    },
    discard: () => part.discard(),
  };
}

/** @returns what the system gives, or `undefined` where it says, by a code such as ENXIO, that it cannot yet. */
function unlessNotYet<T>(target: string, notYet: string, work: () => T): T | undefined {
  return trying(target, () => {
    try {
      return work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === notYet) return undefined;
      throw error;
    }
  });
}

/** Opens a pipe as soon as somebody reads it. Throws UserError if nobody does. */
async function openRead(target: string, open: () => number, breathe: Breathe): Promise<number> {
  for (const startMs = performance.now(); ; await delay(READER_LOOK_MS)) {
    const file = unlessNotYet(target, 'ENXIO', open);
    if (file !== undefined) return file;
    await breathe();
    if (performance.now() - startMs > READER_WITHIN_MS)
      throw new UserError(
        `${target} is a pipe, and nobody has read from it for ${READER_WITHIN_MS / 1000} s; nothing was written to it. Start what reads it first, or give the name of a file`,
      );
  }
}

/** To what is no plain file; waits, as long as it takes, while a pipe is full. Closes it. */
async function copyInto(target: string, file: number, part: PartFile, breathe: Breathe): Promise<void> {
  try {
    for (const piece of part.chunks())
      for (let at = 0; at < piece.length; ) {
        const written = unlessNotYet(target, 'EAGAIN', () => writeSync(file, piece, at));
        if (written === undefined) await delay(ROOM_LOOK_MS);
        else at += written;
        await breathe();
      }
  } finally {
    closeSync(file);
  }
}

/** A reader that has seen enough, such as `| head`, ends it. */
async function copyOut(part: PartFile, breathe: Breathe): Promise<void> {
  for (const piece of part.chunks()) {
    if ((await writeStandardOutput(piece)) === 'closed') return;
    await breathe();
  }
}
