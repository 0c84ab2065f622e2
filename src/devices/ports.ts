/** What is connected, and which of it answers as a rig: for the command `axon-rig ports`. */
import { DEFAULT_BAUD, type Greeting } from '../protocol/index.js';
import type { LinkFault } from './device.js';
import { type InspectPort, NOTHING_KNOWN } from './serial/facts.js';
import { inspectSystemPort } from './serial/inspect.js';
import { noPortFault } from './serial/open-fault.js';
import {
  type ListPorts,
  listSystemPorts,
  type OpenPort,
  openSystemPort,
  type PortFound,
} from './serial/port.js';
import { measureRoundTrips, type RoundTrips } from './serial/round-trips.js';
import { search } from './serial/search.js';
import { type Firmata, firmataName, otherBaudWords, portWords, rigsForFirmata } from './serial/words.js';
import { systemTimers, type Timers } from './timers.js';

export type { PortFound } from './serial/port.js';
export { portWords } from './serial/words.js';

/** USB serial ports, likely boards first. Never rejects: where nothing can be listed there is nothing. */
export async function listPorts(list: ListPorts = listSystemPorts): Promise<readonly PortFound[]> {
  return list().catch(() => []);
}

/** Why there is no port at all, and what to do. Never rejects. */
export async function noPortWords(inspectPort: InspectPort = inspectSystemPort): Promise<string> {
  return noPortFault('auto', [], await inspectPort('auto')).words;
}

/** What was found on a port; `words` is a sentence for a person. */
export type ProbeResult =
  | {
      readonly kind: 'rig';
      readonly path: string;
      readonly baud: number;
      /** Absent if the board did not say who it is. */
      readonly greeting: Greeting | undefined;
      /** Of eight questions: the shortest and the longest way there and back [ms], and how many came back. */
      readonly roundTrips: Omit<RoundTrips, 'greeting'>;
      readonly words: string;
    }
  | {
      /** A board that is a rig as soon as a rig file says what is wired to it. */
      readonly kind: 'firmata';
      readonly path: string;
      readonly firmata: Firmata;
      /** Shipped rigs that it can be, the likeliest first. */
      readonly rigs: readonly string[];
      readonly words: string;
    }
  | { readonly kind: 'fault'; readonly path: string; readonly fault: LinkFault; readonly words: string };

function rigWords(
  path: string,
  baud: number,
  greeting: Greeting | undefined,
  { shortestMs, longestMs, asked, answered }: Omit<RoundTrips, 'greeting'>,
): string {
  const who = greeting
    ? `firmware ${greeting.firmware} on "${greeting.board}", ${greeting.ledCount} LEDs`
    : 'in use';
  const deaf = shortestMs === null || longestMs === null;
  const trips = deaf
    ? 'but it answers no PING'
    : `there and back in ${shortestMs.toFixed(1)} to ${longestMs.toFixed(1)} ms`;
  const lost = deaf || answered === asked ? '' : `, ${asked - answered} of ${asked} answers lost`;
  const hint = baud === DEFAULT_BAUD ? '' : ` ${otherBaudWords(baud)}`;
  return `${portWords({ path })}: a rig (${who}) at ${baud} baud, ${trips}${lost}.${hint}`;
}

function firmataResult(path: string, firmata: Firmata): ProbeResult {
  const rigs = rigsForFirmata(firmata);
  const words = `${portWords({ path })}: ${firmataName(firmata)}. Rigs that fit, by what is wired: ${rigs.join(', ')}. Run one with "axon-rig run ${rigs[0]}".`;
  return { kind: 'firmata', path, firmata, rigs, words };
}

/**
 * Opens a port, says who is there, and closes it. Takes up to 8 s where a board of ours answers and some 14 s
 * where none does: two bauds, then Firmata's, then its bootloader. Opening resets most boards. Never rejects.
 */
export function probePort(
  path: string,
  timers: Timers = systemTimers,
  {
    openPort = openSystemPort,
    listPorts = listSystemPorts,
    inspectPort = openPort === openSystemPort ? inspectSystemPort : async () => NOTHING_KNOWN,
  }: { openPort?: OpenPort; listPorts?: ListPorts; inspectPort?: InspectPort } = {},
): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const silent = () => {};
    search(
      { path, firstBaud: DEFAULT_BAUD, lastPlace: undefined, openPort, listPorts, inspectPort, timers },
      silent,
      (verdict) => {
        if (verdict.kind === 'fault') {
          const { firmata, ...fault } = verdict.fault;
          resolve(firmata ? firmataResult(path, firmata) : { kind: 'fault', path, ...fault });
          return;
        }
        const { link } = verdict;
        measureRoundTrips(link, timers, ({ greeting: asked, ...roundTrips }) => {
          const { baud } = link;
          const greeting = asked ?? verdict.greeting;
          const words = rigWords(path, baud, greeting, roundTrips);
          const rig = { kind: 'rig', path, baud, greeting, roundTrips, words } as const;
          if (link.ended) resolve(rig);
          link.listener = { line: () => {}, ended: () => resolve(rig) };
          link.close();
        });
      },
    );
  });
}
