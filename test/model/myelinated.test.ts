import { describe, expect, it } from 'vitest';
import {
  type Axon,
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type Treatment,
} from '../../src/model/index.js';
import { bareFibreMPerS, offPercent, peaks, upwardMs } from './measure.js';

const m1 = (stepMs = 0.005, axon: Partial<(typeof SET_M1)['axon']> = {}) =>
  createAxon({ ...SET_M1.axon, ...axon }, SET_M1.membrane, { stepMs });
const m2 = (treatments: readonly Treatment[] = [], temperatureC = 18.5, nodes = 21) =>
  createAxon({ ...SET_M2.axon, nodes }, { ...SET_M2.membrane, temperatureC }, { stepMs: 0.005, treatments });

/** A pulse into node 0, from 0.1 ms on. */
function press(axon: Axon, currentNa: number): void {
  axon.inject({ kind: 'pulse', at: 0, startMs: 0.1, durationMs: 0.1, currentNa });
}

/** When these nodes come up through −20 mV [ms]. */
function nodesMs(axon: Axon, nodes: readonly number[], untilMs = 6): number[] {
  return upwardMs(
    axon,
    nodes.map((node) => axon.compartmentAt(node)),
    untilMs,
  );
}

function velocityM1(stepMs: number): number {
  const axon = m1(stepMs);
  press(axon, 3.5);
  const [near, far] = nodesMs(axon, [10, 30]);
  return (20 * 2.0025) / (far! - near!);
}

describe('set M1, Frankenhaeuser–Huxley nodes under perfect insulation', () => {
  it('rests at −69.76685 mV and stays there to 1e-6 over 20 000 steps', () => {
    const axon = m1();
    for (let k = 0; k < 20_000; k++) axon.step();
    for (const v of [...axon.restMv, ...axon.potentialMv]) expect(v).toBeCloseTo(-69.76685, 5);
  });

  it('conducts at 42.95 m/s within 0.3 % at dt 0.005, within 0.03 % at 0.001', () => {
    expect(offPercent(velocityM1(0.005), 42.95)).toBeLessThan(0.3);
    expect(offPercent(velocityM1(0.001), 42.95)).toBeLessThan(0.03);
  });

  it('is of second order: half the step, a quarter of the error', () => {
    const exact = velocityM1(0.0005);
    const ratio = offPercent(velocityM1(0.004), exact) / offPercent(velocityM1(0.002), exact);
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4.7);
  });

  it('takes 46.62 µs from node to node and peaks at 43.675 mV', () => {
    const axon = m1(0.001);
    press(axon, 3.5);
    const [near, far] = nodesMs(axon, [15, 25]);
    expect((far! - near!) / 10).toBeCloseTo(0.04662, 4);
    const [peak] = peaks(axon, [30], 3.5);
    expect(peak!.mv).toBeCloseTo(43.675, 1);
  });

  it('fires all or none around 1.8234 nA × 0.1 ms into node 0, within 0.1 %', () => {
    const arrives = (currentNa: number) => {
      const axon = m1(0.0025, { nodes: 15 });
      press(axon, currentNa);
      return !Number.isNaN(nodesMs(axon, [12])[0]);
    };
    expect(arrives(1.8234 * 0.999)).toBe(false);
    expect(arrives(1.8234 * 1.001)).toBe(true);
  });

  it('fails where internodes of 9.3 µm are 20 mm long, not where they are 10', () => {
    for (const [internodeUm, arrives] of [
      [10_000, true],
      [20_000, false],
    ] as const) {
      const axon = m1(0.005, { internodeUm, diameterUm: 28 / 3 });
      press(axon, 3.5);
      expect(Number.isNaN(nodesMs(axon, [10], 12)[0])).toBe(!arrives);
    }
  });

  it('fires as a single node of membrane too', () => {
    const patch = createAxon({ kind: 'patch', capacitanceUfPerCm2: 2 }, FRANKENHAEUSER_HUXLEY, {
      stepMs: 0.005,
    });
    patch.inject({ kind: 'pulse', at: 0, startMs: 0.1, durationMs: 0.1, currentUaPerCm2: 1500 });
    expect(peaks(patch, [0], 2)[0]!.mv).toBeGreaterThan(30);
  });
});

