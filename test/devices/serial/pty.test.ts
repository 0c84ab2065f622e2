/**
 * What only a real port can show: the real binding on a pseudo-terminal that socat keeps. The room's clock runs
 * four times as fast here, for board and device alike; nothing is asserted about how long anything takes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Device, DeviceState } from '../../../src/devices/device.js';
import { createSerialDevice } from '../../../src/devices/serial/index.js';
import { openSystemPort } from '../../../src/devices/system/port.js';
import { systemPorts } from '../../../src/devices/system/ports.js';
import { systemTimers } from '../../../src/devices/system/timers.js';
import type { Timers } from '../../../src/devices/timers.js';
import { setupOf } from '../../contract/serial-rig.js';
import { rampStops } from '../../contract/vectors.js';
import { Pty } from '../../harness/emulate/pty.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';
import { lacks, socatPath } from '../../harness/tools.js';
import type { WireBoard } from '../../harness/wire-board.js';

const HASTE = 4;
const PATIENCE_MS = 20_000;
const LEDS = 60;
const stops = rampStops();

const hasty: Timers = {
  nowMs: () => HASTE * systemTimers.nowMs(),
  after: (ms, fn) => systemTimers.after(ms / HASTE, fn),
  every: (ms, fn) => systemTimers.every(ms / HASTE, fn),
};

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// Skipped only where socat is missing outside CI: nothing else makes a pseudo-terminal for Node.
describe.skipIf(lacks(socatPath))('the serial device on a pseudo-terminal', () => {
  let folder = '';
  let path = '';
  const undo: (() => void | Promise<void>)[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-pty-'));
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A board behind a pseudo-terminal, in hasty real time; it restarts when a host opens the port. */
  async function plug(board: WireBoard, name: string): Promise<Pty> {
    path = join(folder, name);
    const pty = new Pty(path, {
      opened: () => board.reset('external'),
      closed: () => {},
      received: (bytes) => board.write(bytes),
      failed: (message) => {
        throw new Error(message);
      },
    });
    let out: number[] = [];
    board.onSerial = (byte) => out.push(byte);
    let lastMs = hasty.nowMs();
    const stop = hasty.every(4 * HASTE, () => {
      const nowMs = hasty.nowMs();
      board.run(1000 * (nowMs - lastMs));
      lastMs = nowMs;
      if (out.length > 0) pty.send(Uint8Array.from(out));
      out = [];
    });
    undo.push(() => {
      stop();
      pty.unplug();
    });
    await pty.plug();
    return pty;
  }

  function openDevice(at = path) {
    const device = createSerialDevice(
      {
        path: at,
        setup: setupOf({ ledCount: LEDS, currentLimitMa: 3000, stops, dials: false }),
        stops,
        ...systemPorts,
        listPorts: async () => [],
      },
      hasty,
    );
    const states: DeviceState[] = [];
    device.open({ input() {}, state: (state) => states.push(state) });
    const levels = new Uint8Array(LEDS).fill(240);
    const frame = { levels, rgb: new Uint8Array(3 * LEDS), needleLevels: [40, 40], inputId: 0 } as const;
    const stop = hasty.every(16, () => device.show(frame));
    undo.push(() => {
      stop();
      return device.close();
    });
    return { device, states };
  }

  const ready = (device: Device) => until('ready', () => device.state.kind === 'ready');
  const lost = (device: Device) => until('lost', () => device.state.kind === 'lost');

  it('lights the strip, and leaves it dark when it is closed', async () => {
    const board = new MockBoard();
    await plug(board, 'rig');
    const { device } = openDevice();
    await ready(device);
    await until('light', () => board.leds[0] === 210);
    await device.close();
    await until('dark', () => board.leds[0] === 0);
    expect(device.state.kind).toBe('closed');
  });

  it('asks for bytes at once, and is quiet about a port that cannot: a pseudo-terminal', async () => {
    await plug(new MockBoard(), 'rig');
    const { device, states } = openDevice();
    await ready(device);
    expect(device.stats.wire?.port?.lowLatency).toBe(process.platform === 'linux' ? false : null);
    expect(states.map(({ kind }) => kind)).not.toContain('lost');
  });

  it('says no-port where there is none', async () => {
    const { device } = openDevice(join(folder, 'nowhere'));
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'no-port' });
  });

  it('says port-taken while another program has the port', async () => {
    await plug(new MockBoard(), 'taken');
    const closed = { is: false };
    const other = openSystemPort(path, 9600, {
      opened() {},
      bytes() {},
      ended: () => {
        closed.is = true;
      },
    });
    await until('the other program has it', () => other.isOpen);
    const { device } = openDevice();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'port-taken' });
    other.close();
    await until('the other program has let it go', () => closed.is);
    await ready(device);
  });

  // Only Linux shows who has a file open.
  it.skipIf(process.platform !== 'linux')(
    'names the program that has the port, and its process',
    async () => {
      await plug(new MockBoard(), 'named');
      const code = `new (require('serialport').SerialPort)({ path: ${JSON.stringify(path)}, baudRate: 9600 })
      .on('open', () => console.log('open')).resume()`;
      const other = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
      undo.push(() => void other.kill('SIGKILL'));
      await new Promise((resolve) => other.stdout.once('data', resolve));
      const { device } = openDevice();
      await lost(device);
      expect(device.state).toMatchObject({ fault: 'port-taken' });
      expect(device.state.words).toBe(
        `${path} is in use by node (process ${other.pid}): close it, or run "kill ${other.pid}".`,
      );
      other.kill('SIGKILL');
      await ready(device);
    },
  );

  it.each([
    ['one after the other', true],
    ['at the same moment', false],
  ])(
    'is had by one of two rigs that know it by two names and open it %s; the other says so',
    async (_when, waits) => {
      await plug(new MockBoard(), `named-twice-${waits}`);
      const byId = join(folder, `usb-Arduino-${waits}`);
      symlinkSync(path, byId);
      const first = openDevice();
      if (waits) await ready(first.device);
      const second = openDevice(byId);
      const taken = ({ state }: Device) => state.kind === 'lost' && state.fault === 'port-taken';
      const both = [first.device, second.device];
      await until('one has it', () => both.some(({ state }) => state.kind === 'ready') && both.some(taken));
      const [has, waiting] = both[0]!.state.kind === 'ready' ? both : [...both].reverse();
      if (waits) expect(first.states.map(({ kind }) => kind)).not.toContain('lost');
      expect(waiting!.state.words).toMatch(/is in use by|in use/);
      await has!.close();
      await ready(waiting!);
    },
  );

  it('survives a hang-up with writes under way, and comes back when the port does', async () => {
    const board = new MockBoard();
    const pty = await plug(board, 'hang-up');
    const { device, states } = openDevice();
    await ready(device);
    pty.unplug();
    await lost(device);
    expect(states.find(({ kind }) => kind === 'lost')).toMatchObject({ fault: 'unplugged' });
    board.reset('power');
    await pty.plug();
    await ready(device);
    await until('light', () => board.leds[0] === 210);
    expect(device.stats.reconnects).toBe(1);
  });

  it('says garbage, having read megabytes without a newline', async () => {
    await plug(new StrangerBoard({ chatter: new Uint8Array(10_000).fill(0x55), chatterMs: 50 }), 'garbage');
    const { device } = openDevice();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'garbage' });
  });

  it('says firmata, and its version', async () => {
    const banner = Uint8Array.of(0xf9, 2, 5, 0xf0, 0x79, 2, 5, 0x53, 0, 0xf7);
    await plug(new StrangerBoard({ banner, bannerMs: 300 }), 'firmata');
    const { device } = openDevice();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'firmata' });
    expect(device.state.words).toContain('Firmata 2.5');
  });

  it('says other-major', async () => {
    await plug(new MockBoard({ major: 2 }), 'major');
    const { device } = openDevice();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'other-major' });
  });
});
