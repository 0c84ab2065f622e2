/** Another kind of device takes its folder and its file of the rig (both are in toy/), and a line in each of two lists. */

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeRig } from '../../src/cli/check.js';
import { createDevice, DEVICE_KINDS } from '../../src/cli/devices.js';
import type { Device } from '../../src/devices/device.js';
import { restingDevice } from '../../src/devices/resting.js';
import { formatProblem } from '../../src/files/index.js';
import { DEVICES } from '../../src/rig/devices/all.js';
import type { Rig } from '../../src/rig/index.js';
import { orList } from '../../src/units.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { describeDevice } from './device-contract.js';
import { type DeviceRig, Log, type RigWishes } from './device-rig.js';
import { ToyBoard } from './toy/board.js';
import { createToyDevice, desk, toyFromRig } from './toy/index.js';

const kindsThere = DEVICES.map(({ schema }) => schema.shape.kind.value);

const LIST = '../../src/rig/devices/all.js';

/** The rig's room as it is with one more line in its list of kinds. */
async function rigRoomWithToy() {
  vi.resetModules();
  vi.doMock(LIST, async (original) => {
    const { DEVICES } = await original<typeof import('../../src/rig/devices/all.js')>();
    const { toy } = await import('./toy/kind.js');
    return { DEVICES: [...DEVICES, toy] };
  });
  return import('../../src/rig/index.js');
}

/** The line of composition. */
const kinds = { ...DEVICE_KINDS, toy: async () => toyFromRig };

async function advance(timers: VirtualTimers, ms: number): Promise<void> {
  for (let passed = 0; passed <= ms; passed++) {
    if (passed > 0) timers.advance(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function advanceUntil(timers: VirtualTimers, condition: () => boolean, limitMs: number): Promise<void> {
  for (let ms = 0; !condition(); ms++) {
    if (ms >= limitMs) throw new Error(`still waiting after ${limitMs} ms of virtual time`);
    await advance(timers, 1);
  }
}

function toyRig({ ledCount, dials }: RigWishes): DeviceRig {
  const timers = new VirtualTimers();
  const board = new ToyBoard(ledCount, timers);
  desk.set('desk', board);
  const capabilities = { ledCount, needleCount: 2, buttonCount: 4, dialCount: dials ? 2 : 0 };
  return {
    device: restingDevice(() => createToyDevice('desk', capabilities, timers)),
    advance: (ms) => advance(timers, ms),
    advanceUntil: (condition, limitMs) => advanceUntil(timers, condition, limitMs),
    leds: () => board.rgb,
    needles: () => board.needleLevels,
    needlesAt: (levels) => levels,
    press: (button) => board.press(button),
    release: (button) => board.release(button),
    turn: (dial, position) => board.turn(dial, position),
    leftBehind: () => timers.waiting,
  };
}

describeDevice('a toy with a keeper', toyRig);

describe('a kind of device that was added', () => {
  const timers = new VirtualTimers();
  let room: Awaited<ReturnType<typeof rigRoomWithToy>>;
  let made: Device | undefined;
  beforeAll(async () => {
    room = await rigRoomWithToy();
  });
  afterAll(() => {
    vi.doUnmock(LIST);
    vi.resetModules();
  });
  afterEach(async () => {
    await made?.close();
    expect(timers.waiting).toBe(0);
  });

  function rigOf(text: string) {
    const read = room.parseRig(text, 'toy.yaml');
    if (!read.ok) throw new Error(read.problems.map(formatProblem).join());
    return read.rig;
  }
  function problemsOf(text: string): string[] {
    const read = room.parseRig(text, 'toy.yaml');
    return read.ok ? [] : read.problems.map(formatProblem);
  }

  it('is read from a rig file and made from it, as the others are', async () => {
    desk.set('bench', new ToyBoard(12, timers));
    const rig = rigOf('device: {kind: toy, port: bench}\nstrip: {leds: 12}\n');
    made = await createDevice(rig, undefined, timers, kinds);
    expect(made.capabilities).toEqual({ ledCount: 12, needleCount: 0, buttonCount: 1, dialCount: 0 });
    const log = new Log();
    made.open(log);
    await advance(timers, 1);
    expect(log.states.map(({ kind, words }) => [kind, words])).toEqual([
      ['opening', 'Looking for the toy "bench".'],
      ['ready', 'The toy "bench" is ready.'],
    ]);
    expect(made.line?.().summary).toBe('a toy');
  });

  it('is described with its port, and without a speed, which it has not', () => {
    const words = describeRig(rigOf('device: {kind: toy, port: bench}') as unknown as Rig);
    expect(words).toMatch(/^Axon rig: toy, bench, 60 LEDs up to /);
  });

  it('takes the port that was typed instead of its file', async () => {
    made = await createDevice(rigOf('device: {kind: toy, port: bench}'), 'shelf', timers, kinds);
    const log = new Log();
    made.open(log);
    await advance(timers, 1);
    expect(made.state).toEqual({
      kind: 'lost',
      fault: 'no-port',
      words: 'There is no toy "shelf".',
      retryInMs: 250,
    });
  });

  it('is named among the kinds when a file has none of them', () => {
    expect(problemsOf('device: {kind: tox}')).toEqual([
      `toy.yaml:1:16 device.kind: expected ${orList([...kindsThere, 'toy'])}, got "tox" – did you mean toy?`,
    ]);
  });

  it.each([
    [
      'a strip of 201 LEDs, which is longer than any',
      'strip: {leds: 201, supply: own}',
      '2:15 strip.leds: expected 1 to 200, got 201 – the toy "desk" has 200 beads; write at most 200',
    ],
    [
      'a part that it has nothing for',
      'piezo: {pin: 8}',
      '2:8 piezo: expected no piezo, got one – a toy is silent; remove piezo',
    ],
    [
      'a pulse of 600 µs, which others give',
      'needles: {blue: {lowUs: 600}}',
      '2:25 needles.blue.lowUs: expected 700 to 2500 µs with kind: toy, got 600 – its spring is stiff; write 700',
    ],
    [
      'what only a toy has against a rig',
      'strip: {reversed: true}',
      '2:19 strip.reversed: expected false, got true – a toy has one end',
    ],
  ])('refuses %s, with line and column', (_, line, words) => {
    expect(problemsOf(`device: {kind: toy, port: desk}\n${line}\n`)).toEqual([`toy.yaml:${words}`]);
  });

  it('has a strip of 200 LEDs, and a virtual rig then has it too, but an Uno has not', () => {
    const strip = 'strip: {leds: 200, supply: own, currentLimitMa: 3000}';
    expect(rigOf(`device: {kind: toy, port: desk}\n${strip}`).light.ledCount).toBe(200);
    expect(rigOf(`device: {kind: virtual}\n${strip}`).light.ledCount).toBe(200);
    expect(problemsOf(`device: {kind: serial}\n${strip}`)).toEqual([
      "toy.yaml:2:15 strip.leds: expected 1 to 150, got 200 – an Uno's memory holds 150; write at most 150, and the rest of the strip stays dark",
    ]);
  });
});
