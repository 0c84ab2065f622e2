/** Where things are on the scene [CSS px]: potentials over distance, the tube of the axon, its LEDs and gates. Pure. */

import type { AxonFacts } from '../controller/contract.js';

export interface SceneGeometry {
  readonly width: number;
  readonly height: number;
  /** Of the root's type [px]: words and margins go with it. */
  readonly remPx: number;
  /** The axon runs from `left` to `left + length` along `axisY`. */
  readonly left: number;
  readonly length: number;
  readonly axisY: number;
  /** Half the inner width of the tube; the membrane lies just outside. */
  readonly radius: number;
  /** A patch: one closed spot of membrane, not a piece of a tube. */
  readonly spot: boolean;
  /** How much wider it is where it comes from its cell body, as a share of `radius`; unless given, a little. */
  readonly flare?: number;
  /** Potentials over distance are drawn from here to there. */
  readonly curveTop: number;
  readonly curveBottom: number;
  /** Gates stand this far over the middle of the membrane, and as far under it. */
  readonly gateHalf: number;
  /** What is drawn sharply, LEDs, membrane and gates, lies in a band of this top and height. */
  readonly bandTop: number;
  readonly bandHeight: number;
  /** Distance between LEDs, and the size of one. */
  readonly pitch: number;
  readonly ledWidth: number;
  readonly ledHeight: number;
  /** Middle of each LED. */
  readonly ledXs: readonly number[];
  /** Whether there is room for words beside the axon, and for the membrane lens below it. */
  readonly hasSideWords: boolean;
  readonly hasLensRoom: boolean;
}

export interface SceneLook {
  readonly remPx?: number;
  readonly spot?: boolean;
}

/** Both lines of the membrane lie in this [px]. */
export const MEMBRANE_PX = 5;
/** Radius of a gate's ball, as a share of half a gate. */
export const BALL_SHARE = 0.3;
/** Narrower than this there are no words beside the axon [rem]. */
const SIDE_WORDS_REM = 40;
const LENS_ROOM_REM = { width: 58, height: 21.5 };
/** How wide a spot is [rem]. */
const SPOT_REM = 13;

/** The middle of each LED [px]. @param places as shares of the length; evenly along it if there is not one for each. */
export function ledXs(left: number, length: number, ledCount: number, places: readonly number[]): number[] {
  return Array.from({ length: ledCount }, (_, led) => {
    const place = places.length === ledCount ? places[led]! : (led + 0.5) / ledCount;
    return left + place * length;
  });
}

/** @param places of the LEDs, as shares of the axon's length; evenly along it if there is not one for each. */
export function sceneGeometry(
  width: number,
  height: number,
  ledCount: number,
  places: readonly number[] = [],
  { remPx = 16, spot = false }: SceneLook = {},
): SceneGeometry {
  const hasSideWords = width >= SIDE_WORDS_REM * remPx;
  const hasLensRoom = width >= LENS_ROOM_REM.width * remPx && height >= LENS_ROOM_REM.height * remPx;
  const leftMargin = Math.min((hasSideWords ? 5.7 : 3) * remPx, width * 0.2);
  const rightMargin = Math.min((hasSideWords ? 6.2 : 0.9) * remPx, width * 0.2);
  const whole = Math.max(1, width - leftMargin - rightMargin);
  const length = spot ? Math.min(whole, SPOT_REM * remPx) : whole;
  const left = leftMargin + (whole - length) / 2;
  const pitch = length / Math.max(1, ledCount);
  const [top, bottom, axis, half] = hasLensRoom ? [0.02, 0.36, 0.52, 0.106] : [0.05, 0.42, 0.615, 0.125];
  const axisY = Math.round(height * axis);
  const radius = Math.max(12, Math.min(height * half, 96));
  const gateHalf = Math.max(7, radius * 0.25);
  // LEDs stay clear of the gates, and of the balls that hang below those of the upper membrane.
  const betweenGates = 2 * (radius + MEMBRANE_PX / 2 - gateHalf * (1 + BALL_SHARE));
  // The flare towards the cell body, and an ion below the lower gates, are the widest things in it.
  const halfBand = Math.ceil(radius * 1.45 + 8);
  return {
    width,
    height,
    remPx,
    left,
    length,
    axisY,
    radius,
    spot,
    curveTop: Math.round(height * top),
    curveBottom: Math.round(height * bottom),
    gateHalf,
    bandTop: axisY - halfBand,
    bandHeight: 2 * halfBand,
    pitch,
    ledWidth: Math.min(pitch * 0.72, radius * 0.8),
    ledHeight: Math.min(Math.max(pitch * 1.5, radius * 1.1), radius * 1.4, betweenGates),
    ledXs: ledXs(left, length, ledCount, places),
    hasSideWords,
    hasLensRoom,
  };
}

/** Middle of LED or site `index` out of `count`. */
export function positionX(geometry: SceneGeometry, index: number, count: number): number {
  return geometry.left + ((index + 0.5) * geometry.length) / Math.max(1, count);
}

/** What must be known of an axon to find its places on the scene. */
export type PlacesOf = Pick<AxonFacts, 'kind' | 'siteCount' | 'lastPlace' | 'wholePlaces' | 'ledPlaces'>;

/** Where the LEDs of a strip stand, as shares of the axon's length: over the places that they show. */
export function ledShares({ kind, siteCount, ledPlaces }: PlacesOf): number[] {
  if (kind !== 'lattice') return [];
  return ledPlaces.map((place) => (place + 0.5) / siteCount);
}

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
  if (kind === 'cable') return asPrinted(share * lastPlace);
  const led = Math.max(0, Math.min(ledPlaces.length - 1, share * ledPlaces.length - 0.5));
  const [from, to] = [ledPlaces[Math.floor(led)]!, ledPlaces[Math.ceil(led)]!];
  const place = from + (to - from) * (led - Math.floor(led));
  return wholePlaces ? Math.round(place) : asPrinted(place);
}

/** A hand puts things where a tenth is printed: so one place has one number wherever it is read. */
function asPrinted(place: number): number {
  return Math.round(place * 10) / 10;
}

/** The stretch of the scene from one place to another, with half of what each of these places takes [px]. */
export function stretchX(
  geometry: SceneGeometry,
  from: number | undefined,
  to: number | undefined,
  axon: PlacesOf,
): readonly [number, number] {
  const end = geometry.left + geometry.length;
  if (axon.kind === 'patch') return [geometry.left, end];
  const half =
    axon.kind === 'lattice'
      ? geometry.length / axon.siteCount / 2
      : axon.kind === 'cable'
        ? 0
        : geometry.pitch / 2;
  return [
    from === undefined ? geometry.left : Math.max(geometry.left, placeX(geometry, from, axon) - half),
    to === undefined ? end : Math.min(end, placeX(geometry, to, axon) + half),
  ];
}
