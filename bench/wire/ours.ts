/** Our board behind our own serial driver, which chooses the encoding and keeps the account of bytes. */
import { decodeHostMessage, expandProfile, type HostMessage } from '../../src/protocol/index.js';
import { LEVEL_STEP_MV } from '../../src/units.js';
import type { EmulatedBoard } from '../../test/harness/emulator/board.js';
import { type Circumstances, type UnoAtWork, unoAtWork } from '../uno-at-work.js';
import type { Latency, OursCell } from './figures.js';
import { type Expected, Judge } from './judge.js';
import { lightOf } from './light.js';
import { actionPotential } from './pictures.js';
import { latencyOf, mean, sameEveryTime } from './summary.js';

/** How finely the host's time is cut: lines of the board reach it so much late at most [ms]. */
const SLICE_MS = 0.1;
/** Pace of the pictures while buttons are pressed, as in the room [ms]. */
const ROOM_FRAME_MS = 1000 / 60;
/** Needles reach their place, and the driver has learnt from the board's statistics how long a show takes. */
const WARM_UP_MS = 1500;
/** The board says its statistics once a second. */
const STATISTICS_MS = 1100;
/** From the light of one press to the next edge [ms]: longer than the board takes for bounce, at any moment of a picture. */
const [SHORTEST_REST_MS, LONGEST_REST_MS] = [25, 45];
const LIT_WITHIN_MS = 500;
/**
 * After so many presses the pictures begin again at another moment of a 60th of a second. The board's once a second and
 * the host's 20 times a second are whole numbers of them, and no clock drifts here: what comes together once would in
 * all of a run, or never.
 */
const PRESSES_IN_STEP = 5;
/** Pictures that a frame on the wire may have been made of: the one that waits and those just before. */
const RECENT = 8;

export interface OursOptions {
  readonly ledCount: number;
  readonly baud: number;
  readonly ackLatencyMs: number;
  readonly hexPath: string;
  /** Length of the measured stretch [s]. */
  readonly seconds: number;
  /** Presses of a button; 0: latency is not measured. */
  readonly presses: number;
  /** What passes before anything is measured [ms]; default WARM_UP_MS. */
  readonly warmUpMs?: number;
}

/** Frames as they went out on the wire, decoded again. */
class Tap {
  onPicture: (message: HostMessage, bytes: number) => void = () => {};
  #bytes: number[] = [];

  constructor(board: EmulatedBoard) {
    const write = board.write.bind(board);
    board.write = (bytes) => {
      for (const byte of bytes) this.#take(byte);
      write(bytes);
    };
  }

  #take(byte: number): void {
    this.#bytes.push(byte);
    if (byte !== 0) return;
    const message = decodeHostMessage(Uint8Array.from(this.#bytes.slice(0, -1)));
    if ('type' in message) this.onPicture(message, this.#bytes.length);
    this.#bytes = [];
  }
}

function levelsOf(message: HostMessage, ledCount: number): Uint8Array | undefined {
  if (message.type === 'level') return message.levels;
  if (message.type !== 'profile') return undefined;
  const levels = new Uint8Array(ledCount);
  expandProfile(message.knots, levels);
  return levels;
}

function furthest(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, level, led) => Math.max(most, Math.abs(level - b[led]!)), 0);
}

/** A board that streams pictures of the action potential, and what becomes of them. */
class Run {
  readonly judge = new Judge();
  profiles = 0;
  worstErrorLevels = 0;
  lengths: number[] = [];
  readonly uno: UnoAtWork;
  readonly #recent: Uint8Array[];
  onLight: (picture: Expected, endUs: number) => void = () => {};

  private constructor(uno: UnoAtWork, ledCount: number, recent: Uint8Array[]) {
    this.uno = uno;
    this.#recent = recent;
    new Tap(uno.board).onPicture = (message, bytes) => this.#sent(message, bytes, ledCount);
    uno.board.onShow = (frame) => {
      const picture = this.judge.see(frame);
      if (picture) this.onLight(picture, frame.endUs);
    };
  }

  static async start(ledCount: number, circumstances: Circumstances): Promise<Run> {
    const pictures = actionPotential(ledCount);
    const recent: Uint8Array[] = [];
    let next = 0;
    const uno = await unoAtWork(
      ledCount,
      (inputs) => {
        const levels = pictures[next++ % pictures.length]!;
        recent.push(levels);
        if (recent.length > RECENT) recent.shift();
        return { levels, inputId: inputs.at(-1)?.id ?? 0 };
      },
      undefined,
      circumstances,
    );
    return new Run(uno, ledCount, recent);
  }

