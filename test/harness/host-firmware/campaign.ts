/**
 * A campaign of faults: every kind at every byte of every message, round after round, each followed by two
 * undamaged pictures. What must be accepted is told by bytes alone: a frame that arrives as it was sent, and no
 * other. What must be shown then is computed by the host's own code.
 */
import {
  encodeHostMessage,
  FRAME_GAP_MS,
  type HostMessage,
  type HostMessageType,
  parseBoardLine,
} from '../../../src/protocol/index.js';
import { PALETTE_STOPS, US_PER_MS } from '../../../src/units.js';
import type { RealTimeMessage } from '../mock/picture.js';
import { type Damage, damage, FAULT_KINDS, type FaultKind } from './damage.js';
import { Dice } from './dice.js';
import { anyMessage, anyPicture, MESSAGE_TYPES, plainSetup } from './messages.js';
import { BoardModel, difference, isPicture } from './model.js';
import type { BoardState } from './orders.js';
import type { Outcome, Step, Target } from './target.js';

const BYTE_US = 20;
const LED_US = 30;
/** Latch of the strip, a turn of the main loop, and some more. */
const MARGIN_US = 700;
/** SAFE darkens as many LEDs as there can be. */
const DARK_US = 5000;
const PAUSE_US = (FRAME_GAP_MS + 10) * US_PER_MS;
/** Pauses take the board's time and tell little that is new: only every so many rounds. */
const PAUSE_ROUNDS = 8;
const REST_US = 10_000;
const PICTURES = 2048;
const BATCH = 256;
const MOST_PROBLEMS = 10;
/** Frames of one trial. */
export const FRAMES_A_FAULT = 3;

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

export interface CampaignReport {
  faults: number;
  readonly kinds: Record<FaultKind, number>;
  /** Faults at each byte of each type of message. */
  readonly hits: Record<HostMessageType, number[]>;
  /** How many faults have cost 0, 1, 2, 3 of the three frames. */
  readonly lost: [number, number, number, number];
  /** Shows of what nobody sent, or out of its order. */
  wrongShows: number;
  /** Frames accepted that nobody sent, or accepted out of their order. */
  wrongFrames: number;
  /** Messages in force that nobody sent. */
  wrongStates: number;
  /** Lines of the board that are none, and refusals. */
  wrongLines: number;
  /** Most frames lost behind the first delimiter after a fault. */
  slowestRecovery: number;
  shows: number;
  /** What went wrong first. */
  readonly problems: string[];
}

interface SentFrame {
  readonly message: HostMessage;
  readonly wire: Uint8Array;
}

