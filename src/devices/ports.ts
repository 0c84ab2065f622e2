/** What is connected, and which of it answers as a rig: for the command `axon-rig ports`. */

import type { Greeting } from '../protocol/index.js';
import { DEFAULT_BAUD } from '../units.js';
import { olderFirmwareWords } from './flash/firmware-version.js';
import type { PortFound } from './port/byte-port.js';
import { CLOSE_MS } from './port/listen.js';
import { noPortFault } from './port/open-fault.js';
import { portsFound, portsOf, type SomePorts } from './port/ports.js';
import { type Firmata, firmataName, portWords, rigsForFirmata } from './port/words.js';
import { measureRoundTrips, type RoundTrips } from './serial/round-trips.js';
import { search } from './serial/search.js';
import { otherBaudWords, type SerialCode } from './serial/words.js';
import type { Timers } from './timers.js';
import { atMost } from './waiting.js';

export type { PortFound } from './port/byte-port.js';
export { portWords } from './port/words.js';

/** USB serial ports, likely boards first. Never rejects: where nothing can be listed there is nothing. */
export async function listPorts(ports: Pick<SomePorts, 'listPorts'>): Promise<readonly PortFound[]> {
  return portsFound(ports);
}

/** Why there is no port at all, and what to do. Never rejects. */
export async function noPortWords(ports: SomePorts): Promise<string> {
  return noPortFault('auto', [], await portsOf(ports).inspectPort('auto')).words;
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
  | { readonly kind: 'fault'; readonly path: string; readonly fault: SerialCode; readonly words: string };

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
  const line = baud === DEFAULT_BAUD ? '' : ` ${otherBaudWords(baud)}`;
  const hint = `${line}${greeting ? olderFirmwareWords(greeting.firmware) : ''}`;
  return `${portWords({ path })}: a rig (${who}) at ${baud} baud, ${trips}${lost}.${hint}`;
}

function firmataResult(path: string, firmata: Firmata): ProbeResult {
  const rigs = rigsForFirmata(firmata);
  const words = `${portWords({ path })}: ${firmataName(firmata)}. Rigs that fit, by what is wired: ${rigs.join(', ')}. Run one with "npx axon-rig run ${rigs[0]}".`;
  return { kind: 'firmata', path, firmata, rigs, words };
}

/**
 * Opens a port, says who is there, and closes it. Takes up to 8 s where a board of ours answers and about 14 s
 * where none does: two bauds, then Firmata's, then its bootloader. Opening resets most boards. Rejects only when it is aborted,
 * with the signal's reason, and no port is open any more then.
 */
export async function probePort(
  path: string,
  timers: Timers,
  ports: SomePorts,
  signal: AbortSignal = new AbortController().signal,
): Promise<ProbeResult> {
  const found = await search(
    {
      path,
      firstBaud: DEFAULT_BAUD,
      lastFoundAt: undefined,
      ports: portsOf(ports),
      timers,
      progress: () => {},
    },
    signal,
  );
  if (found.kind === 'none') {
    const { firmata, ...fault } = found.faults[0]!;
    return firmata ? firmataResult(path, firmata) : { kind: 'fault', path, ...fault };
  }
  const { link } = found;
  const { greeting: asked, ...roundTrips } = await measureRoundTrips(link, timers);
  await atMost(CLOSE_MS, link.end(), timers);
  const { baud } = link;
  const greeting = asked ?? found.greeting;
  return { kind: 'rig', path, baud, greeting, roundTrips, words: rigWords(path, baud, greeting, roundTrips) };
}
