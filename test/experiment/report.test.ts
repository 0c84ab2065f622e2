import { describe, expect, it } from 'vitest';
import { doneWords } from '../../src/experiment/done-words.js';
import { type Experiment, type Recording, startExperiment } from '../../src/experiment/index.js';
import { experimentSvg, inksOf } from '../../src/experiment/report/experiment-figure.js';
import { resultsOf } from '../../src/experiment/report/results.js';
import { resultsTable } from '../../src/experiment/report/table.js';
import { textWidth } from '../../src/figure/index.js';
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
    ['{kind: ttx, fromMm: 40, toMm: 46, sodiumFraction: 0}', 'TTX, 40–46 mm: no sodium channels left'],
    ['{kind: ttx, nanomolar: 3}', 'TTX, everywhere: 3 nmol/l, 25 % of the sodium channels left'],
    ['{kind: tea, from: 60, potassiumFraction: 0.5}', 'TEA, 60–100 mm: 50 % of the potassium channels left'],
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
  const svgOf = (experiment: Experiment, channelsOff?: Recording): string =>
    experimentSvg(experiment, run(experiment), { title: 'x', channelsOff });
  const textsOf = (svg: string): string[] => [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text!);
  const lesson = shipped('lesson');
  const svg = svgOf(lesson);
  const texts = textsOf(svg);

  it('says under its title what was done, and why it may be wrong, in lines that end on the paper', () => {
    const block = shipped('ttx-block', { 'compartments: 1000': 'compartments: 50' });
    const captions = [...svgOf(block).matchAll(/font-size="2\.88"[^>]*>([^<]*)<\/text>/g)].map(
      ([, row]) => row!,
    );
    expect(captions).toContain('TTX, 40–46 mm: no sodium channels left; 5354 nA for 0.2 ms at 0 mm');
    expect(captions[2]).toMatch(/^Note: compartments of 2 mm are 0\.28 of the length constant/);
    for (const row of captions) expect(textWidth(row) * 2.88).toBeLessThanOrEqual(170 - 2 * 5);
  });

  it('is measured in millimetres of paper, 170 wide, and has a title for screen readers', () => {
    expect(svg).toMatch(/^<svg [^>]*width="170mm" height="[\d.]+mm" viewBox="0 0 170 [\d.]+" role="img"/);
    expect(svg).toContain('<title id="figure-title">The lesson\'s action potential</title>');
  });

  it('has each name at its trace with what a ruler would measure there, and no legend', () => {
    expect(texts).toEqual(
      expect.arrayContaining([
        'reference, in the bath',
        'blue, site 15',
        '+40.0 mV at 4.26 ms',
        'yellow, site 45',
        '+40.0 mV at 10.04 ms',
      ]),
    );
    expect(texts.filter((text) => text === 'blue, site 15')).toHaveLength(1);
  });

  it('has rest, and the levels at which the channels of this membrane switch, with what happens there', () => {
    for (const text of ['+40', '−55', '−70', '−80', 'Na⁺ opens', 'Na⁺ closes · K⁺ opens', 'K⁺ closes'])
      expect(texts).toContain(text);
    const other = svgOf(shipped('lesson', { 'kind: gated': 'kind: gated, sodiumOpensMv: -50' }));
    expect(textsOf(other)).toContain('−50');
    expect(textsOf(other)).not.toContain('−55');
    expect(textsOf(svgOf(shipped('squid-axon')))).not.toContain('Na⁺ opens');
  });

  it('shows the same with channels off above it, on the same axis: up to −63.9 mV at site 4, at rest at site 40', () => {
    const near = shipped('lesson', { 'at: 15': 'at: 4', 'at: 45': 'at: 40' });
    const frozen = startExperiment(near, { channelsFrozen: true });
    frozen.advance(frozen.totalSteps);
    const two = svgOf(near, frozen.recording());
    const words = textsOf(two);
    const first = words.slice(words.indexOf('1 Channels off'), words.indexOf('2 Channels on'));
    expect(first).toEqual(expect.arrayContaining(['blue, site 4', 'up to −63.9 mV', 'stays at rest']));
    expect(words.slice(words.indexOf('2 Channels on'))).toContain('+40.0 mV at 2.14 ms');
    expect(words.filter((text) => text === 'Na⁺ opens')).toHaveLength(1);
    expect(words.filter((text) => text === '+40')).toHaveLength(2);
  });

  it('has an inset 10 × taller where nothing fires and every electrode sees a bump of 0.5 mV or more', () => {
    const bump = (at: number) =>
      experimentOf(
        `axon: {kind: lattice}\nmembrane: {kind: passive}\nstimuli: [{kind: conductance, at: 0, durationMs: 0.5, conductanceMs: 2.4, reversalMv: 60}]\nelectrodes: [{name: blue, at: 3}, {name: yellow, at: ${at}}]\ndurationMs: 14`,
      );
    expect(textsOf(svgOf(bump(8)))).toContain('10 × taller');
    expect(textsOf(svgOf(bump(40)))).not.toContain('10 × taller');
  });

  it('has a filled block where a current flows, and a hollow one where it hyperpolarises', () => {
    const blocks = (text: string): number => text.match(/<rect x[^>]* fill="#7a4a00"/g)?.length ?? 0;
    const hollow = (text: string): number =>
      text.match(/<rect x[^>]* fill="none" stroke="#7a4a00"/g)?.length ?? 0;
    expect([blocks(svg), hollow(svg)]).toEqual([1, 0]);
    const anode = svgOf(shipped('anode-break'));
    expect([blocks(anode), hollow(anode)]).toEqual([0, 1]);
  });

  it('draws what is called blue in blue, and gives the rest the inks that are left', () => {
    expect(inksOf(['reference', 'Blue', 'yellow'])).toEqual(['third', 'blue', 'yellow']);
    expect(inksOf(['near', 'far'])).toEqual(['blue', 'yellow']);
    expect(inksOf(['bluebell'])).toEqual(['blue']);
    expect(new Set(inksOf(['a', 'b', 'c', 'd', 'e', 'f'])).size).toBe(5);
  });

  it('has room for the names of 40 electrodes, one under the other', () => {
    const listed = Array.from({ length: 40 }, (_, i) => `{name: e${i}, at: ${i}}`).join(', ');
    const many = experimentOf(`axon: {kind: lattice}\nelectrodes: [${listed}]\ndurationMs: 1`);
    const rows = [...svgOf(many).matchAll(/ y="([\d.]+)"[^>]*>e\d+, site \d+</g)].map(([, y]) => Number(y));
    expect(rows).toHaveLength(40);
    const sorted = rows.toSorted((a, b) => a - b);
    sorted.slice(1).forEach((y, i) => {
      expect(y - sorted[i]!).toBeGreaterThan(3.2);
    });
  });

  it('holds no number that is none, and every tag that is opened is closed', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<text/g)!.length).toBe(svg.match(/<\/text>/g)!.length);
  });

  it('is small: a run of 20000 steps is under 40 kB', () => {
    expect(svgOf(shipped('steady-current')).length).toBeLessThan(40_000);
  });

  it('escapes what people write, and stands on its own with a flat line and without a stimulus', () => {
    const flat = experimentOf(
      'name: "<b> & \\"so\\""\naxon: {kind: patch}\nelectrodes: [{name: "a<b", at: bath}]\ndurationMs: 1',
    );
    const text = svgOf(flat);
    expect(text).toContain('&lt;b&gt; &amp; &quot;so&quot;');
    expect(text).toContain('>a&lt;b, in the bath</text>');
    expect(text).not.toMatch(/NaN|>stimulus<|<b>/);
  });
});
