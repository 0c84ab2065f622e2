/** From a rig file's settings to a live controller: the one place where the rooms are joined. */
import { type Controller, type ControllerParts, createController } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { ledMap } from '../experiment/led-map.js';
import { createAxon, type Geometry } from '../model/index.js';
import { type Rig, stretchesOf } from '../rig/index.js';
import { stageOf } from './rig-stage.js';

/** A strip shows places of an axon, LEDs on resistors stretches of it. */
function mapOf({ light }: Rig): ControllerParts['mapOf'] {
  return (geometry: Geometry) => {
    const points = ledMap(geometry, light.ledCount);
    const stretches = stretchesOf(light, geometry);
    return { ...points, map: stretches === undefined ? points : { stretches } };
  };
}

/**
 * @param unlisted experiments that can be loaded beside those of the rig: those of lessons.
 * @param stage of that rig.
 */
export function composeController(
  rig: Rig,
  device: Device,
  timers: Timers,
  onCrash: (error: unknown) => void,
  unlisted?: ControllerParts['unlisted'],
  stage = stageOf(rig),
): Controller {
  return createController({
    experiments: rig.experiments,
    unlisted,
    createAxon,
    mapOf: mapOf(rig),
    stage,
    device,
    clock: timers,
    buttons: rig.buttons,
    dials: rig.dials,
    onCrash,
  });
}