describe('set M2, Hodgkin–Huxley nodes and real myelin', () => {
  it('rests at −64.974052452 mV everywhere', () => {
    for (const v of m2().restMv) expect(v).toBeCloseTo(-64.974052452, 9);
  });

  /** On the 21 nodes of the set, from node 5 to 15 unless told otherwise [m/s]. */
  function velocityM2(stepMs: number, currentNa: number, fromNode = 5, internodeCompartments = 10): number {
    const axon = createAxon({ ...SET_M2.axon, internodeCompartments }, SET_M2.membrane, { stepMs });
    press(axon, currentNa);
    const [near, far] = nodesMs(axon, [fromNode, 15]);
    return ((15 - fromNode) * 1.0025) / (far! - near!);
  }

  it('conducts at 27.1 m/s within 0.15 % from node 5 to 15 of its 21, at dt 0.005', () => {
    // A stimulus of a bit more than twice the threshold, 0.906 nA.
    expect(offPercent(velocityM2(0.005, 2), 27.1)).toBeLessThan(0.15);
  });

  it('conducts at 27.061 m/s where neither end is felt, and so it does after node 10 of its 21', () => {
    const axon = m2([], 18.5, 61);
    press(axon, 5);
    const [near, far] = nodesMs(axon, [20, 40]);
    const settled = (20 * 1.0025) / (far! - near!);
    expect(offPercent(settled, 27.061)).toBeLessThan(0.07);
    for (const currentNa of [2, 5])
      expect(offPercent(velocityM2(0.005, currentNa, 10), settled)).toBeLessThan(0.1);
  });

  it('starts slowly under a strong stimulus: 0.3 % less from node 5 to 15 with 5 nA than after node 10', () => {
    const lost = 1 - velocityM2(0.001, 5) / velocityM2(0.001, 5, 10);
    expect(100 * lost).toBeCloseTo(0.305, 1);
  });

  // NEURON 8.2.2 on the same 21 nodes, ten pieces an internode, secondorder 2, exact rates, dt 0.0005 ms; at −20 mV.
  it.each([
    [2, 27.0825],
    [5, 26.9743],
  ])('agrees with NEURON within 0.005 %% from node 5 to 15, after %f nA', (currentNa, mPerS) => {
    expect(offPercent(velocityM2(0.001, currentNa), mPerS)).toBeLessThan(0.005);
  });

  it('is of second order in steps and in pieces of an internode', () => {
    const exact = velocityM2(0.0005, 2);
    const inTime = offPercent(velocityM2(0.01, 2), exact) / offPercent(velocityM2(0.005, 2), exact);
    expect(inTime).toBeGreaterThan(3.5);
    expect(inTime).toBeLessThan(4.7);
    const fine = velocityM2(0.002, 2, 5, 40);
    const inSpace =
      offPercent(velocityM2(0.002, 2, 5, 3), fine) / offPercent(velocityM2(0.002, 2, 5, 6), fine);
    expect(inSpace).toBeGreaterThan(3.5);
    expect(inSpace).toBeLessThan(4.7);
  });

  it('is 14 times as fast as bare fibre of the same 10 µm and 70 Ω·cm, 1.93 m/s, and 10 times as one of 35.4 Ω·cm, 2.71', () => {
    const bare = bareFibreMPerS(SET_M2.axon.axialResistivityOhmCm);
    expect(bare).toBeCloseTo(1.93, 2);
    expect(velocityM2(0.005, 2) / bare).toBeCloseTo(14, 0);
    const squids = bareFibreMPerS(SQUID_AXON.axon.axialResistivityOhmCm);
    expect(squids).toBeCloseTo(2.71, 2);
    expect(velocityM2(0.005, 2) / squids).toBeCloseTo(10, 0);
  });

  it('jumps: along an internode the signal needs less than a tenth of the time that bare fibre would take', () => {
    const axon = m2();
    press(axon, 5);
    const [before, inside, after] = nodesMs(axon, [10, 10.5, 11]);
    expect(inside! - before!).toBeGreaterThan(0);
    expect(after! - before!).toBeLessThan(1.0025 / bareFibreMPerS(SET_M2.axon.axialResistivityOhmCm) / 10);
  });

  it('is blocked by one bare internode', () => {
    const axon = m2([{ kind: 'bare', from: 10, to: 11 }]);
    press(axon, 5);
    const [before, after] = nodesMs(axon, [9, 12], 10);
    expect(before).toBeGreaterThan(0);
    expect(after).toBeNaN();
  });

  it('is only held up where the bare internode has a quarter of the capacitance', () => {
    const bare: Treatment = {
      kind: 'bare',
      from: 10,
      to: 11,
      capacitanceUfPerCm2: 0.05,
      leakConductanceMsPerCm2: 0.05,
    };
    const passing = (treatments: readonly Treatment[]) => {
      const axon = m2(treatments);
      press(axon, 5);
      const [before, after] = nodesMs(axon, [9, 12], 10);
      return after! - before!;
    };
    expect(passing([bare])).toBeGreaterThan(1.1 * passing([]));
  });

  it('conducts through thin myelin at 18.5 °C and is blocked by warmth there', () => {
    const arrives = (temperatureC: number) => {
      for (let capacitanceUfPerCm2 = 0.05; capacitanceUfPerCm2 < 1; capacitanceUfPerCm2 *= 1.15) {
        const axon = m2([{ kind: 'bare', from: 10, to: 11, capacitanceUfPerCm2 }], temperatureC);
        press(axon, 8);
        if (Number.isNaN(nodesMs(axon, [12], 5)[0])) return capacitanceUfPerCm2;
      }
      return Number.POSITIVE_INFINITY;
    };
    expect(arrives(28)).toBeLessThan(arrives(18.5));
    expect(arrives(18.5)).toBeLessThan(1);
  });
});
