/** Another kind of device takes one folder (toy/), one line of the rig file's schema, and one line of composition. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDevice, DEVICE_KINDS } from '../../src/cli/devices.js';
import type { Device } from '../../src/devices/device.js';
import { problemWords, readFileText } from '../../src/files/index.js';
import { DEVICE_SCHEMAS } from '../../src/rig/device-schema.js';
import { settleRig } from '../../src/rig/rig.js';
import { rigSchema, SHORTEST_RIG, type WrittenRig } from '../../src/rig/schema.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { describeDevice } from './device-contract.js';
import { type DeviceRig, Log, type RigWishes } from './device-rig.js';
import { ToyBoard } from './toy/board.js';
import { createToyDevice, desk, toyFromRig, toySchema } from './toy/index.js';

/** The line of the schema, and the line of composition. */
const device = z.discriminatedUnion('kind', [...DEVICE_SCHEMAS, toySchema]);
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
    device: createToyDevice('desk', capabilities, timers),
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
  let made: Device | undefined;
  afterEach(async () => {
    await made?.close();
    expect(timers.waiting).toBe(0);
  });

  it('is read from a rig file and made from it, as the others are', async () => {
    const text = 'device: {kind: toy, port: bench}\nstrip: {leds: 12}\n';
    const read = readFileText(text, 'toy.yaml', rigSchema.extend({ device }), SHORTEST_RIG);
    if (!read.ok) throw new Error(read.problems.map(problemWords).join());
    const rig = settleRig(read.value as WrittenRig);
    desk.set('bench', new ToyBoard(12, timers));
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

  it('takes the port that was typed instead of its file', async () => {
    const read = readFileText(
      'device: {kind: toy, port: bench}',
      'toy.yaml',
      rigSchema.extend({ device }),
      SHORTEST_RIG,
    );
    if (!read.ok) throw new Error('a rig was refused');
    made = await createDevice(settleRig(read.value as WrittenRig), 'shelf', timers, kinds);
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
    const read = readFileText('device: {kind: tox}', 'toy.yaml', rigSchema.extend({ device }), SHORTEST_RIG);
    expect(read.ok ? [] : read.problems.map(problemWords)).toEqual([
      'expected virtual, serial, firmata or toy, got "tox" – did you mean toy?',
    ]);
  });
});
