import { describe, expect, it } from 'vitest';
import { doneWords } from '../../src/experiment/done-words.js';
import { experimentSvg } from '../../src/experiment/report/experiment-figure.js';
import { lineStyle } from '../../src/experiment/report/line-styles.js';
import { resultsOf } from '../../src/experiment/report/results.js';
import { simplifiedIndexes } from '../../src/figure/simplify.js';
import { resultsTable } from '../../src/experiment/report/table.js';
import { textWidth, wrapped } from '../../src/figure/text-width.js';
import { roundStep, scaleOver } from '../../src/figure/ticks.js';
import { experimentOf, run, shipped, tableOf } from './load.js';

describe('the table', () => {
  it('begins with time_ms, has <name>_mV for each electrode, and ends with a line feed', () => {
    const lines = tableOf(shipped('squid-axon'));
    expect(lines[0]).toBe('time_ms,near_mV,far_mV');
    expect(lines[1]).toBe('0,-64.974052,-64.974052');
    expect(lines.at(-1)).toBe('');
    expect(lines).toHaveLength(1 + 1001 + 1);
    expect(lines.at(-2)).toMatch(/^10,-\d\d\.\d{6},-\d\d\.\d{6}$/);
  });

  it('has a row every sampleMs without the noise of adding up: 0.3, not 0.30000000000000004', () => {
    const lines = tableOf(experimentOf('axon: {kind: lattice}\ndurationMs: 1\nsampleMs: 0.1'));
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
      '0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1'.split(' '),
    );
  });

  it('keeps a name with a comma in one column', () => {
    const experiment = experimentOf('axon: {kind: patch}\nelectrodes: [{name: "a, \\"b\\"", at: 0}]');
    expect(tableOf(experiment)[0]).toBe('time_ms,"a, ""b""_mV"');
  });

  it('takes no rows from the instants of switching that the figures are taken from', () => {
    const recording = run(shipped('lesson'));
    expect(recording.timesMs.length).toBeGreaterThan(1601);
    expect(tableOf(shipped('lesson'))).toHaveLength(1 + 1601 + 1);
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
    // Millivolts and milliseconds have three decimals each.
    expect(lines[1]).toMatch(
      /^near +40 mm +−64\.974 +25\.5\d\d +\d\.\d{3} +−\d\d\.\d{3} +\d\.\d{3} +0\.\d{3} /,
    );
    expect(lines[3]).toMatch(/^velocity from near to far: 18\.7\d+ m\/s$/);
  });

  it('say nothing of velocities where nothing fires, and no place on a patch', () => {
    const passive = shipped('lesson-channels-off');
    expect(resultsTable(passive, resultsOf(passive, run(passive))).join()).not.toContain('velocity');
    const patch = shipped('patch');
    expect(resultsTable(patch, resultsOf(patch, run(patch)))[1]).toMatch(/^patch +– /);
  });
});

describe('a velocity', () => {
  const velocities = (text: string) => {
    const experiment = experimentOf(text);
    return resultsOf(experiment, run(experiment)).velocities.map(({ velocity }) => velocity);
  };
  const file = (stimuli: string, at = [25, 60]) =>
    `axon: {kind: cable, compartments: 500}\nstimuli: ${stimuli}\nelectrodes: [{at: ${at[0]}}, {at: ${at[1]}}]\ndurationMs: 8`;
  const pulse = (at: number | string, startMs = 0.5, currentNa = 5354.1) =>
    `{at: ${at}, startMs: ${startMs}, durationMs: 0.2, currentNa: ${currentNa}}`;

  it('is none where two spikes collide, each electrode having seen its own', () => {
    const experiment = shipped('collision');
    const results = resultsOf(experiment, run(experiment));
    expect(results.velocities.map(({ velocity }) => velocity)).toEqual([null, null, null]);
    expect(resultsTable(experiment, results).at(-1)).toBe(
      'velocity from middle to right: none, not one spike that passed both',
    );
  });

  it('is none where the stimulus is between the electrodes', () => {
    expect(velocities(file(`[${pulse(40)}]`))).toEqual([null]);
  });

  it('is 18.7 m/s within 0.2 whether or not another spike comes from the other end too late', () => {
    const [alone] = velocities(file(`[${pulse(0)}]`));
    expect(Math.abs(alone! - 18.7)).toBeLessThan(0.2);
    const [both] = velocities(file(`[${pulse(0)}, ${pulse(100, 2.5)}]`));
    expect(both).toBeCloseTo(alone!, 3);
  });

  it('is below 0 for a spike that runs towards the beginning', () => {
    expect(Math.abs(velocities(file(`[${pulse(100)}]`))[0]! + 18.7)).toBeLessThan(0.2);
  });
});

