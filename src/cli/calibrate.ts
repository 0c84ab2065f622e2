/** `axon-rig calibrate RIG`: finds out how a rig is built, with its needles and lights moving, and writes it down. */

import { onAbort } from '../devices/waiting.js';
import { restMvOf } from '../experiment/live-rest.js';
import { editedText, valueAt } from '../files/edit.js';
import { typedName } from '../files/typed-name.js';
import {
  calibrate,
  type Finding,
  findingWords,
  PARTS,
  type Part,
  type Person,
  SERVO_PULSES,
} from '../maker/calibrate/index.js';
import type { Hands, HandsOpened, NeedleFreedom } from '../maker/hands.js';
import type { Rig } from '../rig/index.js';
import { findRigFile, readRig } from './rig-files.js';
import { isFile, readText } from './shipped-files.js';
import { checkWritable } from './targets.js';
import { FileError, type Terminal, UserError } from './terminal.js';
import { writeWhole } from './write-over.js';

export interface CalibrateCommandOptions {
  readonly port?: string;
  /** One part alone. */
  readonly only?: Part;
  /** Asks nothing: has the board keep what the file says. */
  readonly save?: boolean;
}

/** What it needs of the world around it. */
export interface Calibrating {
  open(rig: Rig, freedom: NeedleFreedom, signal: AbortSignal): Promise<HandsOpened>;
  /** Who is asked, until the signal is aborted; `null`: nobody. */
  person(until: AbortSignal): Person | null;
  /** Aborted when somebody asks it to stop. */
  readonly signal: AbortSignal;
}

/** As the shell counts a Ctrl-C. */
const STOPPED = 130;

/** @returns the exit code. Throws UserError for what the person can put right. */
export async function calibrateRig(
  wanted: string,
  { port, only, save = false }: CalibrateCommandOptions,
  around: Calibrating,
  terminal: Terminal,
): Promise<number> {
  const path = findRigFile(wanted);
  const text = readText(path);
  const { rig: written, file } = readRig(path, text);
  const rig = boardRig(written, file, port);
  if (!save && !isFile(wanted))
    throw new UserError(
      `${wanted} comes with the program and is not written to; make a rig of your own with "npx axon-rig new my-rig.yaml", and calibrate that`,
    );
  // Not at the end, when all has been found.
  if (!save) checkWritable(file, path);
  const lost = new AbortController();
  const person = save ? null : around.person(AbortSignal.any([around.signal, lost.signal]));
  if (!save && person === null)
    throw new UserError(
      'nobody can be asked here: calibrate needs a terminal, or a browser (--page); --save asks nothing, and has the board keep what the file says',
    );
  let opened: HandsOpened;
  try {
    opened = await around.open(rig, SERVO_PULSES, around.signal);
  } catch (error) {
    if (!around.signal.aborted) throw error;
    terminal.err('axon-rig: stopped; nothing was written.');
    return STOPPED;
  }
  if (opened.kind === 'none') throw new UserError(opened.words);
  const { hands } = opened;
  // Nothing that the board is to do first keeps the program from ending.
  const forget = onAbort(around.signal, () => void hands.close());
  try {
    if (person === null) return await keep(hands, rig, terminal);
    const parts = only === undefined ? PARTS : [only];
    const restMv = restMvOf(rig.experiments[0]);
    const end = await calibrate(rig, hands, person, { parts, restMv }, (words) => lost.abort(words));
    if (end.kind === 'lost') throw new UserError(`${end.words} Nothing was written.`);
    if (end.kind === 'stopped') return STOPPED;
    return await conclude(
      { path, file, text, rig, port, lost: lost.signal },
      end.findings,
      hands,
      person,
      terminal,
    );
  } finally {
    forget();
    await hands.close();
  }
}

