import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Flashing, flashBoard } from '../../src/cli/flash.js';
import { shippedFirmware } from '../../src/cli/package-folder.js';
import { portsOf as systemPortsOf } from '../../src/devices/port/ports.js';
import { probePort } from '../../src/devices/ports.js';
import { parseRig, type Rig } from '../../src/rig/index.js';
import { portsOf } from '../harness/bench-ports.js';
import { bootloadersPath, OPTIBOOT } from '../harness/bootloaders.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { StrangerBoard } from '../harness/stranger-board.js';
import { lacks } from '../harness/tools.js';
import type { WireBoard } from '../harness/wire-board.js';

const PATH = '/dev/ttyACM0';
const folder = mkdtempSync(join(tmpdir(), 'axon-flash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rigOf(text: string): Rig {
  const parsed = parseRig(text, 'rig.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.rig;
}

/** The command on a workbench, to its end. */
async function typed(board: WireBoard | null, rig?: Rig, options: { port?: string; firmware?: string } = {}) {
  const bench = new Bench();
  if (board !== null) bench.plug(PATH, board);
  const ports = portsOf(bench);
  const [out, err]: [string[], string[]] = [[], []];
  const stopping = new AbortController();
  const around: Flashing = {
    list: () => ports.listPorts(),
    noPort: async () => 'No USB serial port is connected.',
    ports: systemPortsOf(ports),
    timers: bench.clock,
    probe: (path) => probePort(path, bench.clock, ports),
    folder: options.firmware ?? shippedFirmware,
    signal: stopping.signal,
  };
  let code: number | undefined;
  let problem: unknown;
  flashBoard(rig, options, around, { out: (line) => out.push(line), err: (line) => err.push(line) }).then(
    (each) => {
      code = each;
    },
    (error) => {
      problem = error;
    },
  );
  await bench.advanceUntil(() => code !== undefined || problem !== undefined, 60_000);
  expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
  return { out, err, code, problem: problem instanceof Error ? problem.message : problem };
}

// Skipped only where the Arduino core is missing outside CI.
describe.skipIf(lacks(bootloadersPath))('axon-rig flash with an Uno that has only its bootloader', () => {
  it('says how far it is, that all was read back, and who greets then', async () => {
    const { out, err, code } = await typed(new EmulatedBoard({ hex: '', bootloader: OPTIBOOT.hex() }));
    expect(code).toBe(0);
    expect(out[0]).toMatch(/^\/dev\/ttyACM0: \d+ bytes of firmware\.$/);
    expect(out.slice(1, 9)).toEqual([
      ...[25, 50, 75, 100].map((share) => `Writing: ${share} %`),
      ...[25, 50, 75, 100].map((share) => `Reading back: ${share} %`),
    ]);
    expect(out[9]).toMatch(/^All \d+ bytes were read back as they should be\.$/);
    expect(out[10]).toMatch(
      /^\/dev\/ttyACM0: a rig \(firmware \d+\.\d+\.\d+ on "uno", 60 LEDs\) at 500000 baud/,
    );
    expect(err).toEqual(['axon-rig: Looking for a bootloader on /dev/ttyACM0 at 115200 baud.']);
  });
});

describe('axon-rig flash', () => {
  it('says so where there is no board, and no bootloader', async () => {
    expect((await typed(null)).problem).toBe('No USB serial port is connected.');
    expect((await typed(new StrangerBoard())).problem).toMatch(/^no bootloader answers on \/dev\/ttyACM0\./);
  });

  it('wants no rig of another kind', async () => {
    const { problem } = await typed(null, rigOf('device: {kind: virtual}'));
    expect(problem).toBe(
      'this rig is of kind virtual, and our firmware is for kind serial; there is no board to put it on',
    );
  });

  it('takes the port of the rig file, and --port before it', async () => {
    const rig = rigOf('device: {kind: serial, port: /dev/ttyS9}');
    expect((await typed(new StrangerBoard(), rig)).problem).toMatch(/^There is no port \/dev\/ttyS9\./);
    expect((await typed(new StrangerBoard(), rig, { port: PATH })).problem).toMatch(/on \/dev\/ttyACM0\./);
  });

  it('tells file and line of firmware that is not whole, and of what is missing', async () => {
    const text = readFileSync(join(shippedFirmware, 'axon-rig-uno.hex'), 'utf8');
    writeFileSync(join(folder, 'axon-rig-uno.hex'), text.slice(0, 4000));
    expect((await typed(null, undefined, { firmware: folder })).problem).toMatch(
      /axon-rig-uno\.hex:\d+: .*; install the program again$/,
    );
    const rig = rigOf('device: {kind: serial, baud: 115200}');
    expect((await typed(null, rig, { firmware: folder })).problem).toMatch(
      /axon-rig-uno-115200\.hex is missing; install the program again$/,
    );
  });
});
