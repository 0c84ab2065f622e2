import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeRig, describeWiring } from '../../src/cli/check.js';
import { shippedExperiments, shippedRigs } from '../../src/cli/package-folder.js';
import { findRigFile, loadRig, shippedRigNames } from '../../src/cli/rig-files.js';
import { shippedNames } from '../../src/cli/shipped-files.js';
import { fileKind, formatProblem, parseRig } from '../../src/rig/index.js';
import { runHere } from './run-here.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe('axon-rig check', () => {
  it('describes each shipped rig and ends with 0, from any folder', async () => {
    const names = shippedRigNames();
    expect(names).toEqual(expect.arrayContaining(['uno-144', 'uno-60', 'uno-firmata-5-leds', 'virtual']));
    for (const name of names) {
      const { code, out } = await runHere(['check', name], folder);
      expect(out).toMatch(new RegExp(`${name}\\.yaml: ok – .+ LEDs`));
      expect(code).toBe(0);
    }
  });

  it('prints every message with file, line and column, and ends with 1', async () => {
    const file = write('typo.yaml', 'device: {kind: virtual}\nstrip:\n  leds: 900\n  colour: red\n');
    const { code, out, err } = await runHere(['check', file], folder);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^typo\.yaml:3:9 strip\.leds: expected 1 to 150, got 900/),
      expect.stringMatching(/^typo\.yaml:4:3 .*colour/),
    ]);
    expect(out).toBe('');
    expect(code).toBe(1);
  });

  it.each([
    [
      'nothing.yaml',
      /there is no rig, experiment, card or plan file nothing\.yaml; give the path of one, or the name of a shipped rig \(.*virtual.*\) or experiment \(.*lesson.*\)/,
    ],
    ['.', /^axon-rig: \. is a folder, expected a rig, experiment, card or plan file; give the path of one/],
    ['/dev/null', /\/dev\/null is a device or a pipe, expected a rig, experiment, card or plan file/],
    [
      'dangling.yaml',
      /dangling\.yaml is a link to gone\.yaml, which cannot be found; expected a rig, experiment, card or plan file/,
    ],
    [
      'itself.yaml',
      /itself\.yaml is a link to itself\.yaml, which cannot be found; expected a rig, experiment, card or plan file/,
    ],
  ])('says what to do about %s', async (wanted, words) => {
    if (wanted === 'dangling.yaml') symlinkSync('gone.yaml', join(folder, wanted));
    if (wanted === 'itself.yaml') symlinkSync(wanted, join(folder, wanted));
    const { code, err } = await runHere(['check', wanted], folder);
    expect(err).toMatch(words);
    expect(code).toBe(1);
  });

  it('does not break on a file that is no text', async () => {
    writeFileSync(join(folder, 'noise.yaml'), Buffer.from([0, 255, 254, 10, 123, 0, 200]));
    const { code, err } = await runHere(['check', 'noise.yaml'], folder);
    expect(err).toMatch(/^noise\.yaml:1:2: expected text in UTF-8, got the byte 0xff/);
    expect(code).toBe(1);
  });

  it('asks a file of 6 GB for its size, and reads none of it, with each command', async () => {
    const file = write('huge.yaml', '');
    truncateSync(join(folder, file), 6e9);
    for (const command of ['check', 'run', 'simulate']) {
      const { code, out, err } = await runHere([command, file], folder);
      expect(err).toBe(
        'huge.yaml:1:1: expected at most 65536 characters, got a file of 6000 MB – is this the right file?',
      );
      expect([code, out]).toEqual([1, '']);
    }
    truncateSync(join(folder, file), 0);
  });

  it('refuses what nests too deeply with its place, with each command', async () => {
    const file = write('deep.yaml', '- '.repeat(980));
    for (const command of ['check', 'run', 'simulate']) {
      const { code, err } = await runHere([command, file], folder);
      expect(err).toMatch(/^deep\.yaml:1:33: expected at most 16 levels of sections, got more/);
      expect(code).toBe(1);
    }
  });

  it('refuses a file in Latin-1 with line and column, and says to save it as UTF-8', async () => {
    writeFileSync(join(folder, 'latin.yaml'), 'device: {kind: virtual}\nname: Bücher\n', 'latin1');
    const { code, out, err } = await runHere(['check', 'latin.yaml'], folder);
    expect(err).toBe(
      'latin.yaml:2:8: expected text in UTF-8, got the byte 0xfc – save the file as UTF-8 in your editor',
    );
    expect(out).toBe('');
    expect(code).toBe(1);
  });
});

