/** The rig in force, on the board that this page may use. */
import type { RigOf } from '../../devices/rig-of.js';
import type { Rig } from '../../rig/index.js';
import { readRig } from './read-rig.js';
import type { Shipped } from './shipped.js';

/** Whose board is used by a rig that has none. */
const USUAL_BOARD = 'uno-60';

export type OnBoard =
  | { readonly ok: true; readonly rig: RigOf<'serial'> }
  | { readonly ok: false; readonly lines: readonly string[] };

/** A port is one of those that the page was granted: a browser tells no names. */
const onAnyPort = (rig: RigOf<'serial'>): RigOf<'serial'> => ({
  ...rig,
  device: { ...rig.device, port: 'auto' },
});

const isSerial = (rig: Rig): rig is RigOf<'serial'> => rig.device.kind === 'serial';

/** What is played stays; with as many LEDs it is what plays now, to the last number. */
export function onBoard(rig: Rig, shipped: Shipped): OnBoard {
  if (isSerial(rig)) return { ok: true, rig: onAnyPort(rig) };
  if (rig.device.kind === 'firmata')
    return {
      ok: false,
      lines: [
        'This rig file is for a board with Firmata, which a page cannot drive: play it with "npx axon-rig run", or open a rig file with "device: {kind: serial}".',
      ],
    };
  const read = readRig({ file: `${USUAL_BOARD}.yaml`, text: shipped.rigs[USUAL_BOARD] ?? '' }, shipped);
  if (!read.ok || !isSerial(read.rig)) throw new Error(`${USUAL_BOARD} must be a rig with a board`);
  const board = read.rig;
  const plays =
    board.light.ledCount === rig.light.ledCount
      ? { name: rig.name, invite: rig.invite, experiments: rig.experiments }
      : {};
  return { ok: true, rig: onAnyPort({ ...board, ...plays }) };
}

const whetherFitted = (parts: object) => Object.entries(parts).map(([which, part]) => [which, part !== null]);

/** All that a device is made of, and all that limits its light. */
function boardOf({ name, invite, experiments, exhibit, buttons, dials, ...board }: Rig): string {
  return JSON.stringify({ ...board, buttons: whetherFitted(buttons), dials: whetherFitted(dials) });
}

/** Whether the device of one can stay for the other. */
export const sameBoard = (one: Rig, other: Rig) => boardOf(one) === boardOf(other);
