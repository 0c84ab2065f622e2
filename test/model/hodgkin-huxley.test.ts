import { describe, expect, it } from 'vitest';
import { createAxon, HODGKIN_HUXLEY } from '../../src/model/index.js';
import { offPercent, peaks, press, squid, upwardMs, velocity } from './measure.js';
import { readReference } from './support.js';

const patch = (stepMs = 0.01) =>
  createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY, { stepMs });

/** Times at which the two columns of a file without heads come up through −20 mV [ms]. */
function truthMs(file: string): number[] {
  const { heads, rows } = readReference(file);
  const all = [heads.map(Number), ...rows];
  return [1, 2].map((column) => {
    const k = all.findIndex((row) => row[column]! >= -20);
    const [before, after] = [all[k - 1]!, all[k]!];
    const part = (-20 - before[column]!) / (after[column]! - before[column]!);
    return before[0]! + part * (after[0]! - before[0]!);
  });
}

/** Largest distance of the patch from the reference trace [mV]. */
function worstPatchMv(stepMs: number): number {
  const axon = patch(stepMs);
  axon.inject({ kind: 'pulse', at: 0, startMs: 1, durationMs: 1, currentUaPerCm2: 10 });
  let worst = 0;
  for (const [timeMs, v] of readReference('point_hh_6.3C_pulse10x1ms.csv').rows) {
    axon.advanceTo(timeMs!);
    if (Math.abs(axon.modelMs - timeMs!) < 1e-9) worst = Math.max(worst, Math.abs(axon.potentialMv[0]! - v!));
  }
  return worst;
}

describe('a Hodgkin–Huxley patch at 6.3 °C', () => {
  it('rests at −64.974052452 mV and stays there to 1e-9 over 100 000 steps', () => {
    const axon = patch();
    expect(axon.restMv[0]).toBeCloseTo(-64.974052452, 9);
    for (let k = 0; k < 100_000; k++) axon.step();
    expect(axon.potentialMv[0]).toBeCloseTo(-64.974052452, 9);
  });

  it('follows the spike of 10 µA/cm² × 1 ms within 0.1 mV at dt 0.01', () => {
    expect(worstPatchMv(0.01)).toBeLessThan(0.1);
  });

  it('is of second order: half the step, a quarter of the error', () => {
    const ratio = worstPatchMv(0.02) / worstPatchMv(0.01);
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4.7);
  });

  it('peaks at 39.0435 mV after 3.51 ms and bottoms at −76.169 after 6.34', () => {
    const axon = patch(0.005);
    axon.inject({ kind: 'pulse', at: 0, startMs: 1, durationMs: 1, currentUaPerCm2: 10 });
    const [peak] = peaks(axon, [0], 5);
    expect(peak!.mv).toBeCloseTo(39.0435, 1);
    expect(peak!.atMs).toBeCloseTo(3.50981, 1);
    let lowest = 0;
    let lowestMs = 0;
    while (axon.modelMs < 9) {
      axon.step();
      if (axon.potentialMv[0]! < lowest) [lowest, lowestMs] = [axon.potentialMv[0]!, axon.modelMs];
    }
    expect(lowest).toBeCloseTo(-76.1691, 2);
    expect(Math.abs(lowestMs - 6.33703)).toBeLessThan(0.006);
  });

  it('fires at 68.390 Hz under a steady 10 µA/cm², within 0.1 %', () => {
    const axon = patch();
    axon.inject({ kind: 'step', at: 0, startMs: 0, currentUaPerCm2: 10 });
    axon.advanceTo(150);
    const spikes = [0, 1].map(() => {
      const [ms] = upwardMs(axon, [0], 400);
      axon.advanceTo(axon.modelMs + 5);
      return ms!;
    });
    expect(offPercent(1000 / (spikes[1]! - spikes[0]!), 68.39)).toBeLessThan(0.1);
  });
});

