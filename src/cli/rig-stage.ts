/** The stage of a rig: what limits its light, whether a controller plays on it or a recording. */
import { paletteStops } from '../display/palette.js';
import { createStage, type Stage, type StageMap } from '../display/stage.js';
import { viewStops } from '../display/view.js';
import type { Rig } from '../rig/index.js';

/** @param map what each LED shows; without it they stand evenly, until the stage is told otherwise. */
export function stageOf({ light, strip, pins }: Rig, map?: StageMap): Stage {
  return createStage({
    ledCount: light.ledCount,
    stops: paletteStops(light.brightness),
    magnified: light.magnify ? (restMv) => viewStops('magnified', restMv, light.brightness) : undefined,
    currentLimitMa: strip.currentLimitMa,
    reversed: light.reversed,
    map,
    faultLampOn: pins.lamp === null ? 'led' : 'pin',
    // LEDs on resistors have no limit of a strip.
    lamps: light.kind === 'strip' ? undefined : { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 },
  });
}
