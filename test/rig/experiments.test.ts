/** Rigs that play other axons than the lesson's: what their files take, and what is said of those that cannot be. */
import { describe, expect, it } from 'vitest';
import { type FindExperiment, formatProblem, parseRig, type Rig, stretchesOf } from '../../src/rig/index.js';
import { find, messages, withDevice } from './messages.js';

function read(text: string, options: Parameters<typeof parseRig>[2] = { find }) {
  const result = parseRig(`device: {kind: virtual}\n${text}`, 'x.yaml', options);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return { rig: result.rig, notes: result.notes.map(formatProblem) };
}
const rigOf = (text: string): Rig => read(text).rig;

const SQUID = `axon: {kind: cable}
stimuli: [{kind: pulse, startMs: 0.5, durationMs: 0.2, currentNa: 5354.1}]`;

describe('a rig file', () => {
  it('takes all that an experiment file takes', () => {
    const text = `${SQUID}
membrane: {kind: hodgkin-huxley, temperatureC: 28}
treatments: [{kind: temperature, fromMm: 40, toMm: 60, temperatureC: 0}]
electrodes: [{name: before, at: 30}, {name: yellow, at: 80}]
durationMs: 15
stepMs: 0.008
lens: {roomMsPerAxonMs: 500}`;
    expect(rigOf(text).experiments).toMatchObject([
      {
        name: 'Axon rig',
        geometry: { kind: 'cable', lengthMm: 100, compartments: 540 },
        membrane: { kind: 'hodgkin-huxley', temperatureC: 28 },
        treatments: [{ kind: 'temperature', from: 40, to: 60, temperatureC: 0 }],
        stimuli: [{ kind: 'pulse', at: 0, currentNa: 5354.1 }],
        electrodes: { blue: 30, yellow: 80 },
        stepMs: 0.008,
        durationMs: 15,
        roomMsPerAxonMs: 500,
        fastestRoomMsPerAxonMs: 10,
      },
    ]);
  });

  it.each([
    ['stimulus: {at: 50, currentNa: 5000, durationMs: 0.2}', 'axon: {kind: cable}', { currentNa: 5000 }],
    ['stimulus: {currentUaPerCm2: 10, durationMs: 1}', 'axon: {kind: patch}', { currentUaPerCm2: 10 }],
  ])('has a short form of one stimulus on any axon: %s', (stimulus, axon, current) => {
    expect(rigOf(`${axon}\n${stimulus}`).experiments[0].stimuli).toMatchObject([
      { kind: 'pulse', ...current },
    ]);
  });

  it('has the lens that suits its axon, where it says nothing of it', () => {
    expect(rigOf(SQUID).experiments[0].roomMsPerAxonMs).toBe(500);
    expect(rigOf('axon: {kind: patch}').experiments[0].roomMsPerAxonMs).toBe(200);
    expect(rigOf('').experiments[0].roomMsPerAxonMs).toBe(500);
  });

  it('has its voltmeters at two places along the axon, or the one that is written', () => {
    expect(rigOf(SQUID).experiments[0].electrodes).toEqual({ blue: 40, yellow: 60 });
    expect(rigOf(`${SQUID}\nelectrodes: {yellow: bath}`).experiments[0].electrodes).toEqual({
      blue: 40,
      yellow: 'bath',
    });
  });

  it('plays experiments by their names, each at its own lens, or all at that of the file', () => {
    const names = 'experiments: [lesson, squid-axon, experiments/patch.yaml]';
    const lenses = (text: string) =>
      rigOf(text).experiments.map(({ name, roomMsPerAxonMs }) => [name, roomMsPerAxonMs]);
    expect(lenses(names)).toEqual([
      ['lesson', 250],
      ['squid-axon', 500],
      ['patch', 200],
    ]);
    expect(lenses(`${names}\nlens: {roomMsPerAxonMs: 700}`).map(([, lens]) => lens)).toEqual([700, 700, 700]);
  });

  it('plays the experiment that somebody asks for instead, at the lens of that', () => {
    const { rig } = read('experiments: [nothing-there]\nlens: {roomMsPerAxonMs: 9}', {
      find,
      experiment: 'frog-fibre',
    });
    expect(rig.experiments).toMatchObject([{ name: 'frog-fibre', roomMsPerAxonMs: 1500 }]);
  });
});