  #sent(message: HostMessage, bytes: number, ledCount: number): void {
    const levels = levelsOf(message, ledCount);
    if (!levels || !('inputId' in message)) return;
    this.lengths.push(bytes);
    if (message.type === 'profile') this.profiles++;
    const error = Math.min(...this.#recent.map((picture) => furthest(picture, levels)));
    this.worstErrorLevels = Math.max(this.worstErrorLevels, error);
    this.judge.expect({ light: lightOf(levels), inputId: message.inputId });
  }

  /** Lets time pass; saturated, a picture waits at the driver whenever it has sent the one before. */
  async run(ms: number, saturated: boolean): Promise<void> {
    const { bench, device } = this.uno;
    const endMs = bench.clock.nowMs() + ms;
    while (bench.clock.nowMs() < endMs - SLICE_MS / 2) {
      if (saturated) {
        const { stats } = device;
        const unsent = () =>
          stats.picturesOffered - stats.picturesSent - stats.picturesSuperseded - stats.rejected;
        for (let tries = 0; unsent() <= 0 && tries < RECENT; tries++) this.uno.show();
      }
      await bench.advance(SLICE_MS);
    }
  }
}

/** Presses and releases of button 1, at any moment of a picture, each after the light of the one before. */
async function latency(run: Run, presses: number): Promise<Latency | null> {
  if (presses === 0) return null;
  const { board, bench } = run.uno;
  const random = sameEveryTime(7);
  let stop = () => {};
  const ms: number[] = [];
  let edgeUs: number | undefined;
  let confirmed = 0;
  run.onLight = ({ inputId }, endUs) => {
    if (inputId === confirmed) return;
    confirmed = inputId;
    if (edgeUs !== undefined) ms.push((endUs - edgeUs) / 1000);
    edgeUs = undefined;
  };
  for (let press = 0; press < presses; press++) {
    if (press % PRESSES_IN_STEP === 0) {
      stop();
      await run.run(random() * ROOM_FRAME_MS, false);
      stop = bench.clock.every(ROOM_FRAME_MS, () => run.uno.show());
    }
    await run.run(SHORTEST_REST_MS + random() * (LONGEST_REST_MS - SHORTEST_REST_MS), false);
    edgeUs = board.timeUs;
    if (press % 2 === 0) board.press(1);
    else board.release(1);
    for (let waitedMs = 0; edgeUs !== undefined; waitedMs++) {
      if (waitedMs === LIT_WITHIN_MS) throw new Error(`press ${press + 1} of ${presses} never became light`);
      await run.run(1, false);
    }
  }
  stop();
  return latencyOf(ms);
}

export async function measureOurs(options: OursOptions): Promise<OursCell> {
  const { ledCount, baud, ackLatencyMs, hexPath, seconds, presses, warmUpMs = WARM_UP_MS } = options;
  const run = await Run.start(ledCount, { baud, ackLatencyMs, hexPath, frameMs: null });
  const { judge, uno } = run;
  await run.run(warmUpMs, true);
  judge.clear();
  run.lengths = [];
  run.profiles = 0;
  uno.board.clearServoStats();
  uno.board.clearLongestUnread();
  await run.run(1000 * seconds, true);
  const { intact, wrong, sent, leftOut, longestGapNs } = judge;
  const { profiles, worstErrorLevels } = run;
  const lengths = [...run.lengths];
  const blindUs = uno.board.longestUnreadUs;
  const servo = uno.board.servoStats(1);

  const pressed = await latency(run, presses);
  const stop = uno.bench.clock.every(ROOM_FRAME_MS, () => uno.show());
  await uno.bench.advance(STATISTICS_MS);
  stop();
  const statistics = uno.statistics();
  if (statistics === undefined) throw new Error('the board has not said its statistics');
  await uno.close();
  return {
    ackLatencyMs,
    seconds,
    intactPerSecond: intact / seconds,
    bytesPerFrame: mean(lengths),
    profileShare: profiles / lengths.length,
    worstErrorMv: worstErrorLevels * LEVEL_STEP_MV,
    framesSent: sent,
    framesIntact: intact,
    framesWrong: wrong,
    framesLeftOut: leftOut,
    framesBad: statistics.framesBad,
    overruns: uno.board.overruns,
    overflows: statistics.overflows,
    blindUs,
    servoJitterUs: servo.maxUs - servo.minUs,
    longestGapNs,
    latency: pressed,
  };
}
