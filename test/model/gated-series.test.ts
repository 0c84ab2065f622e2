import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shutEquation } from '../../src/model/gated/equation.js';
import { Series } from '../../src/model/gated/series.js';

const ORDERS = 45;

interface Lattice {
  readonly coupling: number;
  readonly decay: readonly number[];
  readonly drive: readonly number[];
  readonly slope: readonly number[] | null;
  readonly begin: readonly number[];
}

/** Numbers that look random and are the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function lattice(count: number, sloping: boolean, seed = count): Lattice {
  const next = noise(seed);
  const many = (low: number, high: number) =>
    Array.from({ length: count }, () => low + (high - low) * next());
  return {
    coupling: 1.25,
    decay: many(2.6, 10.6),
    drive: many(-400, 400),
    slope: sloping ? many(-30, 30) : null,
    begin: many(-80, 40),
  };
}

/** The terms of every site, order by order, with nothing left out: rows[k][site]. */
function plainTerms({ coupling, decay, drive, slope, begin }: Lattice): number[][] {
  const rows = [[...begin]];
  for (let k = 1; k < ORDERS; k++) {
    const lower = rows[k - 1]!;
    const added = k === 1 ? drive : k === 2 ? slope : null;
    rows.push(
      lower.map((here, i) => {
        const left = lower[Math.max(0, i - 1)]!;
        const right = lower[Math.min(lower.length - 1, i + 1)]!;
        return (coupling * (left + right) - decay[i]! * here + (added?.[i] ?? 0)) / k;
      }),
    );
  }
  return rows;
}

const plainAt = (rows: readonly number[][], atMs: number, site: number): number =>
  rows.reduceRight((sum, row) => sum * atMs + row[site]!, 0);

function seriesOf(own: Lattice, lengthMs: number) {
  const count = own.begin.length;
  const equation = shutEquation(count, own.coupling, 0);
  equation.decayPerMs.set(own.decay, 1);
  equation.driveMvPerMs.set(own.drive, 1);
  if (own.slope) {
    equation.slopeMvPerMs2 = new Float64Array(count + 2);
    equation.slopeMvPerMs2.set(own.slope, 1);
  }
  const series = new Series(count, equation);
  series.offsetMs = 0;
  series.lengthMs = lengthMs;
  series.beginMv.set(own.begin, 1);
  return series;
}

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 60, 64, 101];