describe('the squid axon at 18.5 °C', () => {
  const files = [
    { file: 'semidiscrete_N1000_dx0.01.csv', axon: { lengthMm: 100, compartments: 1000 } },
    { file: 'semidiscrete_N100_dx0.05.csv', axon: { lengthMm: 50, compartments: 100 } },
  ];
  const offTruth = (k: number, stepMs: number) => {
    const { file, axon: geometry } = files[k]!;
    const [near, far] = truthMs(file);
    const axon = squid({ axon: geometry, stepMs });
    press(axon);
    return offPercent(velocity(axon), (0.2 * geometry.lengthMm) / (far! - near!));
  };

  it.each([0, 1])('conducts within 0.1 % of the solution without steps at dt 0.01 (file %i)', (k) => {
    expect(offTruth(k, 0.01)).toBeLessThan(0.1);
  });

  it('is of second order in velocity: half the step, a quarter of the error', () => {
    const ratio = offTruth(1, 0.02) / offTruth(1, 0.01);
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4.7);
  });

  it.each([0.05, 0.1])('conducts within 0.2 % of 18.7302 m/s in compartments of %f mm', (dxMm) => {
    const axon = squid({ axon: { lengthMm: 60, compartments: Math.round(60 / dxMm) } });
    press(axon);
    expect(offPercent(velocity(axon), 18.730197)).toBeLessThan(0.2);
  });

  it('loses 0.027 (dx/ℓ)² to coarse compartments, ℓ = 1.8 mm', () => {
    const velocityAt = (dxMm: number) => {
      const axon = squid({ axon: { lengthMm: 60, compartments: Math.round(60 / dxMm) } });
      press(axon);
      return velocity(axon);
    };
    const lost = 1 - velocityAt(1) / velocityAt(0.1);
    expect(lost / (0.027 * (1 / 1.8) ** 2)).toBeGreaterThan(0.8);
    expect(lost / (0.027 * (1 / 1.8) ** 2)).toBeLessThan(1.2);
  });

  it('follows NEURON’s trace at eight places within 0.3 mV at dt 0.0025, on slopes of 400 mV/ms', () => {
    const axon = squid({ stepMs: 0.0025 });
    press(axon, 0, 5354.1);
    const { heads, rows } = readReference('cable_hh_18.5C_1.5thr.csv');
    const places = heads.slice(1).map((head) => axon.compartmentAt(10 * Number(/x([\d.]+)/.exec(head)![1])));
    let worst = 0;
    for (const [timeMs, ...potentials] of rows) {
      axon.advanceTo(timeMs!);
      places.forEach((i, k) => {
        worst = Math.max(worst, Math.abs(axon.potentialMv[i]! - potentials[k]!));
      });
    }
    expect(worst).toBeLessThan(0.3);
  });

  it('peaks at 25.53 mV on its way and at 36.59 at its sealed end', () => {
    const axon = squid({ axon: { lengthMm: 60, compartments: 600 } });
    press(axon);
    const [middle, end] = peaks(axon, [300, 599], 6);
    expect(Math.abs(middle!.mv - 25.534)).toBeLessThan(0.1);
    expect(Math.abs(end!.mv - 36.59)).toBeLessThan(0.1);
  });

  it('gives the same potentials in 1000 odd slices as in one call', () => {
    const [whole, sliced] = [squid({ axon: { compartments: 100 } }), squid({ axon: { compartments: 100 } })];
    press(whole);
    press(sliced);
    whole.advanceTo(5);
    for (let k = 1; k < 1000; k++) sliced.advanceTo(5 * (k / 1000) ** 1.7);
    sliced.advanceTo(5);
    expect(sliced.potentialMv).toEqual(whole.potentialMv);
  });

  it('conducts alike while the step changes all the time between 0.003 and 0.02 ms', () => {
    const geometry = { lengthMm: 50, compartments: 100 };
    const steady = squid({ axon: geometry, stepMs: 0.005 });
    const changing = squid({ axon: geometry });
    press(steady);
    press(changing);
    const [expected] = upwardMs(steady, [60], 5);
    const steps = [0.003, 0.02, 0.0077, 0.01, 0.015];
    let startMs = 0;
    for (let k = 0; changing.potentialMv[60]! < -20; k++) {
      changing.stepMs = steps[k % steps.length]!;
      startMs = changing.modelMs;
      changing.step();
    }
    expect(expected).toBeGreaterThan(startMs - 0.01);
    expect(expected).toBeLessThan(changing.modelMs + 0.01);
  });

  it('does not care where inside a step a pulse begins: 0.3 of a step makes 0.3 of a step', () => {
    const arrival = (startMs: number) => {
      const axon = squid({ axon: { lengthMm: 50, compartments: 100 } });
      press(axon, 0, 20_000, startMs);
      return upwardMs(axon, [50], 5)[0]!;
    };
    for (const partMs of [0.003, 0.0071]) {
      expect(Math.abs(arrival(0.5 + partMs) - arrival(0.5) - partMs)).toBeLessThan(1e-4);
    }
  });

  it('stays at rest to 1e-9 over 20 000 steps', () => {
    const axon = squid({ axon: { compartments: 100 } });
    for (let k = 0; k < 20_000; k++) axon.step();
    for (const v of axon.potentialMv) expect(Math.abs(v + 64.974052452)).toBeLessThan(1e-9);
  });

  it.each([1, 2, 3, 4, 64, 65, 129, 130, 131])(
    'mirrors itself to 1e-9: %i compartments from either end',
    (count) => {
      const run = (at: number) => {
        const axon = squid({ axon: { lengthMm: count / 2, compartments: count } });
        press(axon, at, 20_000);
        axon.advanceTo(3);
        return axon.potentialMv;
      };
      const [left, right] = [run(0), run(count / 2)];
      for (let i = 0; i < count; i++) expect(left[i]).toBeCloseTo(right[count - 1 - i]!, 9);
    },
  );
});
