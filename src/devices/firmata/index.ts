/**
 * Any Arduino with Firmata as a device: johnny-five over firmata-io, in a process of its own for each connection
 * (child.ts). This side finds the board's port and keeps that process supplied with the latest picture. What becomes
 * of the device when it has no board is its keeper's.
 */
import { FIRMATA_BAUD } from '../../units.js';
import type { Capabilities, LineReport } from '../device.js';
import type { Fault } from '../fault.js';
import { InputIds } from '../input-ids.js';
import { type Driver, type KeptDevice, keptDevice, type Look, type Reports, type Served } from '../keeper.js';
import { RateMeter } from '../line-report.js';
import type { PictureSlot } from '../picture-slot.js';
import { type Ports, portsFound, portsOf, type SomePorts } from '../port/ports.js';
import { RESTARTS_WORDS } from '../port/words.js';
import type { Timers } from '../timers.js';
import { onAbort, unlessAborted } from '../waiting.js';
import { Connection, type ConnectionEnd, type Telling } from './connection.js';
import { explain, nothingThere } from './diagnosis.js';
import { firmataReport, lineCounts } from './line-rows.js';
import type { StartBoardProcess } from './messages.js';
import { boardInAProcess } from './process.js';
import { checkSetup, type FirmataSetup, ledCountOf } from './setup.js';
import { FirmataStats } from './stats.js';
import type { FirmataCode } from './words.js';

