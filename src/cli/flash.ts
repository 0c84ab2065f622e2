/** `axon-rig flash [RIG] [--port PATH]`: puts our firmware on an Uno or a Nano, by the board's own bootloader. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlashEnd, type FlashOptions, flash } from '../devices/flash/flash.js';
import { parseHex } from '../devices/flash/hex.js';
import { PROGRAM_BYTES } from '../devices/flash/upload.js';
import { chipWords, choosePort, otherBoardWords } from '../devices/flash/which-board.js';
import { whenThere } from '../devices/port/soon.js';
import type { PortFound, ProbeResult } from '../devices/ports.js';
import { portWords } from '../devices/ports.js';
import type { Rig } from '../rig/index.js';
import { DEFAULT_BAUD } from '../units.js';
import { type Terminal, UserError } from './terminal.js';

export interface FlashCommandOptions {
  readonly port?: string;
}

/** What it needs of the world around it. */
export interface Flashing {
  list(): Promise<readonly PortFound[]>;
  noPort(): Promise<string>;
  readonly ports: FlashOptions['ports'];
  readonly timers: FlashOptions['timers'];
  /** Who is there afterwards. Rejects if it is aborted meanwhile. */
  probe(path: string): Promise<ProbeResult>;
  /** Folder of the hex files. */
  readonly folder: string;
  /** Aborted when somebody asks it to stop. */
  readonly signal: AbortSignal;
}

/** Share of the pages after which it says again how far it is. */
const TOLD_EVERY = 0.25;

/** @returns the exit code: 0 if our firmware is on the board and greets. Throws UserError with what to do. */
export async function flashBoard(
  rig: Rig | undefined,
  { port }: FlashCommandOptions,
  around: Flashing,
  terminal: Terminal,
): Promise<number> {
  const device = rig?.device;
  if (device !== undefined && device.kind !== 'serial')
    throw new UserError(
      `this rig is of kind ${device.kind}, and our firmware is for kind serial; ${device.kind === 'firmata' ? 'Firmata stays on its board' : 'there is no board to put it on'}`,
    );
  const program = programFor(device?.baud ?? DEFAULT_BAUD, around.folder);
  const written = device === undefined || device.port === 'auto' ? undefined : device.port;
  const path = await pathOf(port ?? written, around);

  const tell = progressTeller((line) => terminal.out(line));
  terminal.out(`${path}: ${program.length} bytes of firmware.`);
  let end: FlashEnd;
  try {
    end = await flash(
      {
        path,
        program,
        ports: around.ports,
        timers: around.timers,
        onProgress: tell,
        onWords: (words) => terminal.err(`axon-rig: ${words}`),
      },
      around.signal,
    );
  } catch (error) {
    if (!around.signal.aborted) throw error;
    terminal.err(
      `axon-rig: stopped. If writing had begun, the board has no whole program now: it waits, dark, until "npx axon-rig flash" has run to its end.`,
    );
    return STOPPED;
  }
  if (end.kind !== 'done') throw new UserError(failureWords(path, end));
  const again =
    end.pagesWrittenAgain === 0 ? '' : ` ${end.pagesWrittenAgain} pages came out right only the second time.`;
  terminal.out(`All ${program.length} bytes were read back as they should be.${again}`);
  const looked = whenThere(() => around.probe(path), around.timers, around.signal);
  const there = await looked.catch((error) => {
    if (!around.signal.aborted) throw error;
    return null;
  });
  if (there === null) {
    terminal.err('axon-rig: stopped. The board has its whole program; whether it greets was not waited for.');
    return STOPPED;
  }
  terminal.out(there.words);
  return there.kind === 'rig' ? 0 : 1;
}

/** As the shell counts a Ctrl-C. */
const STOPPED = 130;

/** The firmware for a line of this speed. */
function programFor(baud: number, folder: string): Uint8Array {
  const file = join(folder, baud === DEFAULT_BAUD ? 'axon-rig-uno.hex' : `axon-rig-uno-${baud}.hex`);
  if (!existsSync(file)) throw new UserError(`${file} is missing; install the program again`);
  const parsed = parseHex(readFileSync(file, 'utf8'), PROGRAM_BYTES);
  if (!parsed.ok) throw new UserError(`${file}:${parsed.line}: ${parsed.problem}; install the program again`);
  return parsed.bytes;
}

async function pathOf(wanted: string | undefined, { list, noPort }: Flashing): Promise<string> {
  const choice = choosePort(await list(), wanted);
  switch (choice.kind) {
    case 'port':
      return choice.port.path;
    case 'none':
      throw new UserError(await noPort());
    case 'others':
      throw new UserError(choice.ports.map(otherBoardWords).join(' '));
    case 'several':
      throw new UserError(
        `several boards are connected: ${choice.ports.map(portWords).join(', ')}. Say which: npx axon-rig flash --port ${choice.ports[0]!.path}`,
      );
  }
}

function failureWords(path: string, end: Exclude<FlashEnd, { readonly kind: 'done' }>): string {
  switch (end.kind) {
    case 'no-port':
      return end.words;
    case 'unplugged':
      return `${path} is gone: the cable is out. Plug it in and run this again; until then the board waits, dark.`;
    case 'no-bootloader':
      return `no bootloader answers on ${path}. Is it an Uno or a Nano? Keep its pins 0 and 1 free. If it does not restart when a program opens its port, press its reset button just after you start this again. A chip without a bootloader needs a programmer: see firmware/README.md.`;
    case 'other-chip':
      return `the board on ${path} has ${chipWords(end.signature)}; our firmware is for the ATmega328P of an Uno or a Nano. Nothing was written.`;
    case 'differs':
      return `the board on ${path} does not keep what is written to it (page ${end.pages[0]}): its flash is worn out, or its supply too weak. Try another USB cable and no hub; then another board.`;
    case 'lost':
      return `the line to ${path} is too bad: ${end.attempts} attempts failed. Try another, shorter USB cable and no hub, pull every other wire off the board, and run this again. If writing had begun, the board waits until then, dark.`;
  }
}

/** A line at the beginning of each phase, and as it comes along. */
function progressTeller(out: (line: string) => void): FlashOptions['onProgress'] {
  let phase = '';
  let told = 0;
  return ({ phase: now, donePages, pages }) => {
    if (now !== phase) {
      phase = now;
      told = 0;
    }
    const share = donePages / pages;
    if (share < told + TOLD_EVERY && donePages < pages) return;
    told = Math.floor(share / TOLD_EVERY) * TOLD_EVERY;
    out(`${now === 'writing' ? 'Writing' : 'Reading back'}: ${100 * told} %`);
  };
}
