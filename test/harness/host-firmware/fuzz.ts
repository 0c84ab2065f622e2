/**
 * Messages that no host would send: examples of the protocol with bytes changed and the check made right again,
 * messages with any type, length and content, and plain noise. Each is held against the host's own reading of it:
 * answer, light, and what the board goes by. What goes beyond its memory ends the program (its sanitizers see to it).
 */

import { allowedChannelSum } from '../../../src/display/light.js';
import {
  cobsDecode,
  decodeHostMessage,
  encodeHostMessage,
  HOST_MESSAGES,
  parseBoardLine,
} from '../../../src/protocol/index.js';
import { STRIP_ORDERS } from '../../../src/units.js';
import { Dice } from './dice.js';
import { frameOf } from './frame.js';
import { anyMessage, codeOf, MESSAGE_TYPES, plainSetup } from './messages.js';
import { type Answer, BoardModel, bodyOf, difference, type ExpectedState, isPicture } from './model.js';
import type { Fingers, Outcome, Target, Trial } from './target.js';

const BYTE_US = 20;
const LED_US = 40;
/** A greeting, a credit, an answer and the statistics on their way to the host. */
const MARGIN_US = 6000;
/** SAFE and another strip darken as many LEDs as there can be. */
const DARK_US = 7000;
/** SAVE takes a turn of the main loop for each byte, and a turn may show a step of a blend. */
const SAVE_TURNS = 32;
/** A longer blend is not waited for. */
const LONGEST_FADE_MS = 60;
const CHECK_BYTES = 4;
const MOST_BODY = 193;
const BATCH = 256;
/** Something valid so often, or the board would fade for silence. */
const LIFE_EVERY = 8;
const MOST_PROBLEMS = 10;

export interface FuzzReport {
  messages: number;
  /** With a right check. */
  checked: number;
  /** Of those the board had to carry out or show, and to refuse. */
  taken: number;
  refused: number;
  shown: number;
  /** Answers that found no room beside the statistics or the inputs: a board never waits for its transmitter. */
  leftOut: number;
  wrong: number;
  readonly problems: string[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** Frames with their closing zero. */
  readonly examples: readonly Uint8Array[];
  /** Buttons and dials move all the time. */
  readonly fingers: boolean;
}

interface Expected {
  readonly wire: Uint8Array;
  readonly seq: number | undefined;
  readonly answer: Answer;
  /** What is shown in the end; undefined if that is not known. */
  readonly light: Uint8Array | undefined;
  readonly state: ExpectedState;
  /** Most that the sum of all channels may be, whatever is on its way from one picture to the next. */
  readonly mostSum: number;
}

/** Bytes that are more often at a border than dice would have it. */
function edgy(roll: Dice): number {
  return roll.below(3) === 0 ? roll.oneOf([0, 1, 127, 128, 149, 150, 151, 254, 255]) : roll.byte();
}

function mutated(content: Uint8Array, roll: Dice): Uint8Array {
  const bytes = [...content];
  for (let times = roll.from(0, 3); times > 0; times--) {
    const at = roll.below(bytes.length + 1);
    const how = roll.below(4);
    if (how === 0) bytes.splice(at, 0, edgy(roll));
    else if (how === 1) bytes.splice(at, roll.from(1, 4));
    else if (how === 2) bytes[Math.min(at, bytes.length - 1)] = edgy(roll);
    else bytes.push(...bytes.slice(at, at + roll.from(1, 40)));
  }
  return Uint8Array.from(bytes.slice(0, 2 + MOST_BODY));
}

/** `rgb`, or `rgb with a wrong length`: the type that the bytes name, and what is wrong with them. */
export function typeWords(wire: Uint8Array): string {
  const stuffed = wire.subarray(0, -1);
  const message = decodeHostMessage(stuffed);
  if (!('problem' in message)) return message.type;
  if (!('seq' in message)) return `no frame (${message.problem})`;
  const code = cobsDecode(stuffed)![0]!;
  const type = HOST_MESSAGES.find((entry) => entry.code === code)?.type ?? `type ${code}`;
  return `${type} with a wrong ${message.problem}`;
}

export class Fuzz {
  readonly report: FuzzReport = {
    messages: 0,
    checked: 0,
    taken: 0,
    refused: 0,
    shown: 0,
    leftOut: 0,
    wrong: 0,
    problems: [],
  };
  readonly #target: Target;
  readonly #roll: Dice;
  readonly #examples: readonly Uint8Array[];
  readonly #model: BoardModel;
  readonly #fingers: boolean;
  #seq = 0;
  #cutLine = '';

