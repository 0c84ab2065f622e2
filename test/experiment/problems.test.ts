/** Bad experiment files: every message with its line and column, and nothing that throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import { messages, notes, read } from './load.js';

const CABLE = 'axon: {kind: cable, lengthMm: 100, compartments: 1000}\n';
const LATTICE = 'axon: {kind: lattice, sites: 60}\n';
const PULSE = '{kind: pulse, at: 0, startMs: 1, durationMs: 0.5, currentUa: 200}';

const STIMULUS = 'stimuli: [{at: 0, durationMs: 0.2, currentNa: 5354.1}]';

describe('a geometry that is negative or absurd', () => {
  it.each([
    ['lengthMm: -5', 'x.yaml:1:31 axon.lengthMm: expected 0.001 to 10000 mm, got -5 – write at least 0.001'],
    [
      'diameterUm: 47600',
      'x.yaml:1:33 axon.diameterUm: expected 0.1 to 2000 µm, got 47600 – the thinnest axons have some 0.1 µm, the giant ones of squid up to 1000',
    ],
    ['compartments: 0', 'x.yaml:1:35 axon.compartments: expected 1 to 100000, got 0 – write at least 1'],
    [
      'compartments: 10.5',
      'x.yaml:1:35 axon.compartments: expected a whole number, 1 to 100000, got 10.5 – write 11',
    ],
    [
      'axialResistivityOhmCm: .nan',
      'x.yaml:1:44 axon.axialResistivityOhmCm: expected 1 to 10000 Ω·cm, got .nan, which is not a number – write a number',
    ],
    ['length: 100', 'x.yaml:1:21 axon.length: unknown key – did you mean lengthMm?'],
  ])('is refused: %s', (option, message) => {
    expect(messages(`axon: {kind: cable, ${option}}`)).toEqual([message]);
  });

  it('is refused when compartments are longer than half a length constant: 5 mm of 7.03', () => {
    expect(messages('axon: {kind: cable, lengthMm: 100, compartments: 20}')).toEqual([
      'x.yaml:1:50 axon.compartments: expected at most half a length constant, but compartments of 5 mm are 0.71 of the length constant (7.03 mm), which shows nothing true – write 143 or more',
    ]);
    expect(messages('axon: {kind: cable, lengthMm: 100, compartments: 29}')).toEqual([]);
  });

  it('is noted when they are longer than a tenth of it: 3.45 mm, and not 0.7', () => {
    expect(notes(`axon: {kind: cable, lengthMm: 100, compartments: 29}\n${STIMULUS}`)).toEqual([
      'x.yaml:1:50 axon.compartments: compartments of 3.45 mm are 0.49 of the length constant (7.03 mm), which is too coarse for true figures – write 143 or more',
    ]);
    expect(notes(`axon: {kind: cable, lengthMm: 100, compartments: 143}\n${STIMULUS}`)).toEqual([]);
  });
});

describe('a place off the axon', () => {
  it.each([
    [
      CABLE,
      'electrodes: [{name: a, at: 120}]',
      '2:28 electrodes[0].at: expected 0 to 100 mm, or bath, got 120 – the axon is 100 mm long',
    ],
    [
      LATTICE,
      'electrodes: [{name: a, at: 60}]',
      '2:28 electrodes[0].at: expected a whole number, 0 to 59, or bath, got 60 – the axon has 60 sites, counted from 0',
    ],
    [
      LATTICE,
      'electrodes: [{name: a, at: 2.5}]',
      '2:28 electrodes[0].at: expected a whole number, 0 to 59, or bath, got 2.5 – the axon has 60 sites, counted from 0',
    ],
    [
      'axon: {kind: patch}\n',
      'electrodes: [{name: a, at: 3}]',
      '2:28 electrodes[0].at: expected 0, or bath, got 3 – a patch has no extent, and its only place is 0',
    ],
    [
      'axon: {kind: myelinated}\n',
      'electrodes: [{name: a, at: 41}]',
      '2:28 electrodes[0].at: expected a whole number, 0 to 40, or bath, got 41 – the axon has 41 nodes, counted from 0',
    ],
    [
      LATTICE,
      'stimuli: [{kind: pulse, at: [0, 99], durationMs: 1, currentUa: 200}]',
      '2:33 stimuli[0].at[1]: expected a whole number, 0 to 59, got 99 – the axon has 60 sites, counted from 0',
    ],
    [
      CABLE,
      'treatments: [{kind: ttx, fromMm: 90, toMm: 110, sodiumFraction: 0}]',
      '2:44 treatments[0].toMm: expected 0 to 100 mm, got 110 – the axon is 100 mm long',
    ],
    [
      'axon: {kind: myelinated, nodes: 10000, internodeCompartments: 1000}\n',
      'durationMs: 1',
      '1:63 axon.internodeCompartments: expected at most 100000 compartments along the axon, got 10009000: 10000 nodes, and 1000 pieces in each internode – write internodeCompartments: 9 or less, or fewer nodes',
    ],
  ])('is refused: %s%s', (axon, line, message) => {
    expect(messages(axon + line)).toEqual([`x.yaml:${message}`]);
  });
});

describe('a stimulus', () => {
  it.each([
    [
      `stimuli: [${PULSE.replace('startMs: 1', 'startMs: 20')}]`,
      /^x\.yaml:2:41 stimuli\[0\]\.startMs: expected less than durationMs \(20 ms\), got 20 – the experiment is over/,
    ],
    [
      `stimuli: [${PULSE.replace('currentUa: 200', 'currentNa: 200')}]`,
      /^x\.yaml:2:72 stimuli\[0\]\.currentNa: expected currentUa on a lattice, where currents are in µA/,
    ],
    [
      `stimuli: [${PULSE.replace(', currentUa: 200', '')}]`,
      /^x\.yaml:2:11 stimuli\[0\]\.currentUa: expected currentUa \(µA\), got nothing/,
    ],
    [
      'stimuli: [{kind: train, startMs: 1, durationMs: 2, intervalMs: 1, count: 3, currentUa: 9}]',
      /^x\.yaml:2:64 stimuli\[0\]\.intervalMs: expected at least its durationMs \(2 ms\), got 1/,
    ],
    [
      'stimuli: [{kind: train, durationMs: 0.000001, intervalMs: 0.000002, count: 1000000, currentUa: 1}]\nstepMs: 0.25',
      /^x\.yaml:2:59 stimuli\[0\]\.intervalMs: expected trains to start and stop at most 1000 times in a step of 0\.25 ms, got 250000 times – write 0\.0005 or more, or a shorter stepMs$/,
    ],
    [
      `stimuli: [${['0.0001', '0.0002'].map((ms) => `{kind: train, durationMs: 0.00001, intervalMs: ${ms}, count: 1000000, currentUa: 1}`).join(', ')}]\nstepMs: 0.04`,
      /^x\.yaml:2:144 stimuli\[1\]\.intervalMs: .* got 1200 times – write 0\.0004 or more/,
    ],
    [
      'stimuli: [{kind: ramp, startMs: 1, durationMs: 2, riseMs: 3, currentUa: 9}]',
      /^x\.yaml:2:59 stimuli\[0\]\.riseMs: expected at most its durationMs \(2 ms\), got 3/,
    ],
    [
      'stimuli: {kind: pulse}',
      /^x\.yaml:2:10 stimuli: expected a list, got a section with keys – write for example stimuli: \[/,
    ],
    ['stimuli:', /^x\.yaml:2:\d+ stimuli: expected a list, got nothing/],
    [
      'stimuli: [{kind: puls, durationMs: 1, currentUa: 9}]',
      /^x\.yaml:2:18 stimuli\[0\]\.kind: expected pulse, step, ramp, train or conductance, got "puls" – did you mean pulse\?/,
    ],
    [
      'stimuli: [{kind: conductance, conductanceMs: -1}]',
      /stimuli\[0\]\.conductanceMs: expected 0 to 1000 mS, got -1/,
    ],
    [
      'stimuli: [{kind: pulse, at: soma, durationMs: 1, currentUa: 9}]',
      /^x\.yaml:2:29 stimuli\[0\]\.at: expected 0 to 100000, got "soma"/,
    ],
    [
      'stimuli: [{kind: pulse, at: [0, -1], durationMs: 1, currentUa: 9}]',
      /^x\.yaml:2:33 stimuli\[0\]\.at\[1\]: expected 0 to 100000, got -1 – write at least 0/,
    ],
    [
      'stimuli: [{kind: pulse, at: [], durationMs: 1, currentUa: 9}]',
      /^x\.yaml:2:29 stimuli\[0\]\.at: expected 1 to 1000 places, got 0/,
    ],
  ])('is refused: %s', (line, message) => {
    expect(messages(LATTICE + line)).toEqual([expect.stringMatching(message)]);
  });

  it('in µA on a cable is told its value in nA: 20 µA are 20000 nA', () => {
    expect(messages(`${CABLE}stimuli: [{kind: pulse, durationMs: 1, currentUa: 20}]`)).toEqual([
      'x.yaml:2:51 stimuli[0].currentUa: expected currentNa on a cable, where currents are in nA, got currentUa – write currentNa: 20000',
    ]);
  });

  it('that would go on after the end is noted', () => {
    expect(notes(`${LATTICE}stimuli: [${PULSE.replace('durationMs: 0.5', 'durationMs: 50')}]`)).toEqual([
      'x.yaml:2:56 stimuli[0].durationMs: this current would flow until 51 ms, the experiment ends at 20 ms',
    ]);
  });
});

describe('treatments', () => {
  const ttx = (from: number, to: number) => `{kind: ttx, fromMm: ${from}, toMm: ${to}, sodiumFraction: 0}`;

  it('of one kind that overlap are refused at the second one', () => {
    expect(messages(`${CABLE}treatments:\n  - ${ttx(40, 46)}\n  - ${ttx(45, 50)}`)).toEqual([
      expect.stringMatching(/^x\.yaml:4:5 treatments\[1\]: .*treatments\[0\] \(40 to 46\)/),
    ]);
    expect(messages(`${CABLE}treatments:\n  - ${ttx(40, 46)}\n  - ${ttx(47, 50)}`)).toEqual([]);
    const cold = '{kind: temperature, fromMm: 42, toMm: 60, temperatureC: 5}';
    expect(messages(`${CABLE}treatments:\n  - ${ttx(40, 46)}\n  - ${cold}`)).toEqual([]);
  });

  it.each([
    [
      CABLE,
      ttx(46, 40),
      /^x\.yaml:2:44 treatments\[0\].toMm: expected at least 46, where the stretch begins, got 40/,
    ],
    [
      CABLE,
      '{kind: ttx}',
      /^x\.yaml:2:14 treatments\[0\]: expected sodiumFraction or nanomolar, got neither/,
    ],
    [
      CABLE,
      '{kind: ttx, sodiumFraction: 0, nanomolar: 3}',
      /^x\.yaml:2:56 treatments\[0\]\.nanomolar: expected sodiumFraction or nanomolar/,
    ],
    [
      CABLE,
      '{kind: ttx, from: 3, fromMm: 3, sodiumFraction: 0}',
      /^x\.yaml:2:43 treatments\[0\]\.fromMm: expected from or fromMm, got both/,
    ],
    [LATTICE, ttx(3, 5), /^x\.yaml:2:34 treatments\[0\]\.fromMm: expected from on a lattice, got fromMm/],
    [
      CABLE,
      '{kind: tea, potassiumFraction: 1.5}',
      /^x\.yaml:2:45 treatments\[0\]\.potassiumFraction: expected 0 to 1, got 1\.5 – it is a share/,
    ],
    [CABLE, '{kind: bare, from: 3, to: 4}', /^x\.yaml:2:14 treatments\[0\]/],
    [LATTICE, '{kind: temperature, temperatureC: 5}', /^x\.yaml:2:\d+ treatments\[0\]/],
  ])('that cannot work are refused: %s%s', (axon, treatment, message) => {
    const found = messages(`${axon}treatments: [${treatment}]`);
    expect(found[0]).toMatch(message);
  });
});

describe('a membrane that does not go with its axon', () => {
  it.each([
    [
      'axon: {kind: cable}\nmembrane: {kind: gated}',
      /^x\.yaml:2:18 membrane\.kind: expected another membrane on a cable, got gated – the lesson's rule needs separate sites/,
    ],
    [
      'axon: {kind: lattice}\nmembrane: {kind: hodgkin-huxley}',
      /^x\.yaml:2:18 membrane\.kind: expected another membrane on a lattice, got hodgkin-huxley – its conductances are per cm²/,
    ],
    [
      'axon: {kind: lattice}\nmembrane: {kind: passive, leakReversalMv: -60}',
      /^x\.yaml:2:43 membrane\.leakReversalMv: unknown key on a lattice – its leak is axon\.leakReversalMv/,
    ],
    [
      'axon: {kind: cable}\nmembrane: {temperatureC: 18}',
      /^x\.yaml:2:12 membrane\.temperatureC: unknown key here – it goes with kind: hodgkin-huxley/,
    ],
    [
      'axon: {kind: cable}\nmembrane: {kind: hodgkin}',
      /^x\.yaml:2:18 membrane\.kind: .*did you mean hodgkin-huxley\?/,
    ],
  ])('is refused: %s', (text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)]);
  });
});

describe('steps and samples', () => {
  it.each([
    [
      `${CABLE}stepMs: 0.2`,
      'x.yaml:2:9 stepMs: expected at most 0.13 ms for this membrane, got 0.2 – the scheme cannot follow it in larger steps',
    ],
    [
      'axon: {kind: myelinated}\nstepMs: 0.1',
      'x.yaml:2:9 stepMs: expected at most 0.05 ms for this membrane, got 0.1 – the scheme cannot follow it in larger steps',
    ],
    [
      `${LATTICE}stepMs: 0.5`,
      'x.yaml:2:9 stepMs: expected at most 0.25 ms for this membrane, got 0.5 – the scheme cannot follow it in larger steps',
    ],
    [
      `${CABLE}stepMs: 0.01\nsampleMs: 0.025`,
      'x.yaml:3:11 sampleMs: expected a multiple of stepMs (0.01 ms), got 0.025 – write 0.03',
    ],
    [
      `${CABLE}durationMs: 5\nsampleMs: 6`,
      'x.yaml:3:11 sampleMs: expected at most durationMs (5 ms), got 6 – the table would have a single row',
    ],
    [
      `${CABLE}durationMs: 1000000`,
      'x.yaml:2:13 durationMs: expected at most 100000000 figures, got 300000000: 100000000 steps at 2 electrodes – shorten it, or write a longer stepMs',
    ],
    [
      'axon: {kind: patch}\nmembrane: {kind: passive, leakConductanceMsPerCm2: 10}\nstepMs: 0.02',
      'x.yaml:3:9 stepMs: expected at most 0.01 ms for this membrane, got 0.02 – the scheme cannot follow it in larger steps',
    ],
  ])('that cannot work are refused: %s', (text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  it('that blur the figures are noted, sooner where it is warm: 0.04 ms at 18.5 °C, 0.01 ms at 34 °C', () => {
    expect(notes(`${CABLE}stepMs: 0.04\n${STIMULUS}`)).toEqual([
      'x.yaml:2:9 stepMs: 0.04 ms is a long step for this membrane: figures may be off by more than half a per cent – 0.026 or less is fine',
    ]);
    expect(notes(`${CABLE}membrane: {kind: hodgkin-huxley, temperatureC: 34}\n${STIMULUS}`)).toEqual([
      expect.stringMatching(/^x\.yaml:2:48 membrane\.temperatureC: 0\.01 ms is a long step/),
    ]);
    expect(notes(`${CABLE}stepMs: 0.01\nsampleMs: 0.07\n${STIMULUS}`)).toEqual([]);
  });

  it('that only a warm stretch makes too long are told at that stretch', () => {
    const warm = (temperatureC: number) =>
      `${CABLE}treatments: [{kind: temperature, to: 5, temperatureC: 2}, {kind: temperature, from: 10, temperatureC: ${temperatureC}}]\n`;
    expect(notes(`${warm(34)}${STIMULUS}`)).toEqual([
      expect.stringMatching(
        /^x\.yaml:2:\d+ treatments\[1\]\.temperatureC: 0\.01 ms is a long step for the stretch at 34 °C: /,
      ),
    ]);
    expect(messages(`${warm(34)}stepMs: 0.1`)).toEqual([
      expect.stringMatching(
        /^x\.yaml:3:9 stepMs: expected at most 0\.0\d+ ms for the stretch at 34 °C, got 0\.1/,
      ),
    ]);
  });
});

describe('an experiment without a stimulus', () => {
  it('is noted: its lines are flat', () => {
    expect(notes('axon: {kind: patch}')).toEqual([
      'x.yaml:1:7 axon: there is no stimulus, so the axon stays at rest – write the currents that are put in under stimuli',
    ]);
  });

  it('is noted with what makes it fire by itself, where its rest is unstable', () => {
    const start = 'it does not stay there, but fires or swings by itself – it starts from −64.974 mV';
    expect(notes('axon: {kind: patch}\ntreatments: [{kind: tea, potassiumFraction: 0.5}]')).toEqual([
      `x.yaml:2:13 treatments: the rest of this axon is unstable: ${start}, where it rests without treatments`,
    ]);
    expect(
      notes('axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, sodiumConductanceMsPerCm2: 240}'),
    ).toEqual([
      `x.yaml:2:11 membrane: the rest of this axon is unstable: ${start}, where the membrane of its paper rests`,
    ]);
  });
});

describe('a comma inside { }', () => {
  const cable = (current: string) => `${CABLE}stimuli: [{durationMs: 1, ${current}}]`;
  it.each([
    [
      'currentNa: 5,354.1',
      'x.yaml:2:40 stimuli[0].354.1: unknown key – a comma ends a figure here; write it without: currentNa: 5354.1',
    ],
    [
      'currentNa: 5,354',
      'x.yaml:2:40 stimuli[0].354: unknown key – if this is the rest of a decimal figure, write it with a point: 0.354; thousands are written without a comma',
    ],
    [
      'currentNa: 5,35.1',
      'x.yaml:2:40 stimuli[0].35.1: unknown key – a comma ends a figure here; write thousands without a comma',
    ],
  ])('is told: %s', (current, message) => {
    expect(messages(cable(current))).toEqual([message]);
  });
});

describe('electrodes', () => {
  it('are in the bath, not in the Bath', () => {
    expect(messages(`${CABLE}electrodes: [{name: a, at: Bath}]`)).toEqual([
      'x.yaml:2:28 electrodes[0].at: expected bath in small letters, got "Bath" – write bath',
    ]);
  });

  it('of the same name are refused: each is a column', () => {
    expect(messages(`${LATTICE}electrodes: [{name: a, at: 3}, {name: a, at: 8}]`)).toEqual([
      'x.yaml:2:39 electrodes[1].name: expected another name than that of electrode 1, got "a" again – each is a column of the table',
    ]);
  });
});

describe('the lattice’s short names', () => {
  it('mean the same as those with a unit, and both at once are refused', () => {
    const short = parseExperiment(
      'axon: {leakConductance: 0.2, axialConductance: 2.5, capacitance: 2}',
      'x.yaml',
    );
    const long = parseExperiment(
      'axon: {leakConductanceMs: 0.2, axialConductanceMs: 2.5, capacitanceUf: 2}',
      'x.yaml',
    );
    expect(short).toMatchObject({ ok: true });
    expect(short.ok && short.experiment).toEqual(long.ok && long.experiment);
    expect(messages('axon: {leakConductance: 0.2, leakConductanceMs: 0.2}')).toEqual([
      'x.yaml:1:25 axon.leakConductance: expected leakConductance or leakConductanceMs, got both – they are two names of one figure; remove one',
    ]);
  });
});

describe('any text at all', () => {
  it('is an experiment or problems with a place, and never an exception', () => {
    const keys = fc.constantFrom(
      'axon',
      'membrane',
      'stimuli',
      'electrodes',
      'treatments',
      'stepMs',
      'kind',
      'at',
    );
    const values = fc.oneof(
      fc.constantFrom(
        'cable',
        'lattice',
        'patch',
        'ttx',
        '[]',
        '{}',
        '~',
        '.nan',
        '-1',
        '1e9',
        '[{kind: dead}]',
      ),
      fc.tuple(keys, keys).map(([key, value]) => `{${key}: ${value}, kind: cable}`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, values), { maxLength: 5 }), (lines) => {
        const text = lines.map(([key, value]) => `${key}: ${value}`).join('\n');
        const result = parseExperiment(text, 'x.yaml');
        if (result.ok) return true;
        return (
          result.problems.length > 0 && result.problems.every(({ line, column }) => line > 0 && column > 0)
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('several problems', () => {
  const between = 'sampleMs: 0.015\nelectrodes: [{name: a, at: 3.5}, {name: a, at: 5}]\n';
  const treatments =
    'treatments: [{kind: temperature, temperatureC: 20}, {kind: potassium, outsideMillimolar: 20}]\n';
  const places = (text: string) => messages(text).map((line) => line.split(' ')[1]);

  it('come in the three rounds that experiments/README.md names', () => {
    expect(read('README.md')).toContain(
      'They come in three rounds: first everything that a single value shows',
    );
    expect(places(`${between}${treatments}durationMs: -1\nstepMs: 7\n`)).toEqual(['durationMs:', 'stepMs:']);
    expect(places(`${between}${treatments}`)).toEqual([
      'sampleMs:',
      'electrodes[0].at:',
      'electrodes[1].name:',
    ]);
    expect(places(treatments)).toEqual(['treatments[0]:']);
  });
});
