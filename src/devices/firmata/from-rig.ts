import { NODE_PIXEL_ORDERS } from '../../rig/devices/firmata-limits.js';
import { lightLimitMa, type Rig } from '../../rig/index.js';
import { levelOfMv, type MeterName, REST_LEVEL } from '../../units.js';
import type { RigOf } from '../rig-of.js';
import { systemPorts } from '../system/ports.js';
import type { Timers } from '../timers.js';
import { createFirmataDevice, type FirmataDevice } from './index.js';
import type { FirmataLights, FirmataSetup } from './setup.js';

export function firmataFromRig(rig: RigOf<'firmata'>, timers: Timers): FirmataDevice {
  const { port, baud } = rig.device;
  return createFirmataDevice({ path: port, baud, setup: firmataSetupOf(rig), ...systemPorts }, timers);
}

/** What is wired to the board. */
function firmataSetupOf(rig: Rig): FirmataSetup {
  const { light, pins, needles, silence } = rig;
  const needle = (colour: MeterName) => {
    const fitted = needles[colour];
    const pin = pins.needles[colour];
    return fitted === null || pin === null ? null : { ...fitted, pin };
  };
  return {
    lights: lightsOf(light),
    ledMa: light.kind === 'strip' ? 0 : light.ledMa,
    currentLimitMa: lightLimitMa(light),
    needles: [needle('blue'), needle('yellow')],
    needleRestLevel: REST_LEVEL,
    needleSlewUs: needles.slewUsPer20Ms,
    buttons: [pins.buttons[1], pins.buttons[2], pins.buttons[3], pins.buttons[4]],
    pressedHigh: pins.pressedHigh,
    dials: [pins.dials[0], pins.dials[1]],
    piezo: pins.piezo,
    lamp: pins.lamp,
    silenceMs: silence.darkAfterMs,
  };
}

function lightsOf(light: Rig['light']): FirmataLights {
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
      const { pin, ledCount, stripLeds, skip } = light;
      const places = light.map ?? Array.from({ length: ledCount }, (_, led) => skip + led);
      // A rig file with another order is refused when it is read.
      const colourOrder = NODE_PIXEL_ORDERS.find((known) => known === light.colourOrder);
      if (colourOrder === undefined)
        throw new RangeError(
          `colourOrder: expected ${NODE_PIXEL_ORDERS.join(', ')}, got ${light.colourOrder}`,
        );
      return { kind: 'strip', pin, ledCount: stripLeds, places, colourOrder };
    }
  }
}
