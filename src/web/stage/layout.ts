/** All places on the stage for one state of the axon and one size of the scene. Pure. */

import type { PageState } from '../../server/messages.js';
import type { Sheath } from '../axon-drawing.js';
import { ledShares, placeX, type SceneGeometry, sceneGeometry } from '../geometry.js';
import { sheaths } from './paints.js';
import { type PotentialScale, potentialScale } from './potential-scale.js';

export interface StageLayout {
  readonly geometry: SceneGeometry;
  readonly scale: PotentialScale;
  readonly isUneven: boolean;
  /** Of the pairs of gates; none while there are no channels. */
  readonly gateXs: readonly number[];
  readonly sheaths: readonly Sheath[];
}

export interface SceneSize {
  readonly width: number;
  readonly height: number;
  readonly remPx: number;
}

/** LEDs closer to where they would stand evenly than this stand evenly [share of the axon]. */
const EVEN_WITHIN = 1e-4;

/** @param ledCount of the pictures. `channelsOn` is theirs too: looking back, the channels are as they were then. */
export function stageLayout(
  state: PageState,
  { width, height, remPx }: SceneSize,
  ledCount: number,
): StageLayout {
  const { axon } = state;
  const shares = state.ledPlaces ?? ledShares(axon);
  const geometry = sceneGeometry(width, height, ledCount, shares, { remPx, spot: axon.kind === 'patch' });
  return {
    geometry,
    scale: potentialScale(axon),
    isUneven:
      shares.length === ledCount &&
      shares.some((share, led) => Math.abs(share - (led + 0.5) / ledCount) > EVEN_WITHIN),
    gateXs: state.channelsOn ? axon.gates.places.map((place) => placeX(geometry, place, axon)) : [],
    sheaths: sheaths(
      axon.nodeLeds,
      geometry.ledXs,
      state.treatments.map(({ treatment }) => treatment),
    ),
  };
}
