import { paletteStops } from '../../display/palette.js';
import type { BoardSetup } from '../../protocol/index.js';
import type { Rig } from '../../rig/index.js';
import { REST_LEVEL } from '../../units.js';
import type { Ports } from '../port/ports.js';
import type { RigOf } from '../rig-of.js';
import type { Timers } from '../timers.js';
import { createSerialDevice, type SerialDevice } from './index.js';

/** @param ports other than the computer's own. */
export function serialFromRig(
  rig: RigOf<'serial'>,
  timers: Timers,
  ports: Partial<Ports> = {},
): SerialDevice {
  const { port, baud } = rig.device;
  const stops = paletteStops(rig.strip.brightness);
  return createSerialDevice({ path: port, baud, setup: boardSetupOf(rig), stops, ...ports }, timers);
}

/** What the board is told of itself (firmware-protocol.md, CONFIG). */
export function boardSetupOf({ strip, needles, buttons, dials, silence }: Rig): BoardSetup {
  return {
    ledCount: strip.leds,
    colourOrder: strip.colourOrder,
    currentLimitMa: strip.currentLimitMa,
    silenceMs: silence.darkAfterMs,
    fadeMs: strip.fadeMs,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: needles.slewUsPer20Ms,
    buttons: [buttons[1] !== null, buttons[2] !== null, buttons[3] !== null, buttons[4] !== null],
    dials: [dials[0] !== null, dials[1] !== null],
    needles: [needles.blue, needles.yellow],
  };
}
