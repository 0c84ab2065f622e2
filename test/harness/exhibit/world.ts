/**
 * An exhibit and all that may happen to it, in virtual time: the program, a board at the end of its cable, the clock on the
 * wall, the disk, a hub; with eyes on the strip that know nothing of the program.
 */
import type { Command } from '../../../src/controller/contract.js';
import type { Rig } from '../../../src/rig/index.js';
import { Bench } from '../emulator/bench.js';
import type { ShownFrame } from '../emulator/types.js';
import type { Dice } from '../faults/dice.js';
import type { Fault } from '../faults/fault.js';
import { flip } from '../faults/noise.js';
import { TappedLine } from '../faults/tapped-line.js';
import type { FingerBoard } from '../faults/wired-device.js';
import { fullWhite } from '../independent/brightest.js';
import { FlashEye } from '../independent/flash-eye.js';
import { FakeHub } from './hub.js';
import { LogDisk } from './log-disk.js';
import type { Page } from './pages.js';
import { PressLedger } from './press-ledger.js';
import { type Program, startProgram } from './program.js';
import { ShownPictures } from './shown-pictures.js';

const PATH = '/dev/ttyACM0';
/** While nobody looks closely: so late may the program be at everything [ms]. Its axon takes no more than 100. */
const LATE_MS = 96;

export interface WorldOptions {
  readonly board: FingerBoard & { readonly timeUs: number };
  readonly rigs: readonly Rig[];
  readonly roll: Dice;
  /** The clock on the wall at the beginning. */
  readonly startsAt: string;
  /** The program may be late at everything while nobody is there. */
  readonly mayBeLate: boolean;
  /** How long a board runs at most before the program hears of it [ms]. */
  readonly sliceMs: number;
}

export class World {
  readonly bench = new Bench();
  readonly line: TappedLine;
  readonly disk = new LogDisk();
  readonly hub: FakeHub;
  readonly shown: ShownPictures;
  readonly eye: FlashEye;
  readonly presses: PressLedger;
  readonly crashes: unknown[] = [];
  /** How far the clock on the wall is ahead of the room's time [ms]. */
  wallAheadMs: number;
  program: Program | undefined;
  starts = 0;
  skippedMs = 0;
  /** Time that the program was on time at everything, and that it was late [ms]. */
  closelyMs = 0;
  latelyMs = 0;
  corruptedBytes = 0;
  /** Eight events waited in the board, and one more came. */
  droppedByBoard = 0;
  isLit = false;
  /** Since when the strip is dark [ms]; NaN while it is lit. */
  darkSinceMs = 0;
  isPlugged = false;
  /** Ports that lives of the program have left open. */
  portsLeft = 0;
  /** Of the strip [mA]. */
  readonly limitMa: number;
  readonly #options: WorldOptions;
  /** The room's time when the board's began, unplugged time left out [ms]. */
  #boardBeganMs = 0;

  constructor(options: WorldOptions) {
    const { board, rigs, roll } = options;
    this.#options = options;
    this.wallAheadMs = Date.parse(options.startsAt);
    this.bench.sliceMs = options.sliceMs;
    this.line = new TappedLine(board);
    this.hub = new FakeHub(roll);
    const [{ strip, light }] = rigs as [Rig];
    this.limitMa = strip.currentLimitMa;
    this.shown = new ShownPictures({
      ledCount: strip.leds,
      limitMa: strip.currentLimitMa,
      reversed: light.reversed,
      hasLamp: rigs.some(({ exhibit }) => exhibit?.lamp !== undefined),
      nowMs: () => this.nowMs,
    });
    this.eye = new FlashEye(strip.leds, fullWhite(light.brightness));
    this.presses = new PressLedger(() => this.nowMs);
    board.onShow = ({ rgb }: ShownFrame) => this.#seen(board.timeUs / 1000 + this.#boardBeganMs, rgb);
    this.line.onSent = (sent) => {
      this.line.sent.length = 0;
      this.shown.send(sent);
    };
    this.line.onLine = (line) => {
      if (line.verb === 'S') this.droppedByBoard = Math.max(this.droppedByBoard, line.eventsLost);
    };
  }

  get nowMs(): number {
    return this.bench.clock.nowMs();
  }

  /** The room's time with what was skipped [ms]. */
  get timeMs(): number {
    return this.nowMs + this.skippedMs;
  }

  wallMs(): number {
    return this.wallAheadMs + this.timeMs;
  }

