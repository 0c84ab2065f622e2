import { describe, expect, it } from 'vitest';
import { createAxon, SET_A } from '../../src/model/index.js';
import { Tridiagonal } from '../../src/model/tridiagonal.js';
import { inject, PASSIVE } from './support.js';

describe('the tridiagonal solver', () => {
  it.each([1, 2, 3, 4, 5, 8, 61])('satisfies the equations of %i rows to 1e-11', (count) => {
    // Any numbers will do as long as the diagonal dominates; these repeat from run to run.
    const pick = (k: number) => 0.5 + 0.5 * Math.sin(12.9898 * k + count);
    const link = Float64Array.from({ length: count }, (_, i) => 2 * pick(i));
    const diagonal = Float64Array.from(
      { length: count },
      (_, i) => 0.1 + pick(i + 100) + (link[i - 1] ?? 0) + link[i]!,
    );
    const right = Float64Array.from({ length: count }, (_, i) => 100 * pick(i + 200) - 50);
    const matrix = new Tridiagonal(count);
    matrix.factor(diagonal, link);
    const half = new Float64Array(count).fill(0.5);
    const x = new Float64Array(count);
    matrix.solve(
      half,
      right,
      half.map((h, i) => h * right[i]!),
      x,
    );
    for (let i = 0; i < count; i++) {
      let left = diagonal[i]! * x[i]!;
      if (i > 0) left -= link[i - 1]! * x[i - 1]!;
      if (i + 1 < count) left -= link[i]! * x[i + 1]!;
      expect(Math.abs(left - right[i]!)).toBeLessThan(1e-11);
    }
  });
});

describe('the passive lattice against its analytic solution', () => {
  it('charges a single site as I/g (1 − e^(−t/τ)), with edges that fall between two steps', () => {
    const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, PASSIVE, { stepMs: 0.025 });
    const [startMs, durationMs] = [1.0123, 3.3331];
    inject(axon, [0, startMs, durationMs, 2]);
    const riseMv = (ms: number) => 20 * -Math.expm1(-ms / 10);
    axon.advanceTo(3);
    expect(axon.potentialMv[0]! + 70).toBeCloseTo(riseMv(3 - startMs), 7);
    axon.advanceTo(9);
    const sinceMs = 9 - startMs - durationMs;
    expect(axon.potentialMv[0]! + 70).toBeCloseTo(riseMv(durationMs) * Math.exp(-sinceMs / 10), 7);
  });

  it('settles under a constant current to the Green function of the sealed lattice', () => {
    // Modes cos(πk(i + ½)/N) of a row with sealed ends, each with conductance gL + 2G(1 − cos(πk/N)).
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.5 });
    inject(axon, [20, 0, 1000, 10]);
    axon.advanceTo(400);
    for (const site of [0, 20, 23, 59]) {
      let mv = 0;
      for (let k = 0; k < 60; k++) {
        const mode = (i: number) => Math.cos((Math.PI * k * (i + 0.5)) / 60);
        const conductanceMs = 0.1 + 2 * 1.25 * (1 - Math.cos((Math.PI * k) / 60));
        mv += (((k === 0 ? 1 : 2) / 60) * 10 * mode(20) * mode(site)) / conductanceMs;
      }
      expect(axon.potentialMv[site]! + 70).toBeCloseTo(mv, 9);
    }
  });

  it('is of third order: half the step, an eighth of the error', () => {
    const errorMv = (stepMs: number) => {
      const axon = createAxon({ ...SET_A.axon, siteCount: 2 }, PASSIVE, { stepMs });
      inject(axon, [0, 0, 1, 100]);
      axon.advanceTo(2);
      // Two modes: together (leak alone) and apart (leak and twice the link).
      const mode = (perMs: number) => (50 * -Math.expm1(-perMs) * Math.exp(-perMs)) / perMs;
      return Math.abs(axon.potentialMv[0]! + 70 - mode(0.1) - mode(2.6));
    };
    for (const stepMs of [0.1, 0.05]) {
      const ratio = errorMv(stepMs) / errorMv(stepMs / 2);
      expect(ratio).toBeGreaterThan(7);
      expect(ratio).toBeLessThan(9);
    }
  });

  it('does not ring after an edge, even on a stiff lattice with steps of 1 ms', () => {
    const stiff = { ...SET_A.axon, capacitanceUf: 0.2, leakConductanceMs: 0.02, axialConductanceMs: 1000 };
    const axon = createAxon(stiff, PASSIVE, { stepMs: 1 });
    inject(axon, [0, 0, 1, 12]);
    axon.step();
    // Charge is shared out at once: 1 mV everywhere, and it stays shared out.
    for (let k = 0; k < 5; k++) {
      axon.step();
      const spreadMv = Math.max(...axon.potentialMv) - Math.min(...axon.potentialMv);
      expect(spreadMv).toBeLessThan(0.05);
    }
  });

  it('stays at rest to 1e-11 over 100 000 steps', () => {
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    for (let k = 0; k < 100_000; k++) axon.step();
    for (const v of axon.potentialMv) expect(Math.abs(v + 70)).toBeLessThan(1e-11);
  });
});
