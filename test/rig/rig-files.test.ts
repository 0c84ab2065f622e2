import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem, lightLimitMa, parseRig, type Rig, rigJsonSchema } from '../../src/rig/index.js';
import { find, latticeOf, sitesOf } from './messages.js';

const folder = new URL('../../rigs/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function load(name: string): Rig {
  const result = parseRig(read(name), `rigs/${name}`, { find });
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig;
}

describe('shipped rig files', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  it('are two without hardware, two for our firmware, an exhibit and four for Firmata', () => {
    expect(names.sort()).toEqual([
      'exhibit.yaml',
      'lab.yaml',
      'uno-144.yaml',
      'uno-60.yaml',
      'uno-firmata-5-leds.yaml',
      'uno-firmata-pca9685.yaml',
      'uno-firmata-rgb.yaml',
      'uno-firmata-strip.yaml',
      'virtual.yaml',
    ]);
  });

  it.each(names)('%s is read without a problem or a note', (name) => {
    const result = parseRig(read(name), name, { find });
    expect(result).toMatchObject({ ok: true, notes: [] });
  });

  it.each(names)('%s names the JSON Schema in its first line', (name) => {
    expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./rig.schema.json');
  });

  it('virtual has no hardware and every control that a board could have', () => {
    const rig = load('virtual.yaml');
    expect(rig.device).toEqual({ kind: 'virtual' });
    expect(rig.strip.leds).toBe(60);
    expect([rig.needles.blue, rig.needles.yellow]).not.toContain(null);
    expect(Object.values(rig.buttons)).not.toContain(null);
  });

  it('virtual begins as the lesson does: channels off, electrodes at 3 and 8, and a sentence that invites', () => {
    const { experiments, invite } = load('virtual.yaml');
    expect(experiments[0]).toMatchObject({ channelsOff: true, electrodes: { blue: 3, yellow: 8 } });
    expect(experiments[0].membrane.kind).toBe('gated');
    expect(invite).toBe('Press Stimulate, and see how far the signal gets.');
    expect(experiments.map(({ name }) => name)).toEqual([
      'lesson-channels-off',
      'squid-axon',
      'passive-cable',
      'myelin',
      'frog-fibre',
    ]);
  });

  it.each(names.filter((name) => name !== 'virtual.yaml'))('%s begins with its channels on', (name) => {
    const { experiments, invite } = load(name);
    expect(experiments[0].channelsOff).toBe(false);
    expect(invite !== null).toBe(name === 'exhibit.yaml');
  });

  it('exhibit is bright, from a supply of its own, within 500 mA', () => {
    const { light, exhibit } = load('exhibit.yaml');
    expect(light).toMatchObject({ brightness: 1, supply: 'own', currentLimitMa: 500 });
    expect(exhibit).toMatchObject({ idleS: 60, attractS: 12, trail: 'science-fair', hours: null });
  });

  it('lab has ten experiments, which its second button goes through', () => {
    const { experiments, buttons } = load('lab.yaml');
    expect(experiments.map(({ name, roomMsPerAxonMs }) => [name, roomMsPerAxonMs])).toEqual([
      ['lesson', 250],
      ['channels-apart', 300],
      ['squid-axon', 500],
      ['ttx-block', 500],
      ['cold-block', 500],
      ['collision', 500],
      ['frog-fibre', 1500],
      ['myelin', 4000],
      ['demyelinated', 4000],
      ['patch', 200],
    ]);
    expect(buttons[2]).toEqual({ do: 'experiment', name: null });
  });

  it('uno-60 stays within what a USB port gives', () => {
    const rig = load('uno-60.yaml');
    expect(rig.device).toEqual({ kind: 'serial', port: 'auto', baud: 500000 });
    expect(rig.strip).toMatchObject({ leds: 60, currentLimitMa: 200, supply: 'usb' });
  });

  it('uno-144 has a site per LED and its own supply', () => {
    const rig = load('uno-144.yaml');
    expect(rig.strip).toMatchObject({ leds: 144, currentLimitMa: 1500, supply: 'own' });
    expect(latticeOf(rig).siteCount).toBe(144);
  });
});

