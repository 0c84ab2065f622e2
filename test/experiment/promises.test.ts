/** Numbers in the comments of the shipped files and in experiments/README.md: what the program prints, to the digit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findThreshold } from '../../src/experiment/index.js';
import { folder, read, resultsBy, run, shipped } from './load.js';

type Changes = Readonly<Record<string, string>>;
type Results = ReturnType<typeof resultsBy>;

/** Where a text stands: in the comment of its file, in the file's row of the table, or in both. */
type Where = 'comment' | 'row' | 'both';

const readme = readFileSync(new URL('README.md', folder), 'utf8');
const rowOf = (name: string) => readme.split('\n').find((line) => line.startsWith(`| [\`${name}.yaml\`]`))!;
const commentOf = (name: string) =>
  read(`${name}.yaml`)
    .split('\n')
    .filter((line) => line.startsWith('# '))
    .map((line) => line.slice(2))
    .join(' ');

/** The numbers of a text, each rounded as the text has it. */
function expectRounded(text: string, values: readonly number[]): void {
  const written = text.match(/\d+(?:\.\d+)?/g)!;
  expect(values.map((value, k) => Math.abs(value).toFixed(written[k]?.split('.')[1]?.length ?? 0))).toEqual(
    written,
  );
}

/** A text stands where it is said to stand. */
function expectWritten(name: string, where: Where, text: string): void {
  if (where !== 'row') expect(commentOf(name)).toContain(text);
  if (where !== 'comment') expect(rowOf(name)).toContain(text);
}

const rise = (results: Results, name: string) => results.of(name).peakMv - results.of(name).restMv;
const after = (results: Results, name: string) => results.of(name).peakMs - 1;

const figures: [string, Where, string, (results: Results) => number[], Changes?][] = [
  ['lesson', 'row', '5.186 sites/ms', ({ velocities }) => [velocities[0]!]],
  ['lesson', 'comment', '5.186 sites per millisecond', ({ velocities }) => [velocities[0]!]],
  ['lesson', 'row', '+40 mV, trough −80 mV', ({ of }) => [of('blue').peakMv, of('blue').troughMv]],
  [
    'lesson-channels-off',
    'row',
    '73.61, 9.419, 1.385 and 0.140 mV',
    (r) => ['start', 'blue', 'yellow', 'far'].map((name) => rise(r, name)),
  ],
  [
    'lesson-channels-off',
    'comment',
    '3.29, 9.93 and 19.61 ms',
    (r) => ['blue', 'yellow', 'far'].map((name) => after(r, name)),
  ],
  [
    'passive-cable',
    'both',
    '3.408, 1.316 and 0.323 mV',
    (r) => ['half', 'one', 'two'].map((name) => rise(r, name)),
  ],
  [
    'passive-cable',
    'both',
    '1.33, 3.36 and 8.07 ms',
    (r) => ['half', 'one', 'two'].map((name) => after(r, name)),
  ],
  ['patch', 'both', 'half width 1.453 ms', ({ of }) => [of('patch').halfWidthMs!]],
  ['patch', 'both', 'peak 39.05 mV', ({ of }) => [of('patch').peakMv]],
  [
    'patch',
    'comment',
    '39.04 with shorter steps',
    ({ of }) => [of('patch').peakMv],
    { 'durationMs: 15': 'durationMs: 15\nstepMs: 0.002' },
  ],
  ['patch', 'comment', '−64.974 mV', ({ of }) => [of('patch').restMv]],
  ['patch', 'comment', '−76.17 mV', ({ of }) => [of('patch').troughMv]],
  ['squid-axon', 'both', '18.71 m/s', ({ velocities }) => [velocities[0]!]],
  ['squid-axon', 'both', 'peak 25.6 mV', ({ of }) => [of('far').peakMv]],
  [
    'squid-axon',
    'comment',
    '13.88 m/s',
    ({ velocities }) => [velocities[0]!],
    {
      'stimuli:': 'treatments: [{kind: ttx, sodiumFraction: 0.5}]\nstimuli:',
      'currentNa: 5354.1': 'currentNa: 20000',
    },
  ],
  ['myelin', 'both', '27.06 m/s', ({ velocities }) => [velocities[0]!]],
  ['frog-fibre', 'both', '42.83 m/s', ({ velocities }) => [velocities[0]!]],
  [
    'frog-fibre',
    'comment',
    '42.95 m/s',
    ({ velocities }) => [velocities[0]!],
    { 'stepMs: 0.005': 'stepMs: 0.0005' },
  ],
  ['frog-fibre', 'comment', '43.7 mV', ({ of }) => [of('far').peakMv]],
  [
    'frog-fibre',
    'comment',
    '0.0468 ms from node to node',
    ({ of }) => [(of('far').spikesMs[0]! - of('near').spikesMs[0]!) / 20],
  ],
  ['collision', 'row', '36.7 mV', ({ of }) => [of('middle').peakMv]],
  ['collision', 'comment', '36.7 mV against 25.6', ({ of }) => [of('middle').peakMv, of('left').peakMv]],
  [
    'steady-current',
    'both',
    '68.4 ',
    ({ of }) => [1000 / (of('patch').spikesMs[13]! - of('patch').spikesMs[12]!)],
  ],
];

