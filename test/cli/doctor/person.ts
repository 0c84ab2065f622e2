/** Somebody who is asked by the doctor: looks at a board, presses and turns what is asked for, and says what is there. */
import type { Asker, Choice } from '../../../src/cli/asker.js';
import type { TestBoard } from '../../contract/boards.js';
import type { Bench } from '../../harness/emulator/bench.js';
import { EmulatedBoard } from '../../harness/emulator/board.js';
import { MockBoard } from '../../harness/mock-board.js';

/** Before anything is answered, and after something was turned [ms]. */
const LOOKS_MS = 150;

/** What is wrong with the rig on the table, or with who looks at it; a part that is not named is as it should be. */
export interface Table {
  /** How long somebody looks before an answer [ms]; 150 unless said. */
  readonly looksMs?: number;
  /** LEDs that the strip really has. */
  readonly leds: number;
  /** Those of them that are to show the axon; all unless said. */
  readonly shows?: readonly number[];
  /** The axon begins where the strip ends. */
  readonly endsAtBoard?: boolean;
  /** Needles whose horn is on the wrong side, so that the low end is the high one: blue, yellow. */
  readonly mirrored?: readonly [boolean, boolean];
  /** Which button is pressed, and for how long [ms], when one is asked for; null: none. */
  readonly presses?: (asked: number) => { readonly button: number; readonly ms: number } | null;
  /** Readings of a dial at its ends, 0 to 1023. */
  readonly dialEnds?: readonly [number, number];
}

interface Question {
  readonly words: string;
  readonly choices: readonly Choice<string | number>[];
}

/** An answer: the value or the label of a choice; null for Ctrl-C, undefined to leave the question open. */
type Reply = string | null | undefined;

/** Pulses of both needles so far. */
export function pulsesOf(board: TestBoard): number {
  if (board instanceof MockBoard) return board.pulses[0] + board.pulses[1];
  if (board instanceof EmulatedBoard) return board.servoStats(0).pulses + board.servoStats(1).pulses;
  throw new Error('nobody knows of its pulses');
}

export class Person implements Asker {
  readonly asked: Question[] = [];
  readonly #bench: Bench;
  readonly #board: TestBoard;
  readonly #table: Table;
  /** Says something else than what is seen; undefined: what is seen. */
  readonly #instead: (question: Question, number: number) => Reply | Promise<Reply>;

  constructor(
    bench: Bench,
    board: TestBoard,
    table: Table,
    instead: (question: Question, number: number) => Reply | Promise<Reply> = () => undefined,
  ) {
    this.#bench = bench;
    this.#board = board;
    this.#table = table;
    this.#instead = instead;
  }

  figure(): Promise<number | null> {
    throw new Error('no figure is asked for');
  }

