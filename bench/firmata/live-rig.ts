/** A Firmata rig as in a classroom, but for the Uno: the device with its process, a port of the system, real time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Device, DeviceState, InputEvent, Picture } from '../../src/devices/device.js';
import { createFirmataDevice } from '../../src/devices/firmata/index.js';
import type { FirmataSetup } from '../../src/devices/firmata/setup.js';
import { systemPorts } from '../../src/devices/system/ports.js';
import { systemTimers } from '../../src/devices/system/timers.js';
import { createFirmataBoard, type FirmataBoard } from '../../test/harness/firmata/board.js';
import type { FirmataHex } from '../../test/harness/firmata/hexes.js';
import { onPty, type PtyBoard } from '../../test/harness/firmata/pty-board.js';

const FRAME_MS = 1000 / 60;
const READY_MS = 60_000;

export interface LiveRig {
  readonly device: Device;
  readonly board: FirmataBoard;
  readonly port: PtyBoard;
  readonly inputs: InputEvent[];
  readonly states: DeviceState[];
  /** Waits until `condition` holds, looking every 5 ms; throws after `limitMs`. */
  until(condition: () => boolean, limitMs?: number): Promise<void>;
  /** Shows what `picture` gives 60 times a second for so long. */
  stream(picture: (n: number) => Picture, ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function liveRig(hex: FirmataHex, setup: FirmataSetup): Promise<LiveRig> {
  const board = createFirmataBoard({ hex });
  const folder = mkdtempSync(join(tmpdir(), 'firmata-'));
  const port = await onPty(board, join(folder, 'port'));
  const device = createFirmataDevice({ ...systemPorts, path: port.path, setup }, systemTimers);
  const inputs: InputEvent[] = [];
  const states: DeviceState[] = [];
  const until = async (condition: () => boolean, limitMs = READY_MS) => {
    const endMs = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > endMs)
        throw new Error(`still waiting after ${limitMs} ms: ${port.failure() ?? device.state.words}`);
      await sleep(5);
    }
  };
  device.open({ input: (event) => inputs.push(event), state: (state) => states.push(state) });
  await until(() => device.state.kind === 'ready');
  return {
    device,
    board,
    port,
    inputs,
    states,
    until,
    async stream(picture, ms) {
      const startMs = performance.now();
      for (let n = 0; n * FRAME_MS < ms; n++) {
        device.show(picture(n));
        await sleep(Math.max(0, startMs + (n + 1) * FRAME_MS - performance.now()));
      }
    },
    async close() {
      await device.close();
      port.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
