/**
 * One connection to a Firmata board, from the opening of its port to its end. It runs in a process of its own
 * (`child.ts`), or in this one under a test.
 *
 * The line is paced by the board: each batch of messages ends with a question for the version (1 byte, answered by
 * 3), and the next goes out when the answer is there. The board answers in order, so by then everything before has
 * been acted upon; in particular a strip has been shown, during which the board is deaf. What it cannot keep up with
 * is left out: the latest picture wins.
 */

import { hangingFault } from '../serial/open-fault.js';
import type { OpenPort, Port } from '../serial/port.js';
import { type Fault, unpluggedFault } from '../serial/words.js';
import type { Timers } from '../timers.js';
import { CLICK_MS, Fittings } from './fittings.js';
import { FIRST_QUESTION_MS, Introduction, QUESTION_MS } from './introduction.js';
import type { JohnnyFive, loadJohnnyFive } from './johnny-five.js';
import { createLights } from './lights.js';
import type { BoardStats, FromBoard, ToBoard } from './messages.js';
import { SERVO_MS } from './needle.js';
import type { Lights } from './outputs.js';
import { PCA_AWAKE } from './pca9685.js';
import { pinProblems } from './pins.js';
import { type BoardReport, ReportReader } from './report.js';
import { ledCountOf } from './setup.js';
import { Transport } from './transport.js';
import {
  noExpander,
  noFirmataFault,
  oldFirmataFault,
  restartedFault,
  silentFirmataFault,
  strangerSketchFault,
  unableFault,
} from './words.js';

/** An open that never returns: a Bluetooth port whose other end is away. */
const OPEN_MS = 5000;
/** After that the board's answer does not come any more [ms], beside the time of the bytes themselves. */
const ANSWER_MS = 400;
const QUESTIONS = 3;
/** A board with nothing to do is asked whether it is still there, and told a few of its outputs again. */
const IDLE_MS = 250;
/** Longest that a closing board may take to be dark and at rest. */
const LEAVE_MS = 1200;
const STATS_MS = 500;
const EXPANDER_MS = 500;

const ASK_VERSION = Uint8Array.of(0xf9);

export interface SessionSeams {
  readonly openPort: OpenPort;
  readonly timers: Timers;
  readonly startJohnnyFive: ReturnType<typeof loadJohnnyFive>;
}

type Opening = Extract<ToBoard, { type: 'open' }>;
type Shown = Extract<ToBoard, { type: 'frame' }>;

interface Fitted {
  readonly lights: Lights;
  readonly fittings: Fittings;
}

