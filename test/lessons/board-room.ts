/**
 * A classroom with a board: the real program in the emulated Uno with its strip, needles, buttons and dials, the rig and its
 * lessons, and the page in Chromium before it. The room's time is the bench's: it passes when a test lets it pass, so a busy
 * computer is as good as any.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type OpenLibrary, openLibrary } from '../../src/cli/lesson-files.js';
import { readRig } from '../../src/cli/rig-files.js';
import type { Controller } from '../../src/controller/index.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { serialFromRig } from '../../src/devices/serial/from-rig.js';
import { systemTimers } from '../../src/devices/system/timers.js';
import type { LessonCard, LessonPhase } from '../../src/lessons/contract.js';
import type { Runner } from '../../src/lessons/runner.js';
import { composeController } from '../../src/playing/compose.js';
import { lessonsOf } from '../../src/playing/lessons.js';
import { type RigServer, startServer } from '../../src/server/server.js';
import { LENS_FASTEST, LENS_SLOWEST, METERS, type MeterName, US_PER_MS } from '../../src/units.js';
import { portsOf } from '../harness/bench-ports.js';
import type { TestBrowser } from '../harness/browser.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { createPulseReader, type MvReading } from '../harness/light/level-reader.js';
import { PinTape } from './pin-tape.js';

const PATH = '/dev/ttyACM0';
const PAGE_FOLDER = fileURLToPath(new URL('../../dist/page', import.meta.url));
export const LEDS = 60;
const NEEDLES = { blue: { lowUs: 1000, highUs: 2000 }, yellow: { lowUs: 2100, highUs: 900 } } as const;

/** At full brightness a colour says most, and 3 A are enough: nothing is dimmed. */
const RIG = `device: {kind: serial, port: ${PATH}}
strip: {leds: ${LEDS}, brightness: 1, currentLimitMa: 3000, supply: own}
needles:
  supply: own
  blue: {lowUs: ${NEEDLES.blue.lowUs}, highUs: ${NEEDLES.blue.highUs}}
  yellow: {lowUs: ${NEEDLES.yellow.lowUs}, highUs: ${NEEDLES.yellow.highUs}}
buttons: {1: {do: stimulate}, 2: {do: membrane}}
dials: {0: {do: lens}, 1: {do: electrode, name: yellow}}
`;

const READY_MS = 5000;
/** A fade of the light, a needle on its way, a picture on the line: after so long all of it has come [ms]. */
export const SETTLE_MS = 1500;
/** How long a finger stays on a button [ms]. */
export const PRESS_MS = 60;
const CLOSE_MS = 500;
/** Both ends of a dial's travel count as the end itself. */
const DIAL_END = 0.02;
const DIAL_MOST = 1023;

/** Figures of the page have a true minus, and a plus where the sign matters. */
export const figureOf = (words: string | null): number =>
  Number.parseFloat((words ?? '').replace('−', '-').replace('+', ''));

export class BoardRoom {
  /** What came off the pin of the strip. */
  readonly tape = new PinTape();
  readonly bench = new Bench();
  readonly board = new EmulatedBoard();
  readonly controller: Controller;
  readonly runner: Runner;
  page!: Page;
  #server: RigServer | undefined;
  readonly #device;
  readonly #library: OpenLibrary;

