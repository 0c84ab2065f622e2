/** From a rig file's settings to a live controller: the one place where the rooms are joined. */
import { type Controller, createController } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { paletteStops } from '../display/palette.js';
import { createStage, type StageOptions } from '../display/stage.js';
import { membranePair } from '../experiment/index.js';
import { createAxon, type Geometry } from '../model/index.js';
import { type Light, type Rig, stretchesOf } from '../rig/index.js';
import { bindActions, pressOf } from './actions.js';

/** Until the loop sets it to suit the lens [ms]. */
const FIRST_STEP_MS = 0.025;

/** LEDs on resistors, each with its stretch of the axon; a strip has neither. */
function lampsOf(light: Light, geometry: Geometry): Pick<StageOptions, 'lamps' | 'stretches'> {
  if (light.kind === 'strip') return {};
  return {
    stretches: stretchesOf(light, geometry),
    lamps: { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 },
  };
}

export function composeController(
  rig: Rig,
  device: Device,
  timers: Timers,
  onCrash: (error: unknown) => void,
): Controller {
  const [live] = rig.experiments;
  const { geometry, membrane, electrodes, roomMsPerAxonMs } = live;
  const { channelsOff, channelsOn } = membranePair(membrane);
  const begins = live.channelsOff ? channelsOff : channelsOn;
  return createController({
    axon: createAxon(geometry, begins, { stepMs: FIRST_STEP_MS, treatments: live.treatments }),
    stage: createStage({
      ledCount: rig.light.ledCount,
      stops: paletteStops(rig.light.brightness),
      currentLimitMa: rig.strip.currentLimitMa,
      reversed: rig.light.reversed,
      ...lampsOf(rig.light, geometry),
    }),
    device,
    clock: timers,
    membranes: [channelsOff, channelsOn],
    membrane: begins.kind,
    electrodes,
    roomMsPerAxonMs,
    stimulus: pressOf(live),
    ...bindActions(rig),
    onCrash,
  });
}
