import { DEFAULT_BAUD, FALLBACK_BAUD } from '../../protocol/index.js';
import type { LinkFault } from '../device.js';
import type { Timers } from '../timers.js';
import { FIRMATA_BAUD, listen, type Verdict } from './listen.js';
import type { ListPorts, OpenPort, PortFound } from './port.js';
import { type Fault, noPortFault } from './words.js';

/** Where a board was found the last time: that is tried first. */
export interface Place {
  readonly path: string;
  readonly baud: number;
}

export interface SearchOptions {
  /** A path, or `auto`: any port on which a board greets. */
  readonly path: string;
  readonly firstBaud: number;
  readonly lastPlace: Place | undefined;
  readonly openPort: OpenPort;
  readonly listPorts: ListPorts;
  readonly timers: Timers;
}

/** Told by the way, so that a person sees what is going on. */
export type Progress = (words: string) => void;

/** Faults after which another baud on the same port may still find a board. */
const OPEN_QUESTIONS: readonly LinkFault[] = ['no-answer', 'garbage'];
/** Faults that come from something that was heard. */
const SAYS_WHO: readonly LinkFault[] = ['garbage', 'firmata', 'other-major'];
const REOPEN_MS = 100;
/** Which of several ports' faults to tell: the one that is nearest to a working board. */
const TELLING: readonly LinkFault[] = [
  'other-major',
  'firmata',
  'no-permission',
  'port-taken',
  'garbage',
  'no-answer',
];

/**
 * Looks for a board: port after port, and on each at the first baud, at 500000 and at 115200, at last at Firmata's, so that the
 * sentence can say what is on the board instead. The returned function ends the search; it calls `released` when
 * no port is open any more, and no verdict comes then.
 */
export function search(
  options: SearchOptions,
  progress: Progress,
  decide: (verdict: Verdict) => void,
): (released: () => void) => void {
  const { path, firstBaud, lastPlace, openPort, listPorts, timers } = options;
  let stop: ((released: () => void) => void) | undefined;
  let over = false;
  const faults: Fault[] = [];

  function tryPorts(paths: readonly string[], ports: readonly PortFound[]): void {
    const [first, ...others] = paths;
    if (first === undefined) {
      const telling = TELLING.map((code) => faults.find(({ fault }) => fault === code)).find(Boolean);
      decide({ kind: 'fault', fault: telling ?? faults[0] ?? noPortFault() });
      return;
    }
    const known = lastPlace?.path === first ? [lastPlace.baud] : [];
    const bauds = [...new Set([...known, firstBaud, DEFAULT_BAUD, FALLBACK_BAUD, FIRMATA_BAUD])];
    tryBauds(first, bauds, undefined, ports, () => tryPorts(others, ports));
  }

  function tryBauds(
    port: string,
    bauds: readonly number[],
    before: Fault | undefined,
    ports: readonly PortFound[],
    failed: () => void,
  ): void {
    const [baud, ...others] = bauds;
    if (baud === undefined) {
      faults.push(before!);
      failed();
      return;
    }
    progress(`Listening on ${port} at ${baud} baud.`);
    stop = listen({ path: port, baud, openPort, timers, ports }, (verdict) => {
      if (over) return;
      if (verdict.kind === 'board') {
        over = true;
        decide(verdict);
        return;
      }
      const { fault } = verdict;
      // We had the port open: if it does not come back, what was heard on it says more.
      const kept = before && !SAYS_WHO.includes(fault.fault) ? before : fault;
      if (!OPEN_QUESTIONS.includes(fault.fault)) tryBauds(port, [], kept, ports, failed);
      else pause(() => tryBauds(port, others, kept, ports, failed));
    });
  }

  /** Some systems and bridges are not done with a port when they say that it is closed. */
  function pause(then: () => void): void {
    const cancel = timers.after(REOPEN_MS, then);
    stop = (released) => {
      cancel();
      released();
    };
  }

  // The list costs some 60 ms where udev answers, and may be refused: then there is none.
  void listPorts()
    .catch(() => [])
    .then((ports) => {
      if (over) return;
      const paths = path === 'auto' ? ports.map((port) => port.path) : [path];
      const last = paths.filter((found) => found === lastPlace?.path);
      tryPorts([...new Set([...last, ...paths])], ports);
    });

  return (released) => {
    over = true;
    if (stop) stop(released);
    else released();
  };
}
