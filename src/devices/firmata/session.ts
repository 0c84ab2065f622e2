/**
 * One connection to a Firmata board, from the opening of its port to its end: its port (`board-port.ts`), the pace of
 * the line (`pacer.ts`), what is shown (`show.ts`), and here the phases it goes through. It runs in a process of its
 * own (`child.ts`), or in this one under a test.
 */

import type { Picture } from '../device.js';
import type { OpenPort } from '../port/byte-port.js';
import { refusedFault, silentFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import { BoardPort } from './board-port.js';
import { Fittings } from './fittings.js';
import { FIRST_QUESTION_MS, Introduction, QUESTION_MS } from './introduction.js';
import type { JohnnyFive, loadJohnnyFive } from './johnny-five.js';
import { createLights } from './lights.js';
import type { BoardStats, FromBoard, ToBoard } from './messages.js';
import { SERVO_MS } from './needle.js';
import { OwnTimers } from './own-timers.js';
import { Pacer } from './pacer.js';
import { PCA_AWAKE } from './pca9685.js';
import { pinProblems } from './pins.js';
import { type BoardReport, ReportReader } from './report.js';
import { type Fitted, Show } from './show.js';
import { Transport } from './transport.js';
import {
  type FirmataFault,
  johnnyFiveFault,
  noExpander,
  noFirmataFault,
  oldFirmataFault,
  restartedFault,
  strangerSketchFault,
} from './words.js';

/** Longest that a closing board may take to be dark and at rest. */
const LEAVE_MS = 1200;
const STATS_MS = 500;
const EXPANDER_MS = 500;

export interface SessionSeams {
  readonly openPort: OpenPort;
  readonly timers: Timers;
  readonly startJohnnyFive: ReturnType<typeof loadJohnnyFive>;
}

type Opening = Extract<ToBoard, { type: 'open' }>;

type Phase =
  | { readonly kind: 'opening' }
  /** Waiting for version, firmware, capabilities and analog mapping. */
  | { readonly kind: 'meeting'; readonly sinceMs: number }
  | ({ readonly kind: 'setting-up'; readonly expanderIsThere: boolean } & Fitted)
  | ({ readonly kind: 'serving'; readonly leaving: boolean } & Fitted)
  | { readonly kind: 'ended' };

export class Session {
  readonly #seams: SessionSeams;
  readonly #say: (message: FromBoard) => void;
  readonly #opening: Opening;
  readonly #transport: Transport;
  readonly #reader: ReportReader;
  readonly #pacer: Pacer;
  readonly #show: Show;
  readonly #port: BoardPort;
  readonly #waits: OwnTimers;
  #phase: Phase = { kind: 'opening' };
  #heardAnything = false;
  readonly #board = new Introduction();
  #fitted: Fitted | undefined;
  #releaseJohnny = () => {};

  /** Begins to open the port. `say` gets what there is to tell; after `failed`, `not-opened` or `closed` nothing. */
  constructor(opening: Opening, seams: SessionSeams, say: (message: FromBoard) => void) {
    this.#opening = opening;
    this.#seams = seams;
    this.#say = say;
    const { timers } = seams;
    this.#waits = new OwnTimers(timers);
    const write = (bytes: Uint8Array) => this.#port.write(bytes);
    this.#transport = new Transport(opening.baud, write);
    this.#reader = new ReportReader((report, bytes) => this.#report(report, bytes));
    this.#pacer = new Pacer(this.#transport, timers, write);
    this.#show = new Show({
      timers,
      transport: this.#transport,
      silenceMs: opening.setup.silenceMs,
      batch: (fill, picture) => this.#batch(fill, picture),
      again: (ms) => this.#waits.after(ms, () => this.#pump()),
      shown: (inputId) => {
        if (inputId !== 0) this.#say({ type: 'shown', inputId, atUs: this.#nowUs() });
        this.#sayStats();
      },
    });
    this.#port = new BoardPort(opening, seams, {
      opened: () => this.#meet(timers.nowMs()),
      data: (chunk) => {
        this.#heardAnything = true;
        this.#reader.read(chunk);
      },
      release: () => {
        this.#waits.cancelAll();
        this.#fitted?.fittings.release();
        this.#releaseJohnny();
        this.#transport.removeAllListeners();
      },
      ended: (end) => {
        this.#phase = { kind: 'ended' };
        this.#sayStats();
        this.#say(end);
      },
    });
  }

  show(picture: Picture): void {
    this.#show.take(picture);
    this.#pump();
  }

  /** Dark, needles at rest, then the port is closed. */
  close(): void {
    const phase = this.#phase;
    if (this.#port.isEnding) return;
    if (phase.kind !== 'serving') {
      this.#port.finish({ type: 'closed', answered: phase.kind !== 'setting-up' });
      return;
    }
    this.#phase = { ...phase, leaving: true };
    this.#show.leave(phase);
    this.#waits.after(LEAVE_MS, () => this.#port.finish({ type: 'closed', answered: false }));
    this.#pump();
  }

  #sayStats(): void {
    const stats: BoardStats = {
      ...this.#show.stats,
      ...this.#pacer.stats,
      bytesSent: this.#transport.bytesSent,
      garbage: this.#reader.garbage,
    };
    this.#say({ type: 'stats', stats });
  }

  #fail({ fault, words }: FirmataFault, restarted = false): void {
    this.#port.finish({ type: 'failed', fault, words, restarted });
  }

  /** johnny-five and firmata-io throw at what they do not expect: that must not end more than the piece at hand. */
  #careful(work: () => void): void {
    try {
      work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#fail(johnnyFiveFault(this.#opening.path, why));
    }
  }

  // --- meeting the board ---

  #meet(nowMs: number): void {
    this.#phase = { kind: 'meeting', sinceMs: nowMs };
    const { path } = this.#opening;
    this.#say({ type: 'progress', words: `Waiting for Firmata on ${path}.` });
    this.#careful(() => {
      const { release } = this.#seams.startJohnnyFive(
        this.#transport,
        (error) => this.#fail(johnnyFiveFault(path, error.message)),
        (board) => this.#careful(() => this.#setUp(board)),
      );
      this.#releaseJohnny = release;
    });
    this.#waits.after(FIRST_QUESTION_MS, () => this.#ask());
  }

  #ask(): void {
    const { path, baud } = this.#opening;
    const phase = this.#phase;
    if (phase.kind !== 'meeting') return;
    const nowMs = this.#seams.timers.nowMs();
    const question = this.#board.question(nowMs - phase.sinceMs, nowMs);
    if (question !== 'none') {
      this.#port.write(question);
      this.#waits.after(QUESTION_MS, () => this.#ask());
    } else if (this.#board.version !== undefined) this.#fail(oldFirmataFault(path, this.#board.version));
    else this.#fail(this.#heardAnything ? strangerSketchFault(path, baud) : noFirmataFault(path));
  }

  #report(report: BoardReport, bytes: readonly number[]): void {
    if (this.#port.isEnding) return;
    const verdict = this.#board.hear(report, this.#seams.timers.nowMs());
    if (verdict === 'restarted') this.#fail(restartedFault(this.#opening.path), true);
    if (verdict !== 'pass') return;
    this.#careful(() => this.#transport.emit('data', bytes));
    if (report.kind === 'version') this.#answered();
  }

  // --- setting up ---

  #setUp(johnny: JohnnyFive): void {
    const pins = this.#board.pins;
    if (this.#port.isEnding || this.#phase.kind !== 'meeting' || !pins) return;
    const { setup, path } = this.#opening;
    const problems = pinProblems(setup, pins);
    if (problems.length > 0) {
      this.#fail(refusedFault(path, problems.join('; ')));
      return;
    }
    this.#batch(() => {
      const fittings = new Fittings(setup, johnny, pins);
      const lights = createLights({
        setup,
        io: johnny.io,
        pins,
        longSysex: this.#board.longSysex,
        switchPin: (pin, high) => fittings.switchPin(pin, high),
      });
      this.#fitted = { lights, fittings };
      fittings.listenToButtons(this.#seams.timers, (button, pressed) => {
        if (this.#phase.kind === 'serving') {
          this.#say({ type: 'button', button, pressed, atUs: this.#nowUs() });
        }
      });
      lights.prepare();
      // Last of all, for a strip that is shown makes the board deaf.
      lights.dark();
      lights.write(() => {});
    }, false);
    if (this.#port.isEnding || !this.#fitted) return;
    this.#phase = { kind: 'setting-up', ...this.#fitted, expanderIsThere: setup.lights.kind !== 'pca9685' };
    this.#waits.every(SERVO_MS, () => this.#tick());
    if (setup.lights.kind === 'pca9685') this.#findExpander(johnny, setup.lights.address);
  }

  /** Asks the PCA9685 for what it was told last: where there is none, the board reads something else, or nothing. */
  #findExpander({ io }: JohnnyFive, address: number): void {
    const missing = () => this.#fail(refusedFault(this.#opening.path, noExpander(address)));
    io.i2cReadOnce(address, 0, 1, ([mode]) => {
      const phase = this.#phase;
      if (phase.kind !== 'setting-up') return;
      if (mode !== PCA_AWAKE) missing();
      else {
        this.#phase = { ...phase, expanderIsThere: true };
        this.#serve();
      }
    });
    this.#waits.after(EXPANDER_MS, () => this.#phase.kind === 'setting-up' && missing());
  }

  /** All is set up and answered: inputs are told, pictures are shown. */
  #serve(): void {
    const phase = this.#phase;
    if (this.#port.isEnding || phase.kind !== 'setting-up' || !phase.expanderIsThere || this.#pacer.isWaiting)
      return;
    const { lights, fittings } = phase;
    this.#phase = { kind: 'serving', lights, fittings, leaving: false };
    this.#show.begin();
    const { firmware, version } = this.#board;
    this.#say({ type: 'ready', firmware, protocol: version!, lowLatency: this.#port.lowLatency });
    const listen = () =>
      fittings.listenToDials((dial, position) =>
        this.#say({ type: 'dial', dial, position, atUs: this.#nowUs() }),
      );
    this.#batch(listen, false);
    this.#waits.every(STATS_MS, () => this.#sayStats());
  }

  #nowUs(): number {
    return Math.trunc(this.#seams.timers.nowMs() * 1000) >>> 0;
  }

  // --- serving ---

  #batch(fill: () => void, picture: boolean): number {
    let bytes = 0;
    this.#careful(() => {
      bytes = this.#pacer.batch(fill, picture);
    });
    return bytes;
  }

  #answered(): void {
    const answered = this.#pacer.answer();
    if (!answered) return;
    if (answered.picture) this.#show.complete();
    this.#serve();
    this.#pump();
  }

  #tick(): void {
    const state = this.#pacer.check();
    if (state === 'silent') this.#fail(silentFault(this.#opening.path));
    if (state !== 'answered') return;
    this.#serve();
    const phase = this.#phase;
    if (phase.kind !== 'serving') return;
    this.#show.tick(phase, { sinceBatchMs: this.#pacer.sinceBatchMs, leaving: phase.leaving });
    this.#pump();
  }

  /** Goes on with the show, if the board is done with the last. */
  #pump(): void {
    const phase = this.#phase;
    if (phase.kind !== 'serving' || this.#pacer.isWaiting || this.#port.isEnding) return;
    const bytes = this.#show.step(phase);
    if (phase.leaving && bytes === 0 && phase.fittings.atRest)
      this.#port.finish({ type: 'closed', answered: true });
  }
}
