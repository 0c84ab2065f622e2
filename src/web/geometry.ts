/** Where things are on the scene [CSS px]: the tube of the axon, its LEDs, its channel sites. Pure. */

import type { AxonFacts } from '../controller/contract.js';

export interface SceneGeometry {
  readonly width: number;
  readonly height: number;
  /** The axon runs from `left` to `left + length` along `axisY`. */
  readonly left: number;
  readonly length: number;
  readonly axisY: number;
  /** Half the inner width of the tube; the membrane lies just outside. */
  readonly radius: number;
  /** What is drawn sharply, LEDs and membrane, lies in a band of this top and height. */
  readonly bandTop: number;
  readonly bandHeight: number;
  /** Distance between LEDs, and the size of one. */
  readonly pitch: number;
  readonly ledWidth: number;
  readonly ledHeight: number;
  /** Middle of each LED. */
  readonly ledXs: readonly number[];
}

/** @param places of the LEDs, as shares of the axon's length; evenly along it if there is not one for each. */
export function sceneGeometry(
  width: number,
  height: number,
  ledCount: number,
  places: readonly number[] = [],
): SceneGeometry {
  const left = Math.max(12, width * 0.025);
  const length = Math.max(1, width - 2 * left);
  const pitch = length / Math.max(1, ledCount);
  const axisY = Math.round(height * 0.43);
  const radius = Math.max(14, Math.min(height * 0.18, 96));
  // The flare towards the cell body is the widest thing in it.
  const halfBand = Math.ceil(radius * 1.45 + 8);
  return {
    width,
    height,
    left,
    length,
    axisY,
    radius,
    bandTop: axisY - halfBand,
    bandHeight: 2 * halfBand,
    pitch,
    ledWidth: Math.min(pitch * 0.72, radius * 0.8),
    ledHeight: Math.min(Math.max(pitch * 1.5, radius * 1.05), radius * 1.4),
    ledXs: Array.from({ length: ledCount }, (_, led) => {
      const place = places.length === ledCount ? places[led]! : (led + 0.5) / ledCount;
      return left + place * length;
    }),
  };
}

/** Middle of LED or site `index` out of `count`. */
export function positionX(geometry: SceneGeometry, index: number, count: number): number {
  return geometry.left + ((index + 0.5) * geometry.length) / Math.max(1, count);
}

/** What must be known of an axon to find its places on the scene. */
export type PlacesOf = Pick<AxonFacts, 'kind' | 'siteCount' | 'lastPlace' | 'wholePlaces' | 'ledPlaces'>;

/** Where a place of the axon is: sites as they are drawn, any other axon as the LEDs show it. */
export function placeX(geometry: SceneGeometry, place: number, axon: PlacesOf): number {
  const { left, length } = geometry;
  if (axon.kind === 'lattice') return positionX(geometry, place, axon.siteCount);
  if (axon.kind === 'patch' || axon.lastPlace === 0) return left + length / 2;
  if (axon.kind === 'cable') return left + (place / axon.lastPlace) * length;
  const { ledPlaces } = axon;
  const led = Math.max(
    0,
    ledPlaces.findLastIndex((at) => at <= place),
  );
  const [from, to] = [ledPlaces[led]!, ledPlaces[led + 1] ?? ledPlaces[led]!];
  return positionX(geometry, led + (to > from ? (place - from) / (to - from) : 0), ledPlaces.length);
}

/** The place nearest to a point of the scene. */
export function placeAt(geometry: SceneGeometry, x: number, axon: PlacesOf): number {
  const share = Math.max(0, Math.min(1, (x - geometry.left) / geometry.length));
  const { kind, siteCount, lastPlace, ledPlaces, wholePlaces } = axon;
  if (kind === 'lattice') return Math.min(siteCount - 1, Math.floor(share * siteCount));
  if (kind === 'patch') return 0;
  if (kind === 'cable') return Math.round(share * lastPlace * 100) / 100;
  const led = Math.max(0, Math.min(ledPlaces.length - 1, share * ledPlaces.length - 0.5));
  const [from, to] = [ledPlaces[Math.floor(led)]!, ledPlaces[Math.ceil(led)]!];
  const place = from + (to - from) * (led - Math.floor(led));
  return wholePlaces ? Math.round(place) : Math.round(place * 100) / 100;
}
