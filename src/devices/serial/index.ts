/**
 * Our own board on a serial port (firmware-protocol.md): finds it, sets it up, and keeps it supplied with the latest
 * picture. What becomes of the device when it has none is its keeper's.
 */
import { type BoardSetup, encodeHostMessage, type Mark } from '../../protocol/index.js';
import { DEFAULT_BAUD } from '../../units.js';
import type { Capabilities, LineReport } from '../device.js';
import { type Fault, tellingOf } from '../fault.js';
import { olderFirmwareWords } from '../flash/firmware-version.js';
import { type Driver, type KeptDevice, keptDevice, type Look, type Reports, type Served } from '../keeper.js';
import { RateMeter } from '../line-report.js';
import type { PictureSlot } from '../picture-slot.js';
import { NOTHING_KNOWN } from '../port/facts.js';
import type { Link } from '../port/link.js';
import type { BoardFound } from '../port/listen.js';
import { type Ports, portsOf, type SomePorts } from '../port/ports.js';
import type { Timers } from '../timers.js';
import { atMost, onAbort } from '../waiting.js';
import { InputLedger } from './input-ledger.js';
import { lineCounts, serialReport } from './line-rows.js';
import type { Encoding } from './picture-message.js';
import { type FoundAt, search, TELLING } from './search.js';
import { Session } from './session.js';
import type { Wishes } from './set-up.js';
import { newStats, type SerialStats } from './stats.js';
import {
  notAnsweringWords,
  otherBaudWords,
  restartingFault,
  restartsWords,
  type SerialCode,
} from './words.js';

/** A port that does not come back from closing is left to the system after this. */
const CLOSE_MS = 1000;

const DOES_NOT_OPEN: readonly SerialCode[] = ['port-taken', 'no-permission', 'no-permission-yet'];

const CLOSED_WORDS = 'The port is closed; strip dark, needles at rest.';
const UNANSWERED_WORDS = 'The port is closed. The board did not answer: it goes dark by itself within 2 s.';

export interface SerialDeviceOptions extends SomePorts {
  /** Path of the port, or `auto`: any port on which a board of ours answers. */
  readonly path: string;
  /** Bits per second that are tried first; the other usual one follows. */
  readonly baud?: number;
  /** Its `fadeMs` is the longest blend from picture to picture; the board blends only on a line that is too slow. */
  readonly setup: BoardSetup;
  /** The palette's 33 stops, 99 bytes: with it the board turns levels into the very light of `Picture.rgb`. */
  readonly stops: Uint8Array;
  /** LEDs of a fixed colour, where the electrodes are; they must be in the caller's `Picture.rgb` too. */
  readonly marks?: readonly [Mark | null, Mark | null];
  /**
   * Which LED of the strip each of a picture's is, where they do not simply follow each other: the others stay dark. Levels
   * below 8 are shown as 8 then. `setup.ledCount` counts those of the strip.
   */
  readonly map?: readonly number[] | null;
  /** How pictures are sent; `auto`, the default, decides for each. */
  readonly encoding?: Encoding;
}

export type SerialDevice = KeptDevice<SerialStats>;

/** RangeError if the set-up or the palette is not one that can be sent. */
export function createSerialDevice(options: SerialDeviceOptions, timers: Timers): SerialDevice {
  const { setup, stops, map } = options;
  encodeHostMessage({ type: 'config', seq: 0, setup });
  encodeHostMessage({ type: 'palette', seq: 0, stops });
  return keptDevice(
    capabilitiesOf(setup, map?.length),
    timers,
    (reports, slot) => new SerialDriver(options, timers, reports, slot),
  );
}

/** How a session came to its end. */
type End = Extract<Served, { kind: 'lost' }> | { readonly kind: 'left'; readonly answered: boolean };

class SerialDriver implements Driver<BoardFound, SerialStats> {
  readonly stats = newStats();
  readonly telling = TELLING;
  readonly openingWords: string;
  readonly #reports: Reports;
  readonly #timers: Timers;
  readonly #ports: Ports;
  readonly #path: string;
  readonly #firstBaud: number;
  readonly #wishes: Omit<Wishes, 'path'>;
  readonly #encoding: Encoding;
  readonly #slot: PictureSlot;
  readonly #inputs = new InputLedger();
  readonly #rates = new RateMeter();
  #session: Session | undefined;
  #lastFoundAt: FoundAt | undefined;

  constructor(options: SerialDeviceOptions, timers: Timers, reports: Reports, slot: PictureSlot) {
    const { path, baud = DEFAULT_BAUD, setup, stops, marks = [null, null], encoding = 'auto' } = options;
    const { map = null } = options;
    this.#timers = timers;
    this.#ports = portsOf(options);
    this.#path = path;
    this.#firstBaud = baud;
    this.#wishes = { setup, stops, marks, map, advice: this.#ports.advice };
    this.#encoding = encoding;
    this.#slot = slot;
    this.openingWords = path === 'auto' ? 'Looking for a board.' : `Opening ${path}.`;
    this.#reports = reports;
  }