  choose<Value extends string | number>(
    words: string,
    choices: readonly Choice<Value>[],
    _usual: Value,
    until?: AbortSignal,
  ): Promise<Value | null> {
    const question = { words, choices };
    this.asked.push(question);
    return new Promise((resolve, reject) => {
      until?.addEventListener('abort', () => resolve(null), { once: true });
      this.#answer(question).then((reply) => {
        if (reply === undefined) return;
        const chosen = choices.find(({ value, label }) => value === reply || label === reply);
        if (reply !== null && chosen === undefined)
          reject(
            new Error(
              `"${reply}" is no answer to "${words}": ${choices.map(({ label }) => label).join(' | ')}`,
            ),
          );
        resolve(chosen?.value ?? null);
      }, reject);
    });
  }

  async #answer(question: Question): Promise<Reply> {
    await this.#wait(this.#table.looksMs ?? LOOKS_MS);
    const said = await this.#instead(question, this.asked.length);
    return said !== undefined ? said : this.#see(question.words);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#bench.clock.after(ms, resolve));
  }

  /** Numbers of the LEDs that shine. */
  lit(): number[] {
    const { leds } = this.#board;
    return Array.from({ length: Math.min(this.#table.leds, leds.length / 3) }, (_, led) => led).filter(
      (led) => leds.subarray(3 * led, 3 * led + 3).some((count) => count > 0),
    );
  }

  async #see(words: string): Promise<Reply> {
    const { leds, shows = Array.from({ length: leds }, (_, led) => led) } = this.#table;
    const lit = this.lit().join(' ');
    const [, name] = /^\d+ of \d+, ([^.:(]*?)(?: \(\d of 3\))?[.:]/.exec(words) ?? [];
    switch (name) {
      case 'First LED':
        return lit === '' ? 'dark' : lit === `${shows[0]}` ? 'right' : 'other';
      case 'All LEDs':
        return lit === shows.join(' ') ? 'right' : 'ends-early';
      case 'Last LED':
        return lit === '' ? 'shorter' : lit === `${shows.at(-1)}` ? 'right' : 'longer';
      case 'Colours': {
        const channel = this.#board.leds
          .subarray(3 * shows[0]!, 3 * shows[0]! + 3)
          .findIndex((count) => count > 0);
        return ['red', 'green', 'blue'][channel] ?? 'dark';
      }
      case 'Direction':
        return this.#watchRun();
      case 'Blue needle, travel':
        return this.#watchTravel(0);
      case 'Yellow needle, travel':
        return this.#watchTravel(1);
      case 'Silence': {
        await this.#wait(2000);
        const before = pulsesOf(this.#board);
        await this.#wait(200);
        return this.lit().length > 0 ? 'lit' : pulsesOf(this.#board) > before ? 'hums' : 'right';
      }
      default:
        return this.#do(words);
    }
  }

  async #watchRun(): Promise<Reply> {
    const seen: number[] = [];
    for (let ms = 0; ms < 700; ms += 20) {
      const [led] = this.lit();
      if (led !== undefined && led !== seen.at(-1)) seen.push(led);
      await this.#wait(20);
    }
    const isUp = seen.length > 2 && seen.every((led, at) => at === 0 || led === seen[at - 1]! + 1);
    const isDown = seen.length > 2 && seen.every((led, at) => at === 0 || led === seen[at - 1]! - 1);
    if (!isUp && !isDown) return 'jumps';
    return isUp === (this.#table.endsAtBoard ?? false) ? 'backwards' : 'right';
  }

  /** Where the needle stays longer: at its shortest pulse, which is the low end, or at its longest. */
  async #watchTravel(servo: 0 | 1): Promise<Reply> {
    const seen: number[] = [];
    for (let ms = 0; ms < 9000; ms += 100) {
      const us = this.#board.servoUs[servo];
      if (us !== null) seen.push(us);
      await this.#wait(100);
    }
    if (seen.length === 0) return 'still';
    const near = (end: number) => seen.filter((us) => Math.abs(us - end) < 5).length;
    const isLowLong = near(Math.min(...seen)) > near(Math.max(...seen));
    return isLowLong !== (this.#table.mirrored?.[servo] ?? false) ? 'right' : 'backwards';
  }

  async #do(words: string): Promise<Reply> {
    const [, button] = /press button (\d)/.exec(words) ?? [];
    if (button !== undefined) {
      const { presses = (asked) => ({ button: asked, ms: 200 }) } = this.#table;
      const press = presses(Number(button));
      if (press === null) return 'silent';
      this.#board.press(press.button);
      await this.#wait(press.ms);
      this.#board.release(press.button);
      return undefined;
    }
    const [, dial, end] = /turn dial (\d) .* to its (left|right) end/.exec(words) ?? [];
    if (dial !== undefined) {
      const [left, right] = this.#table.dialEnds ?? [0, 1023];
      this.#board.dial(Number(dial), end === 'left' ? left : right);
      await this.#wait(LOOKS_MS);
      return 'there';
    }
    if (words === 'What now?') return 'on';
    return 'right';
  }
}
