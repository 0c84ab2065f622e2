/**
 * Three cards on the real program in the emulated Uno, before the page in Chromium: fingers on pins 2 and 3, a hand on A0 and A1.
 * What the lesson has measured, what the page says, and what the pins of strip and needles show are held against each other.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { paletteStops } from '../../src/display/palette.js';
import { viewStops } from '../../src/display/view.js';
import { REST_MV } from '../../src/units.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { createColourReader, type MvReading } from '../harness/light/level-reader.js';
import { avrGccPath, chromiumPath, lacks } from '../harness/tools.js';
import { BoardRoom, LEDS, PRESS_MS } from './board-room.js';

/** The light of 60 LEDs goes over the line as it is: a colour is that of a level, or of a few neighbours. */
const whole = createColourReader(paletteStops(1));
const magnified = createColourReader(viewStops('magnified', REST_MV, 1));
/** Half of the way up. */
const HALF_MV = -20;

/** How far it can be from the potential of one reading to that of another. */
function riseWithin(from: MvReading, to: MvReading): { least: number; most: number } {
  return { least: to.lowMv - from.highMv, most: to.highMv - from.lowMv };
}

function expectWithin(value: number, { lowMv, highMv }: MvReading, what: string): void {
  expect(value, what).toBeGreaterThanOrEqual(lowMv);
  expect(value, what).toBeLessThanOrEqual(highMv);
}

describe.skipIf(lacks(avrGccPath) || lacks(chromiumPath))('with the board before the class', () => {
  let browser: TestBrowser;
  let room: BoardRoom;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    room = new BoardRoom();
    await room.open(browser);
  });
  afterEach(() => room?.close());

  it('spread: two presses of pin 2 and a turn of A1; blue’s 9.42 mV are on the card, on the strip and on the needle', async () => {
    await room.openCard('spread');
    await room.choose('A smaller bump, and later.');
    await room.says(/^You predicted: A smaller bump, and later\./);
    const rest = [3, 8].map((led) => room.tape.now(magnified, led));
    room.tape.cut();
    await room.press(1);
    await room.done(6000);
    const crests = [3, 8].map((led) => room.tape.crest(magnified, led));
    await room.goOn();
    await room.says(/^Drag the yellow electrode to site 15/);
    await room.turn(1, 15 / (LEDS - 1));
    await room.turnLens(100);
    await room.press(1);
    await room.done(9000);
    await room.goOn();
    await room.says(/^What did you see\?/);
    await room.choose('A smaller bump, and later.');
    await room.says(/It happened just as you predicted\.$/);
    const { result } = room.at('checked');
    expect(result.verdict).toBe('right');

    const measured = room.measured();
    expect(measured['blue-rise']).toBeCloseTo(9.42, 1);
    const [blueRise, yellowRise, blueAt, yellowAt] = await room.figures();
    expect(blueRise).toBeCloseTo(measured['blue-rise']!, 2);
    expect(yellowRise).toBeCloseTo(measured['yellow-rise']!, 2);
    expect(blueAt).toBeCloseTo(measured['blue-at']!, 2);
    expect(yellowAt).toBeCloseTo(measured['yellow-at']!, 2);
    for (const [n, name] of ['blue-rise', 'yellow-rise'].entries()) {
      const { least, most } = riseWithin(rest[n]!, crests[n]!);
      expect(measured[name]).toBeGreaterThanOrEqual(least);
      expect(measured[name]).toBeLessThanOrEqual(most);
    }

    // The rig stands at the moment that shows why: strip, needle and page have one and the same potential.
    await room.pass();
    const shown = await room.reading('blue');
    expect(shown).toBeCloseTo(REST_MV + measured['blue-rise']!, 0);
    expectWithin(shown, room.tape.now(magnified, 3), 'LED 3');
    expectWithin(shown, room.needles().blue, 'blue needle');
  }, 180_000);

  it('boost: pin 2 three times, pin 3 in the middle of the last; +40 at both places, 5.19 sites/ms, and dark beyond', async () => {
    await room.openCard('boost');
    await room.choose('Just as high.');
    room.tape.cut();
    await room.press(1);
    await room.done(9000);
    const crests = [15, 45].map((led) => room.tape.crest(whole, led));
    const runMs = room.tape.risesMs(whole, 45, HALF_MV) - room.tape.risesMs(whole, 15, HALF_MV);
    await room.turnLens(150);
    await room.goOn();
    await room.says(/^Press again\. The axon stops when the light is at blue\./);
    await room.press(1);
    await room.done(9000);
    // The axon stands at blue's 0 mV: so do LED 15, the needle and the page, within a step of the axon.
    await room.pass();
    const stands = await room.reading('blue');
    expect(Math.abs(stands)).toBeLessThan(6);
    expectWithin(stands, room.tape.now(whole, 15), 'LED 15');
    expectWithin(stands, room.needles().blue, 'blue needle');
    await room.goOn();
    await room.says(/^Press, and switch the channels off/);
    await room.press(1);
    await room.passOfAxon(5.9, PRESS_MS);
    await room.press(2);
    // The light fades to the magnified view, and from then on it can be read again.
    await room.pass();
    room.tape.cut();
    await room.done(9000);
    const dark = room.tape.crest(magnified, 45);
    await room.goOn();
    await room.choose('Just as high.');
    await room.says(/It happened just as you predicted\.$/);
    expect(room.at('checked').result.verdict).toBe('right');

    const measured = room.measured();
    const [blue, yellow, speed, off] = await room.figures();
    expect([blue, yellow]).toEqual([40, 40]);
    // The crest is a corner, and the strip has a picture for each 1/30 ms of the axon: it misses some of the tip.
    for (const [n, name] of ['blue-peak', 'yellow-peak'].entries()) {
      const missesMv = measured[name]! - crests[n]!.mv;
      expect(missesMv, name).toBeGreaterThan(-0.6);
      expect(missesMv, name).toBeLessThan(3);
    }
    expect(speed).toBeCloseTo(measured.speed!, 2);
    // A picture of the strip is 1/60 s, and the way 2.9 s.
    expect((45 - 15) / (runMs / 500)).toBeCloseTo(measured.speed!, 1);
    expect(off).toBeCloseTo(measured['off-peak']!, 0);
    expectWithin(measured['off-peak']!, dark, 'LED 45');
  }, 240_000);

  it('refractory, the lens turned at A0: two presses of pin 2 each time; 1, 2 and 2 spikes pass the LED at 40 mm', async () => {
    await room.openCard('refractory');
    await room.choose('Nothing. But a stronger press would start one.');
    await room.turnLens(125);
    const led = room.controller.snapshot().axon.ledPlaces.findIndex((mm) => mm >= 40);
    const spikes: number[] = [];
    for (const [step, apartMs] of [2, 4, 2.2].entries()) {
      room.tape.cut();
      await room.press(1);
      await room.passOfAxon(apartMs, PRESS_MS);
      await room.press(1);
      await room.done(9000);
      spikes.push(room.tape.spikes(whole, led, HALF_MV));
      await room.goOn();
      if (step < 2) await expect.poll(() => room.at('doing').step).toBe(step + 1);
    }
    await room.choose('Nothing. But a stronger press would start one.');
    await room.says(/It happened just as you predicted\.$/);
    expect(room.at('checked').result.verdict).toBe('right');
    expect(spikes).toEqual([1, 2, 2]);
    const measured = room.measured();
    expect(['equal-spikes', 'late-spikes', 'strong-spikes'].map((name) => measured[name])).toEqual(spikes);
    const [equal, , late, strong] = await room.figures();
    expect([equal, late, strong]).toEqual(spikes);
  }, 240_000);
});
