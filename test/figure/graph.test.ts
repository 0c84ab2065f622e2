import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisFor,
  drawingOf,
  type Graph,
  type Primitive,
  plotOf,
  signed,
  switchingLevels,
} from '../../src/figure/index.js';
import { widthOf } from '../../src/figure/plot.js';
import { bump, graphOf, lineOf, spikeAt } from './graphs.js';

type Of<Kind extends Primitive['kind']> = Extract<Primitive, { kind: Kind }>;
const drawn = new WeakMap<Graph, readonly Primitive[]>();
/** All primitives of a kind; a graph is laid out once. */
const all = <Kind extends Primitive['kind']>(graph: Graph, kind: Kind): Of<Kind>[] => {
  const primitives = drawn.get(graph) ?? drawingOf(graph).primitives;
  drawn.set(graph, primitives);
  return primitives.filter((each): each is Of<Kind> => each.kind === kind);
};
const texts = (graph: Graph): string[] => all(graph, 'text').map(({ text }) => text);
const textNamed = (graph: Graph, text: string) => all(graph, 'text').find((each) => each.text === text)!;
const traces = (graph: Graph, role: string) => all(graph, 'polyline').filter((each) => each.role === role);
const lastX = ({ points, length }: Of<'polyline'>): number => points[length - 2]!;

describe('the axes', () => {
  it('go from −100 to +60 mV, whatever a sweep does within, and further only for what goes further', () => {
    expect(axisFor(-80, 40)).toEqual({ lowMv: -100, highMv: 60 });
    expect(axisFor(-69, -60)).toEqual({ lowMv: -100, highMv: 60 });
    expect(axisFor(-104, 73.6)).toEqual({ lowMv: -120, highMv: 80 });
  });

  it('have figures at rest and where the channels switch, and none that would touch these', () => {
    const figures = all(graphOf(), 'text').filter(({ anchor, x }) => anchor === 'end' && x < 90);
    expect(figures.map(({ text }) => text)).toEqual(['+40', '0', '−55', '−70', 'rest', '−80']);
    const ys = figures.filter(({ text }) => text !== 'rest').map(({ y }) => y);
    ys.slice(1).forEach((y, i) => {
      expect(y - ys[i]!).toBeGreaterThan(14);
    });
  });

  it('have room for the word of rest in any language, and begin at one place where it is short', () => {
    const words = { stimulus: 'Reiz', taller: 'höher', rest: 'Ruhe', point: ',' } as const;
    for (const rest of ['Ruhe', 'spoczynek']) {
      const graph = graphOf({ restMv: -65.04, words: { ...words, rest } });
      const { x } = textNamed(graph, rest);
      expect(textNamed(graph, '−65,0').x).toBeGreaterThan(x);
      expect(x - widthOf(graph, rest), rest).toBeGreaterThanOrEqual(0);
    }
    expect(plotOf(graphOf({ restMv: -64 })).left).toBe(plotOf(graphOf()).left);
  });

  it('have round figures where nothing switches', () => {
    const plain = graphOf({ levels: [], restMv: -52 });
    expect(texts(plain)).toEqual(expect.arrayContaining(['+50', '0', '−52']));
    expect(texts(plain)).not.toContain('−50');
    expect(texts({ ...plain, restMv: -90 })).toContain('−50');
  });

  it('have round times with the unit at the last, fewer where letters are large', () => {
    expect(texts(graphOf())).toEqual(expect.arrayContaining(['0', '2', '4', '6', '8', '10', '12', '14 ms']));
    const large = texts(graphOf({ em: 28 }));
    expect(large).toContain('10 ms');
    expect(large).not.toContain('2');
  });

  it('find the time under a place again, and keep to the span', () => {
    const plot = plotOf(graphOf());
    expect(plot.msAt(plot.x(8.1))).toBeCloseTo(8.1, 9);
    expect([plot.msAt(-50), plot.msAt(5000)]).toEqual([0, 14]);
  });

  it('write a true minus, a plus, and no sign at zero', () => {
    expect([-75.62, 39.5, -0.04, 0].map((mv) => signed(mv, 1))).toEqual(['−75.6', '+39.5', '0.0', '0.0']);
  });
});

