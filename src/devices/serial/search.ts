import { DEFAULT_BAUD, FALLBACK_BAUD } from '../../protocol/index.js';
import type { LinkFault } from '../device.js';
import type { Timers } from '../timers.js';
import { askBootloader } from './bootloader.js';
import type { InspectPort } from './facts.js';
import { FIRMATA_BAUD, listen, type Verdict } from './listen.js';
import { noPortFault } from './open-fault.js';
import type { ListPorts, OpenPort, PortFound } from './port.js';
import { bootloaderFault, type Fault, hungFault } from './words.js';

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
  readonly inspectPort: InspectPort;
  readonly timers: Timers;
}

/** Told by the way, so that a person sees what is going on. */
export type Progress = (words: string) => void;

/** Faults that come from something that was heard, the surest first. */
const HEARD: readonly LinkFault[] = ['other-major', 'firmata', 'damaged', 'garbage', 'wrong-baud'];
/** Faults after which another baud on the same port may still find a board. */
const OPEN_QUESTIONS: readonly LinkFault[] = ['no-answer', 'damaged', 'garbage', 'wrong-baud'];
const REOPEN_MS = 100;
/** At this baud most other programs speak; listened to only where nothing could be read at ours. */
const USUAL_BAUD = 9600;
/** Which of several ports' faults to tell: the one that is nearest to a working board. */
const TELLING: readonly LinkFault[] = [
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

/**
 * Looks for a board: port after port, and on each at the first baud, at 500000 and at 115200, at last at Firmata's,
 * so that the sentence can say what is on the board instead; where there was silence, its bootloader is asked. The
 * returned function ends the search; it calls `released` when no port is open any more, and no verdict comes then.
 */
export function search(
  options: SearchOptions,
  progress: Progress,
  decide: (verdict: Verdict) => void,
): (released: () => void) => void {
  const { path, firstBaud, lastPlace, openPort, listPorts, inspectPort, timers } = options;
  let stop: ((released: () => void) => void) | undefined;
  let over = false;
  const faults: Fault[] = [];

  function tryPorts(paths: readonly string[], ports: readonly PortFound[]): void {
    const [first, ...others] = paths;
    if (first === undefined) {
      const telling = TELLING.map((code) => faults.find(({ fault }) => fault === code)).find(Boolean);
      const fault = telling ?? faults[0];
      if (fault) decide({ kind: 'fault', fault });
      else explainNothing();
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
      if (before!.fault === 'no-answer') tryBootloader(port, before!, failed);
      else giveUp(before!, failed);
      return;
    }
    progress(`Listening on ${port} at ${baud} baud.`);
    stop = listen({ path: port, baud, openPort, inspectPort, timers, ports }, (verdict) => {
      if (over) return;
      if (verdict.kind === 'board') {
        over = true;
        decide(verdict);
        return;
      }
      const { fault } = verdict;
      const kept = surest(before, fault);
      if (!OPEN_QUESTIONS.includes(fault.fault)) giveUp(kept, failed);
      else if (others.length === 0 && kept.fault === 'wrong-baud' && baud !== USUAL_BAUD)
        pause(() => tryBauds(port, [USUAL_BAUD], kept, ports, failed));
      else pause(() => tryBauds(port, others, kept, ports, failed));
    });
  }

  function tryBootloader(port: string, silence: Fault, failed: () => void): void {
    progress(`Asking whether ${port} has a bootloader.`);
    stop = askBootloader({ path: port, openPort, timers }, (alive) => {
      if (over) return;
      if (alive) giveUp(bootloaderFault(port), failed);
      else giveUp(lastPlace?.path === port ? hungFault(port) : silence, failed);
    });
  }

  function giveUp(fault: Fault, failed: () => void): void {
    faults.push(fault);
    failed();
  }

  /** Not one port: is it that the system hides the board? */
  function explainNothing(): void {
    stop = (released) => released();
    void inspectPort(path).then((facts) => {
      if (!over) decide({ kind: 'fault', fault: noPortFault(path, [], facts) });
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

/** We had the port open: if it does not come back, what was heard on it says more. */
function surest(before: Fault | undefined, now: Fault): Fault {
  if (!before) return now;
  const rank = ({ fault }: Fault) => (HEARD.includes(fault) ? HEARD.indexOf(fault) : HEARD.length);
  return rank(now) < rank(before) ? now : before;
}
