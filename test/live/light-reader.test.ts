/**
 * Read from light alone: a spike of known speed and height, through the real stage, at every moment between two
 * pictures. So it is known what a level (0.55 mV) and a lens (a picture each 1/60 s of room) let one say.
 */
import { describe, expect, it } from 'vitest';
import { needlePulseUs } from '../../src/display/light.js';
import { paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { LEVEL_STEP_MV, levelOfMv } from '../../src/units.js';
import { createColourReader, createPulseReader } from '../harness/light/level-reader.js';
import { spikeTops } from '../harness/light/sightings.js';
import { StripTape } from '../harness/light/strip-tape.js';

const LEDS = 60;
const PICTURE_MS = 1000 / 60;
const FULL = paletteStops(1);
const REST_MV = -65;

interface Wave {
  readonly brightness?: number;
  readonly heightMv?: number;
  /** LEDs a millisecond of axon. */
  readonly speed?: number;
  readonly roomMsPerAxonMs?: number;
  /** How long the first picture is later than the stimulus, in pictures. */
  readonly phase?: number;
  /** The last LED that it reaches. */
  readonly lastLed?: number;
  /** As on the lesson's axon, whose channels switch at the top. */
  readonly isSharp?: boolean;
}

/** As a spike of a squid axon is: up in a third of a millisecond, down in one, with a round crest at 0. */
function spikeShape(ms: number): number {
  return ms < 0 ? Math.exp(-((ms / 0.22) ** 2)) : Math.exp(-((ms / 0.6) ** 2));
}

/** Up towards something higher and, from a sharp corner at 0, down towards something lower, as channels do that switch. */
function sharpShape(ms: number): number {
  if (ms > 0) return -0.15 + 1.15 * Math.exp(-ms / 0.4);
  return ms < -0.8 ? 0 : (1.2 * (1 - Math.exp(-(ms + 0.8) / 0.45))) / (1.2 * (1 - Math.exp(-0.8 / 0.45)));
}

/** When the shape is at half of its height, before its crest [ms]. */
const HALF_MS = -0.22 * Math.sqrt(Math.log(2));

function tapeOf(wave: Wave = {}) {
  const {
    brightness = 1,
    heightMv = 90,
    speed = 11.7,
    roomMsPerAxonMs = 500,
    phase = 0,
    lastLed = LEDS,
    isSharp = false,
  } = wave;
  const stops = paletteStops(brightness);
  const stage = createStage({ ledCount: LEDS, stops, currentLimitMa: 5000 });
  const tape = new StripTape({
    ledCount: LEDS,
    read: createColourReader(stops),
    roomMsPerAxonMs,
    along: Float64Array.from({ length: LEDS }, (_, led) => led),
    hasSharpCrests: isSharp,
  });
  const potentialMv = new Float64Array(LEDS);
  const pictures = Math.ceil(((LEDS / speed + 3) * roomMsPerAxonMs) / PICTURE_MS);
  for (let n = 0; n < pictures; n++) {
    const roomMs = (n + phase) * PICTURE_MS;
    for (let led = 0; led < LEDS; led++) {
      const ms = roomMs / roomMsPerAxonMs - 1 - led / speed;
      // Beyond its block it decays within a few LEDs.
      const left = led <= lastLed ? 1 : 0.2 ** (led - lastLed);
      potentialMv[led] = REST_MV + heightMv * left * (isSharp ? sharpShape(ms) : spikeShape(ms));
    }
    tape.add(roomMs, stage.render(potentialMv, [0, 0], roomMs).rgb);
  }
  return tape;
}

const phases = [0, 0.2, 0.4, 0.6, 0.8];

describe('a level, read from the light of an LED', () => {
  it('is within 0.28 mV from −6 to +43 mV at full brightness, within 0.55 mV from −85 on; at the default within 1.1 mV', () => {
    const widest = (brightness: number, from: number, to: number) => {
      const read = createColourReader(paletteStops(brightness));
      const stage = createStage({ ledCount: 1, stops: paletteStops(brightness), currentLimitMa: 5000 });
      let widestMv = 0;
      for (let mv = from; mv < to; mv += 0.1) {
        const { rgb } = stage.render(Float64Array.of(mv), [0, 0], Number.NaN);
        const { lowMv, highMv } = read(rgb, 0);
        expect(lowMv).toBeLessThanOrEqual(mv + 1e-9);
        expect(highMv).toBeGreaterThanOrEqual(mv - 1e-9);
        stage.reset();
        widestMv = Math.max(widestMv, (highMv - lowMv) / 2);
      }
      return widestMv;
    };
    expect(widest(1, -6, 43)).toBeCloseTo(LEVEL_STEP_MV / 2, 9);
    expect(widest(1, -85, 43)).toBeCloseTo(LEVEL_STEP_MV, 9);
    expect(widest(0.38, -85, 43)).toBeCloseTo(2 * LEVEL_STEP_MV, 9);
  });

  it('is refused where the current limit dims the strip: its colours are none of the palette', () => {
    const stage = createStage({ ledCount: LEDS, stops: FULL, currentLimitMa: 500 });
    const { rgb } = stage.render(new Float64Array(LEDS).fill(20), [0, 0], 0);
    expect(() => createColourReader(FULL)(rgb, 7)).toThrow(/LED 7 shows \d+ \d+ \d+, which is no colour/);
  });
});

describe('a pulse of a needle', () => {
  it.each([
    { lowUs: 1000, highUs: 2000 },
    { lowUs: 2100, highUs: 900 },
  ])('is read within 0.83 mV by its calibration: $lowUs to $highUs µs', (needle) => {
    const read = createPulseReader(needle);
    for (let mv = -91; mv < 48; mv += 0.1) {
      const { lowMv, highMv } = read(needlePulseUs(needle, levelOfMv(mv)) + 0.5);
      expect(lowMv).toBeLessThanOrEqual(mv);
      expect(highMv).toBeGreaterThanOrEqual(mv);
      expect(highMv - lowMv).toBeLessThan(2 * 0.83);
    }
    expect(() => read(needle.lowUs < needle.highUs ? 990 : 2110)).toThrow(/beyond the ends/);
  });
});

describe('a spike of 90 mV that runs at 11.7 LEDs a millisecond, seen at 1:500', () => {
  it('has its crest between what is read as the least and the most, which are 1.8 mV apart or nearer', () => {
    for (const phase of phases) {
      const tape = tapeOf({ phase });
      for (let led = 0; led < LEDS; led++) {
        const { lowMv, highMv } = tape.crest(led);
        expect(lowMv).toBeLessThanOrEqual(REST_MV + 90);
        expect(highMv).toBeGreaterThanOrEqual(REST_MV + 90);
        expect(highMv - lowMv).toBeLessThan(1.8);
      }
    }
  });

  it('has its velocity from LED 10 to LED 50 within 0.05 %, and never outside the range that is told, ±1.5 %', () => {
    for (const phase of phases) {
      const { value, low, high } = tapeOf({ phase }).velocity(10, 50)!;
      expect(Math.abs(value / 11.7 - 1)).toBeLessThan(0.0005);
      expect(low).toBeLessThan(11.7);
      expect(high).toBeGreaterThan(11.7);
      expect((high - low) / 23.4).toBeLessThan(0.015);
    }
  });

  it('is at half its height at LED 30 when it was, within a tenth of a picture', () => {
    for (const phase of phases) {
      const { roomMs, earliestMs, latestMs } = tapeOf({ phase }).rise(30)!;
      const trueMs = 500 * (1 + 30 / 11.7 + HALF_MS);
      expect(Math.abs(roomMs - trueMs)).toBeLessThan(PICTURE_MS / 10);
      expect(earliestMs).toBeLessThan(trueMs);
      expect(latestMs).toBeGreaterThan(trueMs);
      expect(latestMs - earliestMs).toBeLessThan(2.001 * PICTURE_MS);
    }
  });

  it('is one spike on each LED, and none beyond a block at LED 22', () => {
    const tape = tapeOf({ lastLed: 22 });
    const counts = Array.from({ length: LEDS }, (_, led) => spikeTops(tape.of(led)).length);
    expect(counts.slice(0, 23)).toEqual(new Array(23).fill(1));
    expect(counts.slice(23)).toEqual(new Array(LEDS - 23).fill(0));
    expect(tape.lastReached()).toEqual({ value: 22, low: 22, high: 22 });
  });
});

describe('what a lens does to it', () => {
  it.each([
    [1000, 0.0005, 0.01, 1.3],
    [500, 0.0005, 0.015, 1.8],
    [200, 0.0005, 0.05, 4.5],
    [100, 0.003, 0.075, 12.5],
  ])(
    'at 1:%i the velocity is within %f and told within %f, and crests within %f mV',
    (lens, off, told, crest) => {
      for (const phase of phases) {
        const tape = tapeOf({ phase, roomMsPerAxonMs: lens });
        const { value, low, high } = tape.velocity(10, 50)!;
        expect(Math.abs(value / 11.7 - 1)).toBeLessThan(off);
        expect(low).toBeLessThan(11.7);
        expect(high).toBeGreaterThan(11.7);
        expect((high - low) / 23.4).toBeLessThan(told);
        for (let led = 0; led < LEDS; led++) {
          const { lowMv, highMv } = tape.crest(led);
          expect(lowMv).toBeLessThanOrEqual(REST_MV + 90);
          expect(highMv).toBeGreaterThanOrEqual(REST_MV + 90);
          expect(highMv - lowMv).toBeLessThan(crest);
        }
      }
    },
  );

  it.each([5, 16])('at 1:500 %i LEDs a millisecond and 5 % more are never taken for one another', (speed) => {
    for (const phase of phases) {
      const [is, more] = [speed, 1.05 * speed].map((each) => tapeOf({ speed: each, phase }).velocity(5, 55)!);
      expect(is!.high).toBeLessThan(more!.low);
    }
  });
});

describe('a spike with a sharp top, as of the lesson', () => {
  it.each([
    [500, 5],
    [250, 10],
    [150, 16],
  ])('at 1:%i is told within %i mV', (roomMsPerAxonMs, told) => {
    for (const phase of phases) {
      const tape = tapeOf({ phase, roomMsPerAxonMs, isSharp: true, heightMv: 110 });
      for (let led = 0; led < LEDS; led++) {
        const { lowMv, highMv } = tape.crest(led);
        expect(lowMv).toBeLessThanOrEqual(REST_MV + 110);
        expect(highMv).toBeGreaterThanOrEqual(REST_MV + 110);
        expect(highMv - lowMv).toBeLessThan(told);
      }
    }
  });
});

describe('at the default brightness', () => {
  it('a crest of 25 mV is told within 2 mV and a velocity is within 0.1 % at 1:500', () => {
    for (const phase of phases) {
      const tape = tapeOf({ phase, brightness: 0.38 });
      const { lowMv, highMv } = tape.crest(30);
      expect(lowMv).toBeLessThanOrEqual(25);
      expect(highMv).toBeGreaterThanOrEqual(25);
      expect(highMv - lowMv).toBeLessThan(2);
      expect(Math.abs(tape.velocity(10, 50)!.value / 11.7 - 1)).toBeLessThan(0.001);
    }
  });
});
