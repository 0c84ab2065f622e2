import { DEFAULT_BAUD, FALLBACK_BAUD, FIRMATA_BAUD } from '../../units.js';
import type { Advice } from '../port/advice.js';
import type { PortFound } from '../port/byte-port.js';
import { type BoardFound, listen, OPEN_MS, REOPEN_MS, type Reply } from '../port/listen.js';
import { hangingFault, noPortFault, openFault } from '../port/open-fault.js';
import { type Ports, portsFound } from '../port/ports.js';
import { unpluggedFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import { pause, unlessAborted } from '../waiting.js';
import { askBootloader } from './bootloader.js';
import {
  bootloaderFault,
  damagedFault,
  firmataFault,
  hungFault,
  noAnswerFault,
  otherMajorFault,
  type SerialCode,
  type SerialFault,
  strangerFault,
} from './words.js';

/** Where a board was found: that is tried first the next time. */
export interface FoundAt {
  readonly path: string;
  readonly baud: number;
}

export interface SearchOptions {
  /** A path, or `auto`: any port on which a board greets. */
  readonly path: string;
  readonly firstBaud: number;
  readonly lastFoundAt: FoundAt | undefined;
  readonly ports: Omit<Ports, 'isThere'>;
  readonly timers: Timers;
  /** Told what is being done, for a person to see. */
  readonly progress: (words: string) => void;
}

/** A board, or why there is none: a fault for each port that was tried, or the one that there is no port. */
export type SearchResult = BoardFound | { readonly kind: 'none'; readonly faults: readonly SerialFault[] };

/** Of several ports' faults the one that is nearest to a working board is told. */
export const TELLING: readonly SerialCode[] = [
  'other-major',
  'damaged',
  'bootloader',
  'firmata',
  'no-permission',
  'no-permission-yet',
  'modem-manager',
  'port-taken',
  'garbage',
  'wrong-baud',
  'no-answer',
];

/** Faults that come from something that was heard, the surest first. */
const HEARD: readonly SerialCode[] = ['other-major', 'firmata', 'damaged', 'garbage', 'wrong-baud'];
/** Faults after which another baud on the same port may still find a board. */
const OPEN_QUESTIONS: readonly SerialCode[] = ['no-answer', 'damaged', 'garbage', 'wrong-baud'];
/** At this baud most other programs speak; listened to only where nothing could be read at ours. */
const USUAL_BAUD = 9600;

/**
 * Looks for a board: port after port, and on each at the first baud, at 500000 and at 115200, at last at Firmata's,
 * so that the sentence can say what is on the board instead; where there was silence, its bootloader is asked.
 * Aborted, it rejects when no port is open any more.
 */
export async function search(options: SearchOptions, signal: AbortSignal): Promise<SearchResult> {
  const { path, lastFoundAt, ports } = options;
  // The list costs about 60 ms where udev answers, and may be refused: then there is none.
  const connected = await unlessAborted(portsFound(ports), signal);
  const paths = path === 'auto' ? connected.map((port) => port.path) : [path];
  const last = paths.filter((found) => found === lastFoundAt?.path);
  const faults: SerialFault[] = [];
  for (const found of new Set([...last, ...paths])) {
    const result = await tryPort(found, connected, options, signal);
    if ('link' in result) return result;
    faults.push(result);
  }
  if (faults.length > 0) return { kind: 'none', faults };
  if (ports.noPort) return { kind: 'none', faults: [ports.noPort] };
  // Not one port: is it that the system hides the board?
  return {
    kind: 'none',
    faults: [noPortFault(path, [], await unlessAborted(ports.inspectPort(path), signal))],
  };
}

/** The board on a port, or the surest of what was found there instead. */
async function tryPort(
  path: string,
  connected: readonly PortFound[],
  { firstBaud, lastFoundAt, ports, timers, progress }: SearchOptions,
  signal: AbortSignal,
): Promise<BoardFound | SerialFault> {
  const known = lastFoundAt?.path === path ? [lastFoundAt.baud] : [];
  const bauds = [...new Set([...known, firstBaud, DEFAULT_BAUD, FALLBACK_BAUD, FIRMATA_BAUD])];
  let kept: SerialFault | undefined;
  // The list may grow by one.
  for (const baud of bauds) {
    progress(`Listening on ${path} at ${baud} baud.`);
    const reply = await listen({ path, baud, ports, timers }, signal);
    if (reply.kind === 'board') return reply;
    const fault =
      reply.kind === 'not-opened'
        ? (reply.fault ??
          openFault(path, reply.error, connected, await unlessAborted(ports.inspectPort(path), signal)))
        : faultOf(reply, path, baud, ports.advice);
    kept = surest(kept, fault);
    if (!OPEN_QUESTIONS.includes(fault.fault)) return kept;
    if (baud === bauds.at(-1) && baud !== USUAL_BAUD && kept.fault === 'wrong-baud') bauds.push(USUAL_BAUD);
    await pause(REOPEN_MS, timers, signal);
  }
  if (kept!.fault !== 'no-answer') return kept!;
  progress(`Asking whether ${path} has a bootloader.`);
  if (await askBootloader({ path, ports, timers }, signal)) return bootloaderFault(path, ports.advice);
  return lastFoundAt?.path === path ? hungFault(path) : kept!;
}

function faultOf(
  reply: Exclude<Reply, { readonly kind: 'board' | 'not-opened' }>,
  path: string,
  baud: number,
  advice: Advice,
): SerialFault {
  switch (reply.kind) {
    case 'hanging':
      return hangingFault(path, OPEN_MS / 1000);
    case 'unplugged':
      return unpluggedFault(path, advice);
    case 'nothing':
      return noAnswerFault(path, advice);
    case 'firmata':
      return firmataFault(path, reply.firmata, advice);
    case 'other-major':
      return otherMajorFault(path, reply.major, advice);
    case 'damaged':
      return damagedFault(path, advice);
    case 'stranger':
      return strangerFault(path, baud, reply.text, advice);
  }
}

/** We had the port open: if it does not come back, what was heard on it says more. */
function surest(before: SerialFault | undefined, now: SerialFault): SerialFault {
  if (!before) return now;
  const rank = ({ fault }: SerialFault) => (HEARD.includes(fault) ? HEARD.indexOf(fault) : HEARD.length);
  return rank(now) < rank(before) ? now : before;
}
