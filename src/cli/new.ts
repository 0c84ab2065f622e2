/** `axon-rig new FILE`: asks what a rig shall have, and writes its file, its parts and its current. */

import { existsSync, lstatSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { typedName } from '../files/typed-name.js';
import {
  type Answers,
  BOARDS,
  billLines,
  billOf,
  budgetLines,
  budgetOf,
  cannotWork,
  mostOnUsb,
  rigText,
  STRIPS,
  SUPPLIES,
  USUAL,
  usualNeedleSupply,
} from '../maker/index.js';
import { formatProblem, LONGEST_STRIP, parseRig, problemLines, type Rig } from '../rig/index.js';
import type { Asker, Choice } from './asker.js';
import { type Terminal, UserError } from './terminal.js';
import { writeWhole } from './write-over.js';

/** Answers that were given as options. */
export interface NewOptions {
  readonly board?: Answers['board'];
  readonly strip?: Answers['strip'];
  readonly leds?: number;
  readonly density?: number;
  readonly needles?: number;
  readonly buttons?: number;
  readonly supply?: Answers['supply'];
  readonly needleSupply?: Answers['needleSupply'];
  /** Takes the usual answer wherever none is given. */
  readonly yes?: boolean;
  /** Writes also over a file that is there. */
  readonly force?: boolean;
}

/** As the shell counts a Ctrl-C. */
const STOPPED = 130;
/** Densities that shops have, and the range that the rig file takes. */
const DENSITIES = [30, 60, 72, 96, 100, 144];

const BOARD_LABELS = {
  uno: 'Arduino Uno, or a copy',
  nano: 'Arduino Nano, or a copy',
  virtual: 'none yet: the page alone',
} as const;
const STRIP_LABELS = {
  ws2812b: 'WS2812B (most strips)',
  ws2811: 'WS2811 with 5 V (red and green the other way round)',
  sk6812: 'SK6812 without white light',
  'sk6812-rgbw': 'SK6812 RGBW, with a white light in each LED, which stays dark',
} as const;
const SUPPLY_LABELS = {
  usb: `the USB port: up to ${mostOnUsb('usb')} LEDs, ${mostOnUsb('own')} if the needles have a supply; for a dark room`,
  own: 'a 5 V supply of its own',
} as const;

const labelled = <Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, string>>) =>
  values.map((value): Choice<Value> => ({ value, label: labels[value] }));
const counts = (from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, i): Choice<number> => ({ value: from + i, label: String(from + i) }),
  );

/** `null`: somebody pressed Ctrl-C. */
async function answersOf(given: NewOptions, asker: Asker | null): Promise<Answers | null> {
  const missing = new Set<string>();
  /** What was given, or else is usual, or else is asked for. */
  const settle = async <Value>(
    option: string,
    value: Value | undefined,
    usual: Value,
    ask: (asker: Asker) => Promise<Value | null>,
  ): Promise<Value | null> => {
    if (value !== undefined) return value;
    if (given.yes) return usual;
    if (asker !== null) return ask(asker);
    missing.add(option);
    return usual;
  };
  const board = await settle('--board', given.board, USUAL.board, (person) =>
    person.choose('Which board?', labelled(BOARDS, BOARD_LABELS), USUAL.board),
  );
  if (board === null) return null;
  const isVirtual = board === 'virtual';
  const leds = await settle('--leds', given.leds, USUAL.leds, (person) =>
    person.figure('How many LEDs has the strip?', 1, LONGEST_STRIP, USUAL.leds),
  );
  if (leds === null) return null;
  // A strip that nobody has has no kind and no power.
  const yes = { ...given, yes: given.yes || isVirtual };
  const settleReal: typeof settle = (option, value, usual, ask) =>
    yes.yes ? Promise.resolve(value ?? usual) : settle(option, value, usual, ask);
  const perMetre = await settleReal('--density', given.density, leds > 100 ? 144 : USUAL.perMetre, (person) =>
    person.choose(
      'How many LEDs has a metre of it?',
      DENSITIES.map((value) => ({ value, label: String(value) })),
      leds > 100 ? 144 : 60,
    ),
  );
  if (perMetre === null) return null;
  const strip = await settleReal('--strip', given.strip, USUAL.strip, (person) =>
    person.choose('Of which kind is it?', labelled(STRIPS, STRIP_LABELS), USUAL.strip),
  );
  if (strip === null) return null;
  const needles = await settle('--needles', given.needles, USUAL.needles as number, (person) =>
    person.choose('How many servo needles?', counts(0, 2), USUAL.needles as number),
  );
  if (needles === null) return null;
  const buttons = await settle('--buttons', given.buttons, USUAL.buttons as number, (person) =>
    person.choose('How many push buttons?', counts(0, 4), USUAL.buttons as number),
  );
  if (buttons === null) return null;
  const usualSupply = leds > mostOnUsb('usb') ? 'own' : USUAL.supply;
  const supply = await settleReal('--supply', given.supply, usualSupply, (person) =>
    person.choose('Where does the strip get its power?', labelled(SUPPLIES, SUPPLY_LABELS), usualSupply),
  );
  if (supply === null) return null;
  if (missing.size > 0)
    throw new UserError(
      `nobody can be asked here: add ${[...missing].join(', ')} with their values, or --yes for what is usual`,
    );
  const some = { board, strip, leds, perMetre, supply, needles, buttons } as Omit<Answers, 'needleSupply'>;
  const needleSupply = (needles > 0 ? given.needleSupply : undefined) ?? usualNeedleSupply(some);
  return { ...some, needleSupply };
}

