/** Unplugging with the real binding: a pseudo-terminal that socat keeps, in hasty real time. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSerialDevice } from '../../../src/devices/serial/index.js';
import { systemPorts } from '../../../src/devices/system/ports.js';
import { systemTimers } from '../../../src/devices/system/timers.js';
import type { Timers } from '../../../src/devices/timers.js';
import { Pty } from '../emulate/pty.js';
import { MockBoard } from '../mock-board.js';
import { plainSetup, plainStops } from './wired-device.js';

const LEDS = 60;
/** The room's clock runs so many times as fast, for device and board alike. */
const HASTE = 10;
const STEP_MS = 20;
const FRAME_MS = 40;
const PATIENCE_MS = 20_000;
const SETTLING_LOOKS = 30;

interface Counts {
  readonly before: number;
  /** With light for the first time, and the most there ever were with light. */
  readonly first: number;
  readonly most: number;
  readonly after: number;
}

export interface PtyReport {
  readonly cycles: number;
  /** Descriptors that this process had open. */
  readonly descriptors: Counts;
  /** What keeps the event loop alive, apart from timers: handles and requests of libuv. */
  readonly resources: Counts;
  readonly reconnects: number;
}

/** Linux and macOS both have this; one descriptor of it is the listing's own, each time. */
const descriptors = () => readdirSync('/dev/fd').length;
/** Timers come and go with every wait. */
const resources = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout').length;

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

interface Held {
  readonly descriptors: number;
  readonly resources: number;
}

/** What is held when what only passes through (a child's last words, a request of the file system) is over. */
async function settled(limit: Held = { descriptors: 0, resources: 0 }): Promise<Held> {
  const now = () => ({ descriptors: descriptors(), resources: resources() });
  let held = now();
  for (let look = 0; look < SETTLING_LOOKS; look++) {
    if (held.descriptors <= limit.descriptors && held.resources <= limit.resources) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
    held = now();
  }
  return held;
}

const hasty: Timers = {
  nowMs: () => HASTE * systemTimers.nowMs(),
  after: (ms, fn) => systemTimers.after(ms / HASTE, fn),
  every: (ms, fn) => systemTimers.every(ms / HASTE, fn),
};

/** Hangs up so many times in mid-show, and counts what the process holds whenever it is light again. */
export async function soakPty(cycles: number): Promise<PtyReport> {
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-soak-'));
  const path = join(folder, 'rig');
  const before = await settled();
  const board = new MockBoard();
  const pty = new Pty(path, {
    opened: () => board.reset('external'),
    closed: () => {},
    received: (bytes) => board.write(bytes),
    failed: (message) => {
      throw new Error(message);
    },
  });
  let said: number[] = [];
  board.onSerial = (byte) => said.push(byte);
  let lastMs = hasty.nowMs();
  const stopBoard = hasty.every(STEP_MS, () => {
    const nowMs = hasty.nowMs();
    board.run(1000 * (nowMs - lastMs));
    lastMs = nowMs;
    if (said.length > 0) pty.send(Uint8Array.from(said));
    said = [];
  });
  const stops = plainStops();
  const device = createSerialDevice(
    { ...systemPorts, path, setup: plainSetup(LEDS), stops, listPorts: async () => [] },
    hasty,
  );
  const levels = new Uint8Array(LEDS).fill(240);
  const frame = { levels, rgb: new Uint8Array(3 * LEDS), needleLevels: [40, 40], inputId: 0 } as const;
  const stopStream = hasty.every(FRAME_MS, () => device.show(frame));
  const light = () => board.leds[0] === stops[3 * 30];
  const seen: Held[] = [];
  try {
    device.open({ input() {}, state() {} });
    for (let cycle = 0; cycle <= cycles; cycle++) {
      board.reset('power');
      await pty.plug();
      await until(`light, cycle ${cycle}`, () => device.state.kind === 'ready' && light());
      seen.push(await settled(seen[0]));
      pty.unplug();
      await until(`lost, cycle ${cycle}`, () => device.state.kind === 'lost');
    }
  } finally {
    await device.close();
    stopStream();
    stopBoard();
    pty.unplug();
    rmSync(folder, { recursive: true, force: true });
  }
  const after = await settled(before);
  const summary = (name: keyof Held) => ({
    before: before[name],
    first: seen[0]![name],
    most: Math.max(...seen.map((one) => one[name])),
    after: after[name],
  });
  return {
    cycles,
    descriptors: summary('descriptors'),
    resources: summary('resources'),
    reconnects: device.stats.reconnects,
  };
}
