/** Random bytes, of every density of zeros; now and then a PING, or the board would fade for silence. */
import { encodeHostMessage, parseBoardLine } from '../../../src/protocol/index.js';
import { Dice } from './dice.js';
import { plainSetup } from './messages.js';
import type { BoardState } from './orders.js';
import type { Target, Trial } from './target.js';

const BYTE_US = 20;
const LED_COUNT = 16;
/** 164 ms on the line. */
const CHUNK_BYTES = 8192;
const CHUNKS_A_BATCH = 64;
const SETTLE_US = 4000;
/** One byte in so many is a zero. */
const ZERO_EVERY = [256, 64, 16, 6, 3] as const;

export interface RandomBytesReport {
  bytes: number;
  /** Zeros among them: as many times the board has looked for a frame. */
  zeros: number;
  pings: number;
  /** Lines of the board that are no answer to the PINGs, but for the statistics. */
  answers: number;
  shows: number;
  /** Whether set-up, palette, marks or pulses differ from before. */
  changed: boolean;
  framesBad: number;
  overflows: number;
  overruns: number;
}

function chunk(roll: Dice, zeroEvery: number): Buffer {
  const bytes = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let at = 0; at < CHUNK_BYTES; at += 4) bytes.writeUInt32LE(roll.word(), at);
  for (let at = roll.below(2 * zeroEvery); at < CHUNK_BYTES; at += 1 + roll.below(2 * zeroEvery))
    bytes[at] = 0;
  return bytes;
}

/** Set-up, palette, marks and pulses; not the counters. */
function gist(state: BoardState): string {
  const { setup, palette, markLeds, markRgb, pulsesUs } = state;
  return `${Buffer.concat([setup, palette, markLeds, markRgb]).toString('hex')} ${pulsesUs}`;
}

/** Counts the lines that answer something else than the last two PINGs. */
class Answers {
  wrong = 0;
  #cutLine = '';

  read(text: string, ping: number): void {
    const lines = `${this.#cutLine}${text}`.split('\n');
    this.#cutLine = lines.pop()!;
    for (const raw of lines) {
      const line = parseBoardLine(raw);
      if (!('verb' in line)) this.wrong++;
      else if (line.verb === 'K' || line.verb === 'A') this.#expect(line.seq, ping, 0xff);
      else if (line.verb === 'T') this.#expect(line.token, ping, 0xffff);
      else if (line.verb !== 'S') this.wrong++;
    }
  }

  #expect(number: number, ping: number, mask: number): void {
    if (number !== (ping & mask) && number !== ((ping - 1) & mask)) this.wrong++;
  }
}

export function playRandomBytes(target: Target, seed: number, bytes: number): RandomBytesReport {
  const roll = new Dice(seed);
  const ping = (n: number) => encodeHostMessage({ type: 'ping', seq: n & 0xff, token: n & 0xffff });
  const still: Trial = [{ bytes: ping(0), thenUs: 100_000 }];
  const begin: Trial = [
    { bytes: Uint8Array.of(0), thenUs: SETTLE_US },
    { bytes: encodeHostMessage({ type: 'ident', seq: 0 }), thenUs: SETTLE_US },
    { bytes: encodeHostMessage({ type: 'config', seq: 1, setup: plainSetup(LED_COUNT) }), thenUs: SETTLE_US },
    { bytes: encodeHostMessage(pictureOfAll()), thenUs: 400_000 },
  ];
  const [, before] = target.play([begin, still]);
  const report = { bytes: 0, zeros: 0, pings: 0, shows: 0 };
  const answers = new Answers();
  while (report.bytes < bytes) {
    const trials: Trial[] = [];
    for (let k = 0; k < CHUNKS_A_BATCH && report.bytes < bytes; k++) {
      const noise = chunk(roll, ZERO_EVERY[k % ZERO_EVERY.length]!);
      report.bytes += noise.length;
      for (const byte of noise) if (byte === 0) report.zeros++;
      report.pings++;
      trials.push([
        { bytes: noise, thenUs: noise.length * BYTE_US },
        { bytes: Uint8Array.of(0), thenUs: 0 },
        { bytes: ping(report.pings), thenUs: SETTLE_US },
      ]);
    }
    const firstPing = report.pings - trials.length + 1;
    for (const [n, { shows, text }] of target.play(trials).entries()) {
      report.shows += shows.length;
      answers.read(text, firstPing + n);
    }
  }
  const [after] = target.play([still]);
  const { framesBad, overflows, overruns } = after!.state!;
  const changed = gist(before!.state!) !== gist(after!.state!);
  return { ...report, answers: answers.wrong, changed, framesBad, overflows, overruns };
}

function pictureOfAll() {
  const levels = Uint8Array.from({ length: LED_COUNT }, (_, led) => 15 * led + 10);
  return { type: 'level', seq: 2, needleLevels: [200, 100], inputId: 0, levels } as const;
}