/** Throws UserError if nothing can or may be written there. */
function checkPlace(file: string, force: boolean): void {
  if (!/\.ya?ml$/i.test(file)) throw new UserError(`${file} is no name of a rig file; end it in .yaml`);
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new UserError(`${file} is a folder; give the name of a file in it`);
  if (there !== undefined && !force)
    throw new UserError(`${file} is there already; give another name, or add --force to write over it`);
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`${file} cannot be written: its folder is not there; make it first`);
}

/** The whole file or none of it; one that somebody else has made meanwhile stays as it is. */
function writeNew(file: string, text: string): void {
  let isOurs = false;
  try {
    writeFileSync(file, '', { flag: 'wx' });
    isOurs = true;
    writeFileSync(file, text);
  } catch (error) {
    if (isOurs) rmSync(file, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UserError(`${file} has just been made by somebody else; it stays as it is`);
    throw new UserError(`${file} cannot be written: ${message}`);
  }
}

/** The rig of a text that we have made; where it would be refused or have a remark, UserError with the reason. */
function provenRig(text: string, file: string): Rig {
  const result = parseRig(text, file);
  const wrong = result.ok ? result.notes.map(formatProblem) : problemLines(result.problems);
  if (result.ok && wrong.length === 0) return result.rig;
  throw new UserError(`these answers make no rig that works; nothing was written:\n${wrong.join('\n')}`);
}

/**
 * @param openAsker who asks for what is not given; it begins when it is called.
 * @returns the exit code. Throws UserError for what the person can put right; nothing has been written then.
 */
export async function newRig(
  file: string,
  options: NewOptions,
  openAsker: () => Asker | null,
  terminal: Terminal,
): Promise<number> {
  const { force = false } = options;
  checkPlace(file, force);
  const answers = await answersOf(options, options.yes ? null : openAsker());
  if (answers === null) return STOPPED;
  const refusals = cannotWork(answers);
  if (refusals.length > 0) throw new UserError(`nothing was written: ${refusals.join('. And ')}`);
  // Where the schema lies beside the file, editors find it.
  const hasSchema = existsSync(`${dirname(file)}/rig.schema.json`);
  const text = rigText(answers, hasSchema ? './rig.schema.json' : null);
  const rig = provenRig(text, file);
  if (force) await writeWhole('rig', file, text);
  else writeNew(file, text);
  tell(file, rig, answers, terminal);
  return 0;
}

function tell(file: string, rig: Rig, answers: Answers, terminal: Terminal): void {
  const say = (lines: readonly string[]) => {
    for (const line of lines) terminal.out(line);
  };
  say([`${file} is written: ${rig.name}.`]);
  const name = typedName(file);
  if (answers.board === 'virtual') {
    say(['', 'Next:', `  npx axon-rig run ${name} --open`]);
    return;
  }
  say(['', 'Parts, with rough prices:', ...billLines(billOf(rig))]);
  say(['', 'Current:', ...budgetLines(budgetOf(rig)).map((line) => `  ${line}`)]);
  say([
    '',
    'Next:',
    `  npx axon-rig sheet ${name} --html sheet.html   parts, wiring, dials and steps to print`,
    `  npx axon-rig flash ${name}                     puts the firmware on the board`,
    `  npx axon-rig doctor ${name}                    proves each part with you, when it is wired`,
    `  npx axon-rig run ${name} --open                first light`,
    `  npx axon-rig calibrate ${name}                 colours, direction and the ends of the needles`,
  ]);
}
