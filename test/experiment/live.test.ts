/** What a rig plays of an experiment file: its compartments, its electrodes, its lens. */
import { describe, expect, it } from 'vitest';
import { type LiveExperiment, liveExperiment } from '../../src/experiment/index.js';
import { experimentOf, shipped } from './load.js';

const live = (text: string, leds = 60): LiveExperiment => liveExperiment('x', experimentOf(text), leds);
const compartments = ({ geometry }: LiveExperiment) =>
  geometry.kind === 'cable' ? geometry.compartments : null;

describe('a cable on LEDs', () => {
  it.each([
    [60, 540],
    [144, 720],
    [150, 750],
    [16, 528],
    [5, 505],
    [1, 501],
  ])('of %i has an odd number of compartments for each, and 500 or more: %i', (leds, count) => {
    expect(compartments(live('axon: {kind: cable}', leds))).toBe(count);
  });

  it('never has more than its file: 300 stay 300', () => {
    expect(compartments(live('axon: {kind: cable, compartments: 300}'))).toBe(300);
  });

  it('has more where it is thin: pieces of 0.04 length constants at the longest', () => {
    const thin =
      'axon: {kind: cable, lengthMm: 30, diameterUm: 10, axialResistivityOhmCm: 70, compartments: 1500}';
    expect(compartments(live(thin))).toBe(1140);
  });

  it('keeps those of its file where a treated stretch would be lost between two of fewer', () => {
    const spot = 'axon: {kind: cable}\ntreatments: [{kind: dead, fromMm: 50.12, toMm: 50.18}]';
    expect(compartments(live(spot))).toBe(1000);
  });

  it('is the only axon that is cut in another way: a frog fibre keeps its 41 nodes', () => {
    expect(live('axon: {kind: myelinated}').geometry).toMatchObject({ nodes: 41, internodeCompartments: 0 });
  });
});

describe('both voltmeters', () => {
  it.each([
    ['electrodes: [{name: a, at: 1}, {name: yellow, at: 2}, {name: blue, at: 3}]', 3, 2],
    ['electrodes: [{name: a, at: bath}, {name: b, at: 15}, {name: c, at: 45}]', 15, 45],
    ['electrodes: [{name: a, at: 7}, {name: blue, at: bath}]', 'bath', 7],
    ['electrodes: [{name: a, at: 7}]', 7, 'bath'],
    ['electrodes: [{name: a, at: bath}]', 'bath', 'bath'],
    ['', 3, 8],
  ])('of %j are at %s and %s', (text, blue, yellow) => {
    expect(live(`axon: {kind: lattice}\n${text}`).electrodes).toEqual({ blue, yellow });
  });
});

describe('the lens of a file that names none', () => {
  it.each([
    ['axon: {kind: cable}\nstimuli: [{kind: pulse, durationMs: 0.2, currentNa: 5354.1}]', 500],
    ['axon: {kind: myelinated}\nstimuli: [{kind: pulse, durationMs: 0.1, currentNa: 2.735}]', 1500],
    ['axon: {kind: lattice}\nstimuli: [{kind: conductance, durationMs: 0.5}]', 300],
  ])('lets a spike take some three seconds from end to end: %s', (text, lens) => {
    expect(live(text).roomMsPerAxonMs).toBe(lens);
  });

  it.each(['axon: {kind: patch}', 'axon: {kind: cable}'])('is 1:200 where none crosses: %s', (text) => {
    expect(live(text).roomMsPerAxonMs).toBe(200);
  });
});

describe('the fastest lens', () => {
  it('is that of a quarter of a slow core: 1:7 for 540 compartments of squid membrane in steps of 0.01 ms', () => {
    expect(liveExperiment('squid-axon', shipped('squid-axon'), 60)).toMatchObject({
      fastestRoomMsPerAxonMs: 7,
      fastestBecause: 'its 540 compartments in steps of 0.01 ms take the computer so long',
    });
  });

  it('is that of three flashes a second where an axon fires by itself: 1:50 under a steady current', () => {
    expect(liveExperiment('steady-current', shipped('steady-current'), 60)).toMatchObject({
      fastestRoomMsPerAxonMs: 50,
      fastestBecause: 'it fires 3 times in 43.9 ms, and no light may flash more than 3 times a second',
    });
  });

  it('is real time for the lesson, with no reason to give', () => {
    expect(liveExperiment('lesson', shipped('lesson'), 60)).toMatchObject({
      fastestRoomMsPerAxonMs: 1,
      fastestBecause: null,
    });
  });
});

describe('channels off', () => {
  it('on a lattice are those of set A, switched off', () => {
    expect(liveExperiment('x', shipped('lesson-channels-off'), 60)).toMatchObject({
      membrane: { kind: 'gated', sodiumConductanceMs: 8 },
      channelsOff: true,
    });
  });

  it('on a passive cable are none at all', () => {
    expect(liveExperiment('x', shipped('passive-cable'), 60)).toMatchObject({
      membrane: { kind: 'passive' },
      channelsOff: false,
    });
  });
});
