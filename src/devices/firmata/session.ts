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
import { Contact, DeadBand } from './inputs.js';
import type { JohnnyFive, loadJohnnyFive, Servo } from './johnny-five.js';
import { createLights } from './lights.js';
import type { BoardStats, FromBoard, ToBoard } from './messages.js';
import { Needle, SERVO_MS } from './needle.js';
import type { Lights } from './outputs.js';
import { PCA_AWAKE } from './pca9685.js';
import { BoardPins, pinProblems } from './pins.js';
import { type BoardReport, ReportReader } from './report.js';
import { CLICK_LEVEL, LONGEST_PULSE_US, ledCountOf } from './setup.js';
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
/** A board that was reset by the opening speaks first, after its bootloader; early questions would keep that awake. */
const FIRST_QUESTION_MS = 2600;
const QUESTION_MS = 1000;
/** Past two questions of its version, and of its pins. */
const NO_ANSWER_MS = 5000;
/** A question that waited for the end of the board's start is answered after its greeting. */
const LATE_ANSWER_MS = 3000;
const NO_CAPABILITIES_MS = 3500;
/** After that the board's answer does not come any more [ms], beside the time of the bytes themselves. */
const ANSWER_MS = 400;
const QUESTIONS = 3;
/** A board with nothing to do is asked whether it is still there, and told a few of its outputs again. */
const IDLE_MS = 250;
/** Longest that a closing board may take to be dark and at rest. */
const LEAVE_MS = 1200;
const STATS_MS = 500;
/** A click ends so long after it began. */
const CLICK_MS = 5;
const EXPANDER_MS = 500;

const ASK_VERSION = Uint8Array.of(0xf9);
const ASK_FIRMWARE = Uint8Array.of(0xf0, 0x79, 0xf7);
const ASK_CAPABILITIES = Uint8Array.of(0xf0, 0x6b, 0xf7);
const ASK_ANALOG_MAPPING = Uint8Array.of(0xf0, 0x69, 0xf7);

export interface SessionSeams {
  readonly openPort: OpenPort;
  readonly timers: Timers;
  readonly startJohnnyFive: ReturnType<typeof loadJohnnyFive>;
}

type Opening = Extract<ToBoard, { type: 'open' }>;
type Shown = Extract<ToBoard, { type: 'frame' }>;

type Stage =
  | { readonly kind: 'opening' }
  /** Waiting for version, firmware, capabilities and analog mapping. */
  | { readonly kind: 'meeting'; readonly sinceMs: number }
  | { readonly kind: 'setting-up'; readonly board: JohnnyFive; readonly lights: Lights }
  | {
      readonly kind: 'serving';
      readonly board: JohnnyFive;
      readonly lights: Lights;
      readonly leaving: boolean;
    }
  | { readonly kind: 'ended' };

