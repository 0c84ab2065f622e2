import { describe, expect, it } from 'vitest';
import type { Recording } from '../../src/experiment/recording.js';
import { csvPieces } from '../../src/experiment/report/csv.js';
import { experimentSvg } from '../../src/experiment/report/experiment-figure.js';
import { lineStyle } from '../../src/experiment/report/line-styles.js';
import { resultsOf } from '../../src/experiment/report/results.js';
import { simplifiedIndexes } from '../../src/experiment/report/simplify.js';
import { resultsTable } from '../../src/experiment/report/table.js';
import { roundStep, scaleOver } from '../../src/experiment/report/ticks.js';
import { experimentOf, run, shipped } from './load.js';

const csvOf = (recording: Recording) => [...csvPieces(recording)].join('').split('\n');

describe('the table', () => {
  it('begins with time_ms, has <name>_mV for each electrode, and ends with a line feed', () => {
    const lines = csvOf(run(shipped('squid-axon')));
    expect(lines[0]).toBe('time_ms,near_mV,far_mV');
    expect(lines[1]).toBe('0,-64.974052,-64.974052');
    expect(lines.at(-1)).toBe('');
    expect(lines).toHaveLength(1 + 1001 + 1);
    expect(lines.at(-2)).toMatch(/^10,-\d\d\.\d{6},-\d\d\.\d{6}$/);
  });

  it('has a row every sampleMs without the noise of adding up: 0.3, not 0.30000000000000004', () => {
    const lines = csvOf(run(experimentOf('axon: {kind: lattice}\ndurationMs: 1\nsampleMs: 0.1')));
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
      '0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1'.split(' '),
    );
  });

  it('keeps a name with a comma in one column', () => {
    const recording = run(experimentOf('axon: {kind: patch}\nelectrodes: [{name: "a, \\"b\\"", at: 0}]'));
    expect(csvOf(recording)[0]).toBe('time_ms,"a, ""b""_mV"');
  });

  it('takes no rows from the instants of switching that the figures are taken from', () => {
    const recording = run(shipped('lesson'));
    expect(recording.timesMs.length).toBeGreaterThan(recording.samples.length);
    expect(csvOf(recording)).toHaveLength(1 + 1601 + 1);
    expect(Array.from(recording.timesMs).every((ms, i, all) => i === 0 || ms > all[i - 1]!)).toBe(true);
  });

  it('shows the figures of an experiment the same whatever sampleMs is', () => {
    const figures = (sampleMs: number) => {
      const experiment = { ...shipped('lesson'), sampleMs };
      return resultsOf(experiment, run(experiment));
    };
    expect(figures(0.01)).toEqual(figures(0.5));
  });
});

describe('the printed figures', () => {
  it('have a row for each electrode and a line for each velocity', () => {
    const experiment = shipped('squid-axon');
    const lines = resultsTable(experiment, resultsOf(experiment, run(experiment)));
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^near +40 mm +−64\.974 +25\.5\d\d /);
    expect(lines[3]).toMatch(/^velocity from near to far: 18\.7\d+ m\/s$/);
  });

  it('say nothing of velocities where nothing fires, and no place on a patch', () => {
    const passive = shipped('lesson-channels-off');
    expect(resultsTable(passive, resultsOf(passive, run(passive))).join()).not.toContain('velocity');
    const patch = shipped('patch');
    expect(resultsTable(patch, resultsOf(patch, run(patch)))[1]).toMatch(/^patch +– /);
  });
});

