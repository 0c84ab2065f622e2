/** Every shipped experiment, played by the live loop in virtual time, against a run of its file without a clock. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Experiment, parseExperiment, startExperiment } from '../../src/experiment/index.js';
import { ledMap } from '../../src/experiment/led-map.js';
import { type LiveExperiment, liveExperiment } from '../../src/experiment/live.js';
import type { Axon } from '../../src/model/index.js';
import { METERS } from '../../src/units.js';
import { createBenchRig } from './bench-rig.js';

const LEDS = 60;
const folder = fileURLToPath(new URL('../../experiments', import.meta.url));
const NAMES = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

function shipped(name: string): { experiment: Experiment; live: LiveExperiment } {
  const file = `${name}.yaml`;
  const read = parseExperiment(readFileSync(join(folder, file), 'utf8'), file);
  if (!read.ok) throw new Error(`${file} is refused`);
  return { experiment: read.experiment, live: liveExperiment(name, read.experiment, LEDS) };
}

/** LEDs that show one compartment alone. */
function plainLeds({ geometry }: LiveExperiment): { led: number; place: number; compartment: number }[] {
  const { places, below, above, share } = ledMap(geometry, LEDS);
  return [...places].flatMap((place, led) => {
    if (share[led]! > 1e-9 && share[led]! < 1 - 1e-9) return [];
    const compartment = share[led]! > 0.5 ? above[led]! : below[led]!;
    const at = geometry.kind === 'cable' ? place : Math.round(place);
    return [{ led, place: at, compartment }];
  });
}

/** What one place went through: its highest potential, and when it first came half of the way there [ms]. */
interface Course {
  readonly peakMv: number;
  readonly halfMs: number;
}

function courseOf(timesMs: ArrayLike<number>, mv: ArrayLike<number>): Course {
  let peakMv = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < mv.length; i++) peakMv = Math.max(peakMv, mv[i]!);
  const halfMv = (mv[0]! + peakMv) / 2;
  let i = 1;
  while (i < mv.length - 1 && mv[i]! < halfMv) i++;
  const share = (halfMv - mv[i - 1]!) / (mv[i]! - mv[i - 1]!);
  return { peakMv, halfMs: timesMs[i - 1]! + share * (timesMs[i]! - timesMs[i - 1]!) };
}

/** The file, without a clock; times from its first stimulus on. */
function headless({ experiment, live }: ReturnType<typeof shipped>): Course[] {
  const electrodes = plainLeds(live).map(({ led, place }) => ({ name: `led ${led}`, at: place }));
  const run = startExperiment({ ...experiment, electrodes });
  run.advance(run.totalSteps);
  const { timesMs, traces } = run.recording();
  const firstMs = Math.min(...experiment.stimuli.map(({ startMs }) => startMs));
  return traces.map(({ potentialMv }) => {
    const { peakMv, halfMs } = courseOf(timesMs, potentialMv);
    return { peakMv, halfMs: halfMs - firstMs };
  });
}

/** The same by a button of a rig, at the lens that the experiment suggests; times from the press on. */
function played({ experiment, live }: ReturnType<typeof shipped>) {
  const rig = createBenchRig({ experiments: [live] });
  rig.controller.start();
  rig.timers.advance(100);
  const { axon, controller } = rig;
  const leds = plainLeds(live);
  const timesMs = [axon.modelMs];
  const mv = leds.map(({ compartment }) => [axon.potentialMv[compartment]!]);
  afterSteps(axon, () => {
    timesMs.push(axon.modelMs);
    leds.forEach(({ compartment }, k) => {
      mv[k]!.push(axon.potentialMv[compartment]!);
    });
  });
  const pressMs = axon.modelMs;
  const stepMs = axon.stepMs;
  rig.device.press(1);
  const firstMs = Math.min(...experiment.stimuli.map(({ startMs }) => startMs));
  rig.timers.advance((experiment.durationMs - firstMs) * live.roomMsPerAxonMs);
  const courses = mv.map((one) => {
    const { peakMv, halfMs } = courseOf(timesMs, one);
    return { peakMv, halfMs: halfMs - pressMs };
  });
  return { rig, courses, snapshot: controller.snapshot(), stepMs };
}

