/** Peak, latency, half width and velocity, against what `simulate` prints for the shipped experiments. */
import { describe, expect, it } from 'vitest';
import {
  fallThrough,
  figuresOf,
  type Measure,
  traceMeasures,
  velocityBetween,
} from '../../../src/recording/measures/index.js';
import { shipped } from '../../experiment/load.js';
import { type PlayedTrace, said, tracesOf } from './played.js';

const measured = (trace: PlayedTrace, pressMs: number) =>
  traceMeasures(figuresOf(trace, trace.spikesMs), pressMs);

const traceOf = (rows: readonly (readonly [number, number])[]): PlayedTrace => ({
  timesMs: Float64Array.from(rows, ([ms]) => ms),
  potentialMv: Float64Array.from(rows, ([, mv]) => mv),
  spikesMs: rows.map(([ms]) => ms),
});

describe('one voltmeter', () => {
  it.each([
    ['squid-axon', 'near', '25.563 mV', '0.492 ms'],
    ['patch', 'patch', '39.055 mV', '1.453 ms'],
    ['lesson', 'blue', '40.000 mV', '0.521 ms'],
  ])('of %s at %s: peak %s, half width %s', (file, name, peak, halfWidth) => {
    const measures = measured(tracesOf(shipped(file))(name), 1);
    expect([said(measures.peak), said(measures.halfWidth)]).toEqual([peak, halfWidth]);
  });

  it.each([
    [6.3, 0.01, 1.591],
    [30, 0.006, 0.237],
  ])('has the half width of a squid axon at %s °C', (celsius, stepMs, widthMs) => {
    const axon = shipped('squid-axon', {
      'temperatureC: 18.5': `temperatureC: ${celsius}`,
      'stepMs: 0.01': `stepMs: ${stepMs}`,
    });
    const { halfWidth } = measured(tracesOf(axon)('near'), 0.5);
    expect(Math.abs(halfWidth.value! / widthMs - 1)).toBeLessThan(1e-3);
  });

  it('counts the latency from the press: 2.995 ms at site 15, 8.780 ms at site 45 of the lesson', () => {
    const traces = tracesOf(shipped('lesson'));
    expect(said(measured(traces('blue'), 1).latency)).toBe('2.995 ms');
    expect(said(measured(traces('yellow'), 1).latency)).toBe('8.780 ms');
  });

  it('says why there is no latency with channels off, and has the crest all the same', () => {
    const measures = measured(tracesOf(shipped('lesson-channels-off'))('blue'), 1);
    expect(said(measures.latency)).toBe('no rise of 30 mV or more came past the voltmeter');
    expect(said(measures.peak)).toBe('-60.581 mV');
  });

  it('takes a rise of 40 mV that the membrane did not make for a lift: no latency, and its half width is that of a crest', () => {
    const lifted = {
      ...traceOf([
        [0, -65],
        [1, -25],
        [2, -65],
      ]),
      spikesMs: [],
    };
    const { peak, latency, halfWidth } = measured(lifted, 0);
    expect([said(peak), said(halfWidth)]).toEqual(['-25.000 mV', '1.000 ms']);
    expect(said(latency)).toBe(
      'the rise at the voltmeter is no spike: the membrane there did not make it, and was lifted',
    );
  });

  it('says that a spike under way has no half width yet', () => {
    const rising = traceOf([
      [0, -70],
      [1, -40],
      [2, 30],
    ]);
    expect(said(measured(rising, 0).halfWidth)).toBe(
      'the potential has not come back below half of its rise',
    );
  });

  it('has no measures before its first reading, and says so', () => {
    const nothing = 'the voltmeter has read nothing yet';
    expect(Object.values(measured(traceOf([]), 0)).map((measure) => said(measure))).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
    expect(said(fallThrough(traceOf([]), -55, 0))).toBe(nothing);
  });

  it('times the fall through a level between two readings', () => {
    const spike = traceOf([
      [0, -70],
      [1, 30],
      [2, -40],
      [3, -80],
    ]);
    expect(said(fallThrough(spike, -60, 0))).toBe('2.500 ms');
    expect(said(fallThrough(spike, -60, 2))).toBe('2.500 ms');
    expect(said(fallThrough(spike, -60, 2.6))).toBe('the potential was never above −60 mV');
    expect(said(fallThrough(spike, -90, 0))).toBe('the potential is still above −90 mV');
    expect(said(fallThrough(spike, 50, 0))).toBe('the potential was never above 50 mV');
  });

  it('has the lesson fall through −55 mV at site 15 of the lesson after 4.919 ms', () => {
    expect(said(fallThrough(tracesOf(shipped('lesson'))('blue'), -55, 1))).toBe('4.919 ms');
  });
});

describe('velocity from one voltmeter to the other', () => {
  function velocityOf(file: string, from: [string, number], to: [string, number], presses = [0]): Measure {
    const experiment = shipped(file);
    const traces = tracesOf(experiment);
    const passage = ([name, at]: [string, number]) => ({
      at,
      spikeMs: figuresOf(traces(name), traces(name).spikesMs)!.spikesMs[0] ?? null,
    });
    return velocityBetween(
      experiment.geometry,
      passage(from),
      passage(to),
      presses.map((at) => ({ at, startMs: 0.5 })),
    );
  }

  it.each([
    ['lesson', ['blue', 15], ['yellow', 45], '5.186 sites/ms'],
    ['squid-axon', ['near', 40], ['far', 60], '18.714 m/s'],
    ['frog-fibre', ['near', 10], ['far', 30], '42.833 m/s'],
    ['squid-axon', ['far', 60], ['near', 40], '18.714 m/s'],
  ] as [string, [string, number], [string, number], string][])(
    'of %s from %s to %s: %s',
    (file, from, to, wanted) => {
      expect(said(velocityOf(file, from, to))).toBe(wanted);
    },
  );

  it('is none where a press from the other side may have fired the far one', () => {
    expect(said(velocityOf('squid-axon', ['near', 40], ['far', 60], [0, 100]))).toBe(
      'it may not be one spike that passed both: a press between them or beyond may have fired there',
    );
  });

  const lattice = shipped('lesson').geometry;
  it.each([
    ['bath', 3, 'a voltmeter is in the bath'],
    [3, 3, 'both voltmeters are at the same place'],
  ] as const)('between %s and %s: %s', (from, to, because) => {
    expect(said(velocityBetween(lattice, { at: from, spikeMs: 1 }, { at: to, spikeMs: 2 }, []))).toBe(
      because,
    );
  });

  it('is none without a spike, at one instant, and on a patch', () => {
    const at = (spikeMs: number | null, place: number) => ({ at: place, spikeMs });
    const on = (geometry: typeof lattice, from: number | null, to: number | null) =>
      said(velocityBetween(geometry, at(from, 0), at(to, 5), []));
    expect(on(lattice, 1, null)).toBe('a voltmeter saw no spike');
    expect(on(lattice, 1, 1)).toBe('the spike came to both voltmeters at the same instant');
    expect(on(shipped('patch').geometry, 1, 2)).toBe('a patch has no length to run along');
  });
});
