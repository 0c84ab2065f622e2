/** The program's spikes, thresholds and velocities against an integrator and a counter that share no code with it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Experiment, resultsOf } from '../../src/experiment/index.js';
import { compare, Dice, randomExperiment } from '../harness/independent/campaign.js';
import { plainUpswings } from '../harness/independent/counter.js';
import { experimentOf, run } from './load.js';

const spikeCounts = (experiment: Experiment) =>
  resultsOf(experiment, run(experiment)).electrodes.map(({ spikesMs }) => spikesMs.length);

describe('forty random patches and cables', () => {
  it('have as many spikes as the counter finds, or one on the edge of the definition', () => {
    let counted = 0;
    for (let k = 0; k < 40; k++) {
      for (const { program, counter, reason, electrode } of compare(randomExperiment(new Dice(77 + k)))) {
        counted += counter;
        if (reason === null) expect({ k, electrode, program }).toEqual({ k, electrode, program: counter });
      }
    }
    expect(counted).toBeGreaterThan(20);
  });
});

describe('the counter', () => {
  const swing = Float64Array.from({ length: 3000 }, (_, i) => -40 - 25 * Math.cos((2 * Math.PI * i) / 700));
  const outward = swing.map((mv, i) => (i === 0 ? 0 : -(mv - swing[i - 1]!) / 0.01));

  it('finds four swings of 50 mV that the membrane makes', () => {
    const found = plainUpswings({ mv: swing, outward }, 0.01);
    expect(found).toHaveLength(4);
    for (const { madeMv } of found) expect(madeMv).toBeGreaterThan(45);
  });

  it('finds that the membrane makes nothing of what is lifted', () => {
    for (const { madeMv } of plainUpswings({ mv: swing, outward: swing.map(() => 0) }, 0.01))
      expect(madeMv).toBe(0);
  });
});

const pulses = fc.array(
  fc.record({
    startMs: fc.double({ min: 0, max: 6, noNaN: true }),
    durationMs: fc.double({ min: 0.05, max: 5, noNaN: true }),
    strength: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 4 },
);
const stimuliOf = (
  list: readonly { startMs: number; durationMs: number; strength: number }[],
  key: string,
  most: number,
) => JSON.stringify(list.map(({ strength, ...times }) => ({ ...times, [key]: strength ** 3 * most })));

describe('whatever is put in', () => {
  it('a passive membrane never has a spike', () => {
    fc.assert(
      fc.property(pulses, fc.constantFrom('lattice', 'cable', 'patch'), (list, kind) => {
        const [key, most] =
          kind === 'lattice'
            ? ['currentUa', 5000]
            : kind === 'cable'
              ? ['currentNa', 1e6]
              : ['currentUaPerCm2', 1e4];
        const axon = kind === 'cable' ? '{kind: cable, compartments: 100, lengthMm: 20}' : `{kind: ${kind}}`;
        const experiment = experimentOf(
          `axon: ${axon}\nmembrane: {kind: passive}\nstimuli: ${stimuliOf(list, key as string, most as number)}\ndurationMs: 12\nstepMs: 0.05`,
        );
        expect(spikeCounts(experiment).every((count) => count === 0)).toBe(true);
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it('a membrane whose sodium channels are all blocked never has a spike, potassium outside or not', () => {
    fc.assert(
      fc.property(
        pulses,
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.boolean(),
        (list, potassium, lesson) => {
          const treatments = `treatments: [{kind: ttx, sodiumFraction: 0}${lesson ? '' : `, {kind: potassium, outsideMillimolar: ${potassium}}`}]`;
          const experiment = experimentOf(
            lesson
              ? `${treatments}\nstimuli: ${stimuliOf(list, 'currentUa', 5000)}\ndurationMs: 12`
              : `axon: {kind: patch}\n${treatments}\nstimuli: ${stimuliOf(list, 'currentUaPerCm2', 2000)}\ndurationMs: 12\nstepMs: 0.02`,
          );
          expect(spikeCounts(experiment).every((count) => count === 0)).toBe(true);
        },
      ),
      { numRuns: 20, seed: 2 },
    );
  });

  it('a velocity is distance over the time between two spikes, with its sign, and needs two moments', () => {
    const site = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(
        site,
        site,
        site,
        fc.double({ min: 20, max: 2000, noNaN: true }),
        (at, from, to, currentUa) => {
          const experiment = experimentOf(
            `stimuli: [{at: ${at}, startMs: 1, durationMs: 0.5, currentUa: ${currentUa}}]\nelectrodes: [{name: a, at: ${from}}, {name: b, at: ${to}}]\ndurationMs: 15`,
          );
          const { electrodes, velocities } = resultsOf(experiment, run(experiment));
          const velocity = velocities[0]?.velocity ?? null;
          if (velocity === null) return;
          const latencyMs = electrodes[1]!.spikesMs[0]! - electrodes[0]!.spikesMs[0]!;
          expect(velocity).toBeCloseTo((to - from) / latencyMs, 9);
          // It runs away from where the current went in, at the speed of the lattice or, close to a strong current, faster.
          expect(Math.sign(velocity)).toBe(Math.sign(from + to - 2 * at));
          expect(Math.abs(velocity)).toBeGreaterThan(2);
        },
      ),
      { numRuns: 30, seed: 3 },
    );
  });
});