/** Of several ports' faults the one that is nearest to a working board is told. */
const TELLING: readonly FirmataCode[] = [
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

const CLOSED_WORDS = 'The port is closed; lights dark, needles at rest.';
const UNANSWERED_WORDS =
  'The port is closed. The board did not answer: its lights may stay on until it is unplugged or reset.';

export interface FirmataDeviceOptions extends SomePorts {
  /** Path of the port, or `auto`: any port on which Firmata answers. */
  readonly path: string;
  readonly baud?: number;
  readonly setup: FirmataSetup;
  /** A process for each connection, unless a test has another way. */
  readonly startBoard?: StartBoardProcess;
}

export type FirmataDevice = KeptDevice<FirmataStats>;

/** RangeError if the set-up is one that no board could do. */
export function createFirmataDevice(options: FirmataDeviceOptions, timers: Timers): FirmataDevice {
  checkSetup(options.setup);
  return keptDevice(
    capabilitiesOf(options.setup),
    timers,
    (reports, slot) => new FirmataDriver(options, timers, reports, slot),
  );
}

class FirmataDriver implements Driver<Connection, FirmataStats> {
  readonly stats = new FirmataStats();
  readonly telling = TELLING;
  readonly openingWords: string;
  readonly #reports: Reports;
  readonly #timers: Timers;
  readonly #ports: Ports;
  readonly #path: string;
  readonly #baud: number;
  readonly #setup: FirmataSetup;
  readonly #startBoard: StartBoardProcess;
  readonly #slot: PictureSlot;
  readonly #inputIds = new InputIds();
  readonly #rates = new RateMeter();
  #connection: Connection | undefined;
  #lastPath: string | undefined;

  constructor(options: FirmataDeviceOptions, timers: Timers, reports: Reports, slot: PictureSlot) {
    const { path, baud = FIRMATA_BAUD, setup, startBoard = boardInAProcess() } = options;
    this.#timers = timers;
    this.#ports = portsOf(options);
    this.#path = path;
    this.#baud = baud;
    this.#setup = setup;
    this.#startBoard = startBoard;
    this.#slot = slot;
    this.openingWords = path === 'auto' ? 'Looking for a board with Firmata.' : `Opening ${path}.`;
    this.#reports = reports;
  }

  supply(): void {
    this.#connection?.supply();
  }

  line(): LineReport {
    return firmataReport(this.stats, this.#rates.look(lineCounts(this.stats), this.#timers.nowMs()));
  }

  async look(glance: boolean, signal: AbortSignal): Promise<Look<Connection>> {
    const paths = await unlessAborted(this.#paths(), signal);
    if (paths.length === 0) {
      const fault = await unlessAborted(nothingThere(this.#path, glance, this.#ports), signal);
      return { kind: 'none', faults: [fault] };
    }
    const faults: Fault[] = [];
    for (const path of paths) {
      const connection = this.#connect(path, signal);
      if (await connection.served) return { kind: 'board', board: connection };
      const end = await connection.ended;
      if (end.kind === 'left') return partedOf(end);
      faults.push(await this.#explain(path, end, signal));
    }
    return { kind: 'none', faults };
  }

  /** Ports to try, the last one that worked first. */
  async #paths(): Promise<readonly string[]> {
    const path = this.#path;
    if (path !== 'auto') return (await this.#ports.isThere(path).catch(() => false)) ? [path] : [];
    const found = (await portsFound(this.#ports)).map((port) => port.path);
    const last = found.filter((some) => some === this.#lastPath);
    return [...new Set([...last, ...found])];
  }

  #connect(path: string, signal: AbortSignal): Connection {
    this.#reports.progress(`Opening ${path}.`);
    this.stats.begin();
    const connection = new Connection({
      opening: { type: 'open', path, baud: this.#baud, setup: this.#setup },
      startBoard: this.#startBoard,
      slot: this.#slot,
      timers: this.#timers,
      hear: (message, from) => this.#hear(message, from),
    });
    this.#connection = connection;
    const forget = onAbort(signal, () => connection.leave());
    void connection.ended.then(() => {
      forget();
      this.#connection = undefined;
      this.stats.end();
    });
    return connection;
  }

  #hear(message: Telling, connection: Connection): void {
    const reports = this.#reports;
    switch (message.type) {
      case 'progress':
        reports.progress(message.words);
        break;
      case 'ready':
        if (!reports.isClosed) this.#ready(message, connection);
        break;
      case 'stats':
        this.stats.hear(message.stats);
        break;
      case 'shown':
        this.#inputIds.confirm(message.inputId, message.atUs, (id, us) => reports.latency(id, us));
        break;
      case 'button': {
        const { button, pressed, atUs } = message;
        reports.input({ kind: 'button', id: this.#inputIds.next(atUs), button, pressed, deviceUs: atUs });
        break;
      }
      case 'dial': {
        const { dial, position, atUs } = message;
        reports.input({ kind: 'dial', id: this.#inputIds.next(atUs), dial, position, deviceUs: atUs });
        break;
      }
    }
  }

  #ready(
    { firmware, protocol, lowLatency }: Extract<Telling, { type: 'ready' }>,
    connection: Connection,
  ): void {
    const { path } = connection;
    const baud = this.#baud;
    if (this.#lastPath !== undefined) this.stats.reconnects++;
    this.#lastPath = path;
    this.stats.port = { path, baud, board: 'Firmata', firmware, lowLatency };
    this.#inputIds.forget();
    const words = `${firmware} (Firmata ${protocol}) on ${path} at ${baud} baud, ${ledCountOf(this.#setup.lights)} LEDs.`;
    this.#reports.ready(words, RESTARTS_WORDS);
    connection.begin();
  }

  async serve(connection: Connection, signal: AbortSignal): Promise<Served> {
    const end = await connection.ended;
    if (end.kind === 'left') return partedOf(end);
    return { kind: 'lost', fault: await this.#explain(connection.path, end, signal) };
  }

  #explain(path: string, end: Extract<ConnectionEnd, { kind: 'over' }>, signal: AbortSignal): Promise<Fault> {
    return explain(path, end, { ports: this.#ports, timers: this.#timers, reports: this.#reports }, signal);
  }
}

function partedOf({ answered }: Extract<ConnectionEnd, { kind: 'left' }>) {
  return { kind: 'parted', words: answered ? CLOSED_WORDS : UNANSWERED_WORDS } as const;
}

function capabilitiesOf({ lights, needles, buttons, dials }: FirmataSetup): Capabilities {
  const lastOf = (fitted: readonly unknown[]) => fitted.findLastIndex((pin) => pin !== null) + 1;
  return {
    ledCount: ledCountOf(lights),
    needleCount: lastOf(needles),
    buttonCount: lastOf(buttons),
    dialCount: lastOf(dials),
  };
}
