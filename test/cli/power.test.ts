/** An exhibit and what looks after it, through full disks, clocks that jump and computers that sleep, in virtual time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFollowed } from '../../src/cli/followed.js';
import { openLibrary } from '../../src/cli/lesson-files.js';
import { readRig } from '../../src/cli/rig-files.js';
import { openService } from '../../src/cli/service.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { sharedDevice } from '../../src/devices/shared.js';
import type { Timers } from '../../src/devices/timers.js';
import { virtualFromRig } from '../../src/devices/virtual/from-rig.js';
import type { VirtualDevice } from '../../src/devices/virtual/index.js';
import { composePlaying } from '../../src/playing/playing.js';
import { stageOf } from '../../src/playing/rig-stage.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const RIG = 'name: one\ndevice: {kind: virtual}\nstrip: {leds: 20}\n';
const HOUR_MS = 3_600_000;
const YEAR_MS = 365.25 * 24 * HOUR_MS;
const MORNING = Date.parse('2026-12-01T09:00:00Z');

/** As in a process: what was due while nothing ran comes once, not as often as it was missed. */
function asInAProcess(timers: VirtualTimers): Timers {
  return {
    nowMs: () => timers.nowMs(),
    after: (ms, fn) => timers.after(ms, fn),
    every(ms, fn) {
      let cancel = () => {};
      const arm = () => {
        cancel = timers.after(ms, () => {
          arm();
          fn();
        });
      };
      arm();
      return () => cancel();
    },
  };
}

let folder: string;
let ends: (() => Promise<void>)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-power-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends) await end();
  rmSync(folder, { recursive: true });
});

async function play(exhibit = '') {
  const virtual = new VirtualTimers();
  const timers = asInAProcess(virtual);
  const { rig } = readRig('rig.yaml', `${RIG}exhibit: {attractS: 5, log: {folder: ${folder}}${exhibit}}\n`);
  const wall = { aheadMs: MORNING };
  const wallMs = () => wall.aheadMs + virtual.nowMs();
  const disk = { isFull: false, files: new Map<string, string>() };
  const said: string[] = [];
  const crashes: unknown[] = [];
  let board: VirtualDevice;
  const device = sharedDevice(() => {
    board = virtualFromRig(rig as RigOf<'virtual'>, timers) as VirtualDevice;
    return board;
  }, timers);
  const playing = composePlaying({
    library: openLibrary(),
    rig,
    settings: rig.exhibit,
    device: device.next(),
    stage: stageOf(rig),
    timers,
    wallMs,
    crashed: (error) => crashes.push(error),
  });
  const followed = createFollowed(playing);
  const service = await openService({
    name: rig.name,
    exhibit: rig.exhibit,
    settings: () => rig.exhibit,
    path: 'rig.yaml',
    program: '0.0.0',
    controller: followed.controller,
    device,
    life: followed.life,
    timers,
    terminal: { out: (line) => said.push(line), err: (line) => said.push(line) },
    env: {},
    setFaultLamp: playing.setFaultLamp,
    stop: () => {},
    now: () => new Date(wallMs()),
    folderOf: () => ({
      name: folder,
      names: async () => [...disk.files.keys()],
      async open(name) {
        disk.files.set(name, disk.files.get(name) ?? '');
        const text = disk.files.get(name)!;
        return {
          bytes: text.length,
          endsMidLine: text !== '' && !text.endsWith('\n'),
          async append(more) {
            if (disk.isFull) {
              disk.files.set(name, disk.files.get(name)! + more.slice(0, 10));
              throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
            }
            disk.files.set(name, disk.files.get(name)! + more);
          },
          isGone: async () => false,
          close: async () => {},
        };
      },
      remove: async (name) => void disk.files.delete(name),
    }),
  });
  playing.begin();
  service.begin({ crowd: () => ({ own: 0, others: 0, phones: 0 }), reload() {} });
  ends.push(async () => {
    service.stopping();
    await playing.end();
    await service.end(0);
    expect([crashes, virtual.waiting]).toEqual([[], 0]);
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      virtual.advance(1000);
      await settle();
    }
  };
  return {
    virtual,
    wall,
    disk,
    said,
    pass,
    followed,
    pictures: () => device.stats.picturesSent,
    isDark: () => board.shownRgb.every((light) => light === 0),
    phase: () => playing.exhibit!.policy.phase.kind,
    health: () =>
      JSON.parse(service.reports.health().json) as {
        state: string;
        parts: Record<string, { words: string }>;
      },
    logged: () =>
      [...disk.files.values()].flatMap((text) =>
        text.split('\n').flatMap((line) => {
          try {
            return [JSON.parse(line) as { event: string; part?: string; lines?: number }];
          } catch {
            return [];
          }
        }),
      ),
  };
}

