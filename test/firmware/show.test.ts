/**
 * The show() of the real program: what the strip is sent, and that nobody else suffers while it is.
 * Limits: WS2812 data sheets old and new; low gaps as strips bear them (README of the firmware).
 */
import { describe, expect, it } from 'vitest';
import { expandProfile } from '../../src/protocol/profile.js';
import type { StripOrder } from '../../src/units.js';
import type { EmulatedBoard, ShownFrame } from '../harness/emulator/board.js';
import { bytesFor, lightsOf } from '../harness/strip-bytes.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { builtInPalette, dice, levelPicture, lightOf, type Outgoing, session, setupOf } from './wire-host.js';

const BUILD = 'firmware/build/axon-rig-uno';
const ACK_LATENCY_US = 1000;

interface Stream {
  readonly shown: ShownFrame[];
  /** What each sent picture looks like, in the order of sending. */
  readonly pictures: Uint8Array[];
  readonly board: EmulatedBoard;
  readonly statistics: { overruns: number; overflows: number; framesBad: number; framesOk: number };
  readonly damagedLines: number;
  readonly restUs: number;
}

type Kind = 'level' | 'profile';

interface Saturated {
  readonly leds: number;
  readonly baud: 500_000 | 115_200;
  readonly kind: Kind;
  readonly least: number;
  /** What the strip wants; without it grb. */
  readonly strip?: StripOrder;
}

/** 51 bytes a frame; at 115200 baud 45 and 47 by turns, as an impulse on its way needs. */
const KNOTS = { 500000: [20, 20], 115200: [17, 18] } as const;

/** A picture that has not been there before, and its levels. */
function picture(
  kind: Kind,
  leds: number,
  knotCount: number,
  roll: (below: number) => number,
): [Outgoing, Uint8Array] {
  const levels = new Uint8Array(leds);
  if (kind === 'level') {
    for (let led = 0; led < leds; led++) levels[led] = roll(256);
    return [levelPicture(levels), levels];
  }
  const knots = Array.from({ length: knotCount }, (_, k): [number, number] => [
    Math.round((k * (leds - 1)) / (knotCount - 1)),
    roll(256),
  ]);
  expandProfile(knots, levels);
  return [{ type: 'profile', needleLevels: [40, 40], inputId: 0, knots }, levels];
}