  constructor() {
    const { rig } = readRig('board-room.yaml', RIG);
    this.bench.plug(PATH, this.board);
    const { openPort, splitLines, listPorts } = portsOf(this.bench);
    this.#library = openLibrary();
    const lessons = lessonsOf(rig, this.#library);
    this.#device = serialFromRig(rig as RigOf<'serial'>, this.bench.clock, {
      openPort,
      splitLines,
      listPorts,
    });
    this.controller = composeController(
      rig,
      this.#device,
      this.bench.clock,
      (error) => {
        throw error;
      },
      lessons.unlisted,
    );
    this.runner = lessons.play(this.controller, this.bench.clock);
    this.board.onShow = ({ rgb, endUs }) => this.tape.add(endUs / US_PER_MS, rgb.slice(0, 3 * LEDS));
  }

  async open({ context }: TestBrowser): Promise<void> {
    this.controller.start();
    await this.#library.readAll();
    this.#server = await startServer({
      controller: this.controller,
      rig: { name: 'Board', invite: null, currentLimitMa: 3000, brightness: 1, reversed: false },
      program: 'test',
      clock: systemTimers,
      lessons: this.runner,
      pageFolder: PAGE_FOLDER,
      host: '127.0.0.1',
      port: 0,
      onFault: (error) => {
        throw error;
      },
    });
    await this.bench.advanceUntil(() => this.#device.state.kind === 'ready', READY_MS);
    // The board says where its dials stand.
    await this.turnLens(1000);
    this.page = await context.newPage();
    this.page.setDefaultTimeout(20_000);
    await this.page.goto(this.#server.url);
    await this.page.waitForSelector('body[data-link=open]');
    // The page gets its lesson with the first picture.
    await this.pass();
  }

  async close(): Promise<void> {
    await this.page.close();
    this.board.onShow = null;
    this.runner.end();
    const closed = this.controller.close();
    await this.bench.advance(CLOSE_MS);
    await closed;
    await this.#server?.close();
  }

  get card(): LessonCard {
    const { card } = this.runner.state();
    if (card === null) throw new Error('no card is open');
    return card;
  }

  /** Where the card is, as a phase of this kind. */
  at<Name extends LessonPhase['phase']>(phase: Name): Extract<LessonPhase, { phase: Name }> {
    expect(this.card.at.phase).toBe(phase);
    return this.card.at as Extract<LessonPhase, { phase: Name }>;
  }

  /** The room's time goes on. */
  pass(ms = SETTLE_MS): Promise<void> {
    return this.bench.advance(ms);
  }

  /** The axon's time goes on by so much, at the lens in force. @param passedMs of the room, which have gone by of it. */
  passOfAxon(ms: number, passedMs: number): Promise<void> {
    return this.pass(ms * this.controller.snapshot().roomMsPerAxonMs - passedMs);
  }

  /** A finger on a button of the board. */
  async press(button: number): Promise<void> {
    this.board.press(button);
    await this.pass(PRESS_MS);
    this.board.release(button);
  }

  /** A dial of the board is turned to a travel from 0 to 1, and what it turns is there. */
  async turn(dial: number, travel: number): Promise<void> {
    this.board.dial(dial, Math.round((DIAL_END + travel * (1 - 2 * DIAL_END)) * DIAL_MOST));
    await this.pass(200);
  }

  /** A hand on the dial of the time lens: about so many milliseconds of room for one of the axon. */
  async turnLens(roomMsPerAxonMs: number): Promise<void> {
    await this.turn(0, Math.log(LENS_SLOWEST / roomMsPerAxonMs) / Math.log(LENS_SLOWEST / LENS_FASTEST));
    const { roomMsPerAxonMs: lens } = this.controller.snapshot();
    expect(Math.abs(lens / roomMsPerAxonMs - 1)).toBeLessThan(0.05);
  }

  /** Until all of the step is recorded. */
  async done(mostMs: number): Promise<void> {
    const isDone = ({ at }: LessonCard) => at.phase === 'doing' && at.stage === 'done';
    await this.bench.advanceUntil(() => isDone(this.card), mostMs);
    await this.says(/^Done\./);
  }

  /** Waits for what the lesson says on the page. */
  async says(pattern: RegExp): Promise<void> {
    await expect.poll(() => this.page.textContent('#lesson-says'), { timeout: 20_000 }).toMatch(pattern);
  }

  async choose(choice: string): Promise<void> {
    await this.page.locator('.lesson-choice', { hasText: choice }).first().click();
  }

  async goOn(): Promise<void> {
    await this.page.locator('#lesson-buttons [data-key="main"]').click();
  }

  /** Opens a card from the page's list. */
  async openCard(name: string): Promise<void> {
    await this.page.click('#lesson-open');
    await this.page.click(`#lesson-panel [data-name="${name}"]`);
    await this.page.waitForSelector('.lesson-question');
    await this.pass();
  }

  /** The figures of the result on the page, in the order of the card. */
  async figures(): Promise<number[]> {
    const told = await this.page.locator('.lesson-figures dd').allTextContents();
    return told.map(figureOf);
  }

  /** What the lesson has measured, by name. */
  measured(): Record<string, number> {
    const { at } = this.card;
    if (!('result' in at)) throw new Error(`no result in ${at.phase}`);
    return Object.fromEntries(at.result.measured.map(({ name, value }) => [name, value ?? Number.NaN]));
  }

  /** What the needles of the board point at. */
  needles(): Record<MeterName, MvReading> {
    const [blue, yellow] = METERS.map((meter, n) =>
      createPulseReader(NEEDLES[meter])(this.board.servoUs[n as 0 | 1]!),
    );
    return { blue: blue!, yellow: yellow! };
  }

  /** What the page's voltmeter says. */
  async reading(meter: MeterName): Promise<number> {
    return figureOf(await this.page.textContent(`#${meter}-figure`));
  }
}
