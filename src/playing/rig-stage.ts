/** The stage of a rig: what limits its light, whether a controller plays on it or a recording. */
import { paletteStops } from '../display/palette.js';
import { createStage, type Stage, type StageMap, type StageOptions } from '../display/stage.js';
import { viewStops } from '../display/view.js';
import type { Rig } from '../rig/index.js';
import { PALETTE_STEP } from '../units.js';

/** What of a strip is no part of the axon; where a map leaves LEDs out, the lowest levels are theirs. */
function darkOf(light: Rig['light']): Pick<StageOptions, 'darkLeds' | 'leastLevel'> {
  if (light.kind !== 'strip') return {};
  const darkLeds = light.stripLeds - light.ledCount;
  return { darkLeds, leastLevel: light.map === null ? 0 : PALETTE_STEP };
}

/** @param map what each LED shows; without it they stand evenly, until the stage is told otherwise. */
export function stageOf({ light, strip, pins }: Rig, map?: StageMap): Stage {
  return createStage({
    ledCount: light.ledCount,
    stops: paletteStops(light.brightness),
    magnified: light.magnify ? (restMv) => viewStops('magnified', restMv, light.brightness) : undefined,
    currentLimitMa: strip.currentLimitMa,
    ...darkOf(light),
    reversed: light.reversed,
    map,
    faultLampOn: pins.lamp === null ? 'led' : 'pin',
    // LEDs on resistors have no limit of a strip.
    lamps: light.kind === 'strip' ? undefined : { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 },
  });
}
