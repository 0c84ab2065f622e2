/**
 * From a rig file's `device` to a device: the one place that knows the concrete ones. What talks to hardware is
 * loaded only when a rig asks for it, so that the virtual rig starts fast and runs where no port can be opened.
 */
import type { Capabilities, Device } from '../devices/device.js';
import type { FirmataLights, FirmataSetup } from '../devices/firmata/setup.js';
import type { Timers } from '../devices/timers.js';
import { createVirtualDevice } from '../devices/virtual.js';
import { paletteStops } from '../display/palette.js';
import type { BoardSetup } from '../protocol/index.js';
import { lightLimitMa, type Rig } from '../rig/index.js';
import { levelOfMv, REST_LEVEL } from '../units.js';
import { UserError } from './terminal.js';

/** Highest number of something fitted, counted from `first`; 0 if there is none. */
function countOf(fitted: Readonly<Record<number, unknown>>, first: number): number {
  const numbers = Object.keys(fitted)
    .map(Number)
    .filter((number) => fitted[number] !== null);
  return numbers.length === 0 ? 0 : Math.max(...numbers) - first + 1;
}

export function capabilitiesOf({ light, needles, buttons, dials }: Rig): Capabilities {
  return {
    ledCount: light.ledCount,
    needleCount: needles.yellow ? 2 : needles.blue ? 1 : 0,
    buttonCount: countOf(buttons, 1),
    dialCount: countOf(dials, 0),
  };
}

/** What the board is told of itself (firmware-protocol.md, CONFIG). Needle A is blue, needle B yellow. */
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

function firmataLightsOf(light: Rig['light']): FirmataLights {
  switch (light.kind) {
    case 'leds': {
      const leds = light.leds.map(({ pin, onFromMv }) => ({
        pin,
        onFromLevel: onFromMv === null ? null : levelOfMv(onFromMv),
      }));
      return { kind: 'leds', leds };
    }
    case 'rgb':
      return { kind: 'rgb', leds: light.leds, commonAnode: light.common === 'anode' };
    case 'pca9685':
      return {
        kind: 'pca9685',
        address: light.address,
        channels: light.leds.map(({ channel }) => channel),
      };
    case 'strip': {
      const { pin, ledCount, colourOrder } = light;
      if (colourOrder !== 'grb' && colourOrder !== 'rgb' && colourOrder !== 'brg')
        throw new UserError(
          `colourOrder ${colourOrder}: node-pixel's sketch knows grb, rgb and brg; write one of these under "strip"`,
        );
      return { kind: 'strip', pin, ledCount, colourOrder };
    }
  }
}

/** What is wired to a Firmata board. Needle A is blue, needle B yellow. */
export function firmataSetupOf(rig: Rig): FirmataSetup {
  const { light, pins, needles, silence } = rig;
  const needle = (colour: 'blue' | 'yellow') => {
    const fitted = needles[colour];
    const pin = pins.needles[colour];
    return fitted === null || pin === null ? null : { ...fitted, pin };
  };
  return {
    lights: firmataLightsOf(light),
    ledMa: light.kind === 'strip' ? 0 : light.ledMa,
    currentLimitMa: lightLimitMa(light),
    needles: [needle('blue'), needle('yellow')],
    needleRestLevel: REST_LEVEL,
    needleSlewUs: needles.slewUsPer20Ms,
    buttons: [pins.buttons[1], pins.buttons[2], pins.buttons[3], pins.buttons[4]],
    dials: [pins.dials[0], pins.dials[1]],
    piezo: pins.piezo,
    silenceMs: silence.darkAfterMs,
  };
}

/** @param port typed on the command line; it overrides the rig file's. */
export async function createDevice(rig: Rig, port: string | undefined, timers: Timers): Promise<Device> {
  if (rig.device.kind === 'serial') {
    const { createSerialDevice } = await import('../devices/serial/index.js');
    const options = {
      path: port ?? rig.device.port,
      baud: rig.device.baud,
      setup: boardSetupOf(rig),
      stops: paletteStops(rig.strip.brightness),
    };
    return createSerialDevice(options, timers);
  }
  if (rig.device.kind === 'firmata') {
    const { createFirmataDevice } = await import('../devices/firmata/index.js');
    const { baud } = rig.device;
    const options = {
      path: port ?? rig.device.port,
      baud,
      setup: firmataSetupOf(rig),
      stops: paletteStops(rig.light.brightness),
    };
    return createFirmataDevice(options, timers);
  }
  if (port !== undefined)
    throw new UserError(
      `--port ${port}: this rig is virtual and has no port; choose a rig with a board, for instance "axon-rig run uno-60 --port ${port}"`,
    );
  return createVirtualDevice({
    capabilities: capabilitiesOf(rig),
    timers,
    darkAfterMs: rig.silence.darkAfterMs,
    lamps: rig.light.kind !== 'strip',
  });
}