function afterSteps(axon: Axon, done: () => void): void {
  const step = axon.step.bind(axon);
  axon.step = () => {
    step();
    done();
  };
}

/** The highest potential at each electrode of the rig, as its file says [mV]. */
function electrodePeaks({ experiment, live }: ReturnType<typeof shipped>): number[] {
  const electrodes = METERS.map((name) => ({ name, at: live.electrodes[name] }));
  const run = startExperiment({ ...experiment, electrodes });
  run.advance(run.totalSteps);
  return run.recording().traces.map(({ potentialMv }) => potentialMv.reduce((a, b) => Math.max(a, b)));
}

/** A spike passed there. */
const isHigh = ({ peakMv }: Course) => peakMv > -30;

describe.each(NAMES)('%s, played live', (name) => {
  const both = shipped(name);
  const wanted = headless(both);
  const { rig, courses, snapshot, stepMs } = played(both);

  it('keeps up, and steps as finely as its file: three times a picture or more', () => {
    expect(rig.crashes).toEqual([]);
    expect(snapshot.droppedMs).toBe(0);
    expect(stepMs).toBeLessThanOrEqual(both.live.stepMs * (1 + 1e-9));
    expect(rig.axon.stepMs).toBe(stepMs);
    const pictureMs = 1000 / 60 / both.live.roomMsPerAxonMs;
    expect(pictureMs / stepMs).toBeGreaterThan(3 - 1e-9);
    expect(pictureMs / stepMs).toBeCloseTo(Math.round(pictureMs / stepMs), 9);
  });

  it('is as high at every LED as its file says: within 0.5 mV where a spike passes, 2 mV where one dies', () => {
    // The sites of a lattice turn round between two steps, at +40 mV.
    const passesMv = both.live.geometry.kind === 'lattice' ? 6 : 0.5;
    courses.forEach((course, k) => {
      const slackMv = isHigh(course) ? passesMv : 2;
      expect(Math.abs(course.peakMv - wanted[k]!.peakMv)).toBeLessThan(slackMv);
    });
    expect(courses.findLastIndex(isHigh)).toBe(wanted.findLastIndex(isHigh));
    expect(courses.findIndex(isHigh)).toBe(wanted.findIndex(isHigh));
  });

  it('is as high at both electrodes as its file says, within 0.5 mV', () => {
    const { measures } = snapshot;
    const told = METERS.map((name) => measures[name].peak.value ?? Number.NaN);
    electrodePeaks(both).forEach((peakMv, k) => {
      if (both.live.electrodes[METERS[k]!] === 'bath') return;
      expect(Math.abs(told[k]! - peakMv)).toBeLessThan(0.5);
    });
  });

  it('runs as fast as its file says, within 0.3 %', () => {
    // In the first half: where two spikes collide the second runs the other way.
    const last = Math.min(wanted.findLastIndex(isHigh), Math.floor(wanted.length / 2)) - 3;
    const [a, b] = [3, last];
    if (both.live.geometry.kind === 'patch' || b - a < 5) return;
    const liveMs = courses[b]!.halfMs - courses[a]!.halfMs;
    const fileMs = wanted[b]!.halfMs - wanted[a]!.halfMs;
    expect(Math.abs(liveMs / fileMs - 1)).toBeLessThan(0.003);
  });
});

describe('a voltmeter on a cable', () => {
  const { live } = shipped('passive-cable');
  const riseAt = (at: number) => {
    const rig = createBenchRig({ experiments: [{ ...live, electrodes: { blue: at, yellow: 'bath' } }] });
    rig.controller.start();
    rig.device.press(1);
    rig.timers.advance(20 * live.roomMsPerAxonMs);
    return rig.controller.snapshot().measures.blue.peak.value! + 70;
  };

  it('reads at its very place: 3.408 mV at 0.5 mm of passive-cable, within 0.3 %', () => {
    expect(Math.abs(riseAt(0.5) / 3.408 - 1)).toBeLessThan(0.003);
  });

  it('reads less a hundredth of a millimetre further on, within one compartment', () => {
    expect(riseAt(0.5) - riseAt(0.51)).toBeGreaterThan(0.05);
    expect(riseAt(0.5) - riseAt(0.51)).toBeLessThan(0.1);
  });
});