describe('a shipped rig with a board', () => {
  const boards = readdirSync(folder).filter((name) => name.startsWith('uno-'));
  /** The same file with every input wired: the "# " before their numbers is taken away. */
  const allWired = (name: string) => read(name).replace(/^( *)# ( *(?:[0-4]: \{|dials:))/gm, '$1$2');

  it.each(boards)('%s names no input but button 1: an open wire would press by itself', (name) => {
    const { buttons, dials } = load(name);
    expect(buttons).toMatchObject({ 1: { do: 'stimulate' }, 2: null, 3: null, 4: null });
    expect(dials).toEqual({ 0: null, 1: null });
  });

  it.each([
    ['uno-60.yaml', 4, 1],
    ['uno-144.yaml', 4, 1],
    ['uno-firmata-rgb.yaml', 2, 1],
    ['uno-firmata-pca9685.yaml', 4, 1],
  ])('%s has %i buttons and %i dial once the "# " before them is taken away', (name, buttons, dials) => {
    const result = parseRig(allWired(name), name);
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
    const fitted = (parts: object) => Object.values(parts).filter((part) => part !== null).length;
    expect([fitted(result.rig.buttons), fitted(result.rig.dials)]).toEqual([buttons, dials]);
    expect(result.notes).toEqual([]);
  });

  it('has a button at either end of 144 LEDs, for two signals that meet', () => {
    const result = parseRig(allWired('uno-144.yaml'), 'uno-144.yaml');
    expect(result.ok && result.rig.buttons[2]).toEqual({ do: 'stimulate', at: 143, held: false });
  });
});

describe('a shipped rig for an Uno with Firmata', () => {
  it.each(['5-leds', 'rgb', 'pca9685', 'strip'])(
    '%s looks for its board on every port at 57600 baud',
    (name) => {
      expect(load(`uno-firmata-${name}.yaml`).device).toEqual({
        kind: 'firmata',
        port: 'auto',
        baud: 57_600,
        board: 'uno',
      });
    },
  );

  it('has four dimmed LEDs, a fifth that is on from −55 mV, a servo on 9 and a button on 2: 73 mA', () => {
    const rig = load('uno-firmata-5-leds.yaml');
    const { light, pins } = rig;
    if (light.kind !== 'leds') throw new Error(`expected leds, got ${light.kind}`);
    expect(light.leds.map(({ pin, onFromMv }) => [pin, onFromMv])).toEqual([
      [3, null],
      [5, null],
      [6, null],
      [11, null],
      [10, -55],
    ]);
    expect(sitesOf(rig)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ]);
    expect([latticeOf(rig).siteCount, pins.needles.blue, pins.buttons[1]]).toEqual([10, 9, 2]);
    expect(lightLimitMa(light)).toBeCloseTo(72.7, 1);
  });

  it('has two RGB LEDs, each at the site of an electrode: 88 mA', () => {
    const rig = load('uno-firmata-rgb.yaml');
    const { light } = rig;
    const { electrodes } = rig.experiments[0];
    if (light.kind !== 'rgb') throw new Error(`expected rgb, got ${light.kind}`);
    expect(sitesOf(rig)).toEqual([
      [electrodes.blue, electrodes.blue],
      [electrodes.yellow, electrodes.yellow],
    ]);
    expect(lightLimitMa(light)).toBeCloseTo(87.3, 1);
  });

  it('has sixteen LEDs on a PCA9685 at 0x40, two sites each: 117 mA', () => {
    const rig = load('uno-firmata-pca9685.yaml');
    const { light } = rig;
    if (light.kind !== 'pca9685') throw new Error(`expected pca9685, got ${light.kind}`);
    expect([light.address, light.ledCount, latticeOf(rig).siteCount]).toEqual([0x40, 16, 32]);
    expect(light.leds[15]).toEqual({ channel: 15, ownSites: null });
    expect(sitesOf(rig)[15]).toEqual([30, 31]);
    expect(lightLimitMa(light)).toBeCloseTo(116.4, 1);
  });

  it('has a strip of 60 on pin 6 within the 200 mA of a USB port', () => {
    const { light } = load('uno-firmata-strip.yaml');
    expect(light).toMatchObject({ kind: 'strip', pin: 6, ledCount: 60, currentLimitMa: 200 });
  });
});

describe('rigs/rig.schema.json', () => {
  it('is current; if not, run: npm run schema', () => {
    expect(JSON.parse(read('rig.schema.json'))).toEqual(rigJsonSchema());
  });
});