  constructor(target: Target, { seed, examples, fingers }: FuzzOptions) {
    this.#target = target;
    this.#roll = new Dice(seed);
    this.#fingers = fingers;
    this.#examples = examples.map((wire) => cobsDecode(wire.subarray(0, -1))!.slice(0, -CHECK_BYTES));
    const stops = new Uint8Array(99);
    this.#model = new BoardModel(plainSetup(16), stops);
    const setUp = [
      encodeHostMessage({ type: 'ident', seq: 0 }),
      encodeHostMessage({ type: 'config', seq: 0, setup: plainSetup(16) }),
      encodeHostMessage({ type: 'palette', seq: 0, stops }),
    ];
    target.play([[Uint8Array.of(0), ...setUp].map((bytes) => ({ bytes, thenUs: 20_000 }))]);
  }

  run(messages: number): FuzzReport {
    for (let left = messages; left > 0; left -= BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, left) }, (_, n) => this.#next(n));
      const outcomes = this.#target.play(batch.map(({ trial }) => trial));
      for (const [n, outcome] of outcomes.entries()) this.#judge(batch[n]!.expected, outcome);
    }
    return this.report;
  }

  #next(n: number): { trial: Trial; expected: Expected } {
    const { ledCount, colourOrder } = this.#model.setup;
    const wire = n % LIFE_EVERY === 0 ? this.#rightMessage() : this.#anyFrame();
    const message = decodeHostMessage(wire.subarray(0, -1));
    const sumBefore = this.#allowedSum();
    const answer = this.#model.hear(message);
    const { setup } = this.#model;
    const dark =
      !('problem' in message) &&
      (message.type === 'safe' ||
        (message.type === 'config' && (setup.ledCount !== ledCount || setup.colourOrder !== colourOrder)));
    const takes = !('problem' in message) && answer === undefined && isPicture(message);
    const settled = setup.fadeMs <= LONGEST_FADE_MS;
    const light = takes && settled ? this.#model.light(message) : undefined;
    const settleUs =
      MARGIN_US +
      2 * setup.ledCount * LED_US +
      (dark ? DARK_US : 0) +
      (!('problem' in message) && message.type === 'save' ? SAVE_TURNS * (setup.ledCount + 1) * LED_US : 0) +
      (takes && settled ? 1000 * setup.fadeMs : 0);
    return {
      trial: [{ ...this.#moved(), bytes: wire, thenUs: wire.length * BYTE_US + settleUs }],
      expected: {
        wire,
        seq: 'seq' in message ? message.seq : undefined,
        answer,
        light,
        state: this.#model.state,
        mostSum: Math.max(sumBefore, this.#allowedSum()),
      },
    };
  }

  #allowedSum(): number {
    const { ledCount, currentLimitMa } = this.#model.setup;
    return allowedChannelSum(ledCount, currentLimitMa);
  }

  #moved(): { fingers?: Fingers } {
    const roll = this.#roll;
    if (!this.#fingers) return {};
    return { fingers: { pins: roll.byte(), dial: roll.below(2), reading: roll.below(1024) } };
  }

  #nextSeq(): number {
    this.#seq = (this.#seq + 1) & 0xff;
    return this.#seq;
  }

  /** One that fits the board as it is set up, or sets it up again. */
  #rightMessage(): Uint8Array {
    const roll = this.#roll;
    const seq = this.#nextSeq();
    const type = roll.oneOf(MESSAGE_TYPES);
    const { ledCount } = this.#model.setup;
    const message = anyMessage(type, seq, roll, Math.max(2, ledCount));
    if (message.type !== 'config') return encodeHostMessage(message);
    const fadeMs = roll.below(4) > 0 ? 0 : 4 * roll.from(1, roll.below(4) === 0 ? 255 : 15);
    const setup = {
      ...message.setup,
      ledCount: roll.oneOf([1, 2, 3, 16, 60, 149, 150, roll.from(1, 150)]),
      colourOrder: roll.oneOf(STRIP_ORDERS),
      fadeMs,
      dials: [this.#fingers, this.#fingers] as const,
    };
    return encodeHostMessage({ ...message, setup });
  }

  #anyFrame(): Uint8Array {
    const roll = this.#roll;
    const kind = roll.below(8);
    if (kind === 0) return this.#noise();
    if (kind < 4) return this.#right(mutated(roll.oneOf(this.#examples), roll));
    if (kind < 6) {
      const wire = this.#rightMessage();
      return kind === 4
        ? wire
        : this.#right(mutated(cobsDecode(wire.subarray(0, -1))!.slice(0, -CHECK_BYTES), roll));
    }
    // Any type, and a body as long as it may be or any other.
    const type = roll.oneOf(MESSAGE_TYPES);
    const model = bodyOf(anyMessage(type, 0, roll, Math.max(2, this.#model.setup.ledCount)));
    const length = roll.below(3) > 0 ? Math.max(0, model.length + roll.from(-2, 2)) : roll.from(0, MOST_BODY);
    const code = roll.below(8) === 0 ? roll.byte() : codeOf(type);
    const body = Uint8Array.from({ length: Math.min(length, MOST_BODY) }, () => edgy(roll));
    return this.#right(Uint8Array.of(code, 0, ...body));
  }

  /** The content with a seq of its own and a right check. */
  #right(content: Uint8Array): Uint8Array {
    if (content.length < 2) return frameOf(content);
    return frameOf(content.with(1, this.#nextSeq()));
  }

  /** No frame, but perhaps nearly one; ends with a zero. */
  #noise(): Uint8Array {
    const roll = this.#roll;
    if (roll.below(2) === 0) {
      // As long as a frame may be and longer, well stuffed.
      const length = roll.from(150, 260);
      const bytes = Uint8Array.from({ length }, () => roll.from(1, 255));
      bytes[0] = roll.oneOf([198, 199, 200, 201, 254, 255, Math.min(255, length)]);
      return Uint8Array.of(...bytes, 0);
    }
    const wire = this.#rightMessage();
    const at = roll.below(wire.length - 1);
    return wire.with(at, wire[at]! ^ roll.from(1, 255) || 1);
  }

  #judge(expected: Expected, outcome: Outcome): void {
    const { report } = this;
    const { answer, seq, light, state } = expected;
    report.messages++;
    if (seq !== undefined) report.checked++;
    if (answer?.startsWith('N')) report.refused++;
    else if (seq !== undefined) report.taken++;
    const lines = this.#linesOf(expected, outcome.text);
    if (seq !== undefined) this.#judgeAnswer(expected, seq, lines);
    else if (lines.some((line) => /^[KNT]/.test(line))) this.#problem(expected, 'answered', lines);
    if (light) {
      report.shown++;
      const last = outcome.shows.at(-1);
      if (!last || Buffer.compare(last, light) !== 0)
        this.#problem(expected, `shows ${last}, not ${light}`, lines);
    }
    for (const shown of outcome.shows) {
      const sum = shown.reduce((all, channel) => all + channel, 0);
      if (sum > expected.mostSum) this.#problem(expected, `shows ${sum} beyond its current limit`, lines);
    }
    for (const us of outcome.state?.pulsesUs ?? []) {
      if (us !== 0 && (us < 500 || us > 2500)) this.#problem(expected, `a pulse of ${us} µs`, lines);
    }
    const differs = outcome.state && difference(outcome.state, state);
    if (differs) this.#problem(expected, `another ${differs}`, lines);
  }

  #judgeAnswer(expected: Expected, seq: number, lines: readonly string[]): void {
    const { answer } = expected;
    const said = (line: string) => lines.some((one) => one.startsWith(line));
    const busy = lines.some((line) => /^[SBDL]/.test(line));
    const hex = seq.toString(16).padStart(2, '0');
    const [verb, code] = answer?.split(' ') ?? [];
    const wants = code ? `${verb} ${hex} ${code}` : `${verb} ${hex}`;
    if (!said(`K ${hex}*`) && !busy) this.#problem(expected, 'no credit', lines);
    if (verb !== 'N' && said(`N ${hex}`)) this.#problem(expected, 'refused', lines);
    if (!verb || said(wants)) return;
    if (busy) this.report.leftOut++;
    else this.#problem(expected, `not ${wants}`, lines);
  }

  #linesOf(expected: Expected, text: string): string[] {
    const lines = `${this.#cutLine}${text}`.split('\n');
    this.#cutLine = lines.pop()!;
    for (const line of lines)
      if ('problem' in parseBoardLine(line)) this.#problem(expected, `no line: ${line}`, lines);
    return lines;
  }

  #problem({ wire }: Expected, text: string, lines: readonly string[]): void {
    const { report } = this;
    report.wrong++;
    if (report.problems.length >= MOST_PROBLEMS) return;
    const hex = Buffer.from(wire).toString('hex');
    report.problems.push(
      `message ${report.messages}, ${typeWords(wire)}, ${hex}: ${text}; the board said ${JSON.stringify(lines)}`,
    );
  }
}
