/** The command `calibrate` with the real ports, the terminal and the process's signals around it. */
import type { RigOf } from '../devices/rig-of.js';
import type { Person } from '../maker/calibrate/index.js';
import { terminalAsker } from './asker.js';
import { type CalibrateCommandOptions, calibrateRig } from './calibrate.js';
import { withPort } from './devices.js';
import { listenForStop } from './stop.js';
import type { Terminal } from './terminal.js';
import { turnOn } from './turn.js';

export async function calibrateCommand(
  rig: string,
  options: CalibrateCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const stopping = new AbortController();
  const stop = listenForStop();
  void stop.asked.then((reason) => stopping.abort(reason));
  const { openSerialHands } = await withPort(() => import('../devices/serial/hands.js'))();
  const progress = (words: string) => terminal.err(`axon-rig: ${words}`);
  try {
    return await calibrateRig(
      rig,
      options,
      {
        open: (found, freedom, signal) =>
          openSerialHands(found as RigOf<'serial'>, { freedom, progress }, signal),
        person: (until) => terminalPerson(until, terminal),
        signal: stopping.signal,
      },
      terminal,
    );
  } finally {
    stop.release();
  }
}

function terminalPerson(until: AbortSignal, terminal: Terminal): Person | null {
  const asker = terminalAsker('Calibrating');
  if (asker === null) return null;
  const streams = { input: process.stdin, output: process.stdout };
  return {
    tell: (line) => terminal.out(`│  ${line}`),
    choose: (question, choices, usual) => asker.choose(question, choices, usual),
    figure: (question, low, high, usual) => asker.figure(question, low, high, usual),
    turn: (question, what, moved) => turnOn(streams, question, what, moved, until),
  };
}
