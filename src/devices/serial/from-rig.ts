import { paletteStops } from '../../display/palette.js';
import type { BoardSetup } from '../../protocol/index.js';
import type { Rig } from '../../rig/index.js';
import { REST_LEVEL } from '../../units.js';
import type { SomePorts } from '../port/ports.js';
import type { RigOf } from '../rig-of.js';
import type { Timers } from '../timers.js';
import { createSerialDevice, type SerialDevice } from './index.js';

export function serialFromRig(rig: RigOf<'serial'>, timers: Timers, ports: SomePorts): SerialDevice {
  const { port, baud } = rig.device;
  const stops = paletteStops(rig.strip.brightness);
  const map = rig.light.kind === 'strip' ? rig.light.map : null;
  return createSerialDevice({ path: port, baud, setup: boardSetupOf(rig), stops, map, ...ports }, timers);
}

/** What the board is told of itself (firmware-protocol.md, CONFIG). */
export function boardSetupOf({ strip, needles, buttons, dials, silence, pins }: Rig): BoardSetup {
  const skip = strip.map === undefined ? strip.skip : 0;
  const isHigh = (button: 1 | 2 | 3 | 4) => pins.pressedHigh.includes(button);
  return {
    ledCount: strip.leds - skip,
    colourOrder: strip.colourOrder,
    currentLimitMa: strip.currentLimitMa,
    silenceMs: silence.darkAfterMs,
    fadeMs: strip.fadeMs,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: needles.slewUsPer20Ms,
    buttons: [buttons[1] !== null, buttons[2] !== null, buttons[3] !== null, buttons[4] !== null],
    dials: [dials[0] !== null, dials[1] !== null],
    needles: [needles.blue, needles.yellow],
    skip,
    pressedHigh: [isHigh(1), isHigh(2), isHigh(3), isHigh(4)],
    holdS: needles.holdS ?? 0,
  };
}
