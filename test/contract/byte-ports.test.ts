/** One contract for a port, kept by serialport on a pseudo-terminal, by the harness's own port, and by Web Serial. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPortStream } from '@serialport/stream';
import { describe, expect } from 'vitest';
import type { OpenPort } from '../../src/devices/port/byte-port.js';
import { openSystemPort } from '../../src/devices/system/port.js';
import { portsOf } from '../harness/bench-ports.js';
import { Pty } from '../harness/emulate/pty.js';
import { Bench } from '../harness/emulator/bench.js';
import { RawBoard } from '../harness/raw-board.js';
import { lacks, socatPath } from '../harness/tools.js';
import { webPortsOf } from '../harness/web-serial/web-bench-ports.js';
import { describeBytePort, type PortRig } from './byte-port-contract.js';

const PATH = '/dev/ttyACM0';
const LONGEST_MS = 5000;

interface Ends {
  readonly openPort: OpenPort;
  readonly path: string;
  open(): number;
  there?(): Promise<void>;
  occupy(): Promise<() => Promise<void>>;
}

/** A rig on a workbench in virtual time, by one way or another. */
async function benchRig(ends: (bench: Bench) => Promise<Ends>): Promise<PortRig> {
  const bench = new Bench();
  const board = new RawBoard();
  bench.plug(PATH, board);
  const { open, ...rest } = await ends(bench);
  return {
    there: async () => {},
    ...rest,
    until: async (condition) => {
      await bench.advanceUntil(condition, LONGEST_MS);
    },
    heard: () => board.heard.splice(0),
    say: (bytes) => board.say(bytes),
    hasHost: () => open() > 0,
    unplug: () => bench.unplug(PATH),
    replug: async () => {
      bench.plug(PATH, board);
    },
    close: async () => {},
    line: {
      resets: () => board.resets,
      baud: () => board.hostBaud,
      stick: () => {
        board.isStuck = true;
      },
    },
    leftBehind: () => open() + bench.clock.waiting,
  };
}

describeBytePort('the harness, under the stream of serialport', () =>
  benchRig(async (bench) => {
    const { openPort, open } = portsOf(bench);
    return {
      openPort,
      path: PATH,
      open,
      async occupy() {
        const other = new SerialPortStream({ binding: bench.binding, path: PATH, baudRate: 9600 });
        await bench.advanceUntil(() => other.isOpen, LONGEST_MS);
        return async () => {
          other.close();
          await bench.advanceUntil(() => !other.isOpen, LONGEST_MS);
        };
      },
    };
  }),
);

describeBytePort('Web Serial, a fake', () =>
  benchRig(async (bench) => {
    const { openPort, listPorts, open, system } = webPortsOf(bench);
    const [port] = await listPorts();
    return {
      openPort,
      // A page looks at the list before it opens anything.
      async there() {
        await listPorts();
      },
      path: port!.path,
      open,
      async occupy() {
        system.isTaken = true;
        return async () => {
          system.isTaken = false;
        };
      },
    };
  }),
);

async function poll(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 2, timeout: 20_000 }).toBe(true);
}

async function ptyRig(): Promise<PortRig> {
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-port-'));
  const path = join(folder, 'port');
  let heard: number[] = [];
  let hasHost = false;
  const newPty = () =>
    new Pty(path, {
      opened: () => {
        hasHost = true;
      },
      closed: () => {
        hasHost = false;
      },
      received: (bytes) => heard.push(...bytes),
      failed: (message) => {
        throw new Error(message);
      },
    });
  let pty = newPty();
  await pty.plug();
  return {
    openPort: openSystemPort,
    path,
    until: poll,
    there: () => poll(() => !hasHost && pty.isThere),
    heard: () => heard.splice(0),
    say: (bytes) => pty.send(bytes),
    hasHost: () => hasHost,
    unplug: () => {
      pty.unplug();
      hasHost = false;
    },
    async replug() {
      heard = [];
      pty = newPty();
      await pty.plug();
    },
    async occupy() {
      let [isOpen, isClosed] = [false, false];
      const other = openSystemPort(path, 9600, {
        opened: () => {
          isOpen = true;
        },
        bytes() {},
        ended: () => {
          isClosed = true;
        },
      });
      await poll(() => isOpen && hasHost);
      return async () => {
        other.close();
        await poll(() => isClosed);
      };
    },
    async close() {
      pty.unplug();
      rmSync(folder, { recursive: true, force: true });
    },
    line: null,
    leftBehind: () => 0,
  };
}

// Skipped only where socat is missing outside CI: nothing else makes a pseudo-terminal for Node.
describe.skipIf(lacks(socatPath))('real', () => {
  describeBytePort('serialport, on a pseudo-terminal', ptyRig);
});
