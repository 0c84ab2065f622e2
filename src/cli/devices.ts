/**
 * From a rig file's `device` to a device: the one place that knows the concrete ones. What talks to hardware is
 * loaded only when a rig asks for it, so that the virtual rig starts fast and runs where no port can be opened.
 */
import type { Capabilities, Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { createVirtualDevice } from '../devices/virtual.js';
import type { Rig } from '../rig/index.js';
import { UserError } from './terminal.js';

/** Highest number of something fitted, counted from `first`; 0 if there is none. */
function countOf(fitted: Readonly<Record<number, unknown>>, first: number): number {
  const numbers = Object.keys(fitted)
    .map(Number)
    .filter((number) => fitted[number] !== null);
  return numbers.length === 0 ? 0 : Math.max(...numbers) - first + 1;
}

export function capabilitiesOf({ strip, needles, buttons, dials }: Rig): Capabilities {
  return {
    ledCount: strip.leds,
    needleCount: needles.yellow ? 2 : needles.blue ? 1 : 0,
    buttonCount: countOf(buttons, 1),
    dialCount: countOf(dials, 0),
  };
}

/** @param port typed on the command line; it overrides the rig file's. */
export async function createDevice(rig: Rig, port: string | undefined, timers: Timers): Promise<Device> {
  if (rig.device.kind === 'virtual') {
    if (port !== undefined)
      throw new UserError(
        `--port ${port}: this rig is virtual and has no port; choose a rig with a board, for instance "axon-rig run uno-60 --port ${port}"`,
      );
    return createVirtualDevice({
      capabilities: capabilitiesOf(rig),
      timers,
      darkAfterMs: rig.silence.darkAfterMs,
    });
  }
  throw new UserError('serial rigs are not wired in yet');
}
