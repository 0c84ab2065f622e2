/** What is connected, and which of it answers as a rig: for the command `axon-rig ports`. */
import { DEFAULT_BAUD, type Greeting } from '../protocol/index.js';
import type { LinkFault } from './device.js';
import {
  type ListPorts,
  listSystemPorts,
  type OpenPort,
  openSystemPort,
  type PortFound,
} from './serial/port.js';
import { search } from './serial/search.js';
import { portWords } from './serial/words.js';
import { systemTimers, type Timers } from './timers.js';

export type { PortFound } from './serial/port.js';
export { portWords } from './serial/words.js';

/** USB serial ports, likely boards first. Never rejects: where nothing can be listed there is nothing. */
export async function listPorts(list: ListPorts = listSystemPorts): Promise<readonly PortFound[]> {
  return list().catch(() => []);
}

/** What was found on a port; `words` is a sentence for a person. */
export type ProbeResult =
  | {
      readonly kind: 'rig';
      readonly path: string;
      readonly baud: number;
      /** Absent if the board serves a session already and did not greet. */
      readonly greeting: Greeting | undefined;
      readonly words: string;
    }
  | { readonly kind: 'fault'; readonly path: string; readonly fault: LinkFault; readonly words: string };

/**
 * Opens a port, says who is there, and closes it. Takes up to 3.5 s where a board of ours answers and some 11 s
 * where none does: two bauds, then Firmata's. Opening resets most boards. Never rejects.
 */
export function probePort(
  path: string,
  timers: Timers = systemTimers,
  {
    openPort = openSystemPort,
    listPorts = listSystemPorts,
  }: { openPort?: OpenPort; listPorts?: ListPorts } = {},
): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const silent = () => {};
    search(
      { path, firstBaud: DEFAULT_BAUD, lastPlace: undefined, openPort, listPorts, timers },
      silent,
      (verdict) => {
        if (verdict.kind === 'fault') {
          resolve({ kind: 'fault', path, ...verdict.fault });
          return;
        }
        const { link, greeting } = verdict;
        const who = greeting
          ? `firmware ${greeting.firmware} on "${greeting.board}", ${greeting.ledCount} LEDs`
          : 'in use';
        const words = `${portWords({ path })}: a rig (${who}) at ${link.baud} baud.`;
        link.listener = {
          line: () => {},
          ended: () => resolve({ kind: 'rig', path, baud: link.baud, greeting, words }),
        };
        link.close();
      },
    );
  });
}
