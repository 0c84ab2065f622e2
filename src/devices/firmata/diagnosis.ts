import { DEFAULT_BAUD, FALLBACK_BAUD } from '../../protocol/index.js';
import type { LinkFault } from '../device.js';
import type { InspectPort } from '../serial/facts.js';
import { listen } from '../serial/listen.js';
import { noPortFault, openFault } from '../serial/open-fault.js';
import type { ListPorts, OpenPort } from '../serial/port.js';
import { RestartWatch } from '../serial/restarts.js';
import { comesAndGoesFault, type Fault, restartingFault } from '../serial/words.js';
import type { Timers } from '../timers.js';
import type { FromBoard } from './messages.js';
import { ownFirmwareFault, processEndedFault } from './words.js';

/** Which of several ports' faults to tell: the one that is nearest to a working board. */
const TELLING: readonly LinkFault[] = [
  'refused',
  'firmata',
  'own-firmware',
  'no-permission',
  'no-permission-yet',
  'modem-manager',
  'port-taken',
  'garbage',
  'no-answer',
];

export type RunEnd = Extract<FromBoard, { type: 'not-opened' | 'failed' | 'closed' }>;

export interface DiagnosisParts {
  readonly openPort: OpenPort;
  readonly listPorts: ListPorts;
  readonly inspectPort: InspectPort;
  readonly timers: Timers;
  /** What is being done now, for people. */
  readonly tell: (words: string) => void;
  /** What ends the finding out, from now on; `released` is called when no port and no timer is left. */
  readonly looking: (stop: (released: () => void) => void) => void;
}

/** Why there is no board: found out with the port, if need be, and with what happened before. */
export class Diagnosis {
  readonly #parts: DiagnosisParts;
  readonly #restarts = new RestartWatch();
  /** What ended the last session; a port that is simply not there says no more than that. */
  #lastEnd: Fault | undefined;

  constructor(parts: DiagnosisParts) {
    this.#parts = parts;
  }

  /** A board serves: what ended the session before is told no more. */
  served(): void {
    this.#lastEnd = undefined;
  }

  /** Whether the board restarts again and again, or comes and goes. */
  get restartsOften(): boolean {
    return this.#restarts.many(this.#parts.timers.nowMs());
  }

  /** No port is there that could be tried. */
  async nothingThere(path: string): Promise<Fault> {
    const { inspectPort, listPorts } = this.#parts;
    const [facts, ports] = await Promise.all([
      inspectPort(path),
      path === 'auto' ? [] : listPorts().catch(() => []),
    ]);
    return noPortFault(path, ports, facts);
  }

  /** A cable that is out says so until the port is there again. */
  standing(found: Fault): Fault {
    return found.fault === 'no-port' && this.#lastEnd ? this.#lastEnd : found;
  }

  /** Why a process has ended; `words` is what it left behind, if it said no `end`. */
  explain(path: string, end: RunEnd | undefined, words: string, go: (fault: Fault) => void): void {
    if (end?.type === 'not-opened') this.#askSystem(path, end.error, go);
    else if (end?.type !== 'failed') go(processEndedFault(path, words));
    else if (end.fault === 'unplugged') go(this.#unplugged(path, end));
    else if (end.restarted) go(this.#restarted(path, end));
    else if (end.fault === 'no-answer' || end.fault === 'garbage') this.#askOwnFirmware(path, end, go);
    else go(end);
  }

  #askSystem(path: string, error: string, go: (fault: Fault) => void): void {
    const { listPorts, inspectPort, looking } = this.#parts;
    let over = false;
    looking((done) => {
      over = true;
      done();
    });
    void Promise.all([listPorts().catch(() => []), inspectPort(path)]).then(([ports, facts]) => {
      if (!over) go(openFault(path, new Error(error), ports, facts));
    });
  }

  #unplugged(path: string, end: Fault): Fault {
    this.#restarts.note(this.#parts.timers.nowMs());
    const { fault, words } = this.restartsOften ? comesAndGoesFault(path) : end;
    this.#lastEnd = { fault, words };
    return this.#lastEnd;
  }

  #restarted(path: string, { fault, words }: Fault): Fault {
    this.#restarts.note(this.#parts.timers.nowMs());
    return this.restartsOften ? restartingFault(path, 'reset') : { fault, words };
  }

  /** No Firmata answers: is it a board with our own firmware, for which there is another kind of rig? */
  #askOwnFirmware(path: string, silence: Fault, go: (fault: Fault) => void): void {
    const { openPort, inspectPort, timers, tell, looking } = this.#parts;
    const bauds = [DEFAULT_BAUD, FALLBACK_BAUD];
    const ask = () => {
      const baud = bauds.shift();
      if (baud === undefined) {
        go(silence);
        return;
      }
      tell(`Listening on ${path} at ${baud} baud.`);
      const stop = listen({ path, baud, openPort, inspectPort, timers, ports: [] }, (verdict) => {
        if (verdict.kind === 'fault') {
          ask();
          return;
        }
        const { link } = verdict;
        const closing = (then: () => void) => {
          link.listener = { line: () => {}, ended: then };
          if (link.ended) then();
          else link.close();
        };
        looking(closing);
        closing(() => go(ownFirmwareFault(path)));
      });
      looking(stop);
    };
    ask();
  }
}

/** Of the faults of several ports, the one to tell. */
export function tellingOf(faults: readonly Fault[]): Fault {
  const telling = TELLING.map((code) => faults.find(({ fault }) => fault === code)).find(Boolean);
  return telling ?? faults[0]!;
}
