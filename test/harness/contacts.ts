/** Contacts of a button, right ones and static, at any phase of a board's shows; and what the board says of them. */
import { encodeHostMessage, parseBoardLine } from '../../src/protocol/index.js';
import type { Dice } from './host-firmware/dice.js';
import { plainSetup } from './host-firmware/messages.js';

const LEDS = 60;
/** A show of 60 LEDs takes 1.8 ms, and 2.3 where pins chatter all the time: two thirds of the time is shows [µs]. */
const PICTURE_US = 2700;
const CONFIRM_US = 10_000;
const BOUNCE_US = 20_000;
const NEWLINE = 10;

/** What the trials need of a board. `bounceUs`: lengths of states by turns, first the other, before it stays. */
export interface ContactBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null;
  write(bytes: Uint8Array): void;
  run(us: number): void;
  press(button: number, bounceUs?: readonly number[]): void;
  release(button: number, bounceUs?: readonly number[]): void;
}

export interface ContactReport {
  glitches: number;
  /** Presses and releases that glitches passed for. */
  taken: number;
  contacts: number;
  /** Contacts that were not told as one press and one release. */
  missed: number;
  /** Of the board: bytes lost, frames dropped, events dropped. */
  losses: string;
}

/** Lengths of contact and break by turns, an odd number of them, every contact 0.45 ms at the most [µs]. */
export function glitchTrain(roll: Dice): { readonly glitches: number; readonly flipsUs: number[] } {
  const kind = roll.below(4);
  const us = (from: number, to: number) => from + ((to - from) * roll.word()) / 2 ** 32;
  if (kind < 2) {
    const glitches = kind === 0 ? 1 : roll.from(2, 9);
    return { glitches, flipsUs: Array.from({ length: 2 * glitches - 1 }, () => us(1, 450)) };
  }
  // Combs, each counted as one; some in step with the look that a show takes every 10 µs.
  const periodUs = kind === 2 ? 10 : us(2, 40);
  const contactUs = periodUs * us(0.2, 0.95);
  const teeth = Math.ceil(us(500, 1500) / periodUs);
  const train: number[] = [];
  for (let n = 0; n < teeth; n++) train.push(contactUs, periodUs - contactUs);
  return { glitches: 1, flipsUs: train.slice(0, -1) };
}

const sum = (lengths: readonly number[]) => lengths.reduce((all, us) => all + us, 0);

/** A session with a board that has 60 LEDs and four buttons, with or without pictures as fast as it can show them. */
export class ContactTrials {
  readonly report: ContactReport = { glitches: 0, taken: 0, contacts: 0, missed: 0, losses: '' };
  readonly #board: ContactBoard;
  readonly #streams: boolean;
  readonly #roll: Dice;
  #text = '';
  #seq = 0;
  #lastId = 0;
  #untilPictureUs = 0;

  constructor(board: ContactBoard, roll: Dice, streams: boolean) {
    this.#board = board;
    this.#roll = roll;
    this.#streams = streams;
    board.onSerial = (byte) => {
      this.#text += byte === NEWLINE ? '\n' : String.fromCharCode(byte);
    };
    board.write(Uint8Array.of(0));
    board.run(30_000);
    board.write(encodeHostMessage({ type: 'ident', seq: this.#nextSeq() }));
    board.run(10_000);
    board.write(encodeHostMessage({ type: 'config', seq: this.#nextSeq(), setup: plainSetup(LEDS) }));
    board.run(20_000);
    this.#news();
  }

  /** So many glitches at a button that is open, or held. */
  glitches(count: number, held: boolean): void {
    const button = this.#roll.from(1, 4);
    if (held) {
      this.#board.press(button);
      this.#pass(2 * BOUNCE_US);
      this.#news();
    }
    for (let left = count; left > 0; ) {
      const { glitches, flipsUs } = glitchTrain(this.#roll);
      this.#randomPhase();
      if (held) this.#board.press(button, flipsUs);
      else this.#board.release(button, flipsUs);
      this.#pass(sum(flipsUs) + 1500);
      this.report.taken += this.#news().length;
      this.report.glitches += glitches;
      left -= glitches;
    }
    if (held) this.#board.release(button);
    this.#pass(2 * BOUNCE_US);
    if (this.#news().length !== (held ? 1 : 0)) this.report.taken++;
  }

  /** So many contacts of `fromUs` to `toUs`, some with static before. Each must be one press and one release. */
  contacts(count: number, fromUs: number, toUs: number): void {
    for (let n = 0; n < count; n++) {
      const button = this.#roll.from(1, 4);
      const contactUs = this.#roll.from(fromUs, toUs);
      const before = this.#roll.below(3) === 0 ? [this.#roll.from(1, 450), this.#roll.from(1, 450)] : [];
      this.#randomPhase();
      this.#board.release(button, [...before, contactUs]);
      // A release may be told 20 ms after the press; then the button is deaf for as long again.
      this.#pass(sum(before) + contactUs + 2 * BOUNCE_US + 3000);
      this.report.contacts++;
      if (this.#news().join() !== `${button} down,${button} up`) this.report.missed++;
    }
  }

  /** The report, with what the board says of itself. */
  end(): ContactReport {
    this.#text = '';
    for (let ms = 0; ms < 1100; ms += 100) {
      this.#write();
      this.#board.run(100_000);
    }
    const statistics = this.#text.split('\n').findLast((line) => line.startsWith('S '));
    this.report.losses = statistics?.match(/bad=\d+ dor=\d+ ovf=\d+|lost=\d+/g)?.join(' ') ?? 'not told';
    return this.report;
  }

  #nextSeq(): number {
    this.#seq = (this.#seq + 1) & 0xff;
    return this.#seq;
  }

  #write(): void {
    const levels = this.#roll.bytes(LEDS);
    const needleLevels = [40, 40] as const;
    const inputId = this.#lastId;
    this.#board.write(
      encodeHostMessage({ type: 'level', seq: this.#nextSeq(), needleLevels, inputId, levels }),
    );
  }

  #randomPhase(): void {
    this.#pass(this.#roll.from(1, PICTURE_US));
  }

  #pass(us: number): void {
    if (!this.#streams) {
      this.#board.run(us);
      return;
    }
    for (let leftUs = us; leftUs > 0; ) {
      if (this.#untilPictureUs <= 0) {
        this.#write();
        this.#untilPictureUs = PICTURE_US;
      }
      const stepUs = Math.min(leftUs, this.#untilPictureUs);
      this.#board.run(stepUs);
      this.#untilPictureUs -= stepUs;
      leftUs -= stepUs;
    }
  }

  /** Presses and releases told since the last time, each once; the next picture confirms them. */
  #news(): string[] {
    const lines = this.#text.split('\n');
    this.#text = lines.pop()!;
    const news: string[] = [];
    for (const text of lines) {
      if (!text.startsWith('B ')) continue;
      const line = parseBoardLine(text);
      if (!('verb' in line) || line.verb !== 'B' || line.id !== (this.#lastId % 255) + 1) continue;
      this.#lastId = line.id;
      news.push(`${line.button} ${line.pressed ? 'down' : 'up'}`);
    }
    if (news.length > 0 && !this.#streams) {
      this.#write();
      this.#board.run(CONFIRM_US);
    }
    return news;
  }
}
