/** The axon: its light, its membrane, and all that is drawn over its places. */
import { channelsSwitch } from '../server/messages.js';
import type { SceneGeometry } from './geometry.js';
import type { Part } from './part.js';
import { Strip } from './strip.js';
import { byId } from './svg.js';

/** Others that draw at places of the axon ask it where these are. */
export type StagePart = Part & { readonly geometry: SceneGeometry };

export function stagePart(): StagePart {
  const strip = new Strip(
    byId('stage-axon', HTMLElement),
    byId('glow', HTMLCanvasElement),
    byId('strip', HTMLCanvasElement),
  );
  return {
    get geometry() {
      return strip.geometry;
    },
    draw(picture) {
      strip.show(picture.rgb);
      return false;
    },
    state(state) {
      strip.look({
        ledPlaces: state.ledPlaces ?? [],
        siteCount: state.axon.siteCount,
        channelEvery: channelsSwitch(state) ? state.axon.channels.every : 0,
        nodeLeds: state.axon.nodeLeds,
        exposure: 1 / state.brightness,
      });
    },
    layOut: () => strip.resize(),
  };
}
