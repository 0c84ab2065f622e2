import type { Rig } from '../../rig/index.js';
import type { Capabilities } from '../device.js';
import type { RigOf } from '../rig-of.js';
import type { Timers } from '../timers.js';
import { createVirtualDevice, type VirtualDevice } from './index.js';

export function virtualFromRig(rig: RigOf<'virtual'>, timers: Timers): VirtualDevice {
  return createVirtualDevice({
    capabilities: capabilitiesOf(rig),
    timers,
    darkAfterMs: rig.silence.darkAfterMs,
    lamps: rig.light.kind !== 'strip',
  });
}

function capabilitiesOf({ light, needles, buttons, dials }: Rig): Capabilities {
  return {
    ledCount: light.ledCount,
    needleCount: needles.yellow ? 2 : needles.blue ? 1 : 0,
    buttonCount: countOf(buttons, 1),
    dialCount: countOf(dials, 0),
  };
}

/** Highest number of something fitted, counted from `first`; 0 if there is none. */
function countOf(fitted: Readonly<Record<number, unknown>>, first: number): number {
  const numbers = Object.keys(fitted)
    .map(Number)
    .filter((number) => fitted[number] !== null);
  return numbers.length === 0 ? 0 : Math.max(...numbers) - first + 1;
}
