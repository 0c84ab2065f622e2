import { beforeAll, describe, expect, it } from 'vitest';
import type { EmulatedBoard, ShownFrame } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { boardWith } from './board-with.js';

describe.skipIf(lacks(avrGccPath))('the strip', () => {
  const frames: ShownFrame[] = [];
  const seenUs: number[] = [];
  let board: EmulatedBoard;

  beforeAll(() => {
    board = boardWith('strip').board;
    board.onShow = (frame) => {
      frames.push(frame);
      seenUs.push(board.timeUs);
    };
    board.run(10_000);
  });

  it('decodes three frames: R, G, B per LED, and the bytes as the wire had them', () => {
    expect(frames.map(({ bits }) => bits)).toEqual([72, 24, 34]);
    expect([...frames[0]!.rgb]).toEqual([1, 2, 3, 0x80, 0, 0xff, 0, 0, 0]);
    expect([...frames[0]!.raw]).toEqual([2, 1, 3, 0, 0x80, 0xff, 0, 0, 0]);
    expect([...frames[1]!.rgb]).toEqual([0x22, 0x11, 0x33]);
  });

  it('measures highs of 5 and 11 cycles as 312.5 and 687.5 ns, and the longest gap of 20 µs', () => {
    expect(frames[0]!.waveform.t0hNs).toEqual([312.5, 312.5]);
    expect(frames[0]!.waveform.t1hNs).toEqual([687.5, 687.5]);
    expect(frames[0]!.longestGapNs).toBeLessThan(3000);
    expect(frames[1]!.longestGapNs).toBeGreaterThan(20_000);
    expect(frames[1]!.longestGapNs).toBeLessThan(23_000);
  });

  it('reports a frame when the line has been low for 280 µs, with the times of its first and last edge', () => {
    frames.forEach((frame, i) => {
      expect(seenUs[i]! - frame.endUs).toBeGreaterThanOrEqual(280);
      expect(seenUs[i]! - frame.endUs).toBeLessThan(281);
    });
    // 72 bits; every one takes at least 5 + 15 cycles.
    expect(frames[0]!.endUs - frames[0]!.startUs).toBeGreaterThan(72 * 1.25);
    expect(frames[0]!.endUs - frames[0]!.startUs).toBeLessThan(200);
  });

  it('counts the bits of a frame cut off, and shows only its whole LEDs', () => {
    expect([...frames[2]!.raw]).toEqual([0xf0, 0xf1, 0xf2, 0xf3]);
    expect([...frames[2]!.rgb]).toEqual([0xf1, 0xf0, 0xf2]);
  });

  it('holds what the last frame did not reach', () => {
    expect([...board.leds]).toEqual([0xf1, 0xf0, 0xf2, 0x80, 0, 0xff, 0, 0, 0]);
  });

  it('goes dark without power, and keeps its picture over any other reset', () => {
    board.reset('external');
    board.run(1);
    expect(board.leds.length).toBe(9);
    board.reset('power');
    board.run(1);
    expect(board.leds.length).toBe(0);
  });
});

describe.skipIf(lacks(avrGccPath))('the servos', () => {
  it('measures 1500 and 1000 µs every 20 ms within 0.2 µs, and sees the change to 2000 µs', () => {
    const { board } = boardWith('servo');
    expect(board.servoUs).toEqual([null, null]);
    board.run(150_000);
    expect(board.servoUs[0]).toBeCloseTo(1500, 0);
    const steady = board.servoStats(0);
    expect(steady.pulses).toBeGreaterThanOrEqual(7);
    expect(steady.maxUs - steady.minUs).toBeLessThan(0.2);
    expect(Math.abs(steady.minPeriodUs - 20_000)).toBeLessThan(0.3);
    expect(Math.abs(steady.maxPeriodUs - 20_000)).toBeLessThan(0.3);
    board.run(100_000);
    board.clearServoStats();
    board.run(100_000);
    expect(board.servoStats(0).minUs).toBeCloseTo(2000, 0);
    expect(board.servoStats(1).maxUs).toBeCloseTo(1000, 0);
    board.reset('external');
    board.run(10);
    expect(board.servoUs).toEqual([null, null]);
  });
});

describe.skipIf(lacks(avrGccPath))('buttons and dials', () => {
  function ask(listened: ReturnType<typeof boardWith>) {
    listened.said.length = 0;
    listened.board.write(Uint8Array.of(0));
    listened.board.run(1000);
    const [pins = 0, aLow = 0, aHigh = 0, bLow = 0, bHigh = 0] = listened.said;
    return {
      levels: [2, 3, 4, 5].map((pin) => (pins >> pin) & 1),
      dials: [aLow + 256 * aHigh, bLow + 256 * bHigh],
    };
  }

  it('reads an open contact as high through the pull-up, a floating one as low, a closed one as low', () => {
    const listened = boardWith('inputs');
    listened.board.run(100);
    expect(ask(listened).levels).toEqual([1, 1, 0, 0]);
    listened.board.press(1);
    expect(ask(listened).levels).toEqual([0, 1, 0, 0]);
    listened.board.release(1);
    listened.board.press(2);
    expect(ask(listened).levels).toEqual([1, 0, 0, 0]);
  });

  it('keeps a contact closed over a reset', () => {
    const listened = boardWith('inputs');
    listened.board.press(2);
    listened.board.reset('external');
    listened.board.run(100);
    expect(ask(listened).levels).toEqual([1, 0, 0, 0]);
  });

  it('lets a contact bounce at the microsecond asked for', () => {
    const listened = boardWith('inputs');
    listened.board.run(100);
    listened.board.press(1, [3000, 2000]);
    expect(ask(listened).levels[0]).toBe(1);
    listened.board.run(2100);
    expect(ask(listened).levels[0]).toBe(0);
    listened.board.release(1, [500]);
    listened.board.run(600);
    expect(ask(listened).levels[0]).toBe(1);
  });

  it('reads dials as 0 to 1023, from a program that waits for ADIF', () => {
    const listened = boardWith('inputs');
    listened.board.run(100);
    listened.board.dial(0, 700);
    listened.board.dial(1, 1023);
    expect(ask(listened).dials).toEqual([700, 1023]);
    listened.board.dial(0, 0);
    expect(ask(listened).dials).toEqual([0, 1023]);
  });

  it('refuses buttons, dials and times that do not exist', () => {
    const { board } = boardWith('inputs');
    expect(() => board.press(5)).toThrow(/1 to 4/);
    expect(() => board.dial(2, 0)).toThrow(/0 or 1/);
    expect(() => board.dial(0, 1024)).toThrow(/0 to 1023/);
    expect(() => board.run(-1)).toThrow(/microseconds/);
  });
});