const thresholds: [string, Where, string, number, Changes?][] = [
  ['lesson', 'both', '0.325 mS', 1],
  ['patch', 'both', '6.90 µA/cm²', 1],
  ['patch', 'comment', '13.24', 1, { 'durationMs: 1,': 'durationMs: 0.5,' }],
  ['frog-fibre', 'both', '1.822 nA', 1],
  ['anode-break', 'both', '−2.78 µA/cm²', 1],
  ['refractory', 'both', '28.57', 1],
  ['refractory', 'both', '2.2 times', 13.2436],
  ['refractory', 'comment', '4.6 times', 13.2436, { 'startMs: 13': 'startMs: 10' }],
  ['refractory', 'comment', '14 times', 13.2436, { 'startMs: 13': 'startMs: 7' }],
  ['refractory', 'comment', '0.85', 13.2436, { 'startMs: 13': 'startMs: 21' }],
];

describe('what the documents say of a shipped experiment is what is printed for it', () => {
  it.each(figures)('%s (%s): %s', (name, where, text, values, changes = {}) => {
    expectWritten(name, where, text);
    expectRounded(text, values(resultsBy(shipped(name, changes))));
  });

  it.each(thresholds)('%s (%s), threshold: %s', async (name, where, text, unit, changes = {}) => {
    expectWritten(name, where, text);
    const experiment = shipped(name, changes);
    const found = await findThreshold(experiment, experiment.stimuli.length - 1);
    if (found.kind !== 'found') throw new Error(found.kind);
    expectRounded(text.replace('cm²', ''), [found.strength / unit]);
  });

  it('myelin: 1.93 m/s without any, on the axon that its comment writes out', () => {
    const [axon] = /axon: \{kind: cable[^}]*\}/.exec(commentOf('myelin'))!;
    const bare = shipped('myelin', {
      'axon: {kind: myelinated, nodes: 21, internodeUm: 1000, nodeLengthUm: 2.5, diameterUm: 10}': axon,
      'durationMs: 0.1, currentNa: 2': 'durationMs: 0.5, currentNa: 50',
      'name: near, at: 5': 'name: near, at: 10',
      'name: far, at: 15': 'name: far, at: 20',
      'durationMs: 5': 'durationMs: 15',
      'stepMs: 0.005': 'stepMs: 0.01',
    });
    const [velocity] = resultsBy(bare).velocities;
    expectWritten('myelin', 'comment', '1.93 m/s');
    expectWritten('myelin', 'row', 'makes 1.93');
    expectRounded('1.93', [velocity!]);
    expectRounded('14', [resultsBy(shipped('myelin')).velocities[0]! / velocity!]);
  });

  it('set A conducts at 5.185955 sites/ms to the last digit, in steps of 0.01 ms', () => {
    expectRounded('5.185955', [resultsBy(shipped('lesson')).velocities[0]!]);
  });
});