describe('a disk that is full in mid-log', () => {
  it('costs lines and no light; health says so, and it heals by itself once there is room', async () => {
    const { disk, pass, health, logged, pictures, isDark } = await play();
    await pass(5000);
    expect(health().state).toBe('well');
    disk.isFull = true;
    const before = pictures();
    await pass(100_000);
    expect(health()).toMatchObject({
      state: 'ill',
      parts: { log: { words: expect.stringContaining('the disk is full') } },
    });
    expect(pictures() - before).toBeGreaterThan(50 * 100);
    expect(isDark()).toBe(false);
    disk.isFull = false;
    await pass(40_000);
    expect(health().state).toBe('well');
    const events = logged().map(({ event }) => event);
    expect(events).toContain('log-lost');
    expect(logged().filter(({ event, part }) => event === 'well' && part === 'log')).toHaveLength(1);
  });
});

describe('a clock on the wall that jumps', () => {
  it.each([
    ['forwards by 30 years', 30 * YEAR_MS],
    ['back by 50 years', -50 * YEAR_MS],
  ])('%s and back costs no picture and no line, and no visitor notices', async (_how, ms) => {
    const { wall, pass, pictures, phase, logged, disk, isDark } = await play();
    await pass(5000);
    const before = pictures();
    wall.aheadMs += ms;
    await pass(10_000);
    expect([phase(), isDark()]).toEqual(['attracting', false]);
    wall.aheadMs -= ms;
    await pass(10_000);
    expect(pictures() - before).toBeGreaterThan(50 * 20);
    expect([phase(), isDark()]).toEqual(['attracting', false]);
    expect(logged().filter(({ event }) => event === 'start')).toHaveLength(1);
    expect(logged().filter(({ event }) => event === 'clock')).toHaveLength(2);
    expect([...disk.files.keys()]).toContain('axon-rig-2026-12-01.jsonl');
  });

  it('into the night is dark, and out of it light again within three seconds', async () => {
    const { wall, pass, phase, isDark } = await play(', hours: {zone: UTC, open: {mon-sun: 09:00-17:00}}');
    await pass(3000);
    expect([phase(), isDark()]).toEqual(['attracting', false]);
    wall.aheadMs += 12 * HOUR_MS;
    await pass(35_000);
    expect([phase(), isDark()]).toEqual(['closed', true]);
    wall.aheadMs -= 12 * HOUR_MS;
    await pass(3000);
    expect([phase(), isDark()]).toEqual(['attracting', false]);
  });
});

describe('a computer that sleeps', () => {
  it.each([
    ['with a clock that went on', true],
    ['with a clock that stood still', false],
  ])('for eight hours %s is light a second after it wakes, and well a minute later', async (_how, goesOn) => {
    const { virtual, wall, pass, pictures, phase, health, isDark, said, logged } = await play();
    await pass(10_000);
    if (goesOn) virtual.standStill(8 * HOUR_MS);
    else wall.aheadMs += 8 * HOUR_MS;
    const before = pictures();
    await pass(1000);
    expect(pictures() - before).toBeGreaterThan(30);
    expect([phase(), isDark()]).toEqual(['attracting', false]);
    await pass(90_000);
    expect(health().state).toBe('well');
    expect(said.length).toBeLessThan(5);
    expect(logged().filter(({ event }) => event === 'clock')).toHaveLength(1);
  });
});