interface FaultTrial {
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

interface ExpectedShow {
  /** Null: all LEDs that there can be, dark. */
  readonly rgb: Uint8Array | null;
  readonly must: boolean;
}

/** A trial and the frames that the board has given credit for. */
interface Credited {
  readonly trial: FaultTrial;
  readonly accepted: number[];
}

/** What the last trial is followed by. */
const NOTHING: FaultTrial = {
  number: 0,
  type: 'ident',
  at: 0,
  kind: 'pause',
  steps: [],
  sent: [],
  arrive: [],
  behind: [],
};

function frameWith(seq: number, trial: FaultTrial): number {
  return trial.sent.findIndex(({ message }) => message.seq === seq);
}

export function emptyReport(): CampaignReport {
  return {
    faults: 0,
    kinds: Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>,
    hits: Object.fromEntries(MESSAGE_TYPES.map((type) => [type, []])) as never,
    lost: [0, 0, 0, 0],
    wrongShows: 0,
    wrongFrames: 0,
    wrongStates: 0,
    wrongLines: 0,
    slowestRecovery: 0,
    shows: 0,
    problems: [],
  };
}

/** Fewest faults that any byte of any message has seen, and how many bytes there are. */
export function coverage(report: CampaignReport): { bytes: number; fewest: number } {
  const counts = Object.values(report.hits).flat();
  return { bytes: counts.length, fewest: Math.min(...counts) };
}

function rampStops(): Uint8Array {
  return Uint8Array.from({ length: 3 * PALETTE_STOPS }, (_, n) => {
    const stop = Math.trunc(n / 3);
    return [7 * stop, 4 * stop, 224 - 7 * stop][n % 3]!;
  });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

export class Campaign {
  readonly report = emptyReport();
  readonly #target: Target;
  readonly #roll: Dice;
  readonly #options: CampaignOptions;
  readonly #pictures: readonly SentFrame[];
  readonly #model: BoardModel;
  #planned = 0;
  #picture = 0;
  /** The picture that the strip shows; null when it is dark. */
  #lit: RealTimeMessage | null = null;
  #cutLine = '';
  #framesOk = 0;
  #waiting: Credited | undefined;

  constructor(target: Target, options: CampaignOptions) {
    this.#target = target;
    this.#options = options;
    this.#roll = new Dice(options.seed);
    this.#pictures = Array.from({ length: PICTURES }, (_, n) => {
      const message = anyPicture('level', n & 0xff, this.#roll, options.ledCount);
      return { message, wire: encodeHostMessage(message) };
    });
    this.#model = new BoardModel(plainSetup(options.ledCount), rampStops());
  }

  run(): CampaignReport {
    this.#begin();
    let batch: FaultTrial[] = [];
    const playBatch = () => {
      const outcomes = this.#target.play(batch.map(({ steps }) => steps));
      for (const [n, outcome] of outcomes.entries()) this.#judge(batch[n]!, outcome);
      batch = [];
    };
    for (const [type, at, kind] of this.#places()) {
      batch.push(this.#trial(type, at, kind));
      if (batch.length === BATCH) playBatch();
    }
    playBatch();
    const [rest] = this.#target.play([[{ bytes: Uint8Array.of(0), thenUs: REST_US }]]);
    this.#readLines(NOTHING, rest!.text);
    return this.report;
  }

  #begin(): void {
    const { ledCount } = this.#options;
    const setUp: HostMessage[] = [
      { type: 'ident', seq: 0 },
      { type: 'config', seq: 1, setup: plainSetup(ledCount) },
      { type: 'palette', seq: 2, stops: rampStops() },
    ];
    const thenUs = 50_000;
    const [outcome] = this.#target.play([
      [
        { bytes: Uint8Array.of(0), thenUs },
        ...setUp.map((message) => ({ bytes: encodeHostMessage(message), thenUs })),
      ],
    ]);
    this.#framesOk = outcome!.state?.framesOk ?? 0;
    if (!/\nA 02\*/.test(outcome!.text)) throw new Error(`no session: ${outcome!.text}`);
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
    const settleUs = shows * (MARGIN_US + ledCount * LED_US) + darkUs + this.#target.thinkingUs;
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

  #judge(trial: FaultTrial, outcome: Outcome): void {
    const { report } = this;
    report.faults++;
    report.kinds[trial.kind]++;
    const hits = report.hits[trial.type];
    hits[trial.at] = (hits[trial.at] ?? 0) + 1;
    this.#readLines(trial, outcome.text);
    if (this.#options.saturated) this.#judgeCount(trial, outcome.state!);
    this.#judgeShows(trial, outcome.shows);
    const differs = outcome.state && difference(outcome.state, this.#model.state);
    if (differs) {
      report.wrongStates++;
      this.#problem(trial, `another ${differs} than was sent`);
    }
  }

  /** A credit may come behind the statistics of a second, and so while the next trial is on. */
  #readLines(trial: FaultTrial, text: string): void {
    const lines = `${this.#cutLine}${text}`.split('\n');
    this.#cutLine = lines.pop()!;
    const credits: number[] = [];
    for (const raw of lines) {
      const line = parseBoardLine(raw);
      if ('problem' in line || line.verb === 'N') {
        this.report.wrongLines++;
        this.#problem(trial, `the board said ${raw}`);
      } else if (line.verb === 'K') {
        credits.push(line.seq);
      }
    }
    const before = this.#waiting;
    this.#waiting = { trial, accepted: [] };
    if (before) {
      while (
        credits.length > 0 &&
        frameWith(credits[0]!, trial) < 0 &&
        frameWith(credits[0]!, before.trial) >= 0
      ) {
        before.accepted.push(frameWith(credits.shift()!, before.trial));
      }
      this.#judgeCredits(before);
    }
    this.#waiting.accepted.push(...credits.map((seq) => frameWith(seq, trial)));
  }

