import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plotOf, potentialAt } from '../../src/figure/index.js';
import { Pen } from '../../src/figure/pen.js';
import { thin } from '../../src/figure/thin.js';
import { graphOf, lineOf, spikeAt } from './graphs.js';

const plot = plotOf(graphOf());

describe('a thinned trace', () => {
  it('has at most 4 points in a pixel column, and each is a place that the trace has been to', () => {
    const timesMs = Float64Array.from({ length: 50_000 }, (_, i) => (i * 14) / 50_000);
    const line = { ink: 'blue' as const, label: [], timesMs, potentialMv: timesMs.map(spikeAt(3)) };
    const { length } = thin(line, plot, { fromMs: 0, toMs: 14, column: 1 }, new Pen());
    expect(length / 2).toBeLessThanOrEqual(4 * (plot.right - plot.left + 2));
    expect(length / 2).toBeGreaterThan(plot.right - plot.left);
  });

  it('keeps the peak and the trough of noise, whatever falls into one column', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 59 }), { minLength: 2, maxLength: 400 }), (mv) => {
        const timesMs = mv.map((_, i) => (i * 14) / mv.length);
        const pen = thin(
          { ink: 'blue', label: [], timesMs, potentialMv: mv },
          plot,
          { fromMs: 0, toMs: 14, column: 40 },
          new Pen(),
        );
        const ys = pen.points.slice(0, pen.length).filter((_, i) => i % 2 === 1);
        expect(Math.min(...ys)).toBeCloseTo(plot.y(Math.max(...mv)), 3);
        expect(Math.max(...ys)).toBeCloseTo(plot.y(Math.min(...mv)), 3);
        for (let i = 2; i < pen.length; i += 2)
          expect(pen.points[i]!).toBeGreaterThanOrEqual(pen.points[i - 2]!);
      }),
    );
  });

  it('of a rising line is that line: no point is off it', () => {
    const line = lineOf('blue', (ms) => -70 + 5 * ms);
    const pen = thin(line, plot, { fromMs: 0, toMs: 14, column: 7 }, new Pen());
    for (let i = 0; i < pen.length; i += 2)
      expect(pen.points[i + 1]!).toBeCloseTo(plot.y(-70 + 5 * plot.msAt(pen.points[i]!)), 2);
  });

  it('needs no new room when it is drawn again', () => {
    const pen = new Pen();
    const line = lineOf('blue', spikeAt(3));
    thin(line, plot, { fromMs: 0, toMs: 14, column: 1 }, pen);
    const { points } = pen;
    thin(line, plot, { fromMs: 0, toMs: 14, column: 1 }, pen);
    expect(pen.points).toBe(points);
  });

  it('takes only the samples that count', () => {
    const line = { ...lineOf('blue', () => -70), count: 201 };
    const pen = thin(line, plot, { fromMs: 0, toMs: 14, column: 1 }, new Pen());
    expect(plot.msAt(pen.points[pen.length - 2]!)).toBeCloseTo(2, 3);
  });
});

describe('the potential at a time', () => {
  it('lies between its two samples, and is unknown before the first and after the last', () => {
    const line = { ink: 'blue' as const, label: [], timesMs: [1, 2, 4], potentialMv: [-70, -60, -20] };
    expect([1, 1.5, 3, 4].map((ms) => potentialAt(line, ms))).toEqual([-70, -65, -40, -20]);
    expect([0.9, 4.1].map((ms) => potentialAt(line, ms))).toEqual([Number.NaN, Number.NaN]);
  });
});
