/** What counts as a spike, a threshold and a velocity: figures that were worked out with other integrators. */
import { describe, expect, it } from 'vitest';
import { figure, findThreshold, recordingNotes, resultsOf } from '../../src/experiment/index.js';
import { experimentSvg } from '../../src/experiment/report/experiment-figure.js';
import { experimentOf, resultsBy, run } from './load.js';

const PATCH = 'axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, temperatureC: 6.3}\n';
const TEXTBOOK = 'axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, leakReversalMv: -54.387}\n';
const TTX = 'treatments: [{kind: ttx, sodiumFraction: 0}]\n';
const DEAD = 'treatments: [{kind: dead}]\n';

/** µA/cm² */
const pulse = (current: number, durationMs = 0.5, startMs = 1) =>
  `{startMs: ${startMs}, durationMs: ${durationMs}, currentUaPerCm2: ${current}}`;

const spikes = (text: string, name = 'patch') => resultsBy(experimentOf(text)).of(name).spikesMs;

async function threshold(text: string) {
  const experiment = experimentOf(text);
  const found = await findThreshold(experiment, experiment.stimuli.length - 1);
  return found.kind === 'found' ? found.strength : found.kind;
}

const within = (share: number, wanted: number, value: number | string) =>
  expect(Math.abs((value as number) / wanted - 1)).toBeLessThan(share);

describe('without working sodium channels', () => {
  it.each([TTX, DEAD])(
    'a patch that 100 µA/cm² lift by 40 mV has no spike and no threshold: %s',
    async (treated) => {
      const text = `${PATCH}${treated}stimuli: [${pulse(100)}]\ndurationMs: 10`;
      const { peakMv, restMv, spikesMs } = resultsBy(experimentOf(text)).of('patch');
      expect(peakMv - restMv).toBeGreaterThan(40);
      expect(spikesMs).toEqual([]);
      expect(await threshold(text)).toBe('none');
    },
  );

  it.each([TTX, DEAD])(
    'a cable that 10 µA lift has no spike, no velocity and no threshold: %s',
    async (treated) => {
      const text = `axon: {kind: cable, compartments: 500}\n${treated}stimuli: [{startMs: 0.5, durationMs: 0.5, currentNa: 10000}]\nelectrodes: [{name: near, at: 1}, {name: far, at: 4}]\ndurationMs: 5`;
      const { of, velocities } = resultsBy(experimentOf(text));
      expect(of('near').peakMv - of('near').restMv).toBeGreaterThan(30);
      expect([of('near').spikesMs, of('far').spikesMs, velocities]).toEqual([[], [], [null]]);
      expect(await threshold(text)).toBe('none');
    },
  );

  it('the far half of a cable has no velocity, however high the spike before it lifts its beginning', () => {
    const half = resultsBy(
      experimentOf(
        'axon: {kind: cable, compartments: 500}\ntreatments: [{kind: ttx, fromMm: 50, sodiumFraction: 0}]\nstimuli: [{startMs: 0.5, durationMs: 0.2, currentNa: 5354.1}]\nelectrodes: [{name: before, at: 30}, {name: a, at: 50.5}, {name: b, at: 52}]\ndurationMs: 8',
      ),
    );
    expect(half.of('before').spikesMs).toHaveLength(1);
    for (const name of ['a', 'b']) {
      expect(half.of(name).peakMv - half.of(name).restMv).toBeGreaterThan(30);
      expect(half.of(name).spikesMs).toEqual([]);
    }
    expect(half.velocities).toEqual([null, null, null]);
  });

  it('there is no spike between the channels of a lattice nor under myelin, where one passes by', () => {
    const apart = resultsBy(
      experimentOf(
        'axon: {kind: lattice, sites: 121, axialConductanceMs: 6.4}\nmembrane: {kind: gated, channelEvery: 2, sodiumConductanceMs: 16, potassiumConductanceMs: 2.4}\nstimuli: [{startMs: 1, durationMs: 0.5, currentUa: 200}]\nelectrodes: [{name: on, at: 30}, {name: between, at: 31}]',
      ),
    );
    expect([apart.of('on').spikesMs.length, apart.of('between').spikesMs.length]).toEqual([1, 0]);
    expect(apart.of('between').peakMv).toBeGreaterThan(0);
  });
});

