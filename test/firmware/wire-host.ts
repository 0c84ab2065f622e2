import { readFileSync } from 'node:fs';
import { applyCurrentLimit, paletteColour } from '../../src/display/light.js';
import { type BoardLine, parseBoardLine } from '../../src/protocol/board-lines.js';
import { type BoardSetup, encodeHostMessage, type HostMessage } from '../../src/protocol/host-messages.js';
import { EmulatedBoard, type EmulatedBoardOptions } from '../harness/emulator/board.js';

const NEWLINE = 10;
const WINDOW_BYTES = 224;

export interface TimedLine {
  readonly timeUs: number;
  readonly line: BoardLine;
}

/** A message without its seq: the host below counts. */
export type Outgoing = HostMessage extends infer M ? (M extends HostMessage ? Omit<M, 'seq'> : never) : never;

/** A bare host for tests of the firmware: keeps the byte account, counts seq, reads lines. No driver, no retries. */
export class WireHost {
  readonly lines: TimedLine[] = [];
  /** Lines whose check is wrong: there must be none. */
  readonly damaged: string[] = [];
  sent = 0;
  #text = '';
  #seq = 0;
  #underWay: { seq: number; bytes: number }[] = [];
  /** Credits on their way back through a slow adapter. */
  #credits: { atUs: number; seq: number }[] = [];
  readonly #board: EmulatedBoard;
  readonly #ackLatencyUs: number;

  constructor(board: EmulatedBoard, ackLatencyUs = 0) {
    this.#board = board;
    this.#ackLatencyUs = ackLatencyUs;
    board.onSerial = (byte, timeUs) => this.#take(byte, timeUs);
  }

  get bytesUnderWay(): number {
    return this.#underWay.reduce((sum, frame) => sum + frame.bytes, 0);
  }

  /** Whether so many bytes are within the credit now. */
  affords(bytes: number): boolean {
    this.#collect();
    return this.bytesUnderWay + bytes <= WINDOW_BYTES;
  }

  /** Sends without looking at the credit. Returns the seq. */
  send(message: Outgoing): number {
    const seq = this.#seq;
    this.#seq = (seq + 1) & 0xff;
    const wire = encodeHostMessage({ ...message, seq } as HostMessage);
    this.#underWay.push({ seq, bytes: wire.length });
    this.#board.write(wire);
    this.sent++;
    return seq;
  }

  /** Sends if the credit allows it. */
  offer(message: Outgoing): boolean {
    const bytes = encodeHostMessage({ ...message, seq: 0xff } as HostMessage).length;
    if (!this.affords(bytes)) return false;
    this.send(message);
    return true;
  }

  /** Sends a command and lets time pass until it is answered. */
  command(message: Outgoing, withinUs = 20_000): BoardLine {
    const from = this.lines.length;
    const seq = this.send(message);
    const end = this.#board.timeUs + withinUs;
    while (this.#board.timeUs < end) {
      this.#board.run(200);
      const answer = this.lines
        .slice(from)
        .find(({ line }) => (line.verb === 'A' || line.verb === 'N') && line.seq === seq);
      if (answer) return answer.line;
    }
    throw new Error(`no answer to ${message.type} within ${withinUs} µs`);
  }

  /** All lines of one verb, oldest first. */
  heard<V extends BoardLine['verb']>(verb: V): Extract<BoardLine, { verb: V }>[] {
    return this.lines.map(({ line }) => line).filter((line) => line.verb === verb) as Extract<
      BoardLine,
      { verb: V }
    >[];
  }

  #collect(): void {
    while (this.#credits.length > 0 && this.#credits[0]!.atUs <= this.#board.timeUs) {
      const { seq } = this.#credits.shift()!;
      const at = this.#underWay.findIndex((frame) => frame.seq === seq);
      if (at >= 0) this.#underWay.splice(0, at + 1);
    }
  }

  #take(byte: number, timeUs: number): void {
    if (byte !== NEWLINE) {
      this.#text += String.fromCharCode(byte);
      return;
    }
    const line = parseBoardLine(this.#text);
    if ('problem' in line) this.damaged.push(this.#text);
    else {
      this.lines.push({ timeUs, line });
      if (line.verb === 'K') this.#credits.push({ atUs: timeUs + this.#ackLatencyUs, seq: line.seq });
    }
    this.#text = '';
  }
}

/** A set-up as most tests want it: no slew limit worth mentioning, current limit out of the way. */
export function setupOf(ledCount: number, changes: Partial<BoardSetup> = {}): BoardSetup {
  return {
    ledCount,
    colourOrder: 'grb',
    currentLimitMa: 3000,
    silenceMs: 1000,
    fadeMs: 0,
    needleRestLevel: 40,
    needleSlewUs: 255,
    buttons: [true, true, true, true],
    dials: [false, false],
    needles: [
      { lowUs: 1000, highUs: 2000 },
      { lowUs: 2000, highUs: 1000 },
    ],
    ...changes,
  };
}

export interface Session {
  readonly board: EmulatedBoard;
  readonly host: WireHost;
}

/** A board that has started and carried out IDENT and CONFIG. */
export function session(
  setup: BoardSetup = setupOf(60),
  options: EmulatedBoardOptions = {},
  ackLatencyUs = 0,
): Session {
  const board = new EmulatedBoard(options);
  const host = new WireHost(board, ackLatencyUs);
  board.run(50_000);
  expectAnswer(host.command({ type: 'ident' }));
  expectAnswer(host.command({ type: 'config', setup }));
  return { board, host };
}

function expectAnswer(line: BoardLine): void {
  if (line.verb !== 'A') throw new Error(`expected A, got ${JSON.stringify(line)}`);
}

/** A picture of levels, needles at rest. */
export function levelPicture(levels: ArrayLike<number>, inputId = 0): Outgoing {
  return { type: 'level', needleLevels: [40, 40], inputId, levels: Uint8Array.from(levels) };
}

/** The palette at power-up, as firmware/axon-rig-uno/palette.h has it. */
export function builtInPalette(): Uint8Array {
  const header = readFileSync(new URL('../../firmware/axon-rig-uno/palette.h', import.meta.url), 'utf8');
  const body = header.slice(header.indexOf('{') + 1, header.indexOf('}')).replaceAll(/\/\/.*$/gm, '');
  return Uint8Array.from(body.match(/\d+/g)!, Number);
}

/** What a strip shows of levels: palette, then current limit, by the host's own code. */
export function lightOf(levels: ArrayLike<number>, stops: Uint8Array, currentLimitMa: number): Uint8Array {
  const rgb = new Uint8Array(3 * levels.length);
  for (let led = 0; led < levels.length; led++) paletteColour(stops, levels[led]!, rgb, 3 * led);
  applyCurrentLimit(rgb, currentLimitMa);
  return rgb;
}

/** Numbers that look random and are the same in every run (a linear congruential generator, 31 bits). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
