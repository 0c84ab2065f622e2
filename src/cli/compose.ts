/** From a rig file's settings to a live controller: the one place where the rooms are joined. */
import { type Controller, type ControllerParts, createController } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { paletteStops } from '../display/palette.js';
import { createStage, type StageOptions } from '../display/stage.js';
import { ledMap } from '../experiment/led-map.js';
import { createAxon, type Geometry } from '../model/index.js';
import { type Light, type Rig, stretchesOf } from '../rig/index.js';

/** LEDs on resistors have no limit of a strip. */
function lampsOf(light: Light): Pick<StageOptions, 'lamps'> {
  if (light.kind === 'strip') return {};
  return { lamps: { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 } };
}

/** A strip shows places of an axon, LEDs on resistors stretches of it. */
function mapOf({ light }: Rig): ControllerParts['mapOf'] {
  return (geometry: Geometry) => {
    const points = ledMap(geometry, light.ledCount);
    const stretches = stretchesOf(light, geometry);
    return { ...points, map: stretches === undefined ? points : { stretches } };
  };
}

export function composeController(
  rig: Rig,
  device: Device,
  timers: Timers,
  onCrash: (error: unknown) => void,
): Controller {
  return createController({
    experiments: rig.experiments,
    createAxon,
    mapOf: mapOf(rig),
    stage: createStage({
      ledCount: rig.light.ledCount,
      stops: paletteStops(rig.light.brightness),
      currentLimitMa: rig.strip.currentLimitMa,
      reversed: rig.light.reversed,
      ...lampsOf(rig.light),
    }),
    device,
    clock: timers,
    buttons: rig.buttons,
    dials: rig.dials,
    onCrash,
  });
}