describe('an experiment that a rig file names', () => {
  const NAMES =
    'the name of a shipped experiment, or the path of an experiment file from the folder of this one';

  it.each([
    [
      'experiment: sqid-axon',
      `2:13 experiment: expected ${NAMES}, got "sqid-axon" – did you mean squid-axon?`,
    ],
    [
      'experiments: []',
      '2:14 experiments: expected 1 or more experiments, got an empty list – write for example [lesson, squid-axon]',
    ],
    [
      'experiments: lesson',
      '2:14 experiments: expected a list, got "lesson" – write for example [lesson, squid-axon]',
    ],
    [
      'experiments: [lesson, lesson]',
      '2:23 experiments[1]: expected each experiment once, got "lesson" again – remove one of them',
    ],
    [
      'experiment: lesson\nexperiments: [patch]',
      '2:13 experiment: expected experiment or experiments, got both – experiment is the short form for one; put it into the list',
    ],
    [
      'experiment: lesson\naxon: {sites: 30}',
      '3:7 axon: expected axon or experiment, got both – an experiment that is named brings its own; remove one of the two, or write axon into a copy of its file',
    ],
    [
      'experiments: [lesson]\nstimulus: {at: 3}',
      '3:11 stimulus: expected stimulus or experiments, got both – an experiment that is named brings its own; remove one of the two, or write stimuli into a copy of its file',
    ],
    [
      'experiment: lesson\nbuttons: {1: {do: experiment, name: lessen}}',
      '3:37 buttons.1.name: expected lesson, got "lessen" – did you mean lesson?',
    ],
    [
      'experiment: squid-axon\nlens: {roomMsPerAxonMs: 2}',
      '2:13 experiment: expected a time lens of 7 ms or more for squid-axon, got 2 – its 540 compartments in steps of 0.01 ms take the computer so long; write lens: {roomMsPerAxonMs: 7} in its file, or in this one',
    ],
  ])('is refused with what to write: %j', (text, message) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('has 32 of its like at most', () => {
    const many = Array.from({ length: 33 }, (_, i) => `e${i}`).join(', ');
    expect(withDevice(`experiments: [${many}]`)).toEqual([
      'rigs/x.yaml:2:14 experiments: expected at most 32, got 33 – remove some',
    ]);
  });

  it('is told with the place in its own file, where something is wrong there', () => {
    const problem = { file: 'mine.yaml', line: 3, column: 1, path: ['stimulli'], said: 'unknown key' };
    const wrong: FindExperiment = () => ({ kind: 'wrong', problems: [problem] });
    const result = parseRig('device: {kind: virtual}\nexperiment: mine.yaml', 'x.yaml', { find: wrong });
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
      'mine.yaml:3:1 stimulli: unknown key',
    ]);
  });

  it('is not there where no other file can be read', () => {
    const result = parseRig('device: {kind: virtual}\nexperiment: lesson', 'x.yaml');
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
      'x.yaml:2:13 experiment: expected a rig file that has its own experiment, got "lesson" – no other file can be read here',
    ]);
  });
});

