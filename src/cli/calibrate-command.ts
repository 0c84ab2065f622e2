/** The command `calibrate` with the real ports, a terminal or a page, and the process's signals around it. */
import type { RigOf } from '../devices/rig-of.js';
import { systemTimers } from '../devices/system/timers.js';
import type { Person } from '../maker/calibrate/index.js';
import { type AskServer, startAskServer } from '../server/ask-server.js';
import { pagePerson } from './ask-page.js';
import { terminalAsker } from './asker.js';
import { type CalibrateCommandOptions, calibrateRig } from './calibrate.js';
import { withPort } from './devices.js';
import { openPage } from './open-page.js';
import { builtPage } from './package-folder.js';
import { stopSignal } from './stop.js';
import { type Terminal, UserError } from './terminal.js';
import { turnOn } from './turn.js';

export interface CalibrateOptions extends CalibrateCommandOptions {
  /** Asks on a page of this computer, and not on the terminal. */
  readonly page?: boolean;
  readonly httpPort: number;
  /** Opens that page in the browser. */
  readonly open?: boolean;
}

export async function calibrateCommand(
  rig: string,
  { page = false, httpPort, open = false, ...options }: CalibrateOptions,
  terminal: Terminal,
): Promise<number> {
  const stop = stopSignal();
  const [{ openSerialHands }, { systemPorts }] = await withPort(() =>
    Promise.all([import('../devices/serial/hands.js'), import('../devices/system/ports.js')]),
  )();
  const server = page && !options.save ? await serve(rig, httpPort, open, terminal) : null;
  // What comes of it is told where somebody looks.
  const told: Terminal = { out: (line) => say(line), err: (line) => say(line, true) };
  const say = (line: string, isTrouble = false) => {
    if (isTrouble) terminal.err(line);
    else terminal.out(line);
    server?.tell(line.replace(/^axon-rig: /, ''));
  };
  try {
    const code = await calibrateRig(
      rig,
      options,
      {
        open: (found, freedom, signal) =>
          openSerialHands(
            found as RigOf<'serial'>,
            {
              ...systemPorts,
              timers: systemTimers,
              freedom,
              progress: (words) => told.err(`axon-rig: ${words}`),
            },
            signal,
          ),
        person: (until) => (server ? pagePerson(server, until) : terminalPerson(until, terminal)),
        signal: stop.signal,
      },
      told,
    );
    return stop.conclude(code, told);
  } catch (error) {
    if (error instanceof UserError) server?.tell(error.message);
    throw error;
  } finally {
    await server?.close();
    stop.release();
  }
}

async function serve(rig: string, port: number, open: boolean, terminal: Terminal): Promise<AskServer> {
  let server: AskServer;
  try {
    server = await startAskServer({
      title: `Calibrating ${rig}`,
      pageFolder: builtPage,
      port,
      clock: systemTimers,
    });
  } catch (error) {
    throw new UserError((error as Error).message);
  }
  terminal.out(`Open ${server.url} in a browser of this computer: it asks there. Ctrl-C stops.`);
  if (open) openPage(server.url, (words) => terminal.err(`axon-rig: ${words}`));
  return server;
}

function terminalPerson(until: AbortSignal, terminal: Terminal): Person | null {
  const asker = terminalAsker('Calibrating');
  if (asker === null) return null;
  const streams = { input: process.stdin, output: process.stdout };
  return {
    tell: (line) => terminal.out(`│  ${line}`),
    choose: (question, choices, usual) => asker.choose(question, choices, usual, until),
    figure: (question, low, high, usual) => asker.figure(question, low, high, usual, until),
    turn: (question, what, moved) => turnOn(streams, question, what, moved, until),
  };
}