describe('levels', () => {
  it('are dotted lines with what happens there, rest is a solid one', () => {
    const plot = plotOf(graphOf());
    const lines = all(graphOf(), 'line');
    const dotted = lines.filter(({ role }) => role === 'level').map(({ y1 }) => y1);
    expect(dotted).toEqual([40, -55, -80].map(plot.y));
    expect(lines.filter(({ role }) => role === 'rest').map(({ y1 }) => y1)).toEqual([plot.y(-70)]);
    expect(texts(graphOf())).toEqual(
      expect.arrayContaining(['Na⁺ closes · K⁺ opens', 'Na⁺ opens', 'K⁺ closes']),
    );
  });

  it('are those of the axon: sodium that opens at −50 has its line there', () => {
    const [, opens] = switchingLevels({ sodiumOpensMv: -50, sodiumClosesMv: 40, potassiumClosesMv: -80 });
    expect(opens).toMatchObject({ potentialMv: -50, words: 'Na⁺ opens' });
  });
});

describe('traces', () => {
  it('have their names beside their peaks: blue right of 1.15 ms, yellow right of 8.10 ms', () => {
    const graph = graphOf();
    const plot = plotOf(graph);
    for (const [name, ms] of [['blue', 1.15] as const, ['yellow', 8.1] as const]) {
      const { x, y } = textNamed(graph, name);
      expect(x).toBeGreaterThan(plot.x(ms));
      expect(x).toBeLessThan(plot.x(ms + 2));
      expect(y).toBeLessThan(plot.y(0));
    }
  });

  it('wear ● for blue and ◆ for yellow', () => {
    const shapes = all(graphOf(), 'mark').map(({ shape, ink }) => `${ink} ${shape}`);
    expect(shapes).toEqual(['blue disc', 'yellow diamond']);
  });

  it('have names that no line goes through and that do not cover each other, wherever both peaks are', () => {
    const peak = fc.double({ min: 0.6, max: 11, noNaN: true });
    fc.assert(
      fc.property(peak, peak, (blueMs, yellowMs) => {
        const lines = [lineOf('blue', spikeAt(blueMs)), lineOf('yellow', spikeAt(yellowMs))];
        const graph = graphOf({ lines, measure: (text) => 7 * text.length });
        const [blue, yellow] = ['blue', 'yellow'].map((name) => textNamed(graph, name));
        const box = ({ x, y, text }: Of<'text'>) => [x - 14, x + 7 * text.length, y - 10, y] as const;
        const [a, b] = [box(blue!), box(yellow!)];
        expect(a[0] > b[1] || b[0] > a[1] || a[2] > b[3] || b[2] > a[3]).toBe(true);
        const isStruck = ([left, right, top, bottom]: readonly [number, number, number, number]): boolean =>
          traces(graph, 'trace').some(({ points, length }) => {
            for (let i = 0; i < length; i += 2) {
              const [x, y] = [points[i]!, points[i + 1]!];
              if (x > left && x < right && y > top && y < bottom) return true;
            }
            return false;
          });
        expect([a, b].map(isStruck)).toEqual([false, false]);
      }),
      { numRuns: 40 },
    );
  });

  it('are cut off at the edge of the box, and go on where they return', () => {
    const graph = graphOf({ lowMv: -72, highMv: -58, levels: [] });
    const plot = plotOf(graph);
    for (const { points, length } of traces(graph, 'trace'))
      for (let i = 1; i < length; i += 2)
        if (!Number.isNaN(points[i]!)) {
          expect(points[i]!).toBeGreaterThanOrEqual(Math.fround(plot.top) - 1e-3);
          expect(points[i]!).toBeLessThanOrEqual(Math.fround(plot.bottom) + 1e-3);
        }
    const [blue] = traces(graph, 'trace');
    expect(blue!.points.slice(0, blue!.length).some(Number.isNaN)).toBe(true);
  });

  it('are broken where nothing is known', () => {
    const line = lineOf('blue', (ms) => (ms > 4 && ms < 6 ? Number.NaN : -70));
    const [trace] = traces(graphOf({ lines: [line] }), 'trace');
    expect(trace!.points.slice(0, trace!.length).filter(Number.isNaN)).toHaveLength(2);
  });
});

