/** Whatever rig plays it: a shipped experiment is seen on its strip and its needles as `simulate` computes it. */
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { METERS } from '../../src/units.js';
import { folder } from '../experiment/load.js';
import { crestOf, spikeTops } from '../harness/light/sightings.js';
import { type PromisedVelocity, SHOWN, type Shown } from './experiments.js';
import { type ExactTrace, exact, type Headless, headless } from './headless.js';
import { LEDS, type Played } from './played.js';

/** Live an axon has fewer compartments than in its file, and at most as long steps: so much that may change [mV]. */
const MODEL_MV = 0.6;
/** A press counts from the picture that the person saw; its light is on the strip within two more [ms of room]. */
const AFTER_PRESS_MS = 35;

export const NAMES = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

export interface Stage {
  /** `virtual rig`, … */
  readonly where: string;
  play(name: string, shown: Shown, file: Headless): Promise<Played>;
  /** Which of the two bounds of the table holds. */
  readonly bound: 0 | 1;
  /** How high a needle is seen to rise over such a trace, at least and at most [mV]. */
  needleCrest(trace: ExactTrace, played: Played): readonly [low: number, high: number];
}

function upTo({ timesMs, mv }: ExactTrace, untilMs: number): ExactTrace {
  const end = timesMs.findIndex((ms) => ms > untilMs);
  return end < 0 ? { timesMs, mv } : { timesMs: timesMs.subarray(0, end), mv: mv.subarray(0, end) };
}

const highest = (mv: Float64Array) => mv.reduce((a, b) => Math.max(a, b));

/** The LED nearest to an electrode of the file. */
function nearestLed({ experiment, map }: Headless, name: string): number {
  const { at } = experiment.electrodes.find((electrode) => electrode.name === name)!;
  const off = Array.from(map.places, (place) => Math.abs(place - (at as number)));
  return off.indexOf(Math.min(...off));
}

/** Of every LED, up to the time that is played. */
function computedLeds({ leds }: Headless, untilMs: number) {
  return leds.map((led) => ({ ...led, crestMv: highest(upTo(led, untilMs).mv) }));
}

function isWithin(value: number, low: number, high: number, words: string): void {
  expect(value, words).toBeGreaterThanOrEqual(low);
  expect(value, words).toBeLessThanOrEqual(high);
}

function expectPotentials({ tape }: Played, file: Headless, untilMs: number): void {
  for (const [led, { restMv, crestMv }] of computedLeds(file, untilMs).entries()) {
    const [rest, crest] = [tape.rest(led), tape.crest(led)];
    isWithin(restMv, rest.lowMv - 0.05, rest.highMv + 0.05, `rest of LED ${led}`);
    isWithin(crestMv, crest.lowMv - MODEL_MV, crest.highMv + MODEL_MV, `crest of LED ${led}`);
  }
}

/** How far apart the least and the most are that a crest may be, on the LED where it is told worst [mV]. */
function crestsTold({ tape }: Played): number {
  const told = Array.from({ length: LEDS }, (_, led) => tape.crest(led).highMv - tape.crest(led).lowMv);
  return Math.max(...told);
}

function expectVelocity(played: Played, file: Headless, promised: PromisedVelocity, bound: 0 | 1): void {
  const { value, low, high } = played.tape.velocity(
    nearestLed(file, promised.from),
    nearestLed(file, promised.to),
  )!;
  expect(Math.abs(value / promised.velocity - 1), `${value}`).toBeLessThan(promised.within[bound]);
  isWithin(promised.velocity, low, high, 'velocity');
}

function expectArrivals(
  { tape, pressRoomMs, roomMsPerAxonMs }: Played,
  file: Headless,
  lastLed: number,
): void {
  for (let led = 0; led <= lastLed; led++) {
    const rise = tape.rise(led);
    const computedMs = (file.leds[led]!.halfRiseMs - file.pressMs) * roomMsPerAxonMs;
    const [early, late] = [rise!.earliestMs - pressRoomMs, rise!.latestMs - pressRoomMs];
    isWithin(computedMs, early - AFTER_PRESS_MS, late + AFTER_PRESS_MS, `half rise of LED ${led}`);
  }
}

