/** Whether there is a place for what is to be written: looked at before anything is computed. */
import { accessSync, constants, existsSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from './terminal.js';

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
export function real(path: string): string {
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
export function trying<T>(target: string, work: () => T): T {
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