describe('the time handle', () => {
  const graph = graphOf({ handle: { atMs: 8.1, words: '8.1 ms', readings: (mv) => signed(mv, 1) } });
  const plot = plotOf(graph);

  it('ends the traces, and what comes after is thin', () => {
    for (const trace of traces(graph, 'trace')) expect(lastX(trace)).toBeCloseTo(plot.x(8.1), 3);
    const after = traces(graph, 'after');
    expect(after).toHaveLength(2);
    for (const trace of after) {
      expect(trace.points[0]).toBeCloseTo(plot.x(8.1), 3);
      expect(lastX(trace)).toBeCloseTo(plot.x(14), 3);
    }
  });

  it('reads both traces where it stands, yellow together with its name at the peak', () => {
    expect(texts(graph)).toEqual(expect.arrayContaining(['blue', '−73.0', 'yellow +40.0', '8.1 ms']));
    const rings = all(graph, 'mark').filter(({ hollow }) => hollow);
    expect(rings.map(({ x }) => x)).toEqual([plot.x(8.1), plot.x(8.1)]);
    expect(rings[1]!.y).toBeCloseTo(plot.y(40), 6);
  });

  it('stands where it is asked, between two samples too', () => {
    const between = graphOf({ handle: { atMs: 1.1503, words: '', readings: null } });
    expect(lastX(traces(between, 'trace')[0]!)).toBeCloseTo(plotOf(between).x(1.1503), 3);
    expect(texts(between)).not.toContain('');
  });
});

describe('names and readings while the handle is dragged', () => {
  it('keep off the other traces, each other, the words of levels and the earlier sweep', () => {
    const measure = (text: string): number => 7.2 * text.length;
    const ghosts = [{ name: 'channels off', lines: [lineOf('blue', bump(6, 4), [])] }];
    const width = 660;
    const readings = (mv: number): string => signed(mv, 1);
    let struck = 0;
    for (let atMs = 0.5; atMs <= 14; atMs += 0.25) {
      const graph = graphOf({ width, height: 256, ghosts, measure, handle: { atMs, words: '', readings } });
      const plot = plotOf(graph);
      const boxes = all(graph, 'text')
        .filter(({ ink }) => ink === 'blue' || ink === 'yellow')
        .map(({ x, y, text }) => [x - 14, x + measure(text), y - 11, y] as const);
      const others = graph.levels.map(({ words, potentialMv, below }) => {
        const y = plot.y(potentialMv) + (below ? 14.7 : -5.6);
        return [plot.right - measure(words), plot.right, y - 10, y] as const;
      });
      boxes.forEach((box, i) => {
        for (const other of [...boxes.slice(i + 1), ...others])
          if (box[0] < other[1] && other[0] < box[1] && box[2] < other[3] && other[2] < box[3]) struck++;
        for (const { points, length } of all(graph, 'polyline'))
          for (let k = 0; k < length; k += 2)
            if (
              points[k]! > box[0] &&
              points[k]! < box[1] &&
              points[k + 1]! > box[2] &&
              points[k + 1]! < box[3]
            ) {
              struck++;
              break;
            }
      });
    }
    expect(struck).toBe(0);
  });
});