/** The rig at the port that was typed; UserError where it has no board of ours. */
function boardRig(rig: Rig, file: string, port: string | undefined): Rig {
  const { device } = rig;
  if (device.kind === 'serial') return port === undefined ? rig : { ...rig, device: { ...device, port } };
  throw new UserError(
    device.kind === 'virtual'
      ? `${file} is a rig without hardware: there is nothing to calibrate. Make one for a board with: npx axon-rig new FILE`
      : `${file} is a rig of kind ${device.kind}, and calibrate moves lights and needles by our own firmware; write lowUs and highUs into the file by hand, as rigs/wiring.md says under "The voltmeters"`,
  );
}

interface Begun {
  readonly path: string;
  readonly file: string;
  /** As it was when calibrating began. */
  readonly text: string;
  readonly rig: Rig;
  readonly port: string | undefined;
  /** Aborted, with the words for it, when the board is gone. */
  readonly lost: AbortSignal;
}

async function conclude(
  begun: Begun,
  findings: readonly Finding[],
  hands: Hands,
  person: Person,
  terminal: Terminal,
): Promise<number> {
  const { file, rig, path, port, lost } = begun;
  for (const finding of findings) person.tell(findingWords(finding));
  const changes = findings.length > 0;
  const question = changes
    ? `Write this into ${file}?`
    : `All is as ${file} has it. Is the board to keep it, so that its needles stay within their ends without a computer too?`;
  const keeping = { value: 'both', label: changes ? 'yes, and have the board keep it too' : 'yes' } as const;
  const choices = changes
    ? [
        keeping,
        { value: 'file', label: 'yes, into the file alone' } as const,
        { value: 'no', label: 'no' } as const,
      ]
    : [keeping, { value: 'no', label: 'no' } as const];
  const answer = await person.choose(question, choices, 'both');
  if (answer === null && lost.aborted)
    throw new UserError(
      `${lost.reason} Nothing was written${changes ? '; what was found stands above' : ''}.`,
    );
  if (answer === null) return STOPPED;
  if (answer === 'no') return 0;
  if (changes) {
    await writeInto(begun, findings);
    terminal.out(`${file} is written.`);
    if (findings.some(({ path: [section] }) => section === 'needles'))
      terminal.out(`The dials for these pulses: npx axon-rig dial ${typedName(file)} --svg dials.svg`);
  }
  if (answer === 'file') return 0;
  const now = changes ? boardRig(readRig(path, readText(path)).rig, file, port) : rig;
  return keep(hands, now, terminal);
}

async function keep(hands: Hands, rig: Rig, terminal: Terminal): Promise<number> {
  const kept = await hands.keep(rig);
  if (kept.kind === 'not-kept') throw new UserError(kept.words);
  terminal.out(
    'The board keeps its set-up, also without power: from its next start on its needles are at rest within their ends before any computer speaks to it.',
  );
  return 0;
}

/** Into the file as it is now: what somebody has edited meanwhile stays. */
async function writeInto({ path, file, text }: Begun, findings: readonly Finding[]): Promise<void> {
  const now = readText(path);
  const edited = editedText(now, findings);
  if (edited === null)
    throw new UserError(
      `${file} cannot be written to: it is no rig file any more, or has something unusual where this belongs. Write by hand what stands above.`,
    );
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const others = findings.filter((finding) => {
    const theirs = valueAt(now, finding.path);
    return !same(theirs, valueAt(text, finding.path)) && !same(theirs, finding.value);
  });
  if (others.length > 0)
    throw new UserError(
      `${file} was edited meanwhile, where it would be written to: ${others
        .map(
          (finding) =>
            `${finding.path.join('.')} is ${JSON.stringify(valueAt(now, finding.path)) ?? 'gone'} now`,
        )
        .join(', ')}. Nothing was written; what was found stands above.`,
    );
  try {
    readRig(path, edited);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(
      `with what was found ${file} would be refused, so nothing was written; what was found stands above:\n${error.message}`,
    );
  }
  await writeWhole('rig', path, edited);
}