describe('what was done', () => {
  const words = (text: string) => doneWords(experimentOf(text));
  const CABLE = 'axon: {kind: cable}\n';

  it.each([
    [
      '{kind: ttx, fromMm: 40, toMm: 46, sodiumFraction: 0}',
      'Tetrodotoxin, 40–46 mm: no sodium channels left',
    ],
    ['{kind: ttx, nanomolar: 3}', 'Tetrodotoxin, everywhere: 3 nmol/l, 25 % of the sodium channels left'],
    [
      '{kind: tea, from: 60, potassiumFraction: 0.5}',
      'Tetraethylammonium, 60–100 mm: 50 % of the potassium channels left',
    ],
    ['{kind: temperature, to: 20, temperatureC: -2}', 'Ice, 0–20 mm: −2 °C'],
    ['{kind: temperature, to: 20, temperatureC: 30}', 'Temperature, 0–20 mm: 30 °C'],
    ['{kind: dead, from: 20, to: 21}', 'Dead, 20–21 mm: no channels'],
    ['{kind: potassium, outsideMillimolar: 20}', 'Potassium, everywhere: 20 mmol/l outside'],
    ['{kind: rest, from: 3, to: 4, shiftMv: 2}', 'Shifted rest, 3–4 mm: +2 mV'],
  ])('is named: %s', (treatment, expected) => {
    expect(words(`${CABLE}treatments: [${treatment}]`)).toBe(`${expected}; no stimulus`);
  });

  it.each([
    ['{at: [0, 100], durationMs: 0.2, currentNa: 5354.1}', '5354 nA for 0.2 ms at 0 and 100 mm'],
    ['{kind: step, at: 5, startMs: 1, currentNa: -10}', '−10 nA from 1 ms on at 5 mm'],
    [
      '{kind: ramp, riseMs: 5, durationMs: 8, currentNa: 10}',
      '10 nA reached in 5 ms and held for 3 ms at 0 mm',
    ],
    [
      '{kind: train, durationMs: 0.5, intervalMs: 2, count: 3, currentNa: 10}',
      '10 nA for 0.5 ms, 3 times, every 2 ms at 0 mm',
    ],
    [
      '{at: 1, startMs: 1, durationMs: 2, currentNa: 3}, {durationMs: 2, currentNa: 3}',
      '3 nA for 2 ms at 1 mm from 1 ms; 3 nA for 2 ms at 0 mm from 0 ms',
    ],
  ])('is named: %s', (stimuli, expected) => {
    expect(words(`${CABLE}stimuli: [${stimuli}]`)).toBe(expected);
  });

  it('is named in the units of a lattice, of nodes and of a patch', () => {
    expect(
      words('treatments: [{kind: dead, from: 20, to: 21}]\nstimuli: [{durationMs: 1, currentUa: 2}]'),
    ).toBe('Dead, sites 20–21: no channels; 2 µA for 1 ms at site 0');
    expect(doneWords(shipped('demyelinated'))).toMatch(
      /^Bare, nodes 10–11: no myelin; 2 nA for 0\.1 ms at node 0$/,
    );
    expect(doneWords(shipped('patch'))).toMatch(/^\d+ µA\/cm² for 1 ms$/);
  });

  it('is cut short after four of a kind', () => {
    const many = Array.from({ length: 6 }, (_, i) => `{kind: dead, from: ${10 * i}, to: ${10 * i + 1}}`);
    expect(words(`${CABLE}treatments: [${many.join(', ')}]`)).toMatch(
      /30–31 mm: no channels; and 2 more; no stimulus$/,
    );
  });
});

describe('the figure', () => {
  it('says under its title what was done, and why it may be wrong, in lines that end on the paper', () => {
    const block = shipped('ttx-block', { 'compartments: 1000': 'compartments: 50' });
    const text = experimentSvg(block, run(block), 'x');
    expect(text).toContain(
      '>Tetrodotoxin, 40–46 mm: no sodium channels left; 5354 nA for 0.2 ms at 0 mm</text>',
    );
    const captions = [...text.matchAll(/font-size="2\.9" fill="#6b6b6b">([^<]*)<\/text>/g)].map(
      ([, line]) => line!,
    );
    expect(captions.length).toBeGreaterThanOrEqual(4);
    expect(captions[2]).toMatch(/^Note: compartments of 2 mm are 0\.28 of the length constant/);
    for (const line of captions) expect(textWidth(line) * 2.9).toBeLessThan(170 - 19 - 5);
  });

  it('has a legend in which no entry touches the next, whatever the names', () => {
    const names = ['WWWWWWWW', 'iiii', 'electrode 12', 'a', 'MMMMMMMMMMMM'];
    const listed = names.map((name, i) => `{name: ${name}, at: ${20 * i}}`).join(', ');
    const wide = experimentOf(`axon: {kind: cable}\nelectrodes: [${listed}]\ndurationMs: 1`);
    const text = experimentSvg(wide, run(wide), 'x');
    const entries = [
      ...text.matchAll(/<path d="M([\d.]+) ([\d.]+)h12"[^>]*\/><text x="([\d.]+)"[^>]*>([^<]*)</g),
    ].map(([, x, y, textX, label]) => ({ x: Number(x), y, ends: Number(textX) + 3.2 * textWidth(label!) }));
    expect(entries).toHaveLength(5);
    entries.slice(1).forEach((entry, i) => {
      if (entry.y === entries[i]!.y) expect(entry.x - entries[i]!.ends).toBeGreaterThan(4);
    });
  });

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

describe('a wrapped text', () => {
  it('is broken between words, and a word that is too long stays whole', () => {
    const lines = wrapped('one two three incomprehensibilities four', 6);
    expect(lines).toEqual(['one two', 'three', 'incomprehensibilities', 'four']);
    expect(wrapped('for 0.2 ms at 0 mm', 6)).toEqual(['for 0.2 ms', 'at 0 mm']);
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
