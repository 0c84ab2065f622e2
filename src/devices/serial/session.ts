/**
 * A session with a board that has been found: set-up, then pictures, until the link ends (firmware-protocol.md,
 * "Beginning, silence, end"). It knows bytes and lines but no port; the device decides what an end means.
 */
import { type BoardLine, type Greeting, LINK_LOST_MS, type LineProblem } from '../../protocol/index.js';
import type { DeviceListener } from '../device.js';
import type { PictureSlot } from '../picture-slot.js';
import { refusedFault, silentFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import { BoardPalette } from './board-palette.js';
import { BoardTime } from './board-time.js';
import { CommandDesk, type MakeMessage } from './command-desk.js';
import type { InputLedger } from './input-ledger.js';
import { Outbox } from './outbox.js';
import { PictureFlow } from './picture-flow.js';
import type { Encoding } from './picture-message.js';
import { LEAST_WINDOW_BYTES, setUpSteps, unfit, type Wishes } from './set-up.js';
import type { SerialStats } from './stats.js';
import { Upkeep } from './upkeep.js';
import { deafFault, type SerialFault } from './words.js';

const TICK_MS = 50;
/** A tick that comes so much later than it should was held up by this computer. */
const HELD_UP_MS = 200;
/** Without a valid line for this long the board is called silent; for LINK_LOST_MS, lost. */
const SILENT_MS = 1000;
/** A greeting that comes within this of IDENT's answer is the one that was asked for. */
const GREETING_GRACE_MS = 50;
const SAFE_WAIT_MS = 300;
/** What a byte of a strip takes [µs]. */
const BYTE_US = 10;

export interface SessionOptions extends Wishes {
  readonly slot: PictureSlot;
  readonly inputs: InputLedger;
  readonly stats: SerialStats;
  readonly timers: Timers;
  readonly baud: number;
  readonly encoding: Encoding;
  /** Whether the system hands bytes on at once; null where it does not say. */
  readonly lowLatency: () => boolean | null;
  readonly write: (bytes: Uint8Array) => void;
}

export interface SessionListener extends Pick<DeviceListener, 'input' | 'latency'> {
  /** Buttons that stand pressed, once a second; only while ready. */
  held(buttons: readonly number[]): void;
  /** The set-up begins: at first, and whenever the board has restarted, mostly with its greeting. */
  settingUp(greeting: Greeting | undefined): void;
  ready(greeting: Greeting): void;
  /** Nothing heard for a while, or heard again; only while ready. */
  silent(silent: boolean): void;
  /** No use going on; called once, nothing follows. */
  failed(fault: SerialFault): void;
}

/** `asking`: IDENT is under way; `setting-up`: CONFIG and what follows; `leaving`: SAFE is. */
type Phase = 'asking' | 'setting-up' | 'ready' | 'leaving' | 'over';

export class Session {
  readonly #options: SessionOptions;
  readonly #listener: SessionListener;
  readonly #desk: CommandDesk;
  readonly #outbox: Outbox;
  readonly #time: BoardTime;
  readonly #palette: BoardPalette;
  readonly #upkeep: Upkeep;
  readonly #stopTicking: () => void;
  #phase: Phase = 'asking';
  #greeting: Greeting | undefined;
  /** When the last tick was [ms]. */
  #tickMs: number;
  #heardMs: number;
  #identMs = -Infinity;
  #silent = false;
  #upS = 0;

  constructor(options: SessionOptions, listener: SessionListener) {
    this.#options = options;
    this.#listener = listener;
    const { timers, stats, setup, slot, inputs, baud, encoding, write } = options;
    this.#outbox = new Outbox({ timers, stats, windowBytes: LEAST_WINDOW_BYTES, write });
    const repeated = () => {
      stats.resent++;
      stats.wire.commandsResent++;
    };
    const outbox = this.#outbox;
    const desk = new CommandDesk((make) => outbox.send(make), repeated);
    const time = new BoardTime(stats);
    const palette = new BoardPalette(slot, options.stops, options.map !== null);
    const pictures = new PictureFlow({
      slot,
      inputs,
      stats,
      outbox,
      baud,
      encoding,
      strip: { ledCount: setup.ledCount, map: options.map },
      showUs: BYTE_US * setup.colourOrder.length * (setup.ledCount + (setup.skip ?? 0)),
      forgottenMs: setup.silenceMs,
    });
    this.#desk = desk;
    this.#time = time;
    this.#palette = palette;
    const refused = (what: string) => this.#fail(refusedFault(options.path, what));
    this.#upkeep = new Upkeep({ timers, stats, setup, desk, outbox, pictures, time, palette, refused });
    this.#heardMs = timers.nowMs();
    this.#tickMs = this.#heardMs;
    this.#stopTicking = timers.every(TICK_MS, () => this.#tick());
  }

  /** Begins, with the greeting that the board was found by, if it was one. */
  begin(greeting: Greeting | undefined): void {
    this.#outbox.sendZero();
    this.#setUp(greeting);
  }

  line(line: BoardLine | LineProblem): void {
    if (this.#phase === 'over') return;
    if ('problem' in line) {
      // A verb of a later minor version is not an error, and its right check says that the board is there.
      if (line.problem !== 'verb') {
        this.#options.stats.rejected++;
        this.#options.stats.wire.linesUnread++;
      }
      if (line.problem !== 'verb' && line.problem !== 'form') return;
    }
    const nowMs = this.#options.timers.nowMs();
    this.#heardMs = nowMs;
    this.#setSilent(false);
    if ('verb' in line) this.#take(line, nowMs);
    this.pump();
  }

  /** Sends what may go: a command that is due, or the latest picture. */
  pump(): void {
    const nowMs = this.#options.timers.nowMs();
    this.#desk.work(nowMs);
    if (this.#phase === 'ready') this.#upkeep.pump(nowMs);
  }

  /** Strip dark, needles at rest. Resolves with whether the board says so within 300 ms. */
  leave(): Promise<boolean> {
    const { timers } = this.#options;
    this.#phase = 'leaving';
    return new Promise((resolve) => {
      const finish = (answered: boolean) => {
        cancel();
        this.stop();
        resolve(answered);
      };
      const cancel = timers.after(SAFE_WAIT_MS, () => finish(false));
      // Nine bytes always find room: the board's buffer is larger than the window by more than that.
      this.#outbox.empty();
      this.#desk.ask(
        (seq) => ({ type: 'safe', seq }),
        timers.nowMs(),
        () => finish(true),
      );
    });
  }

  stop(): void {
    this.#phase = 'over';
    this.#upkeep.end();
    this.#desk.drop();
    this.#stopTicking();
  }

  get #isOver(): boolean {
    return this.#phase === 'over';
  }

  #setUp(greeting: Greeting | undefined): void {
    this.#phase = 'asking';
    this.#upS = 0;
    this.#listener.settingUp(greeting);
    if (this.#isOver) return;
    if (greeting && !this.#meet(greeting)) return;
    const { timers, inputs } = this.#options;
    // Of IDENT only the latest answer counts: events are numbered from 1 again.
    const latestOnly = true;
    const answered = () => {
      this.#identMs = timers.nowMs();
      inputs.restart();
      this.#phase = 'setting-up';
      if (this.#greeting) this.#nextStep(this.#setUpSteps(this.#greeting), this.#greeting);
      else this.#setUp(undefined);
    };
    this.#desk.ask((seq) => ({ type: 'ident', seq }), timers.nowMs(), answered, latestOnly);
  }

  #setUpSteps(greeting: Greeting): MakeMessage[] {
    return setUpSteps(greeting, this.#options, this.#palette.message());
  }

  #nextStep([step, ...others]: MakeMessage[], greeting: Greeting): void {
    const { timers, path, baud, stats, lowLatency } = this.#options;
    if (!step) {
      this.#phase = 'ready';
      this.#palette.taken();
      const { board, firmware } = greeting;
      stats.wire.port = { path, baud, board, firmware, lowLatency: lowLatency() };
      this.#upkeep.begin(greeting);
      this.#listener.ready(greeting);
      return;
    }
    this.#desk.ask(step, timers.nowMs(), (answer) => {
      if (answer.kind === 'done') this.#nextStep(others, greeting);
      else this.#fail(refusedFault(path, `${step(0).type} was refused: ${answer.code} ${answer.text}`));
    });
  }

  #fail(fault: SerialFault): void {
    this.stop();
    this.#listener.failed(fault);
  }

  /** Takes down what the board can do. False if that is not enough. */
  #meet(greeting: Greeting): boolean {
    const lack = unfit(greeting, this.#options);
    if (lack) {
      this.#fail(lack);
      return false;
    }
    this.#outbox.resize(greeting.windowBytes);
    this.#greeting = greeting;
    return true;
  }

  #take(line: BoardLine, nowMs: number): void {
    const { inputs, stats } = this.#options;
    switch (line.verb) {
      case 'H': {
        if (this.#phase === 'leaving') break;
        // One that nobody asked for: the board has restarted, or has gone dark.
        const asked = this.#phase === 'asking' || nowMs - this.#identMs < GREETING_GRACE_MS;
        if (asked) this.#meet(line);
        else this.#setUp(line);
        break;
      }
      case 'K':
        this.#credit(line.seq, nowMs);
        break;
      case 'A':
        this.#credit(line.seq, nowMs);
        this.#desk.take(line);
        break;
      case 'N':
        this.#credit(line.seq, nowMs);
        stats.rejected++;
        stats.wire.refused++;
        if (this.#desk.take(line)) break;
        // It takes no picture, or not of this length: it is not set up as it was, so it has restarted unheard.
        if (this.#phase === 'ready' && (line.code === 'busy' || line.code === 'length'))
          this.#setUp(undefined);
        break;
      case 'B':
      case 'D': {
        // What comes before the board is set up comes again.
        if (this.#phase !== 'ready') break;
        for (let event = inputs.accept(line); event; event = inputs.following()) {
          this.#listener.input(this.#time.timed(event, nowMs));
        }
        break;
      }
      case 'L': {
        const id = inputs.idOf(line.id);
        if (id === undefined) break;
        this.#time.light(id, line.latencyUs);
        this.#listener.latency?.(id, line.latencyUs);
        break;
      }
      case 'I':
        if (this.#phase === 'ready') this.#listener.held(line.buttons);
        break;
      case 'S':
        if (this.#phase === 'ready' && line.upS < this.#upS) this.#setUp(undefined);
        this.#upS = line.upS;
        stats.wire.board = { ...line, bytesLost: line.overruns + line.overflows };
        break;
      case 'T':
        this.#time.answered(line, nowMs);
        break;
      case '#':
        break;
    }
  }

  /** A frame has left the board's buffer: `K` is there to say so, and an answer cannot come otherwise. */
  #credit(seq: number, nowMs: number): void {
    this.#outbox.giveBack(seq, nowMs);
    this.#upkeep.credited();
  }

  #tick(): void {
    const nowMs = this.#options.timers.nowMs();
    const lateMs = nowMs - this.#tickMs - TICK_MS;
    this.#tickMs = nowMs;
    const wasHeldUp = lateMs > HELD_UP_MS;
    // What the board has said meanwhile has not been read yet: that is not its silence.
    if (wasHeldUp) this.#heardMs = Math.min(nowMs, this.#heardMs + lateMs);
    const quietMs = nowMs - this.#heardMs;
    if (this.#phase !== 'leaving' && !wasHeldUp) {
      const { path } = this.#options;
      if (quietMs >= LINK_LOST_MS) {
        this.#fail(silentFault(path));
        return;
      }
      if (this.#desk.waitedMs(nowMs) >= LINK_LOST_MS) {
        this.#fail(deafFault(path));
        return;
      }
    }
    if (quietMs >= SILENT_MS) this.#setSilent(true);
    this.#upkeep.tick(nowMs, this.#phase === 'ready');
    this.pump();
  }

  #setSilent(silent: boolean): void {
    if (this.#silent === silent || this.#phase !== 'ready') return;
    this.#silent = silent;
    this.#listener.silent(silent);
  }
}