describe('the figure', () => {
  const experiment = shipped('lesson');
  const recording = run(experiment);
  const svg = experimentSvg(experiment, recording, 'lesson.yaml');

  it('is measured in millimetres of paper, 170 wide, and has a title for screen readers', () => {
    expect(svg).toMatch(/^<svg [^>]*width="170mm" height="[\d.]+mm" viewBox="0 0 170 [\d.]+" role="img"/);
    expect(svg).toContain('<title id="title">The lesson\'s action potential</title>');
  });

  it('has axes with units, a legend entry and a line for each electrode, and a bar for the stimulus', () => {
    expect(svg).toContain('>Time (ms)</text>');
    expect(svg).toContain('>Membrane potential (mV)</text>');
    for (const label of ['reference, in the bath', 'blue, site 15', 'yellow, site 45'])
      expect(svg).toContain(`>${label}</text>`);
    expect(svg.match(/<polyline /g)).toHaveLength(3);
    expect(svg.match(/fill-opacity/g)).toHaveLength(1);
  });

  it('has a hollow bar for a current that hyperpolarises', () => {
    const anode = shipped('anode-break');
    expect(experimentSvg(anode, run(anode), 'x')).toMatch(/<rect [^>]*fill="none" stroke=/);
    expect(svg).not.toMatch(/<rect [^>]*fill="none"/);
  });

  it('tells five lines apart without colour: each has dashes of its own', () => {
    expect(new Set([0, 1, 2, 3, 4].map((n) => lineStyle(n, 'x').dashes)).size).toBe(5);
    expect(new Set([0, 5].map((n) => lineStyle(n, 'x').width)).size).toBe(2);
  });

  it('draws what is called blue in blue', () => {
    expect(lineStyle(0, 'blue, site 3').colour).toBe('#0072b2');
    expect(lineStyle(0, 'bluebell').colour).toBe('#000000');
  });

  it('holds no number that is none, and every tag that is opened is closed', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<text/g)!.length).toBe(svg.match(/<\/text>/g)!.length);
  });

  it('is small: a run of 20000 steps is under 40 kB', () => {
    const long = shipped('steady-current');
    expect(experimentSvg(long, run(long), 'x').length).toBeLessThan(40_000);
  });

  it('escapes what people write, and stands on its own with a flat line and without a stimulus', () => {
    const flat = experimentOf(
      'name: "<b> & \\"so\\""\naxon: {kind: patch}\nelectrodes: [{name: "a<b", at: bath}]\ndurationMs: 1',
    );
    const text = experimentSvg(flat, run(flat), 'x');
    expect(text).toContain('&lt;b&gt; &amp; &quot;so&quot;');
    expect(text).toContain('>a&lt;b, in the bath</text>');
    expect(text).not.toMatch(/NaN|Stimulus|<b>/);
  });
});

describe('axes', () => {
  it.each([
    [10, 10, 1],
    [16, 10, 2],
    [140, 8, 20],
    [0.6, 5, 0.2],
    [300, 10, 50],
  ])('divide %f into at most %i parts of %f', (range, most, step) => {
    expect(roundStep(range, most)).toBeCloseTo(step, 12);
  });

  it('end at round numbers where they may, with as many decimals as the step has and a true minus', () => {
    const scale = scaleOver(-81.2, 41, 8, true);
    expect([scale.low, scale.high]).toEqual([-100, 60]);
    expect(scale.ticks.map(scale.words)).toEqual('−100 −80 −60 −40 −20 0 20 40 60'.split(' '));
    expect(scaleOver(0, 1, 10, false).ticks.map(scaleOver(0, 1, 10, false).words)[3]).toBe('0.3');
  });
});

describe('a simplified line', () => {
  it('keeps first, last and corners, and is nowhere off by more than the tolerance', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 10);
    const y = x.map((value) => 10 * Math.sin(value / 5) + (value > 50 ? 7 : 0));
    const kept = simplifiedIndexes(x, y, 0.05);
    expect(kept.length).toBeLessThan(150);
    expect([kept[0], kept.at(-1)]).toEqual([0, 999]);
    for (let k = 1; k < kept.length; k++) {
      const [a, b] = [kept[k - 1]!, kept[k]!];
      for (let i = a; i <= b; i++) {
        const on = y[a]! + ((y[b]! - y[a]!) * (x[i]! - x[a]!)) / (x[b]! - x[a]!);
        expect(Math.abs(y[i]! - on)).toBeLessThanOrEqual(0.05 + 1e-12);
      }
    }
  });

  it('of one point or of none is itself', () => {
    expect(simplifiedIndexes([0], [5], 0.1)).toEqual([0]);
    expect(simplifiedIndexes([], [], 0.1)).toEqual([]);
  });
});
