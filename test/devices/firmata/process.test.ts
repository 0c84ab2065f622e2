/** What only a process of its own can show: johnny-five is loaded there and nowhere else, and it ends with its board. */
import { execFile, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceState } from '../../../src/devices/device.js';
import { createFirmataDevice } from '../../../src/devices/firmata/index.js';
import type { FromBoard, ToBoard } from '../../../src/devices/firmata/messages.js';
import { boardInAProcess } from '../../../src/devices/firmata/process.js';
import type { FirmataSetup } from '../../../src/devices/firmata/setup.js';
import { systemPorts } from '../../../src/devices/system/ports.js';
import { systemTimers } from '../../../src/devices/system/timers.js';
import { onPty, type PtyBoard } from '../../harness/firmata/pty-board.js';
import { ScriptedFirmata } from '../../harness/firmata/scripted-board.js';
import { lacks, socatPath } from '../../harness/tools.js';

const dist = (path: string) => new URL(`../../../dist/src/${path}`, import.meta.url);
const child = dist('devices/firmata/child.js');
const setup: FirmataSetup = {
  lights: { kind: 'leds', leds: [{ pin: 3, onFromLevel: null }] },
  ledMa: 14,
  currentLimitMa: 200,
  needles: [{ pin: 9, lowUs: 1000, highUs: 2000 }, null],
  needleRestLevel: 40,
  needleSlewUs: 120,
  buttons: [2],
  dials: [null],
  piezo: null,
  silenceMs: 1000,
};
const lit = {
  levels: Uint8Array.of(240),
  rgb: Uint8Array.of(200, 200, 200),
  needleLevels: [240, 40],
  inputId: 0,
} as const;

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('johnny-five', () => {
  /** Packages that a program has loaded, of those that speak Firmata. */
  async function loadedBy(program: string): Promise<string[]> {
    const report = `
      const { Module } = await import('node:module');
      const loaded = Object.keys(Module._cache).map((path) => /node_modules.(johnny-five|firmata-io|firmata)\\W/.exec(path)?.[1]);
      console.log(JSON.stringify([...new Set(loaded.filter(Boolean))].sort()));
      process.exit(0);`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      `${program}\n${report}`,
    ]);
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as string[];
  }
  const open = (rig: string) => `
    const { loadRig } = await import('${dist('cli/rig-files.js').href}');
    const { createDevice } = await import('${dist('cli/devices.js').href}');
    const { systemTimers } = await import('${dist('devices/system/timers.js').href}');
    const device = await createDevice(loadRig('${rig}').rig, ${rig === 'virtual' ? 'undefined' : "'/dev/none'"}, systemTimers);
    await new Promise((resolve) => {
      device.open({ input() {}, state: ({ kind }) => kind === 'opening' || resolve() });
    });`;

  it.each(['virtual', 'uno-60', 'uno-firmata-5-leds'])('is not loaded by a rig of %s', async (rig) => {
    expect(await loadedBy(open(rig))).toEqual([]);
  });

  it('is loaded by the adapter, which a board’s process alone asks for it', async () => {
    const adapter = `(await import('${dist('devices/firmata/johnny-five.js').href}')).loadJohnnyFive();`;
    expect(await loadedBy(adapter)).toEqual(['firmata-io', 'johnny-five']);
  });
});

// Skipped only where socat is missing outside CI: nothing else makes a pseudo-terminal for Node.
describe.skipIf(lacks(socatPath))('a board’s process', () => {
  let folder = '';
  const undo: (() => unknown)[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-firmata-'));
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function plug(name: string): Promise<{ board: ScriptedFirmata; pty: PtyBoard }> {
    const board = new ScriptedFirmata();
    const pty = await onPty(board, join(folder, name));
    undo.push(() => pty.stop());
    return { board, pty };
  }

  function start(path: string) {
    const process = fork(fileURLToPath(child), [], { serialization: 'advanced', silent: true });
    const messages: FromBoard[] = [];
    process.on('message', (message) => messages.push(message as FromBoard));
    undo.push(() => process.kill('SIGKILL'));
    const send = (message: ToBoard) => process.send(message);
    send({ type: 'open', path, baud: 57_600, setup });
    const heard = (type: FromBoard['type']) => messages.some((message) => message.type === type);
    return { process, messages, send, heard, isReady: () => until('ready', () => heard('ready')) };
  }

  it('serves a rig through a real port, through an unplugging and through its own death', async () => {
    const { board, pty } = await plug('serves');
    const pids: number[] = [];
    const states: DeviceState[] = [];
    const startBoard = boardInAProcess(child, (pid) => pids.push(pid));
    const device = createFirmataDevice({ ...systemPorts, path: pty.path, setup, startBoard }, systemTimers);
    undo.push(() => device.close());
    device.open({ input() {}, state: (state) => states.push(state) });
    const showing = setInterval(() => device.show(lit), 16);
    undo.push(() => clearInterval(showing));
    const shines = () => device.state.kind === 'ready' && (board.values.get(3) ?? 0) > 0;
    await until('light', shines);
    pty.unplug();
    await until('lost', () => device.state.kind === 'lost');
    await pty.replug();
    await until('light after the plug was pulled', shines);
    process.kill(pids.at(-1)!, 'SIGKILL');
    await until('another process', () => pids.length >= 3 && shines());
    clearInterval(showing);
    await device.close();
    expect(board.values.get(3)).toBe(0);
    expect(board.values.get(9)).toBe(1157);
    await until('no process', () => !pids.some(alive));
    expect(states.some((state) => state.kind === 'lost' && state.fault === 'port-error')).toBe(true);
  });

  it('leaves the board dark and at rest and ends when the rig has gone', async () => {
    const { board, pty } = await plug('orphan');
    const { process, send, isReady } = start(pty.path);
    await isReady();
    send({ type: 'picture', ...lit });
    await until('light', () => (board.values.get(3) ?? 0) > 0);
    process.disconnect();
    await until('its end', () => process.exitCode !== null);
    expect(process.exitCode).toBe(0);
    expect(board.values.get(3)).toBe(0);
    expect(board.values.get(9)).toBe(1157);
  });

  it('takes no notice of Ctrl-C: the rig says when to go dark', async () => {
    const { board, pty } = await plug('signals');
    const { process, send, heard, isReady } = start(pty.path);
    await isReady();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(signal);
    send({ type: 'picture', ...lit });
    await until('light', () => (board.values.get(3) ?? 0) > 0);
    send({ type: 'close' });
    await until('its end', () => process.exitCode !== null);
    expect(heard('closed')).toBe(true);
    expect(process.exitCode).toBe(0);
  });
});