describe('a second pulse to a patch', () => {
  it.each([4, 5])('fires at no strength %i ms after the first', async (afterMs) => {
    const text = `${PATCH}stimuli: [${pulse(26.49)}, ${pulse(26.49, 0.5, 1 + afterMs)}]\ndurationMs: 20`;
    expect(await threshold(text)).toBe('none');
  });

  it('fires 7 ms after it at 8.9 times the threshold, wherever the search begins', async () => {
    const from = (current: number) =>
      threshold(`${PATCH}stimuli: [${pulse(26.49)}, ${pulse(current, 0.5, 8)}]\ndurationMs: 20`);
    const found = [await from(20), await from(1000)];
    for (const current of found) within(0.005, 8.92 * 13.2438, current);
  });
});

describe('a threshold where the stimulus enters', () => {
  it.each([0, 20])('is 5.856 nA for 0.02 ms on the frog fibre, counted at node %i', async (at) => {
    const text = `axon: {kind: myelinated}\nstimuli: [{startMs: 0.1, durationMs: 0.02, currentNa: 2}]\nelectrodes: [{at: ${at}}]\ndurationMs: 2`;
    within(1e-4, 5.856, await threshold(text));
  });

  it.each([0, 40])('is 13188 nA for 0.05 ms on the squid axon, counted at %i mm', async (at) => {
    const text = `axon: {kind: cable}\nstimuli: [{startMs: 0.5, durationMs: 0.05, currentNa: 10000}]\nelectrodes: [{at: ${at}}]\ndurationMs: 6`;
    within(1e-4, 13188, await threshold(text));
  });

  it('is that of the lesson as well, in the middle of its axon and at its end: 39.338 µA', async () => {
    const at = (site: number, electrode: number) =>
      threshold(
        `axon: {kind: lattice}\nstimuli: [{at: ${site}, startMs: 1, durationMs: 0.5, currentUa: 50}]\nelectrodes: [{at: ${electrode}}]\ndurationMs: 15`,
      );
    within(1e-4, 39.338, await at(0, 0));
    within(1e-5, (await at(30, 50)) as number, await at(30, 30));
  });
});

describe('a place that a current of 14 thresholds lifts to +110 mV', () => {
  const text =
    'axon: {kind: cable}\nstimuli: [{startMs: 0.5, durationMs: 0.2, currentNa: 50000}]\nelectrodes: [{name: here, at: 0}, {name: mid, at: 30}, {name: far, at: 50}]\ndurationMs: 6';
  const { of, velocities } = resultsBy(experimentOf(text));

  it('has one spike, as the places that it runs to', () => {
    expect(of('here').peakMv).toBeGreaterThan(100);
    expect(['here', 'mid', 'far'].map((name) => of(name).spikesMs.length)).toEqual([1, 1, 1]);
  });

  it('has no velocity: there the current lifts the membrane, nothing arrives', () => {
    expect(velocities.slice(0, 2)).toEqual([null, null]);
    within(0.01, 18.75, velocities[2]!);
  });
});

describe('a steady current into a patch', () => {
  it.each([
    [10, 31],
    [30, 45],
    [60, 56],
    [90, 64],
    [100, 66],
  ])('of %i µA/cm² makes %i spikes in 450 ms', (current, count) => {
    const text = `${TEXTBOOK}stimuli: [{kind: step, currentUaPerCm2: ${current}}]\ndurationMs: 450\nsampleMs: 1`;
    expect(spikes(text)).toHaveLength(count);
  });
});

describe('the lowest potential after a spike', () => {
  it('is looked for before the next one: with the rest shifted by +5 mV, between 3 and 17 ms', () => {
    const text = `${PATCH}treatments: [{kind: rest, shiftMv: 5}]\nstimuli: [${pulse(10, 1)}]\ndurationMs: 17`;
    const { troughMv, troughMs, spikesMs } = resultsBy(experimentOf(text)).of('patch');
    expect(spikesMs).toHaveLength(1);
    expect(Math.abs(troughMv + 75)).toBeLessThan(0.3);
    expect(Math.abs(troughMs - 5.6)).toBeLessThan(0.3);
  });
});