describe('what docs/model.md says of tetrodotoxin everywhere', () => {
  const model = readFileSync(new URL('../docs/model.md', folder), 'utf8');

  it('is what squid-axon prints with 20 000 nA', () => {
    const [, velocities, fractions] = /everywhere \| ([\d., ]+) m\/s with ([\d., ]+) of/.exec(model)!;
    const printed = fractions!.split(', ').map((fraction) => {
      const treated = shipped('squid-axon', {
        'stimuli:': `treatments: [{kind: ttx, sodiumFraction: ${fraction}}]\nstimuli:`,
        'currentNa: 5354.1': 'currentNa: 20000',
      });
      return resultsBy(treated).velocities[0]!;
    });
    expect(printed).toHaveLength(4);
    expectRounded(velocities!, printed);
  });
});

describe('what docs/model.md says of the thresholds of a patch', () => {
  const model = readFileSync(new URL('../docs/model.md', folder), 'utf8');
  const line = model.split('\n').find((row) => row.startsWith('| threshold, patch'))!;

  it.each([
    ['13.24 µA', 0.5, '-54.3'],
    ['64.97 for', 0.1, '-54.3'],
    ['2.236 however', 100, '-54.3'],
    ['13.27,', 0.5, '-54.387'],
    ['65.13,', 0.1, '-54.387'],
    ['2.240 ', 100, '-54.387'],
  ])('is %s what --threshold prints for %f ms with the leak at %s mV', async (text, durationMs, leak) => {
    expect(line).toContain(text);
    const patch = shipped('patch', {
      'temperatureC: 6.3': `temperatureC: 6.3, leakReversalMv: ${leak}`,
      'durationMs: 1,': `durationMs: ${durationMs},`,
      'durationMs: 15': 'durationMs: 125',
    });
    const found = await findThreshold(patch, 0);
    expectRounded(text, [found.kind === 'found' ? found.strength : Number.NaN]);
  });
});

describe('what docs/model.md says of a patch', () => {
  const model = readFileSync(new URL('../docs/model.md', folder), 'utf8');
  const pulse20 = { 'durationMs: 1, currentUaPerCm2: 10': 'durationMs: 0.5, currentUaPerCm2: 20' };
  const tea = { 'stimuli:': 'treatments: [{kind: tea, potassiumFraction: 0.6}]\nstimuli:' };

  it.each([
    ['1.457 ms wide at half height', pulse20],
    ['1.622 ms with 0.6 of the potassium channels', { ...pulse20, ...tea }],
  ])('with tetraethylammonium is what is printed after one pulse: %s', (text, changes) => {
    expect(model).toContain(text);
    expectRounded(text.split(' with')[0]!, [resultsBy(shipped('patch', changes)).of('patch').halfWidthMs!]);
  });

  it('one pulse starts spikes without end with 0.6 of the potassium channels, although the rest is stable', () => {
    const text = '14 in 300 ms';
    expect(model).toContain(`spikes without end (${text}) although the rest is stable`);
    const recording = run(shipped('patch', { ...pulse20, ...tea, 'durationMs: 15': 'durationMs: 300' }));
    const [trace] = recording.traces;
    expectRounded('14', [trace!.spikes.length]);
    expect(recording.restIsStable).toBe(true);
    expect(300 - recording.timesMs[trace!.spikes.at(-1)!.peakRow]!).toBeLessThan(22);
  });

  it('of a second spike is what the comment of refractory says, after the same first pulse', () => {
    const row = model.split('\n').find((line) => line.startsWith('| second spike'))!;
    const [, currentUaPerCm2] = /currentUaPerCm2: ([\d.]+)/.exec(read('refractory.yaml'))!;
    expect(row).toContain(`${currentUaPerCm2} µA/cm² for 0.5 ms, as in \`refractory\``);
    for (const times of ['14 times', '4.6', '2.2', '0.85']) {
      expect(row).toContain(times);
      expectWritten('refractory', 'comment', times);
    }
  });
});