type Stage =
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
  readonly #port: Port | undefined;
  readonly #cancels = new Set<() => void>();
  #stage: Stage = { kind: 'opening' };
  #wasOpen = false;
  #end: FromBoard | undefined;
  #heardAnything = false;
  readonly #board = new Introduction();
  #fitted: Fitted | undefined;
  #releaseJohnny = () => {};
  /** What the board is asked and has not answered yet. */
  #question:
    | { readonly askedMs: number; dueMs: number; times: number; readonly picture: boolean }
    | undefined;
  #shownId = 0;
  #pendingId = 0;
  #frame: Shown | undefined;
  #lastFrameMs = 0;
  #lastBatchMs = 0;
  #dark = true;
  readonly #stats = {
    pictureBytes: 0,
    sent: 0,
    acked: 0,
    superseded: 0,
    repeated: 0,
    asked: 0,
    askedAgain: 0,
    roundTripMs: null as number | null,
  };

  /** Begins to open the port. `say` gets what there is to tell; after `failed`, `not-opened` or `closed` nothing. */
  constructor(opening: Opening, seams: SessionSeams, say: (message: FromBoard) => void) {
    this.#opening = opening;
    this.#seams = seams;
    this.#say = say;
    this.#transport = new Transport(opening.baud, (bytes) => this.#write(bytes));
    this.#reader = new ReportReader((report, bytes) => this.#report(report, bytes));
    const { openPort, timers } = seams;
    const { path, baud } = opening;
    this.#after(OPEN_MS, () => {
      if (this.#stage.kind !== 'opening' || this.#end) return;
      // It will not close either: it ends with this process.
      this.#end = { type: 'failed', ...hangingFault(path, OPEN_MS / 1000), restarted: false };
      this.#portEnded(undefined);
    });
    let port: Port;
    try {
      port = openPort(path, baud);
    } catch (error) {
      queueMicrotask(() => this.#portEnded(error as Error));
      return;
    }
    this.#port = port;
    port.on('open', () => {
      this.#wasOpen = true;
      if (this.#end) this.#closePort();
      else this.#meet(timers.nowMs());
    });
    port.on('data', (chunk: Buffer) => {
      this.#heardAnything = true;
      if (this.#stage.kind !== 'ended' && !this.#end) this.#reader.read(chunk);
    });
    // Stays for good: a write that was under way when the cable was pulled fails later than anything else.
    port.on('error', (error: Error) => this.#portEnded(error));
    port.on('close', (error: Error | null) => this.#portEnded(error ?? undefined));
  }

  show(frame: Shown): void {
    if (this.#frame) this.#stats.superseded++;
    this.#frame = frame;
    this.#lastFrameMs = this.#seams.timers.nowMs();
    this.#pump();
  }

  /** Dark, needles at rest, then the port is closed. */
  close(): void {
    const stage = this.#stage;
    if (this.#end || stage.kind === 'ended') return;
    if (stage.kind !== 'serving') {
      this.#finish({ type: 'closed', answered: stage.kind !== 'setting-up' });
      return;
    }
    this.#stage = { ...stage, leaving: true };
    this.#frame = undefined;
    this.#goDark(stage);
    this.#after(LEAVE_MS, () => this.#finish({ type: 'closed', answered: false }));
    this.#pump();
  }

  #sayStats(): void {
    const stats: BoardStats = {
      ...this.#stats,
      bytesSent: this.#transport.bytesSent,
      garbage: this.#reader.garbage,
    };
    this.#say({ type: 'stats', stats });
  }

  // --- the port ---

  #write(bytes: Uint8Array): void {
    if (this.#port?.isOpen) this.#port.write(bytes);
  }

  #portEnded(error: Error | undefined): void {
    if (this.#stage.kind === 'ended') return;
    const { path } = this.#opening;
    if (!this.#wasOpen && error) this.#end ??= { type: 'not-opened', error: error.message };
    this.#end ??= { type: 'failed', ...unpluggedFault(path), restarted: false };
    this.#stage = { kind: 'ended' };
    this.#release();
    // A port that failed but still counts as open would keep its lock.
    if (this.#port?.isOpen) this.#port.close(() => {});
    this.#sayStats();
    this.#say(this.#end);
  }

  #fail({ fault, words }: Fault, restarted = false): void {
    this.#finish({ type: 'failed', fault, words, restarted });
  }

  /** Closes the port; `end` is said when that is done. */
  #finish(end: FromBoard): void {
    if (this.#end || this.#stage.kind === 'ended') return;
    this.#end = end;
    this.#release();
    if (this.#port?.isOpen) this.#closePort();
    else if (!this.#port?.opening) queueMicrotask(() => this.#portEnded(undefined));
  }

  #closePort(): void {
    this.#port!.close(() => this.#portEnded(undefined));
  }

  #release(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
    this.#fitted?.fittings.release();
    this.#releaseJohnny();
    this.#transport.removeAllListeners();
  }

  #after(ms: number, fn: () => void): void {
    const cancel = this.#seams.timers.after(ms, () => {
      this.#cancels.delete(cancel);
      fn();
    });
    this.#cancels.add(cancel);
  }

  #every(ms: number, fn: () => void): void {
    this.#cancels.add(this.#seams.timers.every(ms, fn));
  }

  /** johnny-five and firmata-io throw at what they do not expect: that must not end more than the piece at hand. */
  #careful(work: () => void): void {
    try {
      work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#fail({ fault: 'port-error', words: `johnny-five gave up on ${this.#opening.path}: ${why}.` });
    }
  }

  // --- meeting the board ---

  #meet(nowMs: number): void {
    this.#stage = { kind: 'meeting', sinceMs: nowMs };
    const { path } = this.#opening;
    this.#say({ type: 'progress', words: `Waiting for Firmata on ${path}.` });
    this.#careful(() => {
      const { release } = this.#seams.startJohnnyFive(
        this.#transport,
        (error) =>
          this.#fail({ fault: 'port-error', words: `johnny-five gave up on ${path}: ${error.message}.` }),
        (board) => this.#careful(() => this.#setUp(board)),
      );
      this.#releaseJohnny = release;
    });
    this.#after(FIRST_QUESTION_MS, () => this.#ask());
  }

  #ask(): void {
    const { path, baud } = this.#opening;
    const stage = this.#stage;
    if (stage.kind !== 'meeting') return;
    const nowMs = this.#seams.timers.nowMs();
    const question = this.#board.question(nowMs - stage.sinceMs, nowMs);
    if (question !== 'none') {
      this.#write(question);
      this.#after(QUESTION_MS, () => this.#ask());
    } else if (this.#board.version !== undefined) this.#fail(oldFirmataFault(path, this.#board.version));
    else this.#fail(this.#heardAnything ? strangerSketchFault(path, baud) : noFirmataFault(path));
  }

  #report(report: BoardReport, bytes: readonly number[]): void {
    if (this.#end) return;
    const verdict = this.#board.hear(report, this.#seams.timers.nowMs());
    if (verdict === 'restarted') this.#fail(restartedFault(this.#opening.path), true);
    if (verdict !== 'pass') return;
    this.#careful(() => this.#transport.emit('data', bytes));
    if (report.kind === 'version') this.#answered();
  }

  // --- setting up ---

  #setUp(johnny: JohnnyFive): void {
    const pins = this.#board.pins;
    if (this.#end || this.#stage.kind !== 'meeting' || !pins) return;
    const { setup, path } = this.#opening;
    const problems = pinProblems(setup, pins);
    if (problems.length > 0) {
      this.#fail(unableFault(path, problems));
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
      lights.prepare();
      // Last of all, for a strip that is shown makes the board deaf.
      lights.dark();
      lights.write(() => {});
    }, false);
    if (this.#end || !this.#fitted) return;
    this.#stage = { kind: 'setting-up', ...this.#fitted, expanderIsThere: setup.lights.kind !== 'pca9685' };
    this.#every(SERVO_MS, () => this.#tick());
    if (setup.lights.kind === 'pca9685') this.#findExpander(johnny, setup.lights.address);
  }

  /** Asks the PCA9685 for what it was told last: where there is none, the board reads something else, or nothing. */
  #findExpander({ io }: JohnnyFive, address: number): void {
    const missing = () => this.#fail(unableFault(this.#opening.path, [noExpander(address)]));
    io.i2cReadOnce(address, 0, 1, ([mode]) => {
      const stage = this.#stage;
      if (stage.kind !== 'setting-up') return;
      if (mode !== PCA_AWAKE) missing();
      else {
        this.#stage = { ...stage, expanderIsThere: true };
        this.#serve();
      }
    });
    this.#after(EXPANDER_MS, () => this.#stage.kind === 'setting-up' && missing());
  }

  /** All is set up and answered: inputs are listened to, pictures are shown. */
  #serve(): void {
    const stage = this.#stage;
    if (this.#end || stage.kind !== 'setting-up' || !stage.expanderIsThere || this.#question) return;
    const { lights, fittings } = stage;
    const { timers } = this.#seams;
    this.#stage = { kind: 'serving', lights, fittings, leaving: false };
    this.#lastFrameMs = timers.nowMs();
    const lowLatency = this.#port?.lowLatency ?? null;
    this.#say({
      type: 'ready',
      firmware: this.#board.firmware,
      protocol: this.#board.version!,
      lowLatency,
    });
    const listen = () =>
      fittings.listen(
        timers,
        (button, pressed) => this.#say({ type: 'button', button, pressed, atUs: this.#nowUs() }),
        (dial, position) => this.#say({ type: 'dial', dial, position, atUs: this.#nowUs() }),
      );
    this.#batch(listen, false);
    this.#every(STATS_MS, () => this.#sayStats());
  }

  #nowUs(): number {
    return Math.trunc(this.#seams.timers.nowMs() * 1000) >>> 0;
  }

  // --- serving ---

  /** Sends what `fill` writes, and a question after it; nothing if there is nothing. */
  #batch(fill: () => void, picture: boolean): number {
    const { timers } = this.#seams;
    let bytes = 0;
    this.#careful(() => {
      bytes = this.#transport.batch(() => {
        fill();
        if (this.#transport.batchBytes > 0) this.#transport.write(ASK_VERSION);
      });
    });
    if (bytes > 0) {
      const nowMs = timers.nowMs();
      this.#lastBatchMs = nowMs;
      this.#stats.asked++;
      this.#question = {
        askedMs: nowMs,
        dueMs: nowMs + this.#transport.lineMs(bytes) + ANSWER_MS,
        times: 1,
        picture,
      };
    }
    return bytes;
  }

  #answered(): void {
    const question = this.#question;
    if (!question) return;
    const nowMs = this.#seams.timers.nowMs();
    this.#question = undefined;
    this.#stats.roundTripMs = nowMs - question.askedMs;
    if (question.picture) {
      this.#stats.acked++;
      this.#shown();
      this.#sayStats();
    }
    this.#serve();
    this.#pump();
  }

  /** The picture that was sent last is complete on the board. */
  #shown(): void {
    if (this.#pendingId === this.#shownId) return;
    this.#shownId = this.#pendingId;
    if (this.#shownId !== 0) this.#say({ type: 'shown', inputId: this.#shownId, atUs: this.#nowUs() });
  }

  #tick(): void {
    const nowMs = this.#seams.timers.nowMs();
    const question = this.#question;
    if (question) {
      if (nowMs < question.dueMs) return;
      if (question.times === QUESTIONS) {
        this.#fail(silentFirmataFault(this.#opening.path));
        return;
      }
      question.times++;
      question.dueMs = nowMs + ANSWER_MS;
      this.#stats.askedAgain++;
      this.#write(ASK_VERSION);
      return;
    }
    this.#serve();
    const stage = this.#stage;
    if (stage.kind !== 'serving') return;
    if (!this.#dark && nowMs - this.#lastFrameMs >= this.#opening.setup.silenceMs) this.#goDark(stage);
    if (!stage.leaving && nowMs - this.#lastBatchMs >= IDLE_MS) this.#stats.repeated += stage.lights.forget();
    this.#pump();
  }

  #goDark({ lights, fittings }: Fitted): void {
    this.#dark = true;
    lights.dark();
    fittings.rest();
  }

  /** Sends what there is to send, if the board is done with the last. */
  #pump(): void {
    const stage = this.#stage;
    if (stage.kind !== 'serving' || this.#question || this.#end) return;
    const { lights, fittings, leaving } = stage;
    const nowMs = this.#seams.timers.nowMs();
    const frame = leaving ? undefined : this.#frame;
    this.#frame = undefined;
    if (frame) {
      this.#dark = false;
      this.#pendingId = frame.inputId;
      lights.set(frame.levels, frame.rgb, nowMs);
      fittings.aim(frame.needleLevels);
    }
    let stepMs = nowMs;
    let stepBytes = 0;
    const bytes = this.#batch(() => {
      // First of all what must not come after a strip's picture, while the board is deaf.
      fittings.stepNeedles(nowMs);
      if (fittings.stepClick(nowMs)) this.#after(CLICK_MS, () => this.#pump());
      lights.write(() => {
        // A picture of a long strip takes many times 20 ms: the needles move on in the midst of it.
        const passedMs = this.#transport.lineMs(this.#transport.batchBytes - stepBytes);
        if (passedMs < SERVO_MS) return;
        stepBytes = this.#transport.batchBytes;
        stepMs += passedMs;
        fittings.stepNeedles(stepMs);
      });
    }, frame !== undefined);
    if (frame) {
      this.#stats.pictureBytes += bytes;
      this.#stats.sent++;
      if (bytes === 0) {
        // It looks like the one before: the board shows it already.
        this.#stats.acked++;
        this.#shown();
        this.#sayStats();
      }
    }
    if (leaving && bytes === 0 && fittings.atRest) this.#finish({ type: 'closed', answered: true });
  }
}

/** Length of the pictures that a set-up takes. */
export function pictureFits(frame: Shown, opening: Opening): boolean {
  const leds = ledCountOf(opening.setup.lights);
  return frame.levels.length === leds && frame.rgb.length === 3 * leds;
}
