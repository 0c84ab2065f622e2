import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findThreshold, resultsOf, startExperiment } from '../../src/experiment/index.js';
import { experimentOf, read, resultsBy, run, shipped } from './load.js';

describe('a run', () => {
  it('gives the same potentials in one piece and in pieces of 7 steps, to the last bit', () => {
    const experiment = shipped('squid-axon');
    const whole = run(experiment);
    const pieces = startExperiment(experiment);
    while (pieces.stepsDone < pieces.totalSteps) pieces.advance(7);
    expect(pieces.recording()).toEqual(whole);
  });

  it('of half a million steps fits into a few rows of memory if only its samples are wanted', () => {
    const experiment = experimentOf('axon: {kind: lattice}\ndurationMs: 5000\nstepMs: 0.01\nsampleMs: 10');
    const times: number[] = [];
    const running = startExperiment(experiment, {
      onSample: (timeMs) => times.push(timeMs),
      keepsRecording: false,
    });
    running.advance(running.totalSteps);
    expect(times).toHaveLength(501);
    const { timesMs, traces } = running.recording();
    expect([...timesMs]).toEqual([5000]);
    for (const array of [timesMs, ...traces.map(({ potentialMv }) => potentialMv)])
      expect(array.buffer.byteLength).toBeLessThan(1000);
  });

  it('tells the same samples whether it keeps its recording or not: the lesson, to the last bit', () => {
    const samplesOf = (keepsRecording: boolean) => {
      const samples: number[][] = [];
      const onSample = (timeMs: number, mv: Float64Array) => samples.push([timeMs, ...mv]);
      const running = startExperiment(shipped('lesson'), { onSample, keepsRecording });
      running.advance(running.totalSteps);
      return samples;
    };
    expect(samplesOf(false)).toEqual(samplesOf(true));
  });

  it('begins at rest, and stays there to 1e-6 mV without a stimulus for 20 ms', () => {
    for (const kind of ['lattice', 'cable', 'myelinated', 'patch']) {
      const { traces } = run(experimentOf(`axon: {kind: ${kind}}`));
      for (const { potentialMv } of traces) {
        for (const mv of potentialMv) expect(Math.abs(mv - potentialMv[0]!)).toBeLessThan(1e-6);
      }
    }
  });

  it('that runs away is stopped with its time, and never gives a recording with NaN', () => {
    const experiment = experimentOf(
      'axon: {kind: patch}\nmembrane: {kind: passive}\nstimuli: [{kind: step, startMs: 1, currentUaPerCm2: 1000000}]\ndurationMs: 40\nstepMs: 0.1',
    );
    expect(() => run(experiment)).toThrow(
      /^the computation ran away: at 2\.\d+ ms the potential in compartment 0 is/,
    );
  });

  it('of a press in steps of 0.05 ms has one spike of 0.521 ms at each electrode, and 5.185 sites/ms', () => {
    const { of, velocities } = resultsBy(
      experimentOf(
        'axon: {kind: lattice, sites: 60}\nstimuli: [{kind: conductance, at: 0, startMs: 1.004}]\nelectrodes: [{name: e3, at: 3}, {name: e8, at: 8}]\ndurationMs: 10\nstepMs: 0.05',
      ),
    );
    for (const name of ['e3', 'e8']) {
      expect(of(name).spikesMs).toHaveLength(1);
      expect(of(name).halfWidthMs).toBeCloseTo(0.521, 3);
    }
    expect(velocities[0]).toBeCloseTo(5.185, 3);
  });

  it.each(['lesson', 'channels-apart'])(
    'of %s has as many spikes and lifts in steps of 0.05 ms as of 0.01',
    (name) => {
      const text = read(`${name}.yaml`).replaceAll(/^stepMs:.*$/gm, '');
      const counts = (stepMs: number) =>
        run(experimentOf(`${text}\nstepMs: ${stepMs}`)).traces.map(({ spikes, lifts }) => [
          spikes.length,
          lifts,
        ]);
      expect(counts(0.05)).toEqual(counts(0.01));
    },
  );

  it.each([
    [
      'with sodium channels of 50 mS',
      'axon: {kind: lattice}\nmembrane: {kind: gated, sodiumConductanceMs: 50}\nstimuli: [{startMs: 1, durationMs: 0.5, currentUa: 200}]\nelectrodes: [{at: 1}, {at: 10}]',
    ],
    [
      'of a frog node at 20 °C',
      'axon: {kind: patch}\nmembrane: {kind: frankenhaeuser-huxley, temperatureC: 20}\nstepMs: 0.02\nstimuli: [{startMs: 1, durationMs: 0.12, currentUaPerCm2: 2000}]',
    ],
  ])('%s has one spike, though it rises by 30 mV in one step', (_, text) => {
    for (const { spikes, lifts, potentialMv } of run(experimentOf(`${text}\ndurationMs: 10`)).traces) {
      expect(Math.max(...potentialMv.map((mv, i) => mv - (potentialMv[i - 1] ?? mv)))).toBeGreaterThan(30);
      expect([spikes.length, lifts]).toEqual([1, 0]);
    }
  });

  it('counts no lift of a site whose potassium is open beyond its time as a spike', () => {
    const { traces } = run(
      experimentOf(
        'axon: {kind: lattice, sites: 1}\nstimuli: [{kind: step, startMs: 1, currentUa: 100}, {kind: ramp, startMs: 4.5, riseMs: 10, durationMs: 14, currentUa: 150}]\nelectrodes: [{name: a, at: 0}]\ndurationMs: 40',
      ),
    );
    expect(traces[0]!.spikes.map(({ peakMs }) => peakMs.toFixed(2))).toEqual(['1.33']);
    expect(traces[0]!.lifts).toBe(1);
  });

  it('of one pulse has one spike at each electrode, and no NaN, wherever they are and whatever the step', () => {
    const sites = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 8 });
    const steps = fc.constantFrom(0.01, 0.025, 0.05, 0.1, 0.2, 0.25);
    fc.assert(
      fc.property(sites, steps, fc.double({ min: 0, max: 2, noNaN: true }), (at, stepMs, startMs) => {
        const experiment = experimentOf(
          `axon: {kind: lattice, sites: 30}\nstimuli: [{at: 0, startMs: ${startMs.toFixed(6)}, durationMs: 0.5, currentUa: 200}]\nelectrodes: ${JSON.stringify(at.map((site) => ({ at: site })))}\ndurationMs: 12\nstepMs: ${stepMs}\nsampleMs: ${stepMs}`,
        );
        const recording = run(experiment);
        for (const { potentialMv } of recording.traces) expect(potentialMv.every(Number.isFinite)).toBe(true);
        for (const { spikesMs, halfWidthMs } of resultsOf(experiment, recording).electrodes) {
          expect(spikesMs).toHaveLength(1);
          expect(halfWidthMs).toBeGreaterThan(0.4);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('puts one current into several places: both ends of the axon fire at once', () => {
    const [left, right] = run(
      experimentOf(
        'axon: {kind: lattice}\nstimuli: [{at: [0, 59], startMs: 1, durationMs: 0.5, currentUa: 200}]\nelectrodes: [{name: left, at: 0}, {name: right, at: 59}]',
      ),
    ).traces;
    const apart = left!.potentialMv.map((mv, i) => Math.abs(mv - right!.potentialMv[i]!));
    expect(Math.max(...apart)).toBeLessThan(1e-9);
    expect(Math.max(...left!.potentialMv)).toBeCloseTo(40, 6);
  });

  it('takes a ramp without riseMs to rise all the time: a passive patch follows the same line', () => {
    const ramp = (more: string) =>
      run(
        experimentOf(
          `axon: {kind: patch}\nmembrane: {kind: passive}\nstimuli: [{kind: ramp, startMs: 1, durationMs: 8, currentUaPerCm2: 1${more}}]`,
        ),
      ).traces[0]!.potentialMv;
    expect(ramp('')).toEqual(ramp(', riseMs: 8'));
    expect(Math.max(...ramp(''))).toBeGreaterThan(-69);
  });
});

describe('a threshold', () => {
  it('keeps the sign of what is written', async () => {
    const found = await findThreshold(shipped('anode-break'), 0);
    expect(found).toMatchObject({ kind: 'found', unit: 'µA/cm²', stimulus: 0, electrode: 'patch' });
    expect(found.kind === 'found' && found.strength).toBeLessThan(0);
  });

  it('is the same from half and from four times the written strength, within a millionth of it', async () => {
    const of = async (conductanceMs: number) => {
      const found = await findThreshold(
        shipped('lesson', { 'conductanceMs: 2.4': `conductanceMs: ${conductanceMs}` }),
        0,
      );
      return found.kind === 'found' ? found.strength : Number.NaN;
    };
    expect(Math.abs((await of(0.16)) / (await of(1.3)) - 1)).toBeLessThan(2e-6);
  });

  it('is none behind a block, however strong: 4096 times what is written', async () => {
    const found = await findThreshold(
      experimentOf(
        'axon: {kind: lattice}\ntreatments: [{kind: dead, from: 20, to: 40}]\nstimuli: [{startMs: 1, durationMs: 0.5, currentUa: 50}]\nelectrodes: [{name: far, at: 50}]\ndurationMs: 15',
      ),
      0,
    );
    expect(found).toMatchObject({ kind: 'none', strongest: 50 * 4096 });
  });

  it('is none up to 905 mS behind a block, of a conductance written as 10: the next step would be above 1000', async () => {
    const found = await findThreshold(
      experimentOf(
        'axon: {kind: lattice}\ntreatments: [{kind: dead, from: 20, to: 40}]\nstimuli: [{kind: conductance, startMs: 1, durationMs: 0.5, conductanceMs: 10}]\nelectrodes: [{name: far, at: 50}]\ndurationMs: 15',
      ),
      0,
    );
    expect(found).toMatchObject({ kind: 'none', unit: 'mS' });
    expect(found.kind === 'none' && found.strongest).toBeCloseTo(905.1, 1);
  });

  it('is none up to the strongest current that can be computed', async () => {
    const found = await findThreshold(
      experimentOf(
        'axon: {kind: cable, lengthMm: 100}\ntreatments: [{kind: ttx, sodiumFraction: 0}]\nstimuli: [{startMs: 0.5, durationMs: 0.2, currentNa: 50000000}]\nelectrodes: [{name: far, at: 60}]\ndurationMs: 2',
      ),
      0,
    );
    expect(found.kind).toBe('none');
    expect(found.kind === 'none' && found.strongest).toBeLessThan(50_000_000 * 4096);
  });

  it('tells its progress, and stops when the caller has had enough', async () => {
    const seen: number[] = [];
    const search = findThreshold(shipped('patch'), 0, async ({ share }) => {
      seen.push(share);
      if (seen.length === 3) throw new Error('enough');
    });
    await expect(search).rejects.toThrow('enough');
    expect(seen).toHaveLength(3);
  });
});
