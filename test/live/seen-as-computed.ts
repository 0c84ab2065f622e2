/** Whatever rig plays it: a shipped experiment is seen on its strip and its needles as `simulate` computes it. */
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { METERS } from '../../src/units.js';
import { folder } from '../experiment/load.js';
import { crestOf, halfRise, spikeTops } from '../harness/light/sightings.js';
import { velocityRange } from '../harness/light/strip-tape.js';
import type { PromisedVelocity, Shown } from './experiments.js';
import { alongOf, type ExactTrace, exact, type Headless, headless } from './headless.js';
import { LEDS, type Played, type Wishes } from './played.js';

/** Live an axon has fewer compartments than in its file, and at most as long steps: so much that may change [mV]. */
const MODEL_MV = 0.6;
/** Where the heat all but stops a spike, the compartments tell more. */
const MODEL_MV_OF: Readonly<Record<string, number>> = { 'heat-block': 1 };
/** A rate is the mean over so many of the last spikes. */
const STEADY_SPIKES = 8;

export const NAMES = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

export interface Stage {
  /** `virtual rig`, … */
  readonly where: string;
  readonly shown: Readonly<Record<string, Shown>>;
  play(name: string, wishes: Wishes): Promise<Played>;
  /** How long it takes from the axon to the eye, and how much a press may count from before it, at most [ms of room]. */
  readonly lateMs: number;
  /** By how much one look at a needle may be later behind the axon than another [ms of room]. */
  readonly needleUnevenMs: number;
  /** How far off a velocity may be that is read from both needles, as a share. */
  readonly needleVelocityWithin: number;
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

function expectPotentials({ tape, live }: Played, file: Headless, untilMs: number): void {
  const modelMv = MODEL_MV_OF[live.name] ?? MODEL_MV;
  for (const [led, { restMv, crestMv }] of computedLeds(file, untilMs).entries()) {
    const [rest, crest] = [tape.rest(led), tape.crest(led)];
    isWithin(restMv, rest.lowMv - 0.05, rest.highMv + 0.05, `rest of LED ${led}`);
    isWithin(crestMv, crest.lowMv - modelMv, crest.highMv + modelMv, `crest of LED ${led}`);
  }
}

/** How far apart the least and the most are that a crest may be, on the LED where it is told worst [mV]. */
function crestsTold({ tape }: Played): number {
  const told = Array.from({ length: LEDS }, (_, led) => tape.crest(led).highMv - tape.crest(led).lowMv);
  return Math.max(...told);
}

function expectVelocity(played: Played, file: Headless, promised: PromisedVelocity): void {
  const { value, low, high } = played.tape.velocity(
    nearestLed(file, promised.from),
    nearestLed(file, promised.to),
  )!;
  expect(Math.abs(value / promised.velocity - 1), `${value}`).toBeLessThan(promised.within);
  isWithin(promised.velocity, low, high, 'velocity');
}

/** From the moments at which both needles have come half of their way. */
function expectNeedleVelocity(
  played: Played,
  file: Headless,
  promised: PromisedVelocity,
  stage: Stage,
): void {
  const { live, needles, roomMsPerAxonMs } = played;
  const { electrodes } = file.experiment;
  const at = (name: string) => electrodes.find((electrode) => electrode.name === name)!.at as number;
  expect(live.electrodes).toEqual({ blue: at(promised.from), yellow: at(promised.to) });
  const [from, to] = METERS.map((meter) => halfRise(needles[meter], stage.needleUnevenMs)!);
  const distance = alongOf(live.geometry, at(promised.to)) - alongOf(live.geometry, at(promised.from));
  const { value, low, high } = velocityRange(distance, from!, to!, roomMsPerAxonMs);
  isWithin(promised.velocity, low, high, 'velocity by the needles');
  expect(Math.abs(value / promised.velocity - 1), `${value} by the needles`).toBeLessThan(
    stage.needleVelocityWithin,
  );
}

/** What the room's clock shows when something is to be seen, on a rig that takes no time [ms]. */
function roomMsOf(ms: number, { pressRoomMs, roomMsPerAxonMs }: Played, { pressMs }: Headless): number {
  return pressRoomMs + (ms - pressMs) * roomMsPerAxonMs;
}

function expectArrivals(played: Played, file: Headless, lastLed: number, { lateMs }: Stage): void {
  for (let led = 0; led <= lastLed; led++) {
    const computedMs = roomMsOf(file.leds[led]!.halfRiseMs, played, file);
    const { roomMs } = played.tape.rise(led)!;
    isWithin(roomMs, computedMs - lateMs, computedMs + lateMs, `half rise of LED ${led}`);
  }
}

function expectSpikes(played: Played, file: Headless, { spikes, lastLed, untilMs }: Shown): void {
  for (const [led, trace] of file.leds.entries()) {
    const computed = spikeTops(exact(upTo(trace, untilMs)));
    const seen = spikeTops(played.tape.of(led));
    expect(seen.length, `spikes of LED ${led}`).toBe(computed.length);
    expect(seen.length, `spikes of LED ${led}`).toBe(led <= lastLed ? spikes : 0);
  }
  const reached = played.tape.lastReached();
  expect(reached.value).toBe(lastLed);
  isWithin(lastLed, reached.low, reached.high, 'last LED');
}

function ratePerS({ tape, roomMsPerAxonMs }: Played): number {
  const tops = spikeTops(tape.of(0)).slice(-STEADY_SPIKES);
  return ((tops.length - 1) * 1000 * roomMsPerAxonMs) / (tops.at(-1)! - tops[0]!);
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

const words = ({ velocities = [], crests = {}, climbs = {}, ratePerS: rate }: Shown) =>
  [
    ...(rate === undefined ? [] : [`${rate} spikes a second`]),
    ...velocities.map(({ from, to, velocity }) => `${velocity} from ${from} to ${to}`),
    ...Object.entries(crests).map(([name, mv]) => `${mv} mV at ${name}`),
    ...Object.entries(climbs).map(([name, mv]) => `+${mv} mV at ${name}`),
  ].join(', ');

export function describeSeen(stage: Stage): void {
  describe.each(NAMES)(`%s on the ${stage.where}`, (name) => {
    const shown = stage.shown[name]!;
    const { untilMs, toldMv, spikes, lastLed, velocities = [], ratePerS: rate, rateWithin } = shown;
    let file: Headless;
    let played: Played;
    beforeAll(async () => {
      file = headless(name, LEDS);
      const axonMs = untilMs - file.pressMs;
      played = await stage.play(name, { axonMs, roomMsPerAxonMs: shown.lens });
    });

    it(`has rest and crest of each LED where they are computed, told within ${toldMv} mV`, () => {
      expectPotentials(played, file, untilMs);
      expect(crestsTold(played)).toBeLessThan(toldMv);
    });
    it(`has ${spikes} spikes on LEDs 0 to ${lastLed} and none beyond`, () => {
      expectSpikes(played, file, shown);
    });
    it(`lifts each of these LEDs when it should after the press, within ${stage.lateMs} ms`, () => {
      expectArrivals(played, file, lastLed, stage);
    });
    it('moves both needles as far as computed', () => {
      expectNeedles(played, file, untilMs, stage);
    });
    if (words(shown) === '') return;
    it(`shows what its documents promise: ${words(shown)}`, () => {
      for (const promised of velocities) {
        expectVelocity(played, file, promised);
        expectNeedleVelocity(played, file, promised, stage);
      }
      expectPromises(played, file, shown);
      if (rate !== undefined) expect(Math.abs(ratePerS(played) / rate - 1)).toBeLessThan(rateWithin!);
    });
  });
}
