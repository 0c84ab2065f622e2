/**
 * A program of the Adalight kind (bench/firmware/adalight) on the same board. Its protocol has no answers, so nobody
 * can tell its host when the strip is done: *paced*, the host is given that knowledge free of charge, and sends the next
 * frame the moment the last one has been shown, however late a USB bridge may be. *Careless*, it never pauses.
 */
import { spawnSync } from 'node:child_process';
import { EmulatedBoard } from '../../test/harness/emulator/board.js';
import type { AdalightCell } from './figures.js';
import { Judge } from './judge.js';
import { lightOf } from './light.js';
import { actionPotential } from './pictures.js';

const WARM_UP_US = 200_000;
/** Where the program counts what its ring has dropped: GPIOR1 and GPIOR2 in the data space. */
const [DROPPED_LOW, DROPPED_HIGH] = [0x4a, 0x4b];
/** How finely the host looks whether it may send [µs]. */
const LOOK_US = 10;
/** The careless host keeps the line this much filled [bytes]. */
const AHEAD_BYTES = 64;

export interface AdalightOptions {
  readonly ledCount: number;
  readonly baud: number;
  readonly pacing: AdalightCell['pacing'];
  readonly seconds: number;
}

/** Builds the program where it is not current. Throws where avr-gcc is missing. */
export function buildAdalight(): void {
  const { status, error } = spawnSync('make', ['--silent', '-C', 'bench/firmware'], { stdio: 'inherit' });
  if (status !== 0) {
    throw new Error('bench/firmware cannot be built (node scripts/system-tools.mjs says what is missing)', {
      cause: error,
    });
  }
}

function frameOf(rgb: Uint8Array): Uint8Array {
  const last = rgb.length / 3 - 1;
  const [high, low] = [last >> 8, last & 0xff];
  return Uint8Array.of(0x41, 0x64, 0x61, high, low, high ^ low ^ 0x55, ...rgb);
}

export function measureAdalight({ ledCount, baud, pacing, seconds }: AdalightOptions): AdalightCell {
  const board = new EmulatedBoard({ hexPath: `firmware/build/bench/adalight-${baud}.hex`, baud });
  const judge = new Judge();
  const lights = actionPotential(ledCount).map(lightOf);
  const frames = lights.map(frameOf);
  const frameBytes = frames[0]!.length;
  /** A show ends so long after the last byte; known only once one has been seen. */
  let showUs = 0;
  let arrivedUs = 0;
  let next = 0;
  board.onShow = (frame) => {
    if (judge.see(frame)) showUs = Math.max(showUs, frame.endUs - arrivedUs);
  };
  const send = () => {
    judge.expect({ light: lights[next % lights.length]!, inputId: 0 });
    board.write(frames[next % frames.length]!);
    next++;
  };
  const dropped = () => board.data[DROPPED_LOW]! | (board.data[DROPPED_HIGH]! << 8);

  const runPaced = (untilUs: number) => {
    while (board.timeUs < untilUs) {
      send();
      while (board.pendingBytes > 0) board.run(LOOK_US);
      arrivedUs = board.timeUs;
      // The first of all: long enough for any strip, and for its latch.
      board.run(showUs > 0 ? showUs + LOOK_US : 40 * ledCount + 1000);
    }
  };
  const runCareless = (untilUs: number) => {
    while (board.timeUs < untilUs) {
      if (board.pendingBytes < AHEAD_BYTES) send();
      else board.run(LOOK_US);
    }
  };
  const run = pacing === 'paced' ? runPaced : runCareless;

  run(WARM_UP_US);
  judge.clear();
  board.clearLongestUnread();
  const before = { overruns: board.overruns, overflows: dropped() };
  const startUs = board.timeUs;
  run(startUs + 1e6 * seconds);
  const runS = (board.timeUs - startUs) / 1e6;
  return {
    pacing,
    seconds: runS,
    intactPerSecond: judge.intact / runS,
    bytesPerFrame: frameBytes,
    framesSent: judge.sent,
    framesIntact: judge.intact,
    framesWrong: judge.wrong,
    framesLeftOut: judge.leftOut,
    overruns: board.overruns - before.overruns,
    overflows: dropped() - before.overflows,
    blindUs: board.longestUnreadUs,
    servoJitterUs: null,
    longestGapNs: judge.longestGapNs,
  };
}
