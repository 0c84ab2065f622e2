/** The trials of a campaign: a message that is damaged at one byte, and two undamaged pictures behind it. */
import {
  encodeHostMessage,
  FRAME_GAP_MS,
  type HostMessage,
  type HostMessageType,
} from '../../../src/protocol/index.js';
import { US_PER_MS } from '../../../src/units.js';
import { type Damage, damage, FAULT_KINDS, type FaultKind } from './damage.js';
import { Dice } from './dice.js';
import { anyMessage, anyPicture, MESSAGE_TYPES } from './messages.js';
import { sameBytes } from './model.js';
import type { Step } from './target.js';

const BYTE_US = 20;
const LED_US = 30;
/** Latch of the strip, a turn of the main loop, and some more. */
const MARGIN_US = 700;
/** SAFE darkens as many LEDs as there can be. */
const DARK_US = 5000;
const PAUSE_US = (FRAME_GAP_MS + 10) * US_PER_MS;
/** Pauses take the board's time and tell little that is new: only every so many rounds. */
const PAUSE_ROUNDS = 8;
const PICTURES = 2048;

export interface CampaignOptions {
  readonly seed: number;
  readonly faults: number;
  /** 16 at least, so that a fault touches no more than two frames. */
  readonly ledCount: number;
  /**
   * The three frames come one behind the other as fast as the line can: while the first is shown, the next are heard,
   * and a newer one may replace an older one before that is shown. Needs a look inside, and 16 LEDs: the three must
   * fit into the receive buffer.
   */
  readonly saturated?: boolean;
}

export interface SentFrame {
  readonly message: HostMessage;
  readonly wire: Uint8Array;
}

export interface FaultTrial {
  readonly number: number;
  readonly type: HostMessageType;
  readonly at: number;
  readonly kind: FaultKind;
  readonly steps: readonly Step[];
  readonly sent: readonly SentFrame[];
  /** Those of `sent` that arrive as they were sent, in the order of their arrival. */
  readonly arrive: readonly number[];
  /** Numbers of those that begin behind the first delimiter after the fault. */
  readonly behind: readonly number[];
}

/** What the last trial is followed by. */
export const NOTHING: FaultTrial = {
  number: 0,
  type: 'ident',
  at: 0,
  kind: 'pause',
  steps: [],
  sent: [],
  arrive: [],
  behind: [],
};

export class Trials {
  readonly #roll: Dice;
  readonly #options: CampaignOptions;
  readonly #thinkingUs: number;
  readonly #pictures: readonly SentFrame[];
  #planned = 0;
  #picture = 0;

  /** @param thinkingUs what the board needs for a command, beyond its bytes. */
  constructor(options: CampaignOptions, thinkingUs: number) {
    this.#options = options;
    this.#thinkingUs = thinkingUs;
    this.#roll = new Dice(options.seed);
    this.#pictures = Array.from({ length: PICTURES }, (_, n) => {
      const message = anyPicture('level', n & 0xff, this.#roll, options.ledCount);
      return { message, wire: encodeHostMessage(message) };
    });
  }

  *all(): Generator<FaultTrial> {
    for (const [type, at, kind] of this.#places()) yield this.#trial(type, at, kind);
  }

  *#places(): Generator<[HostMessageType, number, FaultKind]> {
    let left = this.#options.faults;
    const lengths = MESSAGE_TYPES.map(
      (type) => encodeHostMessage(anyMessage(type, 0, this.#roll, this.#options.ledCount)).length,
    );
    for (let round = 0; left > 0; round++) {
      const kinds = FAULT_KINDS.filter((kind) => kind !== 'pause' || round % PAUSE_ROUNDS === 0);
      for (const [n, type] of MESSAGE_TYPES.entries()) {
        for (let at = 0; at < lengths[n]!; at++) {
          for (const kind of kinds) if (left-- > 0) yield [type, at, kind];
        }
      }
    }
  }

  #nextPicture(): SentFrame {
    this.#picture = (this.#picture + 1) % PICTURES;
    return this.#pictures[this.#picture]!;
  }

  #trial(type: HostMessageType, at: number, kind: FaultKind): FaultTrial {
    const { ledCount } = this.#options;
    const [first, second] = [this.#nextPicture(), this.#nextPicture()];
    const message = anyMessage(type, (first.message.seq + 128) & 0xff, this.#roll, ledCount);
    const sent = [{ message, wire: encodeHostMessage(message) }, first, second];
    const { length } = sent[0]!.wire;
    const stream = Buffer.concat([sent[0]!.wire, first.wire]);
    const harm = damage(kind, stream, length, at, this.#roll);
    const arrives = Buffer.concat([stream.subarray(0, harm.from), harm.instead, stream.subarray(harm.to)]);
    // Where the first picture begins, if it is untouched as a whole.
    const border = harm.to <= length ? arrives.length - first.wire.length : arrives.length;
    this.#planned++;
    return {
      number: this.#planned,
      type,
      at,
      kind,
      steps: this.#steps(type, arrives, border, harm, second.wire),
      sent,
      arrive: arriving([...cutAt(arrives, harm), second.wire], sent),
      behind: behindDelimiter(arrives, border, harm),
    };
  }

  #steps(
    type: HostMessageType,
    arrives: Uint8Array,
    border: number,
    harm: Damage,
    last: Uint8Array,
  ): readonly Step[] {
    const { ledCount } = this.#options;
    // After CONFIG the picture before goes out once more.
    const shows = type === 'config' ? 2 : 1;
    const darkUs = type === 'safe' ? DARK_US : 0;
    const settleUs = shows * (MARGIN_US + ledCount * LED_US) + darkUs + this.#thinkingUs;
    const step = (bytes: Uint8Array, thenUs = settleUs): Step => ({
      bytes,
      thenUs: bytes.length * BYTE_US + thenUs,
    });
    const head = harm.pause
      ? [step(arrives.subarray(0, harm.from), PAUSE_US), step(arrives.subarray(harm.from, border))]
      : [step(arrives.subarray(0, border))];
    const tail = arrives.subarray(border);
    if (!this.#options.saturated) return [...head, step(tail), step(last)];
    // Time enough for all of them behind the last.
    const all = Buffer.concat([head.at(-1)!.bytes, tail, last]);
    return [...head.slice(0, -1), step(all, 3 * settleUs)];
  }
}

/** The stream as the board's parser hears it: a pause cuts it in two. */
function cutAt(arrives: Buffer, { pause, from }: Damage): Buffer[] {
  return pause ? [arrives.subarray(0, from), arrives.subarray(from)] : [arrives];
}

/** Which of the sent frames arrive whole: what stands between two zeros, or behind a pause and a zero. */
function arriving(parts: readonly Uint8Array[], sent: readonly SentFrame[]): number[] {
  const found: number[] = [];
  for (const part of parts) {
    for (let from = 0; ; ) {
      const end = part.indexOf(0, from);
      if (end < 0) break;
      const frame = part.subarray(from, end + 1);
      const n = sent.findIndex(({ wire }) => sameBytes(wire, frame));
      if (n >= 0) found.push(n);
      from = end + 1;
    }
  }
  return found;
}

/** Numbers of the undamaged frames that begin behind the first zero after the fault. */
function behindDelimiter(arrives: Uint8Array, border: number, { from, instead }: Damage): number[] {
  const delimiter = arrives.indexOf(0, from + instead.length);
  return border < arrives.length && delimiter >= 0 && delimiter < border ? [1, 2] : [2];
}
