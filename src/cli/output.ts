/** Writing what was computed: a file is there whole or not at all, and so is what goes to standard output. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { PartFile } from './part-file.js';
import { StoppedError } from './pauses.js';
import { UserError, writeStandardOutput } from './terminal.js';

/** Links one after the other; the system itself follows no more. */
const MOST_LINKS = 40;

function realOr(path: string, otherwise: string): string {
  try {
    return realpathSync(path);
  } catch {
    return otherwise;
  }
}

/** The file that a path leads to, through links; the file that would be there, where there is none yet. */
function real(path: string): string {
  const whole = resolve(path);
  const there = realOr(whole, '');
  if (existsSync(there)) return there;
  // A link that leads to no path and yet to something, as /dev/stdout does to a pipe.
  if (existsSync(whole)) return whole;
  let place = whole;
  for (let links = 0; links < MOST_LINKS; links++) {
    const folder = dirname(place);
    place = join(realOr(folder, folder), basename(place));
    try {
      place = resolve(dirname(place), readlinkSync(place));
    } catch {
      return place;
    }
  }
  return whole;
}

/** What a path can be that names no file, in words; of anything else the system's own are clear enough. */
const NO_PATH_WORDS: Readonly<Record<string, string>> = {
  ELOOP: 'it is a link that leads back to itself; remove it, or give another name',
  ENOTDIR: 'a part of it that should be a folder is a file; give another name',
  EPIPE: 'what reads it has ended before all of it was there',
  ENAMETOOLONG: 'its name is longer than the system allows; give a shorter one',
};

/** Does what has to do with a target. Throws UserError if the system will not, such as "no space left". */
function trying<T>(target: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const where = target === '-' ? `standard output, which is first written in ${tmpdir()},` : target;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UserError(`${where} cannot be written: ${NO_PATH_WORDS[code] ?? message}`);
  }
}

/** How the file of an option ends that is no table. */
const ENDINGS: Readonly<Record<string, string>> = { '--svg': 'svg', '--html': 'html' };

function checkTarget(
  option: string,
  target: string,
  source: string,
  sourceWords: string,
  ending = ENDINGS[option] ?? 'csv',
): void {
  const path = real(target);
  const there = trying(`${option} ${target}`, () => statSync(path, { throwIfNoEntry: false }));
  if (path === real(source))
    throw new UserError(`${option} ${target} is ${sourceWords} itself; give another name`);
  if ([target, path].some((name) => /\.ya?ml$/i.test(name)))
    throw new UserError(
      `${option} ${target} has the name of a rig or experiment file, which is never written over; end it in .${ending}`,
    );
  if (there?.isFile() && /^\/(?:dev|proc)\//.test(target))
    throw new UserError(
      `${option} ${target} leads to a file, which would be replaced; give its own name, or -`,
    );
  if (there?.isDirectory())
    throw new UserError(`${option} ${target} is a folder; give the name of a file in it`);
  checkWritable(`${option} ${target}`, target);
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Throws UserError where no file can be brought to its place. @param told how it is called in words. */
export function checkWritable(told: string, target: string): void {
  const path = real(target);
  const there = trying(told, () => statSync(path, { throwIfNoEntry: false }));
  const inFolder = there === undefined || there.isFile();
  const folder = dirname(path);
  if (inFolder && !mayWrite(folder))
    throw new UserError(`${told} cannot be written: its folder is not there, or not yours to write in`);
  if (there !== undefined && !mayWrite(path))
    throw new UserError(`${told} cannot be written: it is protected against writing; make it writable first`);
  // Node 20 has thrown this above; later ones say of such a path that nothing is there.
  if (inFolder && !statSync(folder).isDirectory())
    throw new UserError(`${told} cannot be written: ${NO_PATH_WORDS.ENOTDIR}`);
}

/**
 * Looks, before anything is computed, whether there is a place for everything: UserError for two outputs in one
 * place, a folder that is missing, or a name that is an experiment's or a rig's.
 * @param targets option → path, `-`, or `undefined` for one that was not given.
 * @param source the file that is read, and what it is. @param ending what the name should end in, where that does not
 * go by the option.
 */
export function checkTargets(
  targets: Readonly<Record<string, string | undefined>>,
  source: string,
  sourceWords = 'the experiment file',
  ending?: string,
): void {
  const taken = new Map<string, string>();
  for (const [option, target] of Object.entries(targets)) {
    if (target === undefined) continue;
    if (target === '') throw new UserError(`${option} needs the name of a file, or - for standard output`);
    const place = target === '-' ? '-' : real(target);
    const other = taken.get(place);
    if (other !== undefined) {
      const where = place === '-' ? 'standard output' : target;
      throw new UserError(`${other} and ${option} both want ${where}; give one of them a file of its own`);
    }
    taken.set(place, option);
    if (target !== '-') checkTarget(option, target, source, sourceWords, ending);
  }
}

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