  /** The clock on the wall goes on, and nothing else: as where a computer sleeps, and its board with it. */
  skip(ms: number): void {
    this.skippedMs += ms;
  }

  /** The exhibit is open, its board is there, and a finger is heard. */
  get isListening(): boolean {
    const { program } = this;
    return program !== undefined && this.isPlugged && program.controller.snapshot().device.kind === 'ready';
  }

  async pass(ms: number): Promise<void> {
    this.closelyMs += ms;
    await this.bench.advance(ms);
    this.#look();
  }

  /** Time passes in which nobody does anything. */
  async passLate(ms: number): Promise<void> {
    if (!this.#options.mayBeLate) return this.pass(ms);
    this.latelyMs += ms;
    for (let left = ms; left > 0; left -= LATE_MS) await this.bench.advanceLate(Math.min(left, LATE_MS));
    this.#look();
  }

  async until(isSo: () => boolean, mostMs: number, stepMs = 20): Promise<number> {
    const sinceMs = this.nowMs;
    while (!isSo() && this.nowMs - sinceMs < mostMs) await this.pass(stepMs);
    return this.nowMs - sinceMs;
  }

  /** The program begins. */
  async start(rig: Rig): Promise<Program> {
    this.starts++;
    const program = await startProgram({
      bench: this.bench,
      rig,
      wallMs: () => this.wallMs(),
      post: this.hub.post,
      logFolder: (path, isOver) => this.disk.folder(path, isOver),
      onCrash: (error) => this.crashes.push(error),
      said: () => {},
    });
    this.program = program;
    program.controller.observe({ picture: (picture) => this.shown.say(picture) });
    this.presses.watch(program.controller, rig);
    return program;
  }

  /** Its computer has no power any more. */
  async cut(): Promise<void> {
    this.presses.excuseAll('power');
    const { program } = this;
    program?.cut();
    this.program = undefined;
    this.disk.letGo();
    await this.bench.advance(1);
    this.portsLeft += program?.ports.open() ?? 0;
  }

  /** It is stopped, as systemd does, and ends. */
  async stop(): Promise<void> {
    this.presses.excuseAll('stopped');
    let isDone = false;
    const program = this.program!;
    const stopping = program.stop().then(() => {
      isDone = true;
    });
    await this.until(() => isDone, 5000);
    await stopping;
    this.program = undefined;
    this.portsLeft += program.ports.open();
  }

  plug(): void {
    this.#boardBeganMs = this.nowMs - this.#options.board.timeUs / 1000;
    this.shown.boardBegins();
    this.bench.plug(PATH, this.line);
    this.isPlugged = true;
  }

  unplug(noticeMs = 0): void {
    this.presses.excuseAll('unplugged');
    this.shown.boardBegins();
    this.bench.unplug(PATH, { noticeMs });
    this.isPlugged = false;
    this.#seen(this.nowMs, new Uint8Array(3 * 60));
  }

  /** Noise on the line either way: of all bytes such a share gets a wrong bit. */
  noise(part: number): void {
    const { roll } = this.#options;
    const hits = (): boolean => {
      const isHit = roll() < part;
      if (isHit) this.corruptedBytes++;
      return isHit;
    };
    const fault: Fault | null = part === 0 ? null : flip(hits, roll);
    this.line.toBoard = fault;
    this.line.toHost = fault;
  }

  /** A page asks for this. @returns whether it was not refused. */
  ask(page: Page, command: Command | { readonly do: string }): boolean {
    const { program } = this;
    if (program === undefined || page.isClosed) return false;
    const press = command.do === 'stimulate' ? this.presses.page() : undefined;
    program.pages.receive(page, JSON.stringify(command));
    const isRefused = page.refusedMs === this.nowMs || page.isClosed;
    press?.(isRefused || page.knowsWhy);
    return !isRefused;
  }

  down(button: number): void {
    if (!this.isPlugged) return;
    const wired = this.program?.rig.buttons[button as 1 | 2 | 3 | 4] ?? null;
    if (wired !== null) this.presses.down(button, this.isListening);
    this.#options.board.press(button);
  }

  up(button: number): void {
    this.#options.board.release(button);
  }

  #seen(atMs: number, rgb: Uint8Array): void {
    this.shown.show(rgb);
    this.eye.show(atMs, rgb);
    const isLit = rgb.some((channel) => channel > 0);
    if (!isLit && this.isLit) this.darkSinceMs = atMs;
    this.isLit = isLit;
  }

  #look(): void {
    const { program } = this;
    if (program !== undefined && !this.isListening) this.presses.excuseAll('no board');
  }
}