describe('an axon with an unstable rest', () => {
  it.each([
    [-54.387, 16],
    [-54.3, 16],
  ])('fires without a stimulus: g_Na 240 and a leak at %f mV make %i spikes in 300 ms', (leakMv, count) => {
    const text = `axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, sodiumConductanceMsPerCm2: 240, leakReversalMv: ${leakMv}}\ndurationMs: 300\nsampleMs: 1`;
    expect(spikes(text)).toHaveLength(count);
  });

  it.each([
    [0.5, 4.1],
    [0.4, 3.5],
    [0.3, 3.1],
  ])('fires first soon after it begins: with %f of its potassium channels at %f ms', (fraction, firstMs) => {
    const text = `${PATCH}treatments: [{kind: tea, potassiumFraction: ${fraction}}]\ndurationMs: 8`;
    expect(Math.abs(spikes(text)[0]! - firstMs)).toBeLessThan(0.1);
  });

  it('fires everywhere at once if it is alike everywhere: no velocity', () => {
    const text =
      'axon: {kind: cable, lengthMm: 50, compartments: 100}\ntreatments: [{kind: potassium, outsideMillimolar: 18}]\nelectrodes: [{name: a, at: 10}, {name: b, at: 30}]\ndurationMs: 20';
    const { of, velocities } = resultsBy(experimentOf(text));
    expect(of('a').spikesMs.length).toBeGreaterThan(1);
    expect(velocities).toEqual([null]);
  });

  it('has a velocity only beyond the stretch that fires by itself', () => {
    const text =
      'axon: {kind: cable, compartments: 500}\ntreatments: [{kind: tea, toMm: 50, potassiumFraction: 0.3}]\nelectrodes: [{name: a, at: 10}, {name: b, at: 30}, {name: c, at: 70}, {name: d, at: 90}]\ndurationMs: 8';
    const { velocities } = resultsBy(experimentOf(text));
    expect(velocities.slice(0, 5)).toEqual([null, null, null, null, null]);
    within(0.01, 18.71, velocities[5]!);
  });

  it('is told apart in the results, and in words under the figure', () => {
    const unstable = experimentOf(`${PATCH}treatments: [{kind: tea, potassiumFraction: 0.5}]\ndurationMs: 5`);
    expect(resultsOf(unstable, run(unstable)).restIsStable).toBe(false);
    const words = (text: string) => [...text.matchAll(/>([^<]*)<\/text>/g)].map(([, line]) => line).join(' ');
    expect(words(experimentSvg(unstable, run(unstable), { title: 'x' }))).toContain(
      'Note: the rest of this axon is unstable',
    );
    const stable = experimentOf(`${PATCH}durationMs: 1`);
    expect(resultsOf(stable, run(stable)).restIsStable).toBe(true);
    expect(words(experimentSvg(stable, run(stable), { title: 'x' }))).not.toContain('unstable');
  });
});

describe('a current beyond all reason', () => {
  it.each([10_000, 100_000, 1_000_000])('of %i µA/cm² makes no spike, and a note', (current) => {
    const absurd = experimentOf(`${PATCH}stimuli: [${pulse(current)}]\ndurationMs: 6`);
    const recording = run(absurd);
    expect(resultsOf(absurd, recording).electrodes[0]!.spikesMs).toEqual([]);
    expect(recordingNotes(recording)).toEqual([
      expect.stringMatching(
        /^the potential reaches [\d.]+ mV, .* a real membrane breaks down beyond some ±200 mV/,
      ),
      'at patch the potential is lifted by 30 mV or more without the sodium channels making it: that is not counted as a spike',
    ]);
    expect(experimentSvg(absurd, recording, { title: 'x' })).toContain('Note: the potential reaches');
  });

  it.each([5000, 10_000, 100_000, -1000, -100_000])(
    'of %i µA/cm² has the same figure in the table and in the note',
    (current) => {
      const absurd = experimentOf(`${PATCH}stimuli: [${pulse(current)}]\ndurationMs: 6`);
      const recording = run(absurd);
      const { peakMv, troughMv } = resultsOf(absurd, recording).electrodes[0]!;
      const farthest = peakMv > -troughMv ? peakMv : troughMv;
      expect(recordingNotes(recording)[0]).toContain(`the potential reaches ${figure(farthest)} mV,`);
    },
  );

  it('is noted as well where no electrode is', () => {
    const away = run(
      experimentOf(
        'axon: {kind: cable, compartments: 200}\nstimuli: [{startMs: 0.5, durationMs: 0.2, currentNa: 200000}]\nelectrodes: [{at: 60}]\ndurationMs: 2',
      ),
    );
    expect(recordingNotes(away)[0]).toMatch(/^the potential reaches [\d.]+ mV, where the current goes in/);
    expect(recordingNotes(run(experimentOf(`${PATCH}stimuli: [${pulse(30)}]`)))).toEqual([]);
  });
});