describe('the readings at the handle', () => {
  it.each([110, 140, 200])(
    'keep off its tag, 5 letters wide, which reaches 0.7 of a letter into a graph of %d px',
    (height) => {
      let covered = 0;
      for (let atMs = 0; atMs <= 14; atMs += 0.25) {
        const handle = { atMs, words: '', readings: (mv: number) => signed(mv, 1) };
        const graph = graphOf({ height, handle, levels: [] });
        const plot = plotOf(graph);
        for (const { x, y, text, ink } of all(graph, 'text')) {
          if ((ink !== 'blue' && ink !== 'yellow') || y < plot.bottom - 0.5 * graph.em) continue;
          const [left, right] = [x - graph.em, x + 7.2 * text.length];
          const middle = plot.x(atMs);
          if (left < middle + 2.5 * graph.em && right > middle - 2.5 * graph.em) covered++;
        }
      }
      expect(covered).toBe(0);
    },
  );
});

describe('what a sweep may have beside its traces', () => {
  it('is a warm block as long as the stimulus, and a second one for a second press', () => {
    const graph = graphOf({
      stimuli: [
        { fromMs: 0, toMs: 0.5, negative: false },
        { fromMs: 5, toMs: 5.5, negative: true },
      ],
    });
    const plot = plotOf(graph);
    const blocks = all(graph, 'rect').filter(({ ink }) => ink === 'warm');
    expect(blocks.map(({ x }) => x)).toEqual([plot.x(0), plot.x(5)]);
    expect(blocks.map(({ role }) => role)).toEqual(['filled', 'hollow']);
    expect(blocks[1]!.width).toBeCloseTo(plot.x(0.5) - plot.x(0), 9);
  });

  it('is a hollow tick for a press that failed', () => {
    const graph = graphOf({ failed: [{ atMs: 3 }] });
    const [tick] = all(graph, 'mark').filter(({ shape }) => shape === 'tick');
    expect(tick).toMatchObject({ hollow: true, x: plotOf(graph).x(3) });
  });

  it('is a bracket from peak to peak, and no line goes through its words', () => {
    const words = 'Δ 6.95 ms · 5.2 sites/ms';
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 14, noNaN: true }),
        fc.double({ min: 0, max: 14, noNaN: true }),
        (a, b) => {
          const graph = graphOf({
            bracket: { fromMs: a, toMs: b, words },
            measure: (text) => 7 * text.length,
          });
          const { x, y } = textNamed(graph, words);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + 7 * words.length).toBeLessThanOrEqual(520);
          expect(y).toBeLessThan(plotOf(graph).top);
          for (const line of all(graph, 'line').filter(({ role }) => role === 'bracket'))
            expect(line.x2 <= x || line.x1 >= x + 7 * words.length).toBe(true);
        },
      ),
    );
  });

  it('is a dashed sweep of before, with its name after its dashes', () => {
    const ghosts = [
      {
        name: 'sweep 1, channels off',
        lines: [lineOf('blue', bump(6, 4), []), lineOf('yellow', () => -70, [])],
      },
      { name: 'ice', lines: [lineOf('blue', spikeAt(2), [])] },
    ];
    const graph = graphOf({ ghosts, heading: ['Sweep 2', 'channels on'] });
    expect(traces(graph, 'ghost')).toHaveLength(2);
    expect(traces(graph, 'ghost-2')).toHaveLength(1);
    expect(texts(graph)).toEqual(
      expect.arrayContaining(['Sweep 2', 'channels on', 'sweep 1, channels off', 'ice']),
    );
    const samples = all(graph, 'line').filter(({ role }) => role.startsWith('ghost'));
    expect(samples.map(({ role }) => role).sort()).toEqual(['ghost', 'ghost-2']);
  });

  it('is as many rows of names as there is room for: none touches another', () => {
    const ghosts = [
      'sweep 1, channels off',
      'sweep 2, TTX on 49–53',
      'sweep 3, squid axon',
      'sweep 4, ice',
    ].map((name) => ({ name, lines: [] }));
    const graph = graphOf({
      ghosts,
      heading: ['Sweep 5', 'channels on'],
      measure: (text) => 7 * text.length,
    });
    const rows = all(graph, 'text')
      .filter(
        ({ role, ink, y }) => ['words', 'heading'].includes(role) && ink !== 'warm' && y < plotOf(graph).top,
      )
      .map(({ x, y, text, anchor }) => ({
        y,
        from: anchor === 'end' ? x - 7 * text.length : x,
        long: 7 * text.length,
      }))
      .toSorted((a, b) => a.y - b.y || a.from - b.from);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    rows.slice(1).forEach((row, i) => {
      const before = rows[i]!;
      if (row.y === before.y) expect(row.from).toBeGreaterThan(before.from + before.long);
    });
  });
});

