import { ledPlaces, lightLimitMa } from './light.js';
import type { Rig } from './rig.js';

/** What a page is told of a rig as it is built: `RigFacts` of the server. Current in mA, places along the axon. */
export function pageFacts({ name, invite, light, experiments }: Rig) {
  return {
    name,
    invite,
    currentLimitMa: lightLimitMa(light),
    brightness: light.brightness,
    reversed: light.reversed,
    ledPlaces: ledPlaces(light, experiments[0].geometry),
  };
}
