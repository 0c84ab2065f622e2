/** The plug pulled and put back again and again: how soon the rig is back, and what it leaves behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Picture } from '../../src/devices/device.js';
import { REST_LEVEL } from '../../src/units.js';
import { FirmataLine } from '../../test/harness/firmata/line.js';
import { liveRig } from './live-rig.js';
import { FIVE_LEDS, LED_PINS, setupOf } from './setups.js';

export interface UnplugFigures {
  readonly cycles: number;
  /** From the board's report of its firmware until the device is ready, sorted [ms]. */
  readonly readyMs: readonly number[];
  /** From the plug to ready, sorted [ms]. */
  readonly plugMs: readonly number[];
  /** Before the first cycle and after the last. */
  readonly handles: readonly [number, number];
  readonly listeners: readonly [number, number];
  readonly heapMb: readonly [number, number];
}

const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
const handles = () =>
  process.getActiveResourcesInfo().filter((name) => name !== 'Timeout' && name !== 'Immediate').length;
function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

const FRAME: Picture = {
  levels: new Uint8Array(5),
  rgb: new Uint8Array(15).fill(100),
  needleLevels: [REST_LEVEL, 0],
  inputId: 0,
};

export async function unplug(cycles: number): Promise<UnplugFigures> {
  const rig = await liveRig('standard', setupOf(FIVE_LEDS));
  const { board, device, port } = rig;
  try {
    // Listens in on the way to the pseudo-terminal: when the board says its name.
    let reportMs = Number.NaN;
    const toHost = board.onSerial!;
    const tap = new FirmataLine(board);
    tap.onSerial = (byte, us) => toHost(byte, us);
    tap.toHost = (message) => {
      if (message[1] === 0x79) reportMs = performance.now();
      return message;
    };
    const readyMs: number[] = [];
    const plugMs: number[] = [];
    const bright = () => LED_PINS.every((pin) => board.pwmDuty(pin) > 0.2);
    device.show(FRAME);
    await rig.until(bright);
    const before = [handles(), listeners(), heapMb()] as const;
    for (let cycle = 0; cycle < cycles; cycle++) {
      port.unplug();
      await rig.until(() => device.state.kind !== 'ready');
      await sleep(100 + (cycle % 7) * 60);
      const pluggedMs = performance.now();
      await port.replug();
      await rig.until(() => device.state.kind === 'ready');
      readyMs.push(performance.now() - reportMs);
      plugMs.push(performance.now() - pluggedMs);
      device.show(FRAME);
      await rig.until(bright);
    }
    await sleep(1000);
    const after = [handles(), listeners(), heapMb()] as const;
    const rising = (a: number, b: number) => a - b;
    return {
      cycles,
      readyMs: readyMs.sort(rising),
      plugMs: plugMs.sort(rising),
      handles: [before[0], after[0]],
      listeners: [before[1], after[1]],
      heapMb: [before[2], after[2]],
    };
  } finally {
    await rig.close();
  }
}