  supply(): void {
    this.#session?.pump();
  }

  line(): LineReport {
    return serialReport(this.stats, this.#rates.look(lineCounts(this.stats), this.#timers.nowMs()));
  }

  async look(glance: boolean, signal: AbortSignal): Promise<Look<BoardFound>> {
    const found = await search(
      {
        path: this.#path,
        firstBaud: this.#firstBaud,
        lastFoundAt: this.#lastFoundAt,
        ports: glance ? this.#glancing : this.#ports,
        timers: this.#timers,
        progress: (words) => this.#reports.progress(words),
      },
      signal,
    );
    if (found.kind === 'board') return { kind: 'board', board: found };
    // It is there again, but does not open: why, is worth a closer look.
    if (glance && DOES_NOT_OPEN.includes(tellingOf(found.faults, TELLING).fault))
      return this.look(false, signal);
    return found;
  }

  /** Asking the system for its ports, and why there is none, costs about 100 ms of processor: too much for a glance. */
  get #glancing(): Ports {
    const noList = this.#path === 'auto' ? {} : { listPorts: async () => [] };
    return { ...this.#ports, ...noList, inspectPort: async () => NOTHING_KNOWN };
  }

  async serve(board: BoardFound, signal: AbortSignal): Promise<Served> {
    const { link } = board;
    if (this.#lastFoundAt) this.stats.reconnects++;
    this.#lastFoundAt = { path: link.path, baud: link.baud };
    try {
      const end = await this.#run(board, signal);
      if (end.kind === 'lost') return end;
      return { kind: 'parted', words: end.answered ? CLOSED_WORDS : UNANSWERED_WORDS };
    } finally {
      this.#session?.stop();
      this.#session = undefined;
      await atMost(CLOSE_MS, link.end(), this.#timers);
    }
  }

  /** A session, from its beginning to its end. */
  #run({ link, greeting }: BoardFound, signal: AbortSignal): Promise<End> {
    return new Promise((resolve) => {
      let isOver = false;
      let forget = () => {};
      const end = (how: End) => {
        isOver = true;
        forget();
        resolve(how);
      };
      const session = this.#newSession(link, (fault) =>
        end({ kind: 'lost', fault: { ...fault, stands: true } }),
      );
      this.#session = session;
      session.begin(greeting);
      if (isOver) return;
      link.attach({
        line: (line) => session.line(line),
        ended: () => {
          session.stop();
          // A port that goes while the board is told to go dark gives no answer: that is waited for.
          if (!isOver && !signal.aborted)
            end({ kind: 'lost', fault: this.#reports.unplugged(link.path, this.#ports.advice) });
        },
      });
      if (isOver) return;
      forget = onAbort(signal, () => {
        void session.leave().then((answered) => end({ kind: 'left', answered }));
      });
    });
  }

  #newSession(link: Link, failed: (fault: Fault) => void): Session {
    const reports = this.#reports;
    const { advice } = this.#ports;
    const { path, baud } = link;
    let hasBegun = false;
    let wasReady = false;
    const session = new Session(
      {
        ...this.#wishes,
        path,
        baud,
        encoding: this.#encoding,
        slot: this.#slot,
        inputs: this.#inputs,
        stats: this.stats,
        timers: this.#timers,
        lowLatency: () => link.lowLatency,
        write: (bytes) => link.write(bytes),
      },
      {
        settingUp: (greeting) => {
          const often = hasBegun && greeting !== undefined && reports.restarted();
          hasBegun = true;
          if (often && !wasReady) {
            session.stop();
            failed(restartingFault(path, greeting.boot, advice));
          } else reports.settingUp(`A board is on ${path}: setting it up.`);
        },
        ready: ({ board, firmware, boot }) => {
          wasReady = true;
          const who = `Board "${board}" (firmware ${firmware}) on ${path} at ${baud} baud, ${this.#wishes.setup.ledCount} LEDs.`;
          const line = baud === this.#firstBaud ? '' : ` ${otherBaudWords(baud)}`;
          reports.ready(`${who}${line}${olderFirmwareWords(firmware, advice)}`, restartsWords(boot, advice));
        },
        silent: (silent) =>
          silent ? reports.silent(notAnsweringWords(path)) : reports.answers(`The board on ${path} answers.`),
        input: (event) => reports.input(event),
        held: (buttons) => reports.held(buttons),
        latency: (id, latencyUs) => reports.latency(id, latencyUs),
        failed,
      },
    );
    return session;
  }
}

function capabilitiesOf(
  { ledCount: onStrip, needles, buttons, dials }: BoardSetup,
  ledCount = onStrip,
): Capabilities {
  return {
    ledCount,
    needleCount: needles[1] ? 2 : needles[0] ? 1 : 0,
    buttonCount: buttons.lastIndexOf(true) + 1,
    dialCount: dials.lastIndexOf(true) + 1,
  };
}