function expectSpikes({ tape }: Played, file: Headless, { spikes, lastLed, untilMs }: Shown): void {
  const computed = file.leds.map((led) => spikeTops(exact(upTo(led, untilMs))).length);
  const seen = computed.map((_, led) => spikeTops(tape.of(led)).length);
  expect(seen).toEqual(computed);
  expect(seen.slice(0, lastLed + 1).every((count) => count === spikes)).toBe(true);
  const reached = tape.lastReached();
  isWithin(lastLed, reached.low, reached.high, 'last LED');
  expect(reached.high - reached.low).toBeLessThanOrEqual(1);
}

function expectPromises({ tape }: Played, file: Headless, { crests = {}, climbs = {} }: Shown): void {
  for (const [name, mv] of Object.entries(crests)) {
    const { lowMv, highMv } = tape.crest(nearestLed(file, name));
    isWithin(mv, lowMv - MODEL_MV, highMv + MODEL_MV, name);
  }
  for (const [name, mv] of Object.entries(climbs)) {
    const { low, high } = tape.climb(nearestLed(file, name));
    isWithin(mv, low - MODEL_MV, high + MODEL_MV, name);
  }
}

function expectNeedles(played: Played, file: Headless, untilMs: number, { needleCrest }: Stage): void {
  for (const meter of METERS) {
    const at = played.live.electrodes[meter];
    const seen = crestOf(played.needles[meter]);
    if (at === 'bath') {
      isWithin(0, seen.lowMv, seen.highMv, meter);
      continue;
    }
    const { name } = file.experiment.electrodes.find((electrode) => electrode.at === at)!;
    const [low, high] = needleCrest(upTo(file.trace(name), untilMs), played);
    expect(seen.highMv + MODEL_MV, meter).toBeGreaterThanOrEqual(low);
    expect(seen.lowMv - MODEL_MV, meter).toBeLessThanOrEqual(high);
  }
}

const words = ({ velocities = [], crests = {}, climbs = {} }: Shown) =>
  [
    ...velocities.map(({ from, to, velocity }) => `${velocity} from ${from} to ${to}`),
    ...Object.entries(crests).map(([name, mv]) => `${mv} mV at ${name}`),
    ...Object.entries(climbs).map(([name, mv]) => `+${mv} mV at ${name}`),
  ].join(', ');

export function describeSeen(stage: Stage): void {
  describe.each(NAMES)(`%s on the ${stage.where}`, (name) => {
    const shown = SHOWN[name]!;
    const { untilMs, spikes, lastLed, velocities = [], toldMv } = shown;
    const file = headless(name, LEDS);
    let played: Played;
    beforeAll(async () => {
      played = await stage.play(name, shown, file);
    });

    it('has the rest and the crest of each LED between what is told as the least and the most', () => {
      expectPotentials(played, file, untilMs);
    });
    it(`has its crests told within ${toldMv[stage.bound]} mV`, () => {
      expect(crestsTold(played)).toBeLessThan(toldMv[stage.bound]);
    });
    it(`has ${spikes} spikes on each LED up to LED ${lastLed}, and beyond as many as computed`, () => {
      expectSpikes(played, file, shown);
    });
    it('rises at each of these LEDs when it should after the press, within two pictures', () => {
      expectArrivals(played, file, lastLed);
    });
    it(`moves the needles as far as computed`, () => {
      expectNeedles(played, file, untilMs, stage);
    });
    it.runIf(words(shown) !== '')(`shows what its documents promise: ${words(shown)}`, () => {
      for (const velocity of velocities) expectVelocity(played, file, velocity, stage.bound);
      expectPromises(played, file, shown);
    });
  });
}