interface Fitted {
  readonly needle: Needle;
  readonly servo: Servo;
}

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
  #version: string | undefined;
  #firmware: string | undefined;
  #firmwareAskedMs = -Infinity;
  #modes: readonly ReadonlyMap<number, number>[] | undefined;
  #channels: readonly number[] | undefined;
  #releaseJohnny = () => {};
  #pins: BoardPins | undefined;
  #needles: (Fitted | null)[] = [];
  readonly #contacts: Contact[] = [];
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
  #above = false;
  #click: 'none' | 'due' | 'on' = 'none';
  #clickMs = 0;
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
    this.#after(
      OPEN_MS,
      () => this.#stage.kind === 'opening' && this.#fail(hangingFault(path, OPEN_MS / 1000)),
    );
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
    this.#goDark(stage.lights);
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
    for (const contact of this.#contacts) contact.release();
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
    const elapsedMs = this.#seams.timers.nowMs() - stage.sinceMs;
    if (this.#version === undefined || this.#firmware === undefined) {
      if (elapsedMs > NO_ANSWER_MS) {
        if (this.#version !== undefined) this.#fail(oldFirmataFault(path, this.#version));
        else this.#fail(this.#heardAnything ? strangerSketchFault(path, baud) : noFirmataFault(path));
        return;
      }
      if (this.#version === undefined) this.#write(ASK_VERSION);
      this.#write(ASK_FIRMWARE);
      this.#firmwareAskedMs = this.#seams.timers.nowMs();
    } else if (elapsedMs > FIRST_QUESTION_MS + NO_CAPABILITIES_MS) {
      this.#fail(oldFirmataFault(path, this.#version));
      return;
    } else this.#write(this.#modes ? ASK_ANALOG_MAPPING : ASK_CAPABILITIES);
    this.#after(QUESTION_MS, () => this.#ask());
  }

  #report(report: BoardReport, bytes: readonly number[]): void {
    if (this.#end || !this.#admit(report)) return;
    this.#careful(() => this.#transport.emit('data', bytes));
    if (report.kind === 'version') this.#answered();
  }

  /** Takes note of a report; false for one that firmata-io had better not hear. */
  #admit(report: BoardReport): boolean {
    switch (report.kind) {
      case 'version':
        this.#version ??= `${report.major}.${report.minor}`;
        return true;
      case 'firmware': {
        // firmata-io waits for the firmware after the version, in this order.
        if (this.#version === undefined) return false;
        const name = `${report.name.replace(/\.ino$/, '') || 'Firmata'} ${report.major}.${report.minor}`;
        const serving = this.#stage.kind === 'serving' || this.#stage.kind === 'setting-up';
        // Nobody asked: the board says this when it starts.
        const asked = this.#seams.timers.nowMs() - this.#firmwareAskedMs < LATE_ANSWER_MS;
        if (serving && name === this.#firmware && !asked)
          this.#fail(restartedFault(this.#opening.path), true);
        if (this.#firmware !== undefined) return false;
        this.#firmware = name;
        return true;
      }
      case 'capabilities':
        if (this.#modes || this.#firmware === undefined) return false;
        this.#modes = report.pins;
        return true;
      case 'analog-mapping':
        if (this.#channels || this.#modes?.length !== report.channels.length) return false;
        this.#channels = report.channels;
        return true;
      case 'string':
        return false;
      default:
        return this.#channels !== undefined;
    }
  }

  // --- setting up ---

  #setUp(board: JohnnyFive): void {
    if (this.#end || this.#stage.kind !== 'meeting') return;
    const { setup, path } = this.#opening;
    const pins = new BoardPins(this.#modes!, this.#channels!);
    this.#pins = pins;
    const problems = pinProblems(setup, pins);
    if (problems.length > 0) {
      this.#fail(unableFault(path, problems));
      return;
    }
    const [major = 0, minor = 0] = this.#version!.split('.').map(Number);
    const lights = createLights({
      setup,
      io: board.io,
      pins,
      longSysex: major > 2 || (major === 2 && minor >= 5),
      switchPin: (pin, high) => this.#switch(board, pin, high),
    });
    this.#stage = { kind: 'setting-up', board, lights };
    this.#batch(() => {
      lights.prepare();
      this.#attachNeedles(board);
      if (setup.piezo !== null) board.io.pinMode(pins.numberOf(setup.piezo)!, board.io.MODES.OUTPUT);
      // Last of all, for a strip that is shown makes the board deaf.
      lights.dark();
      lights.write(() => {});
    }, false);
    this.#every(SERVO_MS, () => this.#tick());
    if (setup.lights.kind !== 'pca9685') return;
    const { address } = setup.lights;
    board.io.i2cReadOnce(address, 0, 1, ([mode]) => {
      if (mode === PCA_AWAKE) found();
      else this.#fail(unableFault(path, [noExpander(address)]));
    });
    let isThere = false;
    const found = () => {
      isThere = true;
      this.#expanderMissing = false;
      this.#serve();
    };
    this.#expanderMissing = true;
    this.#after(EXPANDER_MS, () => isThere || this.#fail(unableFault(path, [noExpander(address)])));
  }

  #expanderMissing = false;

  #attachNeedles(board: JohnnyFive): void {
    const { setup } = this.#opening;
    this.#needles = setup.needles.map((fitted) => {
      if (!fitted) return null;
      const needle = new Needle(fitted, setup.needleSlewUs, setup.needleRestLevel);
      const longestUs = Math.min(LONGEST_PULSE_US, Math.max(fitted.lowUs, fitted.highUs));
      return { needle, servo: board.servo(this.#pins!.numberOf(fitted.pin)!, needle.pulseUs, longestUs) };
    });
  }

  #attachInputs(board: JohnnyFive): void {
    const { setup } = this.#opening;
    const { timers } = this.#seams;
    const pins = this.#pins!;
    const atUs = () => Math.trunc(timers.nowMs() * 1000) >>> 0;
    setup.buttons.forEach((pin, index) => {
      if (pin === null) return;
      const contact = new Contact(timers, (pressed) =>
        this.#say({ type: 'button', button: index + 1, pressed, atUs: atUs() }),
      );
      this.#contacts.push(contact);
      board.button(pins.numberOf(pin)!, (pressed) => contact.changed(pressed));
    });
    setup.dials.forEach((pin, dial) => {
      if (pin === null) return;
      const band = new DeadBand();
      board.dial(pins.channelOf(pin)!, (reading) => {
        const position = band.position(reading);
        if (position !== undefined) this.#say({ type: 'dial', dial, position, atUs: atUs() });
      });
    });
  }

  #serve(): void {
    const stage = this.#stage;
    if (this.#end || stage.kind !== 'setting-up' || this.#expanderMissing || this.#question) return;
    const { board, lights } = stage;
    this.#stage = { kind: 'serving', board, lights, leaving: false };
    this.#lastFrameMs = this.#seams.timers.nowMs();
    const { firmware, lowLatency } = {
      firmware: this.#firmware!,
      lowLatency: this.#port?.lowLatency ?? null,
    };
    this.#say({ type: 'ready', firmware, protocol: this.#version!, lowLatency });
    this.#batch(() => this.#attachInputs(board), false);
    this.#every(STATS_MS, () => this.#sayStats());
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
      this.#shown(nowMs);
      this.#sayStats();
    }
    this.#serve();
    this.#pump();
  }

  /** The picture that was sent last is complete on the board. */
  #shown(nowMs: number): void {
    if (this.#pendingId === this.#shownId) return;
    this.#shownId = this.#pendingId;
    if (this.#shownId !== 0)
      this.#say({ type: 'shown', inputId: this.#shownId, atUs: Math.trunc(nowMs * 1000) >>> 0 });
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
    if (!this.#dark && nowMs - this.#lastFrameMs >= this.#opening.setup.silenceMs) this.#goDark(stage.lights);
    if (!stage.leaving && nowMs - this.#lastBatchMs >= IDLE_MS) this.#stats.repeated += stage.lights.forget();
    this.#pump();
  }

  #goDark(lights: Lights): void {
    this.#dark = true;
    this.#above = false;
    lights.dark();
    for (const fitted of this.#needles) fitted?.needle.aim(this.#opening.setup.needleRestLevel);
  }

  /** Sends what there is to send, if the board is done with the last. */
  #pump(): void {
    const stage = this.#stage;
    if (stage.kind !== 'serving' || this.#question || this.#end) return;
    const { board, lights, leaving } = stage;
    const nowMs = this.#seams.timers.nowMs();
    const frame = leaving ? undefined : this.#frame;
    this.#frame = undefined;
    if (frame) this.#takeOver(frame, lights, nowMs);
    let stepMs = nowMs;
    let stepBytes = 0;
    const bytes = this.#batch(() => {
      // First of all what must not come after a strip's picture, while the board is deaf.
      this.#stepNeedles(nowMs);
      this.#stepClick(board, nowMs);
      lights.write(() => {
        // A picture of a long strip takes many times 20 ms: the needles move on in the midst of it.
        const passedMs = this.#transport.lineMs(this.#transport.batchBytes - stepBytes);
        if (passedMs < SERVO_MS) return;
        stepBytes = this.#transport.batchBytes;
        stepMs += passedMs;
        this.#stepNeedles(stepMs);
      });
    }, frame !== undefined);
    if (frame) {
      this.#stats.pictureBytes += bytes;
      this.#stats.sent++;
      if (bytes === 0) {
        // It looks like the one before: the board shows it already.
        this.#stats.acked++;
        this.#shown(nowMs);
        this.#sayStats();
      }
    }
    if (leaving && bytes === 0 && this.#needles.every((fitted) => fitted?.needle.arrived ?? true))
      this.#finish({ type: 'closed', answered: true });
  }

  #takeOver(frame: Shown, lights: Lights, nowMs: number): void {
    this.#dark = false;
    this.#pendingId = frame.inputId;
    lights.set(frame.levels, frame.rgb, nowMs);
    this.#needles.forEach((fitted, at) => {
      fitted?.needle.aim(frame.needleLevels[at]!);
    });
    const above = frame.needleLevels[0] >= CLICK_LEVEL;
    if (above && !this.#above && this.#opening.setup.piezo !== null && this.#click === 'none')
      this.#click = 'due';
    this.#above = above;
  }

  #stepNeedles(nowMs: number): void {
    for (const fitted of this.#needles) {
      const pulseUs = fitted?.needle.step(nowMs);
      if (pulseUs !== undefined) fitted!.servo.to(pulseUs);
    }
  }

  /** A piezo that is switched clicks, on as well as off; the two edges 5 ms apart sound as one. */
  #stepClick(board: JohnnyFive, nowMs: number): void {
    const { piezo } = this.#opening.setup;
    if (piezo === null || this.#click === 'none') return;
    if (this.#click === 'on' && nowMs - this.#clickMs < CLICK_MS) return;
    const on = this.#click === 'due';
    this.#switch(board, this.#pins!.numberOf(piezo)!, on);
    this.#click = on ? 'on' : 'none';
    this.#clickMs = nowMs;
    if (on) this.#after(CLICK_MS, () => this.#pump());
  }

  /**
   * Firmata switches eight pins at once. Pins that are inputs take their bit for the pull-up (Firmata 2.3 and older
   * even where the mode is no output), and firmata-io keeps what it has read there last: a pressed button would lose
   * its pull-up and stay pressed.
   */
  #switch({ io }: JohnnyFive, pin: number, high: boolean): void {
    for (const button of this.#opening.setup.buttons) {
      const number = button === null ? undefined : this.#pins!.numberOf(button);
      if (number !== undefined) io.ports[number >> 3]! |= 1 << (number & 7);
    }
    io.digitalWrite(pin, high ? 1 : 0);
  }
}

/** Length of the pictures that a set-up takes. */
export function pictureFits(frame: Shown, opening: Opening): boolean {
  const leds = ledCountOf(opening.setup.lights);
  return frame.levels.length === leds && frame.rgb.length === 3 * leds;
}
