/** What buttons and dials of a rig file do, and what is said of those that make no sense. */
import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig } from '../../src/rig/index.js';
import { find, withDevice } from './messages.js';

function read(text: string) {
  const result = parseRig(`device: {kind: virtual}\n${text}`, 'x.yaml', { find });
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return { rig: result.rig, notes: result.notes.map(formatProblem) };
}
const button = (text: string) => read(`buttons: {1: ${text}}`).rig.buttons[1];
const dial = (text: string) => read(`dials: {0: ${text}}`).rig.dials[0];

describe('a button', () => {
  it.each<readonly [string, object]>([
    ['{do: stimulate}', { do: 'stimulate', held: false }],
    ['{do: stimulate, at: [0, 59], held: true}', { do: 'stimulate', at: [0, 59], held: true }],
    [
      '{do: treat, treatment: {kind: dead, from: 20, to: 21}, held: true}',
      { do: 'treat', id: 'button 1', treatment: { kind: 'dead', from: 20, to: 21 }, held: true },
    ],
    ['{do: channels}', { do: 'channels' }],
    ['{do: membrane}', { do: 'channels' }],
    ['{do: pause}', { do: 'pause' }],
    ['{do: step, back: true}', { do: 'step', back: true }],
    ['{do: reset}', { do: 'reset' }],
    ['{do: experiment}', { do: 'experiment', name: null }],
    [
      '{do: pauseWhen, name: yellow, crossesMv: -55, rising: false}',
      { do: 'pauseWhen', name: 'yellow', crossesMv: -55, rising: false },
    ],
    ['{do: pauseWhen, crossesMv: 0}', { do: 'pauseWhen', name: 'blue', crossesMv: 0, rising: true }],
    ['{do: weakest}', { do: 'weakest' }],
    ['{do: rewind}', { do: 'rewind', seconds: 5 }],
    ['{do: runOn}', { do: 'runOn' }],
    ['{do: now}', { do: 'now' }],
    ['{do: electrode, name: yellow, at: bath}', { do: 'electrode', name: 'yellow', at: 'bath' }],
  ])('%s', (text, action) => {
    expect(button(text)).toEqual(action);
  });

  it('has the strength of the experiment in the unit of its axon', () => {
    const { rig } = read('experiment: squid-axon\nbuttons: {1: {do: stimulate, at: 50, currentNa: -3000}}');
    expect(rig.buttons[1]).toEqual({ do: 'stimulate', at: 50, strength: -3000, held: false });
  });

  it.each([
    [
      '{do: stimulate, at: 60}',
      '2:34 buttons.1.at: expected 0 to 59, got 60 – the axon has 60 sites, counted from 0',
    ],
    [
      '{do: stimulate, at: [0, 60]}',
      '2:38 buttons.1.at[1]: expected 0 to 59, got 60 – the axon has 60 sites, counted from 0',
    ],
    [
      '{do: stimulate, currentNa: 3}',
      '2:41 buttons.1.currentNa: expected conductanceMs (mS) on a lattice, got currentNa – write conductanceMs with the strength in mS',
    ],
    [
      '{do: electrode, at: 99}',
      '2:34 buttons.1.at: expected 0 to 59, or bath, got 99 – the axon has 60 sites, counted from 0',
    ],
    [
      '{do: treat, treatment: {kind: dead, from: 20, to: 70}}',
      '2:64 buttons.1.treatment.to: expected 0 to 59, got 70 – the axon has 60 sites, counted from 0',
    ],
    ['{do: rewind, seconds: 90}', '2:36 buttons.1.seconds: expected 0.1 to 60 s, got 90 – write at most 60'],
    ['{do: pauseWhen}', '2:11 buttons.1.crossesMv: expected -92 to 48 mV, got nothing – write a number'],
    [
      '{do: electrode, name: red, at: 3}',
      '2:36 buttons.1.name: expected blue or yellow, got "red" – write one of these',
    ],
    ['{do: experiment, name: other}', '2:37 buttons.1.name: expected Axon rig, got "other" – write Axon rig'],
    [
      '{do: pause, held: true}',
      '2:26 buttons.1.held: unknown key here – it goes with do: stimulate or treat; remove it',
    ],
  ])('is refused where it makes no sense: %s', (text, message) => {
    expect(withDevice(`buttons: {1: ${text}}`)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('may suit some of several experiments: a note says which refuse it', () => {
    const text =
      'experiments: [lesson, squid-axon]\nbuttons: {1: {do: treat, treatment: {kind: temperature, temperatureC: 2}}}';
    expect(read(text).notes).toEqual([
      'x.yaml:3:37 buttons.1.treatment: lesson cannot take this: there it is refused',
    ]);
  });

  it('must suit one of them', () => {
    expect(withDevice('experiments: [patch, squid-axon]\nbuttons: {1: {do: stimulate, at: 200}}')).toEqual([
      'rigs/x.yaml:3:34 buttons.1.at: expected 0, got 200 – in patch a patch has no extent, and its only place is 0; no other experiment takes it',
    ]);
  });
});

describe('a dial', () => {
  it.each<readonly [string, object]>([
    ['{do: lens}', { do: 'lens' }],
    ['{do: time}', { do: 'time' }],
    ['{do: strength}', { do: 'strength', lowPercent: 0, highPercent: 200 }],
    ['{do: electrode, name: yellow}', { do: 'electrode', name: 'yellow' }],
  ])('%s', (text, action) => {
    expect(dial(text)).toEqual(action);
  });

  it('turns a figure of a treatment, through its range or between two ends', () => {
    const text = (ends: string) =>
      `experiment: squid-axon\ndials: {1: {do: treatment, treatment: {kind: temperature, from: 40, temperatureC: 18}, field: temperatureC${ends}}}`;
    const treatment = { kind: 'temperature', from: 40, temperatureC: 18 };
    const all = { do: 'treatment', id: 'dial 1', treatment, field: 'temperatureC' };
    expect(read(text('')).rig.dials[1]).toEqual({ ...all, low: -5, high: 50 });
    expect(read(text(', low: 30, high: 5')).rig.dials[1]).toEqual({ ...all, low: 30, high: 5 });
  });

  it.each([
    [
      '{do: treatment, treatment: {kind: tea, potassiumFraction: 1}, field: fraction}',
      '3:81 dials.0.field: expected potassiumFraction, got "fraction" – write potassiumFraction',
    ],
    [
      '{do: treatment, treatment: {kind: tea, potassiumFraction: 1}, field: potassiumFraction, high: 2}',
      '3:106 dials.0.high: expected 0 to 1, got 2 – it is a share, and 1 is all',
    ],
    [
      '{do: treatment, treatment: {kind: tea, potassiumFraction: 1}, field: potassiumFraction, low: 1}',
      '3:9 dials.0.high: expected another value than fully left, got 1 for both – the dial would turn nothing',
    ],
    [
      '{do: strength, lowPercent: 50, highPercent: 50}',
      '3:56 dials.0.highPercent: expected another value than fully left, got 50 for both – the dial would turn nothing',
    ],
  ])('is refused where it would turn nothing: %s', (text, message) => {
    expect(withDevice(`experiment: patch\ndials: {0: ${text}}`)).toEqual([`rigs/x.yaml:${message}`]);
  });
});
