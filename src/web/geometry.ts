/** Where things are on the scene [CSS px]: the tube of the axon, its LEDs, its channel sites. Pure. */

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

/** The site nearest to a point of the scene. */
export function siteAt(geometry: SceneGeometry, x: number, siteCount: number): number {
  const site = Math.floor(((x - geometry.left) * siteCount) / geometry.length);
  return Math.max(0, Math.min(siteCount - 1, site));
}