/** Sends as fast as credits allow, for `us`. */
function stream(
  leds: number,
  baud: 500_000 | 115_200,
  kind: Kind,
  us: number,
  hexPath?: string,
  strip: StripOrder = 'grb',
): Stream {
  const path = hexPath ?? (baud === 500_000 ? `${BUILD}.hex` : `${BUILD}-${baud}.hex`);
  const { board, host } = session(
    setupOf(leds, { colourOrder: strip }),
    { hexPath: path, baud, strip },
    ACK_LATENCY_US,
  );
  // The needles reach their place.
  board.run(150_000);
  const shown: ShownFrame[] = [];
  const pictures: Uint8Array[] = [];
  const stops = builtInPalette();
  const roll = dice(leds + baud);
  board.onShow = (frame) => shown.push(frame);
  board.clearServoStats();
  const end = board.timeUs + us;
  const make = () => picture(kind, leds, KNOTS[baud][pictures.length & 1]!, roll);
  let next = make();
  while (board.timeUs < end) {
    if (host.offer(next[0])) {
      const light = lightOf(next[1], stops, 3000);
      pictures.push(lightsOf(bytesFor(light, strip), strip));
      next = make();
    } else board.run(25);
  }
  board.run(30_000);
  board.onShow = null;
  board.run(1_000_000);
  const last = host.heard('S').at(-1)!;
  const restUs = Math.min(...shown.slice(1).map((frame, i) => frame.startUs - shown[i]!.endUs));
  return { shown, pictures, board, statistics: last, damagedLines: host.damaged.length, restUs };
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Shown frames that were never sent, or are shown out of order. */
function foreign({ shown, pictures }: Stream): number {
  let from = 0;
  let wrong = 0;
  for (const frame of shown) {
    const at = pictures.findIndex((sent, i) => i >= from && same(sent, frame.rgb));
    if (at < 0) wrong++;
    else from = at + 1;
  }
  return wrong;
}

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('show() of the real program', () => {
  // What the line carries bounds LEVEL at 115200 baud: 72 and 156 bytes a frame.
  it.each([
    { leds: 60, baud: 500_000, kind: 'level', least: 430 },
    { leds: 60, baud: 500_000, kind: 'level', least: 340, strip: 'grbw' },
    { leds: 60, baud: 500_000, kind: 'profile', least: 340, strip: 'gwrb' },
    { leds: 144, baud: 500_000, kind: 'level', least: 140, strip: 'wrgb' },
    { leds: 60, baud: 500_000, kind: 'profile', least: 430 },
    { leds: 60, baud: 115_200, kind: 'level', least: 155 },
    { leds: 60, baud: 115_200, kind: 'profile', least: 245 },
    { leds: 144, baud: 500_000, kind: 'level', least: 195 },
    { leds: 144, baud: 500_000, kind: 'profile', least: 195 },
    { leds: 144, baud: 115_200, kind: 'level', least: 60 },
    { leds: 144, baud: 115_200, kind: 'profile', least: 180 },
  ] as const)(
    'shows every $kind of a saturated stream to $leds LEDs ($strip) at $baud baud, $least a second, credits back after 1 ms',
    ({ leds, baud, kind, least, strip = 'grb' }: Saturated) => {
      const result = stream(leds, baud, kind, 300_000, undefined, strip);
      expect(result.board.overruns).toBe(0);
      expect(result.statistics).toMatchObject({ overruns: 0, overflows: 0, framesBad: 0 });
      expect(result.damagedLines).toBe(0);
      expect(foreign(result)).toBe(0);
      expect(result.pictures.length).toBeGreaterThan(10);
      // The first picture waits for the strip to latch and may be overtaken; after that none is left out.
      expect(result.pictures.length - result.shown.length).toBeLessThanOrEqual(1);
      const [first, last] = [result.shown[0]!, result.shown.at(-1)!];
      expect(((result.shown.length - 1) * 1e6) / (last.endUs - first.endUs)).toBeGreaterThanOrEqual(least);
      for (const { waveform, bits } of result.shown) {
        expect(bits).toBe(8 * strip.length * leds);
        expect(waveform.t0hNs[0]).toBeGreaterThanOrEqual(220);
        expect(waveform.t0hNs[1]).toBeLessThanOrEqual(380);
        if (waveform.t1hNs[1] > 0) {
          expect(waveform.t1hNs[0]).toBeGreaterThanOrEqual(580);
          expect(waveform.t1hNs[1]).toBeLessThanOrEqual(1000);
        }
        expect(waveform.lowNs[0]).toBeGreaterThanOrEqual(580);
        expect(waveform.lowNs[1]).toBeLessThanOrEqual(5000);
      }
      expect(result.restUs).toBeGreaterThanOrEqual(280);
      for (const needle of [0, 1] as const) {
        const { minUs, maxUs, pulses, minPeriodUs, maxPeriodUs } = result.board.servoStats(needle);
        expect(pulses).toBeGreaterThan(10);
        expect(maxUs - minUs).toBeLessThanOrEqual(1);
        expect(maxPeriodUs - minPeriodUs).toBeLessThanOrEqual(1);
      }
    },
  );

  it('would notice a show() that is deaf: it loses bytes and half of the frames', () => {
    const result = stream(60, 500_000, 'level', 300_000, `${BUILD}-naive.hex`);
    expect(result.board.overruns).toBeGreaterThan(100);
    expect(result.statistics.framesBad).toBeGreaterThan(10);
    expect(result.pictures.length - result.shown.length).toBeGreaterThan(10);
    // Even then, what is not whole is not shown.
    expect(foreign(result)).toBe(0);
  });

  it('keeps the low gaps below 5 µs while marks, colours, lines and four buttons all come in at once', () => {
    const { board, host } = session(setupOf(60));
    host.command({
      type: 'marks',
      marks: [
        { led: 0, rgb: [1, 2, 3] },
        { led: 59, rgb: [4, 5, 6] },
      ],
    });
    let longest = 0;
    board.onShow = ({ longestGapNs }) => {
      longest = Math.max(longest, longestGapNs);
    };
    const roll = dice(5);
    for (let k = 0; k < 60; k++) {
      const rgb = Uint8Array.from({ length: 30 }, () => roll(256));
      host.send(
        k % 2 === 0
          ? levelPicture(Array.from({ length: 60 }, () => roll(256)))
          : { type: 'rgb', needleLevels: [40, 40], inputId: 0, first: roll(50), rgb },
      );
      host.send({ type: 'ping', token: k });
      board.run(1000 + roll(400));
      for (let button = 1; button <= 4; button++) {
        if (k % 8 < 4) board.press(button);
        else board.release(button);
        board.run(roll(300));
      }
      board.run(2500);
    }
    expect(longest).toBeGreaterThan(1000);
    expect(longest).toBeLessThanOrEqual(5000);
  });
});