describe('the power series of a period', () => {
  it.each(COUNTS)(
    'has each of %i sites, ends sealed, within 5e-9 mV of the series with nothing left out',
    (count) => {
      for (const sloping of [false, true]) {
        const own = lattice(count, sloping);
        const rows = plainTerms(own);
        const series = seriesOf(own, 0.15);
        const there = new Float64Array(count + 2);
        series.begin(0, count);
        series.expand();
        for (const atMs of [0, 0.07, 0.15]) {
          series.atMs = atMs;
          series.evaluate(0, count, there);
          for (let i = 0; i < count; i++) {
            expect(there[i + 1]).toBeCloseTo(plainAt(rows, atMs, i), 8);
            series.look(i);
            expect(series.mv).toBeCloseTo(plainAt(rows, atMs, i), 8);
          }
        }
      }
    },
  );

  it('brings only the sites that are asked for, however they lie, and leaves the others as they are', () => {
    const own = lattice(12, false);
    const rows = plainTerms(own);
    const series = seriesOf(own, 0.1);
    const there = new Float64Array(14);
    series.begin(0, 12);
    series.expand();
    series.atMs = 0.1;
    for (let from = 0; from <= 12; from++) {
      for (let to = from; to <= 12; to++) {
        there.fill(1000);
        series.evaluate(from, to, there);
        for (let i = -1; i <= 12; i++) {
          const asked = i >= from && i < to;
          expect(there[i + 1]).toBeCloseTo(asked ? plainAt(rows, 0.1, i) : 1000, 9);
        }
      }
    }
  });

  it('leaves out what lies far from the one site of 200 that moves, and nothing that would be a millionth of a nanovolt', () => {
    const own: Lattice = {
      coupling: 1.25,
      decay: new Array(200).fill(2.5),
      drive: Array.from({ length: 200 }, (_, i) => (i === 90 ? 300 : 0)),
      slope: null,
      begin: new Array(200).fill(0),
    };
    const rows = plainTerms(own);
    const series = seriesOf(own, 0.5);
    const there = new Float64Array(202);
    series.begin(0, 200);
    series.expand();
    series.atMs = 0.5;
    series.evaluate(0, 200, there);
    for (let i = 0; i < 200; i++) expect(Math.abs(there[i + 1]! - plainAt(rows, 0.5, i))).toBeLessThan(1e-8);
    expect([series.movesFrom, series.movesTo]).toEqual([90, 91]);
    expect(there[1 + 60]).toBe(0);
  });

  it('gives part of an axon what the whole does, when its neighbours go as the whole has them', () => {
    const own = lattice(40, false, 7);
    const whole = seriesOf(own, 0.3);
    whole.begin(0, 40);
    whole.expand();
    const part = seriesOf(own, 0.2);
    const there = new Float64Array(42);
    for (const [from, to] of [
      [10, 31],
      [11, 31],
      [0, 17],
      [23, 40],
    ] as const) {
      whole.atMs = 0.1;
      whole.evaluate(0, 40, whole.swingMv);
      part.beginMv.set(whole.swingMv);
      part.forgetNeighbours();
      if (from > 0) part.takeNeighbour(from - 1, whole, 0);
      if (to < 40) part.takeNeighbour(to, whole, 1);
      part.begin(from, to);
      part.expand();
      part.atMs = 0.2;
      part.evaluate(from, to, there);
      const rows = plainTerms(own);
      for (let i = from; i < to; i++) expect(there[i + 1]).toBeCloseTo(plainAt(rows, 0.3, i), 8);
    }
  });

  it('says how far a site may come: the sum of all its terms, whatever their signs', () => {
    const own = lattice(30, true);
    const rows = plainTerms(own);
    const series = seriesOf(own, 0.15);
    series.begin(0, 30);
    series.expand();
    series.lookAround(3, 28);
    for (let i = 3; i < 28; i++) {
      const sum = rows.slice(1).reduce((total, row, k) => total + Math.abs(row[i]!) * 0.15 ** (k + 1), 0);
      expect(series.swingMv[i + 1]).toBeCloseTo(sum, 8);
    }
  });

  it('finds the first site that may be due, or none, wherever the search begins and ends', () => {
    const series = seriesOf(lattice(21, false), 0.1);
    const then = new Float64Array(23);
    const limits = { lowerMv: new Float64Array(21), upperMv: new Float64Array(21) };
    series.begin(0, 21);
    series.expand();
    const slopes = Array.from(series.beginSlopeMvPerMs.subarray(1, 22));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2, 3, 4), { minLength: 21, maxLength: 21 }),
        fc.integer({ min: 0, max: 21 }),
        fc.integer({ min: 0, max: 21 }),
        (kinds, from, to) => {
          series.atMs = 0.1;
          series.evaluate(0, 21, then);
          kinds.forEach((kind, i) => {
            const reached = then[i + 1]!;
            const tangent = series.beginMv[i + 1]! + 0.1 * slopes[i]!;
            const [low, high] = [Math.min(reached, tangent), Math.max(reached, tangent)];
            limits.lowerMv[i] = kind === 1 ? high - 1e-9 : kind === 2 ? low : low - 1e-9;
            limits.upperMv[i] = kind === 3 ? low + 1e-9 : kind === 4 ? high : high + 1e-9;
          });
          const due = kinds.findIndex((kind, i) => i >= from && i < to && kind !== 0);
          expect(series.due(from, to, then, limits)).toBe(from >= to ? to : due < 0 ? to : due);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});