const SQUID = 'axon: {kind: cable}\n';

describe('axon-rig check of an experiment file', () => {
  it('describes one and ends with 0', async () => {
    const text = `${SQUID}treatments: [{kind: ttx, from: 40, to: 46, sodiumFraction: 0}]
stimuli: [{kind: pulse, at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 5354.1}]
electrodes: [{name: near, at: 40}, {name: far, at: 60}]
durationMs: 10
stepMs: 0.01
`;
    const { code, out, err } = await runHere(['check', write('squid.yaml', text)], folder);
    expect(out).toBe(
      'squid.yaml: ok – experiment: Cable 100 mm × 476 µm in 1000 compartments; Hodgkin–Huxley, 18.5 °C; 10 ms in steps of 0.01 ms; TTX, 40–46 mm: no sodium channels left; 5354 nA for 0.2 ms at 0 mm; 2 electrodes',
    );
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it.each([
    ['is wrong', `${SQUID}stimuli: [{kind: pulse, at: 120, startMs: 12}]\ndurationMs: 10\nstepMs: 0.3\n`],
    ['is misspelt', `${SQUID}stimulli: []\ndurationMs: 10\n`],
    ['is no YAML', `${SQUID}durationMs: 10\nstimuli: [{kind: pulse\n`],
  ])('says of a file that %s what simulate says, and ends with 1', async (_, text) => {
    const file = write('wrong.yaml', text);
    const checked = await runHere(['check', file], folder);
    const simulated = await runHere(['simulate', file], folder);
    expect(checked.err).toMatch(/^wrong\.yaml:\d+:\d+/);
    expect(checked.err).toBe(simulated.err);
    expect(checked.out).toBe('');
    expect(checked.code).toBe(1);
  });

  it('prints the notes that simulate prints', async () => {
    const file = write('coarse.yaml', 'axon: {kind: cable, compartments: 50}\ndurationMs: 1\n');
    const { code, out } = await runHere(['check', file], folder);
    expect(out).toMatch(/\nnote: coarse\.yaml:1:\d+ axon\.compartments: .* too coarse for true figures/);
    expect(code).toBe(0);
  });

  it('finds a shipped one by its name, from any folder', async () => {
    const { code, out } = await runHere(['check', 'myelin'], folder);
    expect(out).toMatch(/myelin\.yaml: ok – experiment: Myelinated axon 10 µm, 21 nodes/);
    expect(code).toBe(0);
  });
});

describe('what kind of file it is', () => {
  const shipped = (folderOf: string) =>
    shippedNames(folderOf).map(
      (name) => [name, readFileSync(join(folderOf, `${name}.yaml`), 'utf8')] as const,
    );

  it('is seen in every shipped file', () => {
    for (const [, text] of shipped(shippedExperiments)) expect(fileKind(text)).toBe('experiment');
    for (const [, text] of shipped(shippedRigs)) expect(fileKind(text)).toBe('rig');
  });

  it.each([
    ['rig', 'device: {kind: virtual}'],
    ['rig', 'device: {kind: virtual}\naxon: {sites: 30}\nelectrodes: {blue: 3}'],
    ['rig', 'strip: {leds: 900}\nmembrane: {kind: passive}'],
    ['rig', '{device: {kind: virtual}, stimulus: {durationMs: 1}}'],
    ['rig', 'devise: {kind: virtual}'],
    ['rig', ''],
    ['rig', '- a\n- list'],
    ['rig', 'one line of prose'],
    ['experiment', 'axon: {kind: lattice}'],
    ['experiment', 'durationMs: 5'],
    ['experiment', '{axon: {kind: patch}, stimuli: []}'],
    ['experiment', 'name: x\nelectrodes: [{name: a, at: 3}]'],
    ['rig', 'device: {kind: virtual}\nstimuli: []\ndurationMs: 5'],
    ['rig', 'experiments: [lesson]'],
    ['experiment', 'stimuli: []\nelectrodes: [{'],
  ])('%s: %j', (kind, text) => {
    expect(fileKind(text)).toBe(kind);
  });
});

describe('the line of a rig that is ok', () => {
  function lineOf(text: string): string {
    const result = parseRig(`device: {kind: virtual}\n${text}`, 'x.yaml');
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
    return describeRig(result.rig);
  }

  it.each([
    ['', '60 LEDs up to 200 mA, no needles, 1 button, no dials, 60 sites, gated membrane'],
    ['needles:\n  blue:\n', '1 needle (blue), 1 button'],
    ['needles:\n  yellow:\n', '1 needle (yellow), 1 button'],
    ['needles:\n  yellow:\n  blue: {}\n', '2 needles (blue, yellow), 1 button'],
    ['needles:\n', 'no needles, 1 button'],
    ['buttons:\n', 'no needles, no buttons, no dials'],
    ['buttons: {}\n', 'no needles, no buttons, no dials'],
    ['buttons: {1: {do: pause}, 4: {do: reset}}\ndials: {0: {do: lens}}', '2 buttons, 1 dial, 60 sites'],
    ['strip: {leds: 1}', '1 LED up to 200 mA, no needles, 1 button, no dials, 1 site, gated membrane'],
  ])('of %j names what is fitted: %s', (text, words) => {
    expect(lineOf(text)).toContain(words);
  });
});

describe('the lines of a Firmata rig that is ok', () => {
  it.each([
    [
      'uno-firmata-5-leds',
      'Firmata, first port that answers, 57600 baud, 5 LEDs up to 73 mA, 1 needle (blue), 1 button, no dials, 10 sites',
      'LEDs: 3 5 6 11 10 (on or off); needle blue: 9; button 1: 2',
    ],
    [
      'uno-firmata-rgb',
      '2 RGB LEDs up to 88 mA, no needles, 1 button, no dials, piezo, 10 sites',
      'RGB LEDs: 3 5 6, 9 10 11; button 1: 2; piezo: 8',
    ],
    [
      'uno-firmata-pca9685',
      '16 LEDs up to 117 mA, 2 needles (blue, yellow), 1 button, no dials, piezo, 32 sites',
      'PCA9685: 0x40 on A4 and A5, outputs 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; needle blue: 9; needle yellow: 10',
    ],
    [
      'uno-firmata-strip',
      '60 LEDs up to 200 mA, 1 needle (blue), 1 button',
      'strip: 6; needle blue: 9; button 1: 2',
    ],
  ])('%s: what is fitted, and each pin', (name, fitted, wiring) => {
    const { rig } = loadRig(name);
    expect(describeRig(rig)).toContain(fitted);
    expect(describeWiring(rig)).toContain(wiring);
  });

  it('name no pins for our own firmware, which has its own', () => {
    expect(describeWiring(loadRig('uno-60').rig)).toBeUndefined();
  });
});

describe('finding a rig file', () => {
  it('prefers the file that is there to a shipped one of the same name', () => {
    const path = join(folder, write('virtual.yaml', 'device: {kind: virtual}'));
    expect(findRigFile(path)).toBe(path);
    expect(findRigFile('virtual')).not.toBe(path);
  });

  it('takes a shipped rig with or without its folder and ending', () => {
    const shipped = findRigFile('uno-60');
    expect(findRigFile('uno-60.yaml')).toBe(shipped);
    expect(findRigFile(join('rigs', 'uno-60.yaml'))).toMatch(/uno-60\.yaml$/);
  });

  it('does not take another folder’s missing file for a shipped one', () => {
    expect(() => findRigFile(join('elsewhere', 'uno-60.yaml'))).toThrow(/there is no rig file elsewhere/);
  });
});

describe('axon-rig', () => {
  it('suggests the command that was meant', async () => {
    const { code, err } = await runHere(['chek', 'virtual'], folder);
    expect(err).toMatch(/unknown command 'chek'[\s\S]*check/);
    expect(code).toBe(1);
  });

  it('shows its help and ends with 1 without a command, with 0 on --help', async () => {
    const bare = await runHere([], folder);
    expect(bare.err).toMatch(/Usage: axon-rig/);
    expect(bare.code).toBe(1);
    const asked = await runHere(['--help'], folder);
    expect(asked.out).toMatch(/run [\s\S]*check /);
    expect(asked.code).toBe(0);
  });
});
