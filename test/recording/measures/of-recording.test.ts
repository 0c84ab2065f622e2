/** The measures of a saved recording against those that the rig told while it was made. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTo } from '../../../src/cli/record.js';
import { readRecording } from '../../../src/cli/recording-lines.js';
import type { Measures } from '../../../src/controller/contract.js';
import type { LiveExperiment } from '../../../src/experiment/live-experiment.js';
import type { BlockEvent, RecordedBlock } from '../../../src/recording/format.js';
import {
  createSweepReader,
  HighestPerPlace,
  type Measure,
  type RecordedSweep,
} from '../../../src/recording/measures/index.js';
import { createBenchRig, LESSON } from '../../controller/bench-rig.js';
import { PATCH, SQUID } from '../../controller/live-axons.js';
import { HEADER, recordedPicture } from '../made-recording.js';
import { said } from './played.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-measures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the rig told of a sweep at its end. */
interface Told {
  readonly measures: Measures;
  readonly highestMv: Float64Array;
}

async function createRecordedRig(experiment: LiveExperiment) {
  const rig = createBenchRig({ ...experiment, experiments: [experiment] });
  const { controller, device, timers } = rig;
  const recording = await recordTo({
    controller,
    experimentNamed: () => experiment,
    path: join(folder, 'a.recording'),
    nowMs: () => timers.nowMs(),
    terminal: { out: () => {}, err: () => {} },
  });
  const highest = new HighestPerPlace(60);
  /** A sweep begins with a press on a quiet axon, or with the first of which anything is known. */
  let begun = false;
  const latest = { axonMs: Number.NaN, potentialMv: new Float64Array(60) };
  controller.observe({
    happened(happening) {
      if (happening.kind === 'forget') begun = false;
      if (happening.kind !== 'press' || (begun && !happening.quiet)) return;
      begun = true;
      highest.clear();
      if (latest.axonMs === happening.axonMs) highest.look(latest.potentialMv);
    },
    picture({ modelMs, potentialMv, lookingBack }) {
      if (lookingBack) return;
      highest.look(potentialMv);
      latest.axonMs = modelMs;
      latest.potentialMv.set(potentialMv);
    },
  });
  const told: Told[] = [];
  controller.start();
  timers.advance(200);
  return {
    ...rig,
    told,
    run: (axonMs: number) => timers.advance(axonMs * controller.snapshot().roomMsPerAxonMs),
    press() {
      device.press(1);
      device.release(1);
    },
    /** What is told now is what the file must say of this sweep. */
    tell: () =>
      told.push({ measures: controller.snapshot().measures, highestMv: Float64Array.from(highest.mv) }),
    async read(): Promise<RecordedSweep[]> {
      await recording.close();
      return sweepsOf(join(folder, 'a.recording'));
    },
  };
}

function sweepsOf(path: string): RecordedSweep[] {
  const file = readRecording(path);
  const reader = createSweepReader(file.header);
  if (typeof reader === 'string') throw new Error(reader);
  const sweeps = [...file.blocks].flatMap((block) => reader.take(block));
  file.close();
  const last = reader.end();
  return last === undefined ? sweeps : [...sweeps, last];
}

/** The same value and unit within 0.001, or the same reason. */
function like(measure: Measure): unknown {
  if (measure.value === null) return measure;
  const { value, within } = measure;
  const near = within === undefined ? {} : { within: expect.closeTo(within, 2) };
  return { ...measure, value: expect.closeTo(value, 3), ...near };
}

function expectAsTold(sweeps: readonly RecordedSweep[], told: readonly Told[]): void {
  expect(sweeps).toHaveLength(told.length);
  for (const [i, { blue, yellow, velocity, gap, highest }] of sweeps.entries()) {
    const { measures, highestMv } = told[i]!;
    const likeMeter = ({ peak, latency, halfWidth }: Measures['blue']) => ({
      peak: like(peak),
      latency: like(latency),
      halfWidth: like(halfWidth),
    });
    expect({ i, blue, yellow, velocity, gap }).toEqual({
      i,
      blue: likeMeter(measures.blue),
      yellow: likeMeter(measures.yellow),
      velocity: like(measures.velocity),
      gap: like(measures.gap),
    });
    const furthestOff = Math.max(...highest.map(({ value }, led) => Math.abs(value! - highestMv[led]!)));
    expect([i, furthestOff]).toEqual([i, expect.closeTo(0, 2)]);
    expect(furthestOff).toBeLessThan(0.00501);
  }
}