  /** Where credits come together in one line, the board's own count says how many frames it has accepted. */
  #judgeCount(trial: FaultTrial, { framesOk }: BoardState): void {
    const accepted = framesOk - this.#framesOk;
    this.#framesOk = framesOk;
    this.report.lost[trial.sent.filter((_, n) => !trial.arrive.includes(n)).length]!++;
    if (accepted === trial.arrive.length) return;
    this.report.wrongFrames++;
    this.#problem(trial, `${accepted} frames accepted, ${trial.arrive} arrived`);
  }

  #judgeCredits({ trial, accepted }: Credited): void {
    const { report } = this;
    if (this.#options.saturated) {
      // One line may stand for several; the last frame has no other behind it.
      const inOrder = accepted.every((n, k) => trial.arrive.includes(n) && n >= (accepted[k - 1] ?? 0));
      if (inOrder && accepted.at(-1) === trial.arrive.at(-1)) return;
      report.wrongFrames++;
      this.#problem(trial, `credit for ${accepted}, ${trial.arrive} arrived`);
      return;
    }
    const missing = (n: number) => !accepted.includes(n);
    report.lost[trial.sent.filter((_, n) => missing(n)).length]!++;
    report.slowestRecovery = Math.max(report.slowestRecovery, trial.behind.filter(missing).length);
    if (`${accepted}` === `${trial.arrive}`) return;
    report.wrongFrames++;
    this.#problem(trial, `frames ${accepted} accepted, ${trial.arrive} arrived`);
  }

  #judgeShows(trial: FaultTrial, shows: readonly Uint8Array[]): void {
    this.report.shows += shows.length;
    const expected = this.#expectedShows(trial);
    let next = 0;
    for (const shown of shows) {
      // Passed over: what need not be shown, or need not any more because a newer one was there.
      const at = expected.findIndex(({ rgb }, n) => n >= next && sameBytes(rgb ?? shown.map(() => 0), shown));
      const passed = expected.slice(next, at);
      if (at < 0 || (!this.#options.saturated && passed.some(({ must }) => must))) {
        this.#wrongShow(trial, 'another show than was sent');
        return;
      }
      next = at + 1;
    }
    if (expected.slice(next).some(({ must }) => must))
      this.#wrongShow(trial, 'what was sent last is not shown');
  }

  #expectedShows(trial: FaultTrial): ExpectedShow[] {
    const expected: ExpectedShow[] = [];
    for (const n of trial.arrive) {
      const { message } = trial.sent[n]!;
      this.#model.hear(message);
      if (message.type === 'safe') {
        this.#lit = null;
        expected.push({ rgb: null, must: true });
      } else if (message.type === 'config') {
        // A lower limit dims the picture that is shown.
        if (this.#lit) expected.push({ rgb: this.#model.light(this.#lit), must: false });
      } else if (isPicture(message)) {
        this.#lit = message;
        expected.push({ rgb: this.#model.light(message), must: true });
      }
    }
    return expected;
  }

  #wrongShow(trial: FaultTrial, text: string): void {
    this.report.wrongShows++;
    this.#problem(trial, text);
  }

  #problem({ number, type, at, kind }: FaultTrial, text: string): void {
    const { problems } = this.report;
    if (problems.length < MOST_PROBLEMS)
      problems.push(`fault ${number}, ${kind} at byte ${at} of ${type}: ${text}`);
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
