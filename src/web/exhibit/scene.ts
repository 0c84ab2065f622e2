/** Where the axon lies on an exhibit's screen: it comes from its cell body at the left and runs out of the picture at the right. Pure. */
import { ledXs, MEMBRANE_PX, type SceneGeometry } from '../geometry.js';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
  readonly remPx: number;
}

const isTall = (width: number, height: number) => height >= width;

/** What words, keys and lines on the screen are measured in, as in exhibit.css: 16 px on one of 1920 × 1080. */
export function unitPx(width: number, height: number): number {
  return isTall(width, height)
    ? Math.max(7.5, Math.min(height / 103, width / 58))
    : Math.max(7, Math.min(height / 67.5, width / 120));
}

/** As shares of the height: the axis while the axon is shown, and above a result, whose words need more on a tall screen. */
const AXIS = { live: 0.518, result: 0.305, tallResult: 0.22 } as const;
/** Half the axon, as a share of the height, and of the width at most; the potentials' line, as shares of the height. */
const RADIUS = 0.089;
const MOST_RADIUS = 0.1;
const CURVE = { top: 0.148, bottom: 0.435 } as const;
/** As a share of the width: where it begins. */
const LEFT = 0.132;
/** How much wider than its half it is where it comes from its cell body. */
const FLARE = 2;
/** A patch has no length: as wide as this share of the width. */
const SPOT = 0.2;

/** @param shares where each LED stands along the axon, 0 to 1; evenly if there is not one for each. */
export function screenGeometry(
  { width, height, remPx }: ScreenSize,
  kind: 'live' | 'result',
  ledCount: number,
  shares: readonly number[],
  spot: boolean,
): SceneGeometry {
  const radius = Math.max(12, Math.min(height * RADIUS, width * MOST_RADIUS));
  const left = spot ? width * 0.5 : width * LEFT;
  const length = Math.max(1, spot ? width * SPOT : width - left);
  const axis = kind === 'result' && isTall(width, height) ? 'tallResult' : kind;
  const axisY = Math.round(height * AXIS[axis]);
  const pitch = length / Math.max(1, ledCount);
  const halfBand = Math.ceil(radius * (1 + FLARE) + MEMBRANE_PX + 4);
  return {
    width,
    height,
    remPx,
    left,
    length,
    axisY,
    radius,
    spot,
    flare: FLARE,
    curveTop: Math.round(height * CURVE.top),
    curveBottom: Math.round(height * CURVE.bottom),
    gateHalf: 0,
    bandTop: axisY - halfBand,
    bandHeight: 2 * halfBand,
    pitch,
    ledWidth: Math.min(pitch * 0.72, radius * 0.8),
    ledHeight: radius * 1.22,
    ledXs: ledXs(left, length, ledCount, shares),
    hasSideWords: false,
    hasLensRoom: false,
  };
}

/** The middle of the ring that says where to touch: over the first places, or where the press enters, within the picture. */
export function ringPlace(
  { left, width, axisY }: SceneGeometry,
  pressX: number,
  half: number,
): { readonly x: number; readonly y: number } {
  return { x: Math.max(half, Math.min(width - half, Math.max(left + 0.15 * half, pressX))), y: axisY };
}
