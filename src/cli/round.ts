/** `axon-rig round RIG`: asks a person what no program sees of an exhibit, and notes the answers beside its log. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RoundFacts, type RoundQuestion, roundQuestions } from '../exhibit/round.js';
import type { Rig } from '../rig/index.js';
import { noteRound } from '../service/rounds.js';
import { technicianSheet } from '../service/sheet.js';
import { SERVICE_LOGS } from '../service/units.js';
import { METERS } from '../units.js';
import { readTyping } from './lesson/typing.js';
import { packageVersion } from './package-folder.js';
import { findRigFile, loadRig } from './rig-files.js';
import { logPath } from './service-log.js';
import { type Terminal, UserError } from './terminal.js';

export interface RoundOptions {
  /** Prints the sheet for the technician instead. */
  readonly sheet?: boolean;
  readonly by?: string | undefined;
  readonly httpPort: number;
}

export function roundFacts({ buttons, needles, exhibit }: Rig): RoundFacts {
  return {
    buttons: ([1, 2, 3, 4] as const).filter((button) => buttons[button] !== null),
    needles: METERS.filter((name) => needles[name] !== null),
    hasLamp: exhibit?.lamp !== undefined,
    hasHub: exhibit?.hub !== undefined,
  };
}

/** Asks one after the other. @returns those that were answered with no; null: nobody answers any more. */
export function ask(
  questions: readonly RoundQuestion[],
  input: Pick<NodeJS.ReadStream, 'on' | 'off' | 'pause'>,
  out: (line: string) => void,
): Promise<readonly string[] | null> {
  const failed: string[] = [];
  let at = 0;
  const say = () => out(`${at + 1} of ${questions.length}: ${questions[at]!.words} Is it so? (y or n)`);
  return new Promise((settle) => {
    const end = (answer: readonly string[] | null) => {
      typing.close();
      settle(answer);
    };
    const typing = readTyping(
      input,
      (line) => {
        const word = line.trim().toLowerCase();
        if (at === questions.length) return;
        if (!['y', 'yes', 'n', 'no'].includes(word)) {
          out('Type y if it is so, and n if it is not.');
          return;
        }
        if (word.startsWith('n')) failed.push(questions[at]!.id);
        at++;
        if (at === questions.length) end(failed);
        else say();
      },
      () => end(null),
    );
    say();
  });
}

/** That of a service, where there is one; its folder is not this shell's to know. */
function serviceEnv(): NodeJS.ProcessEnv {
  if (process.env.LOGS_DIRECTORY !== undefined || !existsSync(SERVICE_LOGS)) return process.env;
  return { LOGS_DIRECTORY: SERVICE_LOGS };
}

/** @returns the exit code: 0 if all was right, 1 if something was not, or nobody answered. */
export async function round(
  wanted: string,
  { sheet = false, by, httpPort }: RoundOptions,
  terminal: Terminal,
  input: NodeJS.ReadStream = process.stdin,
): Promise<number> {
  const { rig } = loadRig(wanted);
  const path = resolve(findRigFile(wanted));
  const questions = roundQuestions(roundFacts(rig));
  const settings = rig.exhibit?.log;
  const folder = settings && logPath(settings.folder, path, serviceEnv(), process.cwd());
  if (sheet) {
    const facts = {
      rig: rig.name,
      rigFile: path,
      program: packageVersion(),
      device: rig.device.kind,
      url: `http://127.0.0.1:${httpPort}/`,
      logFolder: folder ?? null,
      hasLamp: rig.exhibit?.lamp !== undefined,
      hub: rig.exhibit?.hub?.url ?? null,
      questions,
    };
    terminal.out(technicianSheet(facts));
    return 0;
  }
  if (folder === undefined)
    throw new UserError(
      `${wanted} has no log to note a round in; write "log: {}" into its section exhibit, or print the sheet with --sheet`,
    );
  const failed = await ask(questions, input, terminal.out);
  if (failed === null) {
    terminal.err('axon-rig: the round has not come to its end, and nothing is noted');
    return 1;
  }
  await noteRound(folder, { atMs: Date.now(), failed }, by).catch((error: Error) => {
    throw new UserError(`the round cannot be noted in ${folder}: ${error.message}; run it with sudo`);
  });
  terminal.out(
    failed.length === 0
      ? 'axon-rig: all is as it should be; noted. The next round is due in a month.'
      : `axon-rig: noted. Not as it should be: ${failed.join(', ')}. When it is mended, make the round again.`,
  );
  return failed.length === 0 ? 0 : 1;
}
