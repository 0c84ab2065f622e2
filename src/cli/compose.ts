/** From a rig file's settings to a live controller: the one place where the rooms are joined. */
import { type Controller, createController } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { paletteStops } from '../display/palette.js';
import { createStage, type StageOptions } from '../display/stage.js';
import { geometryOf, membranePair } from '../experiment/index.js';
import { createAxon } from '../model/index.js';
import type { Light, Rig } from '../rig/index.js';

/** Until the loop sets it to suit the lens [ms]. */
const FIRST_STEP_MS = 0.025;

/** LEDs on resistors, each with its stretch of the axon; a strip has neither. */
function lampsOf(light: Light): Pick<StageOptions, 'lamps' | 'stretches'> {
  if (light.kind === 'strip') return {};
  return { stretches: light.leds, lamps: { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 } };
}

export function composeController(
  rig: Rig,
  device: Device,
  timers: Timers,
  onCrash: (error: unknown) => void,
): Controller {
  const { channelsOff, channelsOn } = membranePair(rig.membrane);
  return createController({
    axon: createAxon(geometryOf(rig.axon), rig.membrane, { stepMs: FIRST_STEP_MS }),
    stage: createStage({
      ledCount: rig.light.ledCount,
      stops: paletteStops(rig.light.brightness),
      currentLimitMa: rig.strip.currentLimitMa,
      reversed: rig.light.reversed,
      ...lampsOf(rig.light),
    }),
    device,
    clock: timers,
    membranes: [channelsOff, channelsOn],
    membrane: rig.membrane.kind,
    electrodes: rig.electrodes,
    roomMsPerAxonMs: rig.lens.roomMsPerAxonMs,
    stimulus: rig.stimulus,
    buttons: rig.buttons,
    dials: rig.dials,
    onCrash,
  });
}
