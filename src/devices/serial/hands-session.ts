/**
 * A session with a board that plays no axon: it introduces itself, sets the board up, sends one command after the other
 * and between them what is to be shown, again and again. What is set up and shown is its owner's.
 */
import {
  type BoardLine,
  type BoardSetup,
  CREDIT_TIMEOUT_MS,
  type Greeting,
  type HostMessage,
  LINK_LOST_MS,
  type LineProblem,
} from '../../protocol/index.js';
import type { InputEvent } from '../device.js';
import type { Fault } from '../fault.js';
import type { Link } from '../port/link.js';
import { refusedFault, silentFault, unpluggedFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import { type Answer, CommandDesk, type MakeMessage } from './command-desk.js';
import { InputLedger } from './input-ledger.js';
import { Outbox } from './outbox.js';
import { LEAST_WINDOW_BYTES, unfit } from './set-up.js';
import { newStats } from './stats.js';
import { deafFault } from './words.js';

const TICK_MS = 50;
/** A tick that comes so much later than it should was held up by this computer. */
const HELD_UP_MS = 200;
/** What is shown goes out again this often: a lost picture heals, and the board does not go dark. */
const REPEAT_MS = 200;
/** A greeting that comes within this of IDENT's answer is the one that was asked for. */
const GREETING_GRACE_MS = 50;

export interface Command {
  readonly make: MakeMessage;
  readonly answered: (answer: Answer) => void;
  /** The board has restarted, or is gone, before it could answer. */
  readonly dropped: (why: string) => void;
}

/** Who has hands on the board. */
export interface HandsOwner {
  /** As much of it as the board must be able to do. */
  readonly setup: BoardSetup;
  /** All that the board must be told before anything is shown, at first and after each of its restarts. */
  begin(greeting: Greeting): readonly MakeMessage[];
  /** It has taken all of that. */
  ready(greeting: Greeting, isFirst: boolean): void;
  /** What it must be told before the next picture. */
  due(): Command | undefined;
  /** What is to be shown; null: nothing at present. */
  picture(seq: number, inputId: number): HostMessage | null;
  input(event: InputEvent): void;
  /** No use going on; called once, nothing follows. */
  failed(fault: Fault): void;
}

type Phase = 'asking' | 'setting-up' | 'ready' | 'over';

export class HandsSession {
  readonly #link: Link;
  readonly #timers: Timers;
  readonly #owner: HandsOwner;
  readonly #outbox: Outbox;
  readonly #desk: CommandDesk;
  readonly #inputs = new InputLedger();
  readonly #commands: Command[] = [];
  readonly #stopTicking: () => void;
  #underWay: Command | undefined;
  #phase: Phase = 'asking';
  #greeting: Greeting | undefined;
  #wasReady = false;
  #isShown = false;
  #shownMs = -Infinity;
  #lastInput = 0;
  #heardMs: number;
  #tickMs: number;
  #identMs = -Infinity;

  constructor(link: Link, timers: Timers, owner: HandsOwner) {
    this.#link = link;
    this.#timers = timers;
    this.#owner = owner;
    const write = (bytes: Uint8Array) => link.write(bytes);
    this.#outbox = new Outbox({ timers, stats: newStats(), windowBytes: LEAST_WINDOW_BYTES, write });
    this.#desk = new CommandDesk((make) => this.#outbox.send(make));
    this.#heardMs = this.#tickMs = timers.nowMs();
    this.#stopTicking = timers.every(TICK_MS, () => this.#tick());
  }

  get isReady(): boolean {
    return this.#phase === 'ready';
  }

  /** The board is gone, or has been left. */
  get isOver(): boolean {
    return this.#phase === 'over';
  }

  /** @param greeting that the board was found by, if it was one. */
  begin(greeting: Greeting | undefined): void {
    this.#outbox.sendZero();
    this.#introduce(greeting);
    this.#link.attach({
      line: (line) => this.#line(line),
      ended: () => this.#fail(unpluggedFault(this.#link.path)),
    });
  }

  /** Sends a command after those before it. */
  ask(make: MakeMessage): Promise<Answer> {
    return new Promise((answered) => {
      const dropped = (text: string) => answered({ kind: 'refused', code: 'busy', text });
      if (this.#phase === 'over') dropped('the board is gone');
      else this.#commands.push({ make, answered, dropped });
      this.work();
    });
  }

  /** Forgets what waits, so that the next command goes out at once. */
  hurry(): void {
    this.#drop('the port is being closed');
    this.#desk.drop();
    this.#outbox.empty();
  }

  /** There is something else to show. */
  news(): void {
    this.#isShown = false;
    this.work();
  }

  end(): void {
    this.#phase = 'over';
    this.#stopTicking();
    this.#desk.drop();
    this.#drop('the board is gone');
  }

  /** Sends what may go: a command that is due, or what is shown. */
  work(): void {
    if (this.#phase === 'over') return;
    const nowMs = this.#timers.nowMs();
    this.#desk.work(nowMs);
    if (this.#desk.busy || this.#phase === 'asking') return;
    const next = this.#commands.shift() ?? (this.isReady ? this.#owner.due() : undefined);
    if (next === undefined) {
      if (this.isReady) this.#show(nowMs);
      return;
    }
    this.#underWay = next;
    this.#desk.ask(next.make, nowMs, (answer) => {
      this.#underWay = undefined;
      next.answered(answer);
    });
  }

  #drop(why: string): void {
    const all = [...(this.#underWay ? [this.#underWay] : []), ...this.#commands.splice(0)];
    this.#underWay = undefined;
    for (const { dropped } of all) dropped(why);
  }

  #fail(fault: Fault): void {
    if (this.#phase === 'over') return;
    this.end();
    this.#owner.failed(fault);
  }

  #introduce(greeting: Greeting | undefined): void {
    this.#phase = 'asking';
    this.#drop('the board has restarted');
    if (greeting && !this.#meet(greeting)) return;
    const answered = () => {
      this.#identMs = this.#timers.nowMs();
      this.#inputs.restart();
      if (this.#greeting) this.#setUp(this.#greeting);
      else this.#introduce(undefined);
    };
    // Of IDENT only the latest answer counts: events are numbered from 1 again.
    this.#desk.ask((seq) => ({ type: 'ident', seq }), this.#timers.nowMs(), answered, true);
  }

  #meet(greeting: Greeting): boolean {
    const { path } = this.#link;
    const lacksColours = greeting.caps.includes('R')
      ? undefined
      : refusedFault(path, 'RGB frames, but it does not know them');
    const lack = unfit(greeting, { path, setup: this.#owner.setup }) ?? lacksColours;
    if (lack) {
      this.#fail(lack);
      return false;
    }
    this.#outbox.resize(greeting.windowBytes);
    this.#greeting = greeting;
    return true;
  }

  #setUp(greeting: Greeting): void {
    this.#phase = 'setting-up';
    this.#isShown = false;
    void Promise.all(this.#owner.begin(greeting).map((make) => this.ask(make))).then((answers) => {
      if (this.#phase !== 'setting-up' || this.#greeting !== greeting) return;
      const refused = answers.find((answer) => answer.kind === 'refused');
      if (refused) {
        this.#fail(refusedFault(this.#link.path, `${refused.code} ${refused.text}`));
        return;
      }
      this.#phase = 'ready';
      const isFirst = !this.#wasReady;
      this.#wasReady = true;
      this.#owner.ready(greeting, isFirst);
      this.work();
    });
  }

  #show(nowMs: number): void {
    if (this.#isShown && nowMs - this.#shownMs < REPEAT_MS) return;
    const inputId = this.#inputs.boardId(this.#lastInput);
    if (this.#owner.picture(0, inputId) === null) return;
    if (this.#outbox.send((seq) => this.#owner.picture(seq, inputId)!) === undefined) return;
    this.#isShown = true;
    this.#shownMs = nowMs;
  }

  #line(line: BoardLine | LineProblem): void {
    if (this.#phase === 'over') return;
    if ('problem' in line && line.problem !== 'verb' && line.problem !== 'form') return;
    this.#heardMs = this.#timers.nowMs();
    if ('verb' in line) this.#take(line, this.#heardMs);
    this.work();
  }

  #take(line: BoardLine, nowMs: number): void {
    switch (line.verb) {
      case 'H':
        // One that nobody asked for: the board has restarted, or has gone dark.
        if (this.#phase === 'asking' || nowMs - this.#identMs < GREETING_GRACE_MS) this.#meet(line);
        else this.#introduce(line);
        break;
      case 'K':
        this.#outbox.giveBack(line.seq, nowMs);
        break;
      case 'A':
        this.#outbox.giveBack(line.seq, nowMs);
        this.#desk.take(line);
        break;
      case 'N':
        this.#outbox.giveBack(line.seq, nowMs);
        // It takes no picture: it has restarted unheard.
        if (!this.#desk.take(line) && this.isReady && line.code === 'busy') this.#introduce(undefined);
        break;
      case 'B':
      case 'D':
        // What comes before the board is set up comes again.
        if (!this.isReady) break;
        for (let event = this.#inputs.accept(line); event; event = this.#inputs.following()) {
          this.#lastInput = event.id;
          this.#isShown = false;
          this.#owner.input(event);
        }
        break;
      default:
        break;
    }
  }

  #tick(): void {
    const nowMs = this.#timers.nowMs();
    const lateMs = nowMs - this.#tickMs - TICK_MS;
    this.#tickMs = nowMs;
    const { path } = this.#link;
    // What the board has said meanwhile has not been read yet: that is not its silence.
    if (lateMs > HELD_UP_MS) this.#heardMs = Math.min(nowMs, this.#heardMs + lateMs);
    else if (nowMs - this.#heardMs >= LINK_LOST_MS) this.#fail(silentFault(path));
    else if (this.#desk.waitedMs(nowMs) >= LINK_LOST_MS) this.#fail(deafFault(path));
    if (this.#phase === 'over') return;
    if (this.#outbox.owedMs(nowMs) >= CREDIT_TIMEOUT_MS) {
      this.#outbox.empty();
      this.#outbox.sendZero();
    }
    this.work();
  }
}