describe('the measures of a recording', () => {
  it('are those of the live rig: a lesson of six sweeps, with a reset, a move, and a moment made present', async () => {
    const rig = await createRecordedRig({ ...LESSON, electrodes: { blue: 15, yellow: 45 } });
    const { controller, device, run, press, tell } = rig;
    press();
    run(16);
    tell();
    controller.command({ do: 'stimulate', at: 59, strength: 150 });
    run(7);
    controller.command({ do: 'stimulate', at: 0 });
    run(16);
    tell();
    controller.command({ do: 'electrode', name: 'yellow', at: 30 });
    press();
    run(9);
    tell();
    device.press(4);
    run(2);
    press();
    run(3);
    tell();
    controller.command({ do: 'seek', backMs: 1000 });
    run(1);
    controller.command({ do: 'runOn' });
    controller.command({ do: 'stimulate', at: 50 });
    run(5);
    tell();
    device.press(2);
    press();
    run(4);
    tell();
    const sweeps = await rig.read();
    expectAsTold(sweeps, rig.told);
    expect(sweeps.map(({ press, presses, places }) => [press, presses, places])).toEqual([
      [1, 1, [0]],
      [2, 2, [59]],
      [4, 1, [0]],
      [5, 1, [0]],
      [6, 1, [50]],
      [7, 1, [0]],
    ]);
    expect(sweeps.map(({ velocity }) => said(velocity))).toEqual([
      '5.186 sites/ms',
      '-4.753 sites/ms',
      '4.871 sites/ms',
      'a voltmeter saw no spike',
      expect.any(String),
      'a voltmeter saw no spike',
    ]);
    expect([said(sweeps[0]!.strength, 0), said(sweeps[1]!.strength, 0)]).toEqual(['200 µA', '150 µA']);
    expect(rig.crashes).toEqual([]);
  });

  it('are those of a squid axon as well: its peak, its half width and 18.7 m/s', async () => {
    const rig = await createRecordedRig(SQUID);
    rig.press();
    rig.run(8);
    rig.tell();
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 80 });
    rig.run(12);
    rig.controller.command({ do: 'stimulate', at: [0, 100] });
    rig.run(8);
    rig.tell();
    const sweeps = await rig.read();
    expectAsTold(sweeps, rig.told);
    expect(sweeps[1]!.places).toHaveLength(2);
    expect(said(sweeps[0]!.strength, 1)).toBe('5354.1 nA');
    expect(sweeps[0]!.velocity.value).toBeCloseTo(18.7, 0);
  });

  it('are those of a patch, where nothing runs, and one voltmeter is in the bath', async () => {
    const rig = await createRecordedRig(PATCH);
    rig.press();
    rig.run(12);
    rig.tell();
    const sweeps = await rig.read();
    expectAsTold(sweeps, rig.told);
    expect(said(sweeps[0]!.velocity)).toBe('a patch has no length to run along');
  });
});

/** A block of pictures from a lattice of 60 sites, with these events before the second one. */
function blockOf(...data: unknown[]): RecordedBlock {
  const events: BlockEvent[] = data.map((one) => ({
    roomMs: 20,
    axonMs: 0.01,
    words: '',
    data: one,
    picturesBefore: 1,
  }));
  return { pictures: [0, 1, 2].map((i) => recordedPicture(i)), events };
}
const LESSON_HEADER = { ...HEADER, experiment: LESSON };
const PRESS = {
  kind: 'press',
  press: 1,
  places: [0],
  quiet: true,
  strength: 200,
  strengthUnit: 'µA',
  electrodes: { blue: 3, yellow: 'bath' },
};

describe('a rise that the membrane did not make', () => {
  it('is no spike in the file either: beyond the edge of TTX there is no latency, and no velocity', async () => {
    const rig = await createRecordedRig({
      ...SQUID,
      treatments: [{ kind: 'ttx', from: 40, to: 100, sodiumFraction: 0 }],
      electrodes: { blue: 38, yellow: 40.5 },
    });
    rig.press();
    rig.run(8);
    rig.tell();
    const sweeps = await rig.read();
    expectAsTold(sweeps, rig.told);
    const { blue, yellow, velocity } = sweeps[0]!;
    expect(blue.latency.value).toBeGreaterThan(2);
    expect([said(yellow.latency), said(velocity)]).toEqual([
      'the rise at the voltmeter is no spike: the membrane there did not make it, and was lifted',
      'a voltmeter saw no spike',
    ]);
  });
});

describe('a recording that is not as it should be', () => {
  it('without presses has no sweep, and one with an axon that makes no sense is refused', () => {
    const reader = createSweepReader(LESSON_HEADER);
    if (typeof reader === 'string') throw new Error(reader);
    expect([reader.take(blockOf()), reader.end()]).toEqual([[], undefined]);
    for (const experiment of [null, 3, {}, { geometry: 1 }, { geometry: { kind: 'toString' } }])
      expect(createSweepReader({ ...HEADER, experiment })).toBe(
        'does not say of which axon it is, so nothing can be measured',
      );
  });

  it.each([
    { ...PRESS, press: 'one' },
    { ...PRESS, places: [] },
    { ...PRESS, places: [60] },
    { ...PRESS, places: new Array(257).fill(0) },
    { ...PRESS, quiet: undefined },
    { ...PRESS, strength: null },
    { ...PRESS, strengthUnit: 'x'.repeat(21) },
    { ...PRESS, electrodes: { blue: 3 } },
    { ...PRESS, electrodes: undefined },
    { kind: 'forget' },
    { kind: 'spike', meter: 'red' },
    'press',
    null,
  ])('leaves out an event that makes no sense: %j', (data) => {
    const reader = createSweepReader(LESSON_HEADER);
    if (typeof reader === 'string') throw new Error(reader);
    expect(reader.take(blockOf(PRESS, data))).toEqual([]);
    expect(reader.end()).toMatchObject({ press: 1, presses: 1, yellow: { latency: { value: null } } });
  });

  it('has a sweep from a press on a busy axon too, if what was before it counts no more', () => {
    const reader = createSweepReader(LESSON_HEADER);
    if (typeof reader === 'string') throw new Error(reader);
    const busy = { ...PRESS, press: 2, quiet: false };
    const ended = reader.take(blockOf(PRESS, { kind: 'forget', presses: true }, busy));
    expect(ended).toMatchObject([{ press: 1 }]);
    expect(reader.end()).toMatchObject({ press: 2, presses: 1, gap: { because: 'only one press so far' } });
  });
});
