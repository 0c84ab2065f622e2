/**
 * npm run emulate -- --link PATH [--hex FILE | --blank] [--baud N] [--quiet]
 *
 * The board's real program behind a pseudo-terminal at PATH, in real time. Prints `ready PATH`, then one JSON line
 * per shown frame (emulate/frame-line.ts; none with --quiet), and takes commands on standard input (emulate/commands.ts).
 *
 * A pseudo-terminal has no DTR line. A real Uno resets when its port is opened; here the opening itself is
 * seen, and resets the board likewise. Nor has it a baud that both ends see: a blank board, on which a program comes by its
 * bootloader, is always spoken to at the baud that it listens at.
 */

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DEFAULT_BAUD } from '../../src/units.js';
import { OPTIBOOT } from './bootloaders.js';
import { parseCommand, USAGE } from './emulate/commands.js';
import { frameLine } from './emulate/frame-line.js';
import { Pacer } from './emulate/pacer.js';
import { Pty, socatMissing } from './emulate/pty.js';
import { DEFAULT_HEX_PATH, EmulatedBoard } from './emulator/board.js';

/** How often the board is brought up to date [ms]. */
const TICK_MS = 1;
const HOW = `usage: npm run emulate -- --link PATH [--hex FILE | --blank] [--baud N] [--quiet]; then on standard input: ${USAGE}`;

function complain(message: string): void {
  process.stderr.write(`emulate: ${message}\n`);
}

interface Arguments {
  readonly link: string;
  /** `null`: nothing but the bootloader of an Uno, as it comes from the shop or worse. */
  readonly hex: string | null;
  /** Of the line that a pseudo-terminal has not got: that of the program in the hex. */
  readonly baud: number;
  readonly quiet: boolean;
}

function readArguments(): Arguments | null {
  try {
    const { values } = parseArgs({
      options: {
        link: { type: 'string' },
        hex: { type: 'string' },
        blank: { type: 'boolean' },
        baud: { type: 'string' },
        quiet: { type: 'boolean' },
      },
    });
    const { link, blank = false, baud = String(DEFAULT_BAUD), quiet = false } = values;
    const hex = blank ? null : (values.hex ?? DEFAULT_HEX_PATH);
    if (blank && values.hex !== undefined) {
      complain('--blank: a blank board has no program; leave out --hex');
      return null;
    }
    if (!/^[1-9]\d{2,6}$/.test(baud)) {
      complain(`--baud: expected bits per second, such as 57600 for Firmata, got ${baud}`);
      return null;
    }
    if (link !== undefined && link !== '') return { link, hex, baud: Number(baud), quiet };
    complain(`expected --link PATH, where the port is to appear\n${HOW}`);
  } catch (error) {
    complain(`${wordsOf(error)}\n${HOW}`);
  }
  return null;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function makeBoard({ hex, baud }: Arguments): EmulatedBoard | null {
  try {
    return new EmulatedBoard(hex === null ? { hex: '', bootloader: OPTIBOOT.hex() } : { hexPath: hex, baud });
  } catch (error) {
    complain(wordsOf(error));
    return null;
  }
}

async function main(): Promise<number> {
  const args = readArguments();
  if (args === null) return 2;
  const missing = socatMissing();
  if (missing !== null) {
    complain(missing);
    return 1;
  }
  const board = makeBoard(args);
  if (board === null) return 1;

  let finish: (code: number) => void = () => {};
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  let plugged = false;
  let fromBoard: number[] = [];
  const pty = new Pty(args.link, {
    opened: () => board.reset('external'),
    closed: () => board.discardPending(),
    received: (bytes) => board.write(bytes),
    failed: (message) => {
      complain(message);
      finish(1);
    },
  });
  board.onSerial = (byte) => fromBoard.push(byte);
  if (!args.quiet) board.onShow = (frame) => process.stdout.write(`${frameLine(frame, board.servoUs)}\n`);

  const plug = async () => {
    if (plugged) return complain('plug: it is plugged in already');
    plugged = true;
    try {
      await pty.plug();
    } catch (error) {
      if (!plugged) return;
      complain(wordsOf(error));
      return finish(1);
    }
    if (!plugged) return;
    process.stdout.write(`ready ${args.link}\n`);
    if (process.stdin.isTTY) complain(`type ${USAGE}`);
  };
  const unplug = () => {
    if (!plugged) return complain('unplug: it is not plugged in');
    plugged = false;
    pty.unplug();
    // Without its cable the board has no power; what it was doing is gone.
    board.reset('power');
  };
  const obey = (line: string) => {
    const command = parseCommand(line);
    switch (command.kind) {
      case 'press':
        return board.press(command.button);
      case 'release':
        return board.release(command.button);
      case 'dial':
        return board.dial(command.dial, command.value);
      case 'plug':
        void plug();
        return;
      case 'unplug':
        return unplug();
      case 'quit':
        return finish(0);
      case 'wrong':
        return complain(command.message);
      case 'nothing':
        return;
    }
  };

  const pacer = new Pacer(performance.now());
  let warned = false;
  const tick = () => {
    const nowMs = performance.now();
    if (!plugged) return pacer.restart(nowMs);
    const pieceMs = pacer.take(nowMs);
    if (args.hex === null) board.hostBaud = board.chipBaud;
    if (pieceMs > 0) board.run(pieceMs * 1000);
    if (fromBoard.length > 0) {
      pty.send(Uint8Array.from(fromBoard));
      fromBoard = [];
    }
    if (pacer.lostMs > 0 && !warned) {
      warned = true;
      complain('this machine is too busy for real time: the board runs slow now and then');
    }
  };

  const ticking = setInterval(tick, TICK_MS);
  const commands = createInterface({ input: process.stdin });
  commands.on('line', obey);
  commands.on('close', () => finish(0));
  process.stdout.on('error', () => finish(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => finish(0));
  try {
    await plug();
    return await finished;
  } finally {
    clearInterval(ticking);
    commands.close();
    pty.unplug();
  }
}

process.exitCode = await main();
// Standard input keeps the process alive otherwise.
process.stdin.destroy();
