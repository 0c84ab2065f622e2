import { describe, expect, it } from 'vitest';
import { createAxon } from '../../src/model/index.js';
import { peaks } from './measure.js';
import { readReference } from './support.js';

/** λ = 1000 µm, τ = 10 ms; a semi-infinite cable has 79.5775 MΩ. Compartments of 0.02 λ. */
const MEMBRANE = { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 } as const;
const DX = 0.02;
const MEGOHM = 79.57747154594767;

const cable = (lengths: number) =>
  createAxon(
    {
      kind: 'cable',
      lengthMm: lengths,
      diameterUm: 4,
      axialResistivityOhmCm: 100,
      capacitanceUfPerCm2: 1,
      compartments: Math.round(lengths / DX),
    },
    MEMBRANE,
    { stepMs: 0.025 },
  );

/** e^(x²) erfc(x) for x ≥ 0: a series where x is small, else the continued fraction from its far end. */
function scaledErfc(x: number): number {
  if (x < 2) {
    let sum = 0;
    let term = x;
    for (let n = 0; n < 80; n++) {
      sum += term / (2 * n + 1);
      term *= -(x * x) / (n + 1);
    }
    return Math.exp(x * x) * (1 - (2 / Math.sqrt(Math.PI)) * sum);
  }
  let tail = x;
  for (let n = 80; n > 0; n--) tail = x + n / 2 / tail;
  return 1 / (Math.sqrt(Math.PI) * tail);
}

const erfc = (x: number): number => (x < 0 ? 2 - erfc(-x) : Math.exp(-x * x) * scaledErfc(x));

/** Displacement by 1 nA into the end of a semi-infinite cable, at X lengths and T time constants [mV]. */
function risen(x: number, t: number): number {
  if (t <= 0) return 0;
  const root = Math.sqrt(t);
  const [a, b] = [x / (2 * root) - root, x / (2 * root) + root];
  return (MEGOHM / 2) * (Math.exp(-x) * erfc(a) - Math.exp(x) * erfc(b));
}

/**
 * The same where the current enters at the centre of the first compartment, half a compartment from the sealed end
 * (which mirrors it), and on a cable of `lengths` with a sealed far end (which mirrors both, again and again).
 */
function displaced(x: number, t: number, lengths: number): number {
  let mv = 0;
  for (let k = -8; k <= 8; k++) {
    const image = 2 * k * lengths;
    mv += (risen(Math.abs(x - DX / 2 - image), t) + risen(Math.abs(x + DX / 2 - image), t)) / 2;
  }
  return mv;
}

const TAU_MS = 10;
const PLACES = [0.5, 1, 2];

describe('the formulas that the passive cable is held to', () => {
  it('are those of the reference file within 1e-7 mV', () => {
    const { heads, rows } = readReference('passive_analytic.csv');
    const column = (name: string) => heads.indexOf(name);
    for (const row of rows) {
      const t = row[0]! / TAU_MS;
      for (const [name, x] of [
        ['0.5', 0.5],
        ['1.0', 1],
        ['2.0', 2],
      ] as const) {
        expect(Math.abs(0.1 * risen(x, t) - row[column(`semi_step0.1nA_dV_X${name}`)]!)).toBeLessThan(1e-7);
        const pulse = risen(x, t) - risen(x, t - 0.05);
        expect(Math.abs(pulse - row[column(`semi_pulse1nA0.5ms_dV_X${name}`)]!)).toBeLessThan(1e-7);
      }
    }
  });
});

describe('a passive cable at dx 0.02 λ and dt 0.025', () => {
  it.each([8, 1])('follows a step of 0.1 nA within 1e-3 mV on %i λ', (lengths) => {
    const axon = cable(lengths);
    axon.inject({ kind: 'step', at: 0, startMs: 0, currentNa: 0.1 });
    const compartments = PLACES.filter((x) => x <= lengths).map((x) =>
      axon.compartmentAt(Math.min(x, lengths)),
    );
    let worst = 0;
    while (axon.modelMs < 60) {
      axon.advanceTo(axon.modelMs + 0.5);
      for (const i of compartments) {
        const expected = 0.1 * displaced(axon.places[i]!, axon.modelMs / TAU_MS, lengths);
        worst = Math.max(worst, Math.abs(axon.potentialMv[i]! + 70 - expected));
      }
    }
    expect(worst).toBeLessThan(1e-3);
  });

  it.each([8, 1])('follows a pulse of 1 nA × 0.5 ms within 0.01 mV on %i λ', (lengths) => {
    const axon = cable(lengths);
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentNa: 1 });
    const compartments = PLACES.filter((x) => x <= lengths).map((x) =>
      axon.compartmentAt(Math.min(x, lengths)),
    );
    let worst = 0;
    while (axon.modelMs < 30) {
      axon.step();
      for (const i of compartments) {
        const x = axon.places[i]!;
        const t = axon.modelMs / TAU_MS;
        const expected = displaced(x, t, lengths) - displaced(x, t - 0.05, lengths);
        worst = Math.max(worst, Math.abs(axon.potentialMv[i]! + 70 - expected));
      }
    }
    expect(worst).toBeLessThan(0.01);
  });

  it('passes a pulse on smaller and later, as the closed solution has it', () => {
    const axon = cable(8);
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentNa: 1 });
    // Half a compartment further than the lengths of the table: 3.41657, 1.31859 and 0.323183 mV there.
    const found = peaks(
      axon,
      PLACES.map((x) => axon.compartmentAt(x)),
      30,
    );
    const expected = [
      { mv: 3.41657, atMs: 1.32198 },
      { mv: 1.31859, atMs: 3.35176 },
      { mv: 0.323183, atMs: 8.06209 },
    ];
    found.forEach(({ mv, atMs }, k) => {
      expect(Math.abs((mv + 70) / expected[k]!.mv - 1)).toBeLessThan(0.04);
      expect(atMs).toBeGreaterThan(expected[k]!.atMs - 0.02);
      expect(atMs).toBeLessThan(expected[k]!.atMs + 0.1);
    });
  });

  it('settles at 10.4488, 7.6356 and 6.7714 mV at the ends and the middle of a sealed λ, within 0.01', () => {
    const axon = cable(1);
    axon.inject({ kind: 'step', at: 0, startMs: 0, currentNa: 0.1 });
    axon.advanceTo(200);
    const [begin, middle, end] = [0, 25, 49].map((i) => axon.potentialMv[i]! + 70);
    // Compartment centres are half a compartment off the ends and the middle.
    const at = (x: number) => 10.4488 * (Math.cosh(1 - x) / Math.cosh(1));
    expect(begin).toBeCloseTo(at(0.01) * Math.cosh(0.01), 2);
    expect(middle).toBeCloseTo(at(0.51) * Math.cosh(0.01), 2);
    expect(end).toBeCloseTo(at(0.99) * Math.cosh(0.01), 2);
    expect(Math.abs(end! - 6.7714)).toBeLessThan(0.01);
  });
});