describe('what a rig cannot show', () => {
  it.each([
    [
      `${SQUID}\nlens: {roomMsPerAxonMs: 2}`,
      '4:25 lens.roomMsPerAxonMs: expected a time lens of 7 ms or more for this axon, got 2 – its 540 compartments in steps of 0.01 ms take the computer so long; write lens: {roomMsPerAxonMs: 7}',
    ],
    [
      'axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, temperatureC: 6.3}\nstimuli: [{kind: step, startMs: 1, currentUaPerCm2: 10}]\ndurationMs: 200\nlens: {roomMsPerAxonMs: 20}',
      '6:25 lens.roomMsPerAxonMs: expected a time lens of 50 ms or more for this axon, got 20 – it fires 3 times in 43.9 ms, and no light may flash more than 3 times a second; write lens: {roomMsPerAxonMs: 50}',
    ],
    [
      'axon: {kind: myelinated, nodes: 10000, internodeCompartments: 9}\nmembrane: {kind: hodgkin-huxley}\nstepMs: 0.0002\nlens: {roomMsPerAxonMs: 5000}',
      '2:33 axon.nodes: this axon is too much for this computer: its 99991 compartments in steps of 0.0002 ms take the computer so long, and no time lens is slow enough – write fewer compartments or nodes, or a longer stepMs',
    ],
    [
      'axon: {kind: cable}\nmembrane: {kind: passive, leakReversalMv: -100}',
      '3:43 membrane.leakReversalMv: this axon rests at -100 mV, and strip and needles show -92 to 48 mV – write a membrane that rests within that',
    ],
    [
      'axon: {kind: cable}\nleds: {pins: [3, {pin: 5, sites: [0, 4]}]}',
      '3:34 leds.pins[1].sites: expected no sites on a cable, got [0, 4] – sites are those of a lattice; remove it, and the LEDs share the axon evenly',
    ],
  ])('is refused: %j', (text, message) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it.each([
    [
      'axon: {kind: cable}\nstimulus: {conductanceMs: 1}',
      '3:27 stimulus.conductanceMs: expected currentNa on a cable, got conductanceMs – the membrane opens for an ion on a lattice only; write currentNa with the current in nA',
    ],
    [
      'axon: {kind: cable}\nstimulus: {currentUa: 2}',
      '3:23 stimulus.currentUa: expected currentNa on a cable, where currents are in nA, got currentUa – write currentNa: 2000',
    ],
    [
      'stimulus: {at: 3}\nstimuli: [{kind: conductance}]',
      '2:11 stimulus: expected stimulus or stimuli, got both – stimulus is the short form for one; remove one of the two',
    ],
    [
      'axon: {kind: cable}\nelectrodes: {blue: 120}',
      '3:20 electrodes.blue: expected 0 to 100 mm, or bath, got 120 – the axon is 100 mm long',
    ],
    [
      'electrodes: [{name: blue, at: 70}]',
      '2:31 electrodes[0].at: expected a whole number, 0 to 59, or bath, got 70 – the axon has 60 sites, counted from 0',
    ],
    [
      'electrodes: [5]',
      '2:14 electrodes[0]: expected a section with keys, got 5 – write for example electrodes: [{name: near, at: 3}, {name: far, at: 8}]',
    ],
    ['electrodes: {bleu: 3}', '2:14 electrodes.bleu: unknown key – did you mean blue?'],
    [
      'axon: {kind: cable}\nmembrane: {kind: gated}',
      "3:18 membrane.kind: expected another membrane on a cable, got gated – the lesson's rule needs separate sites: on a smooth membrane it has no travelling signal; write axon: {kind: lattice}, or kind: hodgkin-huxley",
    ],
  ])('and parts that do not go together are told as in an experiment file: %j', (text, message) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('is an experiment file, told with what to do', () => {
    expect(messages('axon: {kind: cable}')).toEqual([
      'rigs/x.yaml:1:1 device: expected a section with keys, got nothing – write for example device: {kind: virtual}',
    ]);
  });
});

describe('lamps on any axon', () => {
  it('share it evenly, in compartments: three lamps on 501', () => {
    const { light, experiments } = rigOf(`leds: {pins: [3, 5, 6]}\n${SQUID}`);
    expect(stretchesOf(light, experiments[0].geometry)).toEqual([
      { firstSite: 0, lastSite: 166 },
      { firstSite: 167, lastSite: 333 },
      { firstSite: 334, lastSite: 500 },
    ]);
  });

  it('show the one place of a patch, all of them', () => {
    const { light, experiments } = rigOf('leds: {pins: [3, 5]}\naxon: {kind: patch}');
    const all = { firstSite: 0, lastSite: 0 };
    expect(stretchesOf(light, experiments[0].geometry)).toEqual([all, all]);
  });

  it('have each a node, where there are fewer nodes than lamps', () => {
    const { light, experiments } = rigOf('leds: {pins: [3, 5, 6]}\naxon: {kind: myelinated, nodes: 2}');
    expect(stretchesOf(light, experiments[0].geometry)).toEqual([
      { firstSite: 0, lastSite: 0 },
      { firstSite: 0, lastSite: 0 },
      { firstSite: 1, lastSite: 1 },
    ]);
  });

  it('with sites of their own have a note on axons without: there they share evenly', () => {
    const text = 'leds: {pins: [3, {pin: 5, sites: [0, 4]}]}\nexperiments: [lesson, squid-axon]';
    const { rig, notes } = read(text);
    expect(notes).toEqual([
      'x.yaml:2:34 leds.pins[1].sites: squid-axon has no such sites: there these LEDs have an even share of the axon',
    ]);
    expect(stretchesOf(rig.light, rig.experiments[0].geometry)![1]).toEqual({ firstSite: 0, lastSite: 4 });
  });
});
