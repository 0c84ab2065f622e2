import { describe, expect, it } from 'vitest';
import { findThreshold, startExperiment } from '../../src/experiment/index.js';
import { experimentOf, run, shipped } from './load.js';

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
