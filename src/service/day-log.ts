/**
 * A log with one file a day and a bound for each: what is kept is never more than `days` × `bytesADay`. Nobody who
 * writes waits for it or hears of an error; what could not be kept is counted, and the count stands in the log later.
 * A clock that jumps only changes the names of files: none is taken for old because of its date.
 */
import type { Clock } from '../controller/contract.js';
import { LONGEST_LINE_BYTES, type LogEntry, logLine } from './log-line.js';

/** An open file; what is written goes to its end. */
export interface LogFile {
  /** What it had when it was opened [bytes]. */
  readonly bytes: number;
  /** Its last line has no end: power was cut, or the disk was full. */
  readonly endsMidLine: boolean;
  /** Appends, and resolves once the disk has it. Rejects if not; some of it may be there. */
  append(text: string): Promise<void>;
  /** Somebody has removed it. */
  isGone(): Promise<boolean>;
  close(): Promise<void>;
}

/** Where the files are. All of these may reject. */
export interface LogFolder {
  /** What people call it. */
  readonly name: string;
  names(): Promise<readonly string[]>;
  /** Makes it, and the folder, if it is not there. */
  open(name: string): Promise<LogFile>;
  remove(name: string): Promise<void>;
}

export interface DayLogOptions {
  readonly folder: LogFolder;
  readonly clock: Pick<Clock, 'after'>;
  /** Date and time of the room; it may jump either way. */
  readonly now: () => Date;
  /** The day there: `2026-11-29`. */
  readonly dayOf: (at: Date) => string;
  readonly bytesADay: number;
  readonly days: number;
}

export interface DayLog {
  write(entry: LogEntry): void;
  /** Why it is not written at present; undefined: it is. */
  readonly trouble: string | undefined;
  /** Resolves once all has been written, or cannot be. */
  close(): Promise<void>;
}

/** How long lines wait for others before the disk is asked: as much as a power cut may cost [ms]. */
export const FLUSH_AFTER_MS = 1000;
/** When a log that could not be written is tried again [ms]. */
export const RETRY_AFTER_MS = 10_000;
/** Lines that wait, at most; more are lost, and counted. */
const MOST_WAITING = 2000;
/** Share of a day's bytes that is left to warnings and errors. */
const KEPT_FOR_TROUBLE = 0.1;
const NAME = /^axon-rig-\d{4,6}-\d\d-\d\d\.jsonl$/;

interface Line {
  readonly day: string;
  readonly text: string;
  readonly isInfo: boolean;
}

/** One sentence for a log that cannot be written. */
function troubleWords(folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The log in ${folder} is not written: the disk is full. Make room; it goes on by itself.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `The log in ${folder} is not written: this account may not write there. Give exhibit.log.folder another place, or change who owns it.`;
  return `The log in ${folder} is not written: ${message}. Look at the disk; it goes on by itself.`;
}

export function createDayLog(options: DayLogOptions): DayLog {
  const { folder, clock, now, dayOf, bytesADay, days } = options;
  const mostInfoBytes = (1 - KEPT_FOR_TROUBLE) * bytesADay;
  /** The last lines of a day are about the log itself. */
  const mostBytes = bytesADay - LONGEST_LINE_BYTES;
  const waiting: Line[] = [];
  let file: (LogFile & { readonly day: string }) | undefined;
  let fileBytes = 0;
  /** Lines that are not in the log: those beyond a day's bound, and those that could not be written. */
  let over = 0;
  let lost = 0;
  let saidFull = false;
  let trouble: string | undefined;
  let working: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let closed = false;

  function arm(ms: number): void {
    if (closed) return;
    cancel ??= clock.after(ms, () => {
      cancel = undefined;
      void flush();
    });
  }

  function flush(): Promise<void> {
    working ??= work().finally(() => {
      working = undefined;
      // A rig that has nothing to say hears all the same that there is room again.
      if (trouble !== undefined) arm(RETRY_AFTER_MS);
      else if (waiting.length > 0) arm(FLUSH_AFTER_MS);
    });
    return working;
  }

  async function letGo(): Promise<void> {
    const old = file;
    file = undefined;
    await old?.close().catch(() => {});
  }

  const nameOf = (day: string) => `axon-rig-${day}.jsonl`;

  async function removeOldest(current: string): Promise<void> {
    const names = (await folder.names()).filter((name) => NAME.test(name)).sort();
    for (const name of names.slice(0, Math.max(0, names.length - days)))
      if (name !== current) await folder.remove(name);
  }

  async function openFor(day: string): Promise<LogFile> {
    if (file?.day === day && !(await file.isGone())) return file;
    await letGo();
    // Room first: the disk may be full of old days.
    await removeOldest(nameOf(day));
    const opened = await folder.open(nameOf(day));
    file = Object.assign(opened, { day });
    fileBytes = opened.bytes;
    saidFull = false;
    await removeOldest(nameOf(day));
    return file;
  }

  function about(event: string, lines: number, words: string): string {
    return logLine(now(), { level: 'warning', event, words, with: { lines } });
  }

  /** Those that the day has room for. */
  function within(lines: readonly Line[], begin: string): string {
    let text = begin;
    if (lost > 0) text += about('log-lost', lost, `${lost} lines are missing before this one.`);
    if (over > 0 && fileBytes === 0) {
      text += about('log-over', over, `${over} lines of the day before were too many for its bound.`);
      over = 0;
    }
    for (const line of lines) {
      const bytes = fileBytes + text.length + line.text.length;
      if (bytes <= (line.isInfo ? Math.min(mostInfoBytes, mostBytes) : mostBytes)) text += line.text;
      else {
        over++;
        if (!saidFull && bytes <= bytesADay) {
          saidFull = true;
          text += about('log-full', 0, 'This day has as many bytes as it may: what is left out is counted.');
        }
      }
    }
    return text;
  }

  /** Writes all lines of the first day that waits; after trouble at least how many are missing. */
  async function writeDay(): Promise<void> {
    const day = waiting[0]?.day ?? dayOf(now());
    const next = waiting.findIndex((line) => line.day !== day);
    const lines = waiting.splice(0, next < 0 ? waiting.length : next);
    try {
      const open = await openFor(day);
      const text = within(lines, open.endsMidLine && fileBytes === open.bytes && open.bytes > 0 ? '\n' : '');
      if (text !== '') await open.append(text);
      fileBytes += text.length;
      lost = 0;
      trouble = undefined;
    } catch (error) {
      lost += lines.length;
      trouble = troubleWords(folder.name, error as NodeJS.ErrnoException);
      await letGo();
    }
  }

  async function work(): Promise<void> {
    do {
      if (waiting.length > 0 || trouble !== undefined) await writeDay();
    } while (waiting.length > 0 && trouble === undefined);
  }

  return {
    write(entry) {
      if (closed) return;
      const at = now();
      if (waiting.length >= MOST_WAITING) lost++;
      else waiting.push({ day: dayOf(at), text: logLine(at, entry), isInfo: entry.level === 'info' });
      if (working === undefined) arm(trouble === undefined ? FLUSH_AFTER_MS : RETRY_AFTER_MS);
    },
    get trouble() {
      return trouble;
    },
    async close() {
      closed = true;
      cancel?.();
      await working;
      await work();
      await letGo();
    },
  };
}

/** The day of a place: `2026-11-29`. @param timeZone such as `Europe/Berlin`; undefined: the computer's. */
export function dayIn(timeZone: string | undefined): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => {
    const part = (type: Intl.DateTimeFormatPartTypes) =>
      format.formatToParts(at).find((one) => one.type === type)!.value;
    return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  };
}
