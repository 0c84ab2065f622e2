/** Short cells of `npm run bench -- wire`, and that its yardstick catches what it is there to catch. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildAdalight, measureAdalight } from '../../bench/wire/adalight.js';
import { measureNodePixel } from '../../bench/wire/node-pixel.js';
import { measureOurs } from '../../bench/wire/ours.js';
import { actionPotential } from '../../bench/wire/pictures.js';
import { NAIVE_HEX } from '../../bench/wire.js';
import { DEFAULT_HEX_PATH } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';

const CELL = { ledCount: 60, baud: 500_000, ackLatencyMs: 1, seconds: 0.3, warmUpMs: 300 };

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))("the wire's bench", () => {
  beforeAll(buildAdalight);

  it('sees at least 430 intact frames a second on 60 LEDs at 500000 baud, none wrong, no byte lost', async () => {
    const cell = await measureOurs({ ...CELL, hexPath: DEFAULT_HEX_PATH, presses: 8 });
    expect(cell.intactPerSecond).toBeGreaterThanOrEqual(430);
    expect(cell).toMatchObject({ framesWrong: 0, framesBad: 0, overruns: 0, overflows: 0 });
    expect(cell.worstErrorMv).toBeLessThanOrEqual(1.25);
    // Never deaf for longer than a character takes, or the UART's own buffer would be lived on.
    expect(cell.blindUs).toBeLessThanOrEqual(20);
    expect(cell.servoJitterUs).toBeLessThanOrEqual(1);
    expect(cell.latency!.presses).toBe(8);
    expect(cell.latency!.medianMs).toBeLessThanOrEqual(6);
  });

  it('catches a naive show(): deaf for 1.8 ms it loses bytes and at least a quarter of the frames, but shows no wrong one', async () => {
    const cell = await measureOurs({ ...CELL, hexPath: NAIVE_HEX, presses: 0 });
    expect(cell.blindUs).toBeGreaterThan(1500);
    expect(cell.overruns).toBeGreaterThan(100);
    expect(cell.framesLeftOut).toBeGreaterThan(cell.framesSent / 4);
    expect(cell.framesWrong).toBe(0);
  });

  it('catches a careless Adalight losing every second frame, and gives it all of them when paced', () => {
    const how = { ledCount: 60, baud: 500_000, seconds: 0.3 };
    const careless = measureAdalight({ ...how, pacing: 'careless' });
    expect(careless.overruns).toBeGreaterThan(1000);
    expect(careless.framesLeftOut / careless.framesSent).toBeCloseTo(0.5, 1);
    const paced = measureAdalight({ ...how, pacing: 'paced' });
    expect(paced).toMatchObject({ framesLeftOut: 0, framesWrong: 0, overruns: 0, overflows: 0 });
    // 186 bytes at 500000 baud and 1.8 ms of show() leave 181 a second.
    expect(paced.intactPerSecond).toBeGreaterThan(175);
    expect(paced.intactPerSecond).toBeLessThan(182);
  });

  it("drives node-pixel's own program by its own library: 604 bytes a picture, 9 intact ones a second", async () => {
    const cell = await measureNodePixel({ ledCount: 60, seconds: 0.3, presses: 1 });
    expect(cell).toMatchObject({ bytesPerFrame: 604, framesLeftOut: 0, framesWrong: 0, overruns: 0 });
    expect(cell.intactPerSecond).toBeGreaterThan(9);
    expect(cell.intactPerSecond).toBeLessThan(9.54);
    expect(cell.latency!.medianMs).toBeGreaterThan(105);
  });

  it('sends pictures of a whole action potential, no two neighbours alike', () => {
    const pictures = actionPotential(60);
    expect(pictures).toHaveLength(300);
    pictures.forEach((levels, k) => {
      expect(levels).toHaveLength(60);
      expect(levels).not.toEqual(pictures[(k + 1) % 300]);
      // Its peak, +40 mV in the lesson and some +25 in the squid, is on the strip.
      expect(Math.max(...levels)).toBeGreaterThan(200);
    });
  });
});
