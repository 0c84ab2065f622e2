/** The log of a rig that nobody looks after, with what it remembers from start to start. */
import { dirname, isAbsolute, join } from 'node:path';
import type { Timers } from '../devices/timers.js';
import { roundDue } from '../exhibit/round.js';
import type { RigExhibit } from '../rig/index.js';
import { createDayLog, type DayLog, dayIn } from '../service/day-log.js';
import { countStart, folderName, logFolder, type Starts } from '../service/log-folder.js';
import { lastRound } from '../service/rounds.js';
import { claim } from '../service/sole.js';
import { shippedRigs } from './package-folder.js';

/** How often it is looked at whether somebody has made a round [ms]. */
const ROUND_LOOK_EVERY_MS = 600_000;

export interface ServiceLogParts {
  readonly exhibit: RigExhibit | null;
  /** Of the rig file. */
  readonly path: string;
  readonly timers: Timers;
  readonly env: NodeJS.ProcessEnv;
  /** Date and time of the room. */
  readonly now: () => Date;
  /** Where it goes; unless given, the computer's disk. */
  readonly folderOf?: typeof logFolder;
}

/** Where the log goes. */
export function logPath(folder: string, rigPath: string, env: NodeJS.ProcessEnv, here: string): string {
  if (isAbsolute(folder)) return folder;
  const [given] = (env.LOGS_DIRECTORY ?? '').split(':');
  // Beside a shipped rig is the program, which may be of another user, and goes with its next version.
  const beside = dirname(rigPath) === shippedRigs ? here : dirname(rigPath);
  return join(given || beside, folder);
}

export interface OpenedLog {
  readonly log: Pick<DayLog, 'write' | 'trouble' | 'close'>;
  /** Undefined where another program counts. */
  readonly starts?: Starts;
  round(): string | undefined;
  stop(): void;
  /** Others may write it. */
  letGo(): void;
}

/** The log of a folder that another program writes. */
function takenLog(folder: string): OpenedLog {
  const trouble = `Another rig writes the log in ${folder}: this one writes none. Stop one of the two, or give one another exhibit.log.folder, and start it again.`;
  const log = { write() {}, trouble, async close() {} };
  return { log, round: () => undefined, stop() {}, letGo() {} };
}

/** Opens it, if the exhibit has one and no other program writes it. */
export async function openLog({
  exhibit,
  path,
  timers,
  env,
  now,
  folderOf = logFolder,
}: ServiceLogParts): Promise<OpenedLog | undefined> {
  const settings = exhibit?.log;
  if (settings === undefined) return undefined;
  const folder = logPath(settings.folder, path, env, process.cwd());
  const name = await folderName(folder);
  const letGo = name === undefined ? () => {} : await claim(name);
  if (letGo === undefined) return takenLog(folder);
  const log = createDayLog({
    folder: folderOf(folder),
    clock: timers,
    now,
    dayOf: dayIn(exhibit?.hours?.zone ?? undefined),
    bytesADay: 1e6 * settings.megabytesADay,
    days: settings.days,
  });
  let round = await lastRound(folder);
  const stop = timers.every(ROUND_LOOK_EVERY_MS, () => {
    void lastRound(folder).then((last) => {
      round = last;
    });
  });
  return {
    log,
    starts: await countStart(folder),
    stop,
    round: () => roundDue(round, now().getTime()),
    letGo,
  };
}