describe('the inset', () => {
  const passive = graphOf({
    inset: true,
    height: 360,
    levels: [],
    lines: [lineOf('blue', bump(9.4, 3.3)), lineOf('yellow', bump(1.4, 9.9))],
  });

  it('shows the same lines 10 × taller: a bump of 1.4 mV is as high as one of 14', () => {
    expect(texts(passive)).toContain('10 × taller');
    const heights = traces(passive, 'trace').map(({ points, length }) => {
      const ys = points.slice(0, length).filter((_, i) => i % 2 === 1);
      return Math.max(...ys) - Math.min(...ys);
    });
    expect(heights).toHaveLength(4);
    expect(heights[2]! / heights[0]!).toBeCloseTo(10, 2);
    expect(heights[3]! / heights[1]!).toBeCloseTo(10, 2);
  });

  it('has the lines of earlier sweeps, too: of 5 mV in one of 1.4', () => {
    const ghosts = [{ name: 'sweep 1', lines: [lineOf('yellow', bump(5, 3.3))] }];
    const spans = (ofGraph: Graph) =>
      traces({ ...ofGraph, ghosts }, 'ghost').map(({ points, length }) => {
        const ys = points.slice(0, length).filter((y, i) => i % 2 === 1 && !Number.isNaN(y));
        return Math.max(...ys) - Math.min(...ys);
      });
    const [plain, taller] = spans(passive);
    expect(taller! / plain!).toBeCloseTo(10, 2);
    expect(spans({ ...passive, inset: false })).toHaveLength(1);
  });

  it('is 5 × taller where 10 × has no room, and none at all over a spike', () => {
    expect(texts({ ...passive, height: 200 })).toContain('5 × taller');
    expect(texts(graphOf({ inset: true })).some((text) => text.includes('taller'))).toBe(false);
  });

  it('strikes its words through with no line of its grid', () => {
    for (const height of [200, 220, 240, 280, 320, 360]) {
      const graph = { ...passive, height };
      const { x, y } = all(graph, 'text').find(({ text }) => text.endsWith('× taller'))!;
      const long = 5 * graph.em;
      const [top, bottom] = [y - 0.7 * graph.em, y + 0.1 * graph.em];
      // What lies under the paper of the inset is not seen.
      const lines = drawn.get(graph)!;
      const paper = lines.findLastIndex((one) => one.kind === 'rect' && one.role === 'ground');
      const struck = lines
        .slice(paper)
        .filter((one) => one.kind === 'line')
        .filter(
          ({ role, x1, x2, y1, y2 }) =>
            (role === 'grid' || role === 'rest') &&
            Math.max(x1, x2) > x - long &&
            Math.min(x1, x2) < x &&
            Math.max(y1, y2) > top &&
            Math.min(y1, y2) < bottom,
        );
      expect(struck.length, `${height}`).toBe(0);
    }
  });

  it('has the names at its own lines, within it', () => {
    const y = textNamed(passive, 'yellow').y;
    const [frame] = all(passive, 'rect').filter(({ role, ink }) => role === 'hollow' && ink === 'faint');
    expect(y).toBeGreaterThan(frame!.y);
    expect(y).toBeLessThan(frame!.y + frame!.height);
  });
});
