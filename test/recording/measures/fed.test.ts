/** Measures that are fed as the axon goes. */
import { describe, expect, it } from 'vitest';
import { startExperiment } from '../../../src/experiment/index.js';
import { HighestPerPlace, LockedSites, PressGap, Sweep } from '../../../src/recording/measures/index.js';
import type { TraceMeasures } from '../../../src/recording/measures/measure.js';
import { METERS } from '../../../src/units.js';
import { shipped } from '../../experiment/load.js';
import { axonOf, said } from './played.js';

describe('the highest at each place', () => {
  it('is what each has had at most, whenever that was', () => {
    const highest = new HighestPerPlace(3);
    highest.look(Float64Array.of(-70, -60, 40));
    highest.look(Float64Array.of(-50, -65, -80));
    expect([...highest.mv]).toEqual([-50, -60, 40]);
    highest.clear();
    highest.look(Float64Array.of(-70, -71, -72));
    expect([...highest.mv]).toEqual([-70, -71, -72]);
  });

  it('is 25.5 mV all along a squid axon, as near as its steps come to the peak of 25.6', () => {
    const axon = axonOf(shipped('squid-axon'));
    const highest = new HighestPerPlace(axon.compartmentCount);
    while (axon.modelMs < 7) {
      axon.step();
      highest.look(axon.potentialMv);
    }
    for (const mm of [20, 50, 80]) expect(Math.abs(highest.mv[mm * 10]! - 25.5)).toBeLessThan(0.1);
  });
});

describe('a locked site', () => {
  it('is one whose potassium channels are open, or that is refractory', () => {
    const locked = new LockedSites(1);
    const flags = (['sodium-open', 'potassium-open', 'refractory', 'rest'] as const).map((state) => {
      locked.gate({ timeMs: 0, site: 0, state });
      return locked.flags[0];
    });
    expect(flags).toEqual([0, 1, 1, 0]);
  });
});

describe('the time between presses', () => {
  it('is that of the last two, and counts again after a reset', () => {
    const gap = new PressGap();
    expect(said(gap.measure)).toBe('nothing has been pressed');
    gap.pressed(2);
    expect(said(gap.measure)).toBe('only one press so far');
    gap.pressed(9);
    gap.pressed(9.5);
    expect(said(gap.measure)).toBe('0.500 ms');
    gap.reset();
    gap.pressed(3);
    expect(said(gap.measure)).toBe('only one press so far');
  });
});

/** A sweep of an experiment with its voltmeters at two places, told a step at a time, and of switches in between. */
function swept(file: string, blue: number, yellow: number, untilMs: number, startMs: number) {
  const experiment = shipped(file);
  const axon = axonOf(experiment);
  const electrodes = [
    { name: 'blue', at: blue },
    { name: 'yellow', at: yellow },
  ];
  const run = startExperiment({ ...experiment, electrodes });
  run.advance(run.totalSteps);
  const sweep = new Sweep();
  const read = (): Float64Array =>
    Float64Array.of(
      axon.modelMs,
      axon.potentialMv[axon.compartmentAt(blue)]!,
      axon.potentialMv[axon.compartmentAt(yellow)]!,
    );
  sweep.add(read());
  axon.onGate = ({ site }) => {
    if (site === blue || site === yellow) sweep.add(read());
  };
  while (axon.modelMs < startMs - 1e-9) {
    axon.step();
    sweep.add(read());
  }
  sweep.begin({ at: 0, startMs });
  while (axon.modelMs < untilMs) {
    axon.step();
    sweep.add(read());
  }
  const { traces } = run.recording();
  traces.forEach(({ spikes }, k) => {
    for (const { peakMs } of spikes) sweep.spiked(METERS[k]!, peakMs);
  });
  return { sweep, measures: sweep.measures(experiment.geometry, { blue, yellow }) };
}

describe('a sweep', () => {
  it('of the lesson has the figures of its file', () => {
    const { blue, yellow, velocity } = swept('lesson', 15, 45, 14, 1).measures;
    expect([blue.peak, blue.latency, yellow.latency, velocity].map((measure) => said(measure))).toEqual([
      '40.000 mV',
      '2.995 ms',
      '8.780 ms',
      '5.186 sites/ms',
    ]);
  });

  it('of a squid axon as well', () => {
    const { blue, velocity } = swept('squid-axon', 40, 60, 8, 0.5).measures;
    expect([blue.halfWidth, velocity].map((measure) => said(measure))).toEqual(['0.492 ms', '18.714 m/s']);
  });

  it('keeps one row from before the press, and none of earlier sweeps', () => {
    const { sweep } = swept('lesson', 15, 45, 14, 1);
    expect(sweep.trace('blue').timesMs[0]).toBeCloseTo(1, 9);
    sweep.begin({ at: 0, startMs: 14 });
    expect(sweep.trace('blue').timesMs).toHaveLength(1);
  });

  it('has nothing to tell before a press, and after it was cleared', () => {
    const { sweep } = swept('lesson', 15, 45, 14, 1);
    sweep.clear();
    const { blue, velocity } = sweep.measures(shipped('lesson').geometry, { blue: 15, yellow: 45 });
    const nothing = 'no press since the start or the last change';
    expect([said(blue.peak), said(velocity)]).toEqual([nothing, nothing]);
  });

  it('says of a voltmeter in the bath that it is there, before a press and after, and tells of the other', () => {
    const { sweep } = swept('lesson', 15, 45, 14, 1);
    const measures = () => sweep.measures(shipped('lesson').geometry, { blue: 15, yellow: 'bath' });
    const of = ({ peak, latency, halfWidth }: TraceMeasures) =>
      [peak, latency, halfWidth].map((one) => said(one));
    const inBath = 'a voltmeter is in the bath';
    expect(of(measures().yellow)).toEqual([inBath, inBath, inBath]);
    expect(said(measures().velocity)).toBe(inBath);
    expect(said(measures().blue.peak)).toBe('40.000 mV');
    sweep.clear();
    expect(of(measures().yellow)).toEqual([inBath, inBath, inBath]);
    expect(said(measures().velocity)).toBe(inBath);
  });

  it('takes a press in between for the cause of what is seen beyond it', () => {
    const { sweep } = swept('lesson', 15, 45, 14, 1);
    sweep.press({ at: 40, startMs: 8 });
    expect(said(sweep.measures(shipped('lesson').geometry, { blue: 15, yellow: 45 }).velocity)).toBe(
      'it may not be one spike that passed both: a press between them or beyond may have fired there',
    );
  });

  it('has room for a press after however long a rest', () => {
    const sweep = new Sweep();
    for (let k = 0; k < 40_000; k++) sweep.add(Float64Array.of(k, -70, -70));
    sweep.begin({ at: 0, startMs: 40_000 });
    sweep.add(Float64Array.of(40_001, 30, -70));
    expect([...sweep.trace('blue').potentialMv]).toEqual([-70, 30]);
  });

  it('stops recording when its store is full, with its first spike still in it', () => {
    const { sweep } = swept('lesson', 15, 45, 14, 1);
    const rest = new Float64Array(3000);
    for (let k = 0; k < 40; k++) {
      for (let i = 0; i < 1000; i++) rest.set([20 + k + i / 1000, -70, -70], 3 * i);
      sweep.add(rest);
    }
    expect(sweep.trace('blue').timesMs).toHaveLength(32_768);
    expect(said(sweep.measures(shipped('lesson').geometry, { blue: 15, yellow: 45 }).velocity)).toBe(
      '5.186 sites/ms',
    );
  });
});
