/** The firmware that a page puts on a board: that for the speed of its rig's line. */
import type { Rig } from '../../rig/index.js';
import type { Shipped } from './shipped.js';

export function firmwareFor({ device }: Rig, { firmware, firmwareAt }: Shipped): Uint8Array {
  const program = Uint8Array.from({ length: firmware.length / 2 }, (_, at) =>
    Number.parseInt(firmware.slice(2 * at, 2 * at + 2), 16),
  );
  const others = device.kind === 'serial' ? firmwareAt[device.baud] : undefined;
  for (const [at, byte] of others ?? []) program[at] = byte;
  return program;
}
