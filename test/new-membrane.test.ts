/** One file and one line are a membrane: it runs in `simulate`, is explained by `check`, and plays in a rig. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createVirtualDevice } from '../src/devices/virtual/index.js';
import { formatProblem } from '../src/files/index.js';
import { membranes } from '../src/model/index.js';
import { orList } from '../src/units.js';
import { VirtualTimers } from './harness/virtual-timers.js';

const kinds = membranes.map(({ kind }) => kind);

const LIST = '../src/model/membranes/all.js';

/** The house as it is with one more line in the list. */
async function houseWithToy() {
  vi.resetModules();
  vi.doMock(LIST, async (original) => {
    const { MEMBRANES } = await original<typeof import('../src/model/membranes/all.js')>();
    const { toy } = await import('./harness/toy-membrane.js');
    return { MEMBRANES: [...MEMBRANES, toy] };
  });
  return {
    ...(await import('../src/cli/check.js')),
    ...(await import('../src/playing/compose.js')),
    ...(await import('../src/cli/simulate.js')),
    ...(await import('../src/experiment/index.js')),
    ...(await import('../src/rig/index.js')),
    ...(await import('./experiment/load.js')),
  };
}

let house: Awaited<ReturnType<typeof houseWithToy>>;
let folder: string;

beforeAll(async () => {
  house = await houseWithToy();
  folder = mkdtempSync(join(tmpdir(), 'new-membrane-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.doUnmock(LIST);
  vi.resetModules();
});

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What a command says. */
function terminal() {
  const lines: string[] = [];
  return { lines, out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
}

const SIMULATED = `
axon: {kind: lattice, sites: 20}
membrane: {kind: toy, timesTheLeak: 4}
stimuli: [{kind: step, at: 0, currentUa: 10}]
electrodes: [{name: near, at: 0}, {name: far, at: 5}]
durationMs: 60
sampleMs: 60
`;

describe('a new membrane in an experiment', () => {
  it('is simulated: 10 µA lift site 0 by 10.7 mV, and 57 % of that is left a site further on', async () => {
    const csv = join(folder, 'table.csv');
    const { lines, ...said } = terminal();
    expect(await house.simulate(written('toy.yaml', SIMULATED), { csv }, said)).toBe(0);
    expect(lines.join('\n')).toContain('Lattice of 20 sites; a toy with 4 times the leak; 60 ms');
    const [timeMs, nearMv, farMv] = readFileSync(csv, 'utf8')
      .trim()
      .split('\n')
      .at(-1)!
      .split(',')
      .map(Number);
    expect(timeMs).toBe(60);
    // What is left from site to site solves 1.25 (x − 2 + 1/x) = 0.4.
    const each = 1 + 0.4 / 1.25 / 2 - Math.sqrt((1 + 0.4 / 1.25 / 2) ** 2 - 1);
    expect(nearMv).toBeCloseTo(-70 + 10 / (0.4 + 1.25 * (1 - each)), 3);
    expect(farMv! + 70).toBeCloseTo((nearMv! + 70) * each ** 5, 3);
  });

  it('is what it says where nothing is said: 2 times the leak', () => {
    const { lines, ...said } = terminal();
    house.check(written('short.yaml', 'axon: {kind: lattice}\nmembrane: {kind: toy}\n'), said);
    expect(lines.join('\n')).toContain('a toy with 2 times the leak');
  });

  it.each([
    [
      '{kind: toy, timesTheLeak: 50}',
      'x.yaml:2:37 membrane.timesTheLeak: expected 1 to 20, got 50 – write at most 20',
    ],
    [
      '{kind: toy, restMv: -70 mV}',
      'x.yaml:2:31 membrane.restMv: expected -90 to -30 mV, got "-70 mV" – write -70 alone, the key names the unit',
    ],
    [
      '{kind: toy, timesTheLaek: 2}',
      'x.yaml:2:23 membrane.timesTheLaek: unknown key – did you mean timesTheLeak?',
    ],
    [
      '{kind: toyy}',
      `x.yaml:2:18 membrane.kind: expected ${orList([...kinds, 'toy'])}, got "toyy" – did you mean toy?`,
    ],
  ])('is explained by its own fields: %s', (membrane, message) => {
    expect(house.messages(`axon: {kind: lattice}\nmembrane: ${membrane}`)).toEqual([message]);
  });

  it('has what it alone knows told with its place in the file: numbers that do not go together', () => {
    expect(
      house.messages('axon: {kind: lattice, leakConductanceMs: 1}\nmembrane: {kind: toy, timesTheLeak: 20}'),
    ).toEqual(['x.yaml:2:37 membrane.timesTheLeak: expected at most 10 here, got 20']);
  });

  it('says why it is on no cable, and why it takes no tetrodotoxin', () => {
    expect(house.messages('axon: {kind: cable}\nmembrane: {kind: toy}')).toEqual([
      'x.yaml:2:18 membrane.kind: expected another membrane on a cable, got toy – its leak is so many times that of a site; write axon: {kind: lattice}',
    ]);
    expect(
      house.messages(
        'axon: {kind: lattice}\nmembrane: {kind: toy}\ntreatments: [{kind: ttx, sodiumFraction: 0}]',
      ),
    ).toEqual([
      'x.yaml:3:14 treatments[0]: expected a treatment that the toy membrane can be given, got ttx – it has no sodium channels',
    ]);
  });

  it('has no threshold to look for', async () => {
    const path = written('threshold.yaml', SIMULATED);
    await expect(house.simulate(path, { threshold: true }, terminal())).rejects.toThrow(
      'has a toy membrane, which never fires',
    );
  });

  it('is in the schema that editors use', () => {
    expect(JSON.stringify(house.experimentJsonSchema())).toContain(
      'How many times the leak of its axon [1 to 20]',
    );
  });
});

const RIG = `
device: {kind: virtual}
strip: {leds: 20}
membrane: {kind: toy, timesTheLeak: 4}
stimulus: {at: 0, currentUa: 100, durationMs: 1}
`;

describe('a new membrane in a rig', () => {
  it('moves the picture when someone presses, least at the far end', () => {
    const read = house.parseRig(RIG, 'toy.yaml');
    if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
    const timers = new VirtualTimers();
    const device = createVirtualDevice({
      capabilities: { ledCount: 20, needleCount: 2, buttonCount: 4, dialCount: 2 },
      timers,
    });
    const controller = house.composeController(read.rig, device, timers, (error) => {
      throw error;
    });
    controller.start();
    timers.advance(100);
    const before = [...device.shownRgb];
    device.press(1);
    timers.advance(400);
    const moved = (led: number) =>
      [0, 1, 2].reduce((sum, c) => sum + Math.abs(device.shownRgb[3 * led + c]! - before[3 * led + c]!), 0);
    expect(moved(0)).toBeGreaterThan(5);
    expect(moved(2)).toBeGreaterThan(0);
    expect(moved(2)).toBeLessThan(moved(0));
    expect(moved(19)).toBe(0);
    expect(controller.snapshot()).toMatchObject({
      membrane: 'toy',
      axon: { switching: false },
      activity: 'stimulus',
    });
    controller.command({ do: 'membrane', kind: 'passive' });
    timers.advance(100);
    expect(controller.snapshot().channelsOn).toBe(false);
  });

  it('is refused where a field is out of its range, with line and column', () => {
    const read = house.parseRig(RIG.replace('timesTheLeak: 4', 'timesTheLeak: 0'), 'toy.yaml');
    expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([
      'toy.yaml:4:37 membrane.timesTheLeak: expected 1 to 20, got 0 – write at least 1',
    ]);
  });
});
