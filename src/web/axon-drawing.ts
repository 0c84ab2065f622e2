/** The drawing of the axon: bath, tube or spot, membrane, myelin, and the places of the LEDs. */
import { MEMBRANE_PX, type SceneGeometry } from './geometry.js';

/** A stretch of myelin [CSS px]; `isBare`: it has been taken away. */
export interface Sheath {
  readonly fromX: number;
  readonly toX: number;
  readonly isBare: boolean;
}

/** What is soft and never changes. */
export function drawStill(context: CanvasRenderingContext2D, geometry: SceneGeometry): void {
  const { width, height, axisY, radius } = geometry;
  const bath = context.createLinearGradient(0, 0, 0, height);
  bath.addColorStop(0, '#05070b');
  bath.addColorStop(0.42, '#080c13');
  bath.addColorStop(1, '#06080d');
  context.fillStyle = bath;
  context.fillRect(0, 0, width, height);

  const inside = context.createLinearGradient(0, axisY - radius, 0, axisY + radius);
  inside.addColorStop(0, '#131a26');
  inside.addColorStop(0.5, '#0a0e16');
  inside.addColorStop(1, '#131a26');
  context.fillStyle = inside;
  tube(context, geometry);
  context.fill();
}

/** Colour of the membrane in the dark, R, G, B. */
export const MEMBRANE_AMBIENT = [70, 82, 122] as const;

/** The membrane as a mask: alpha says how much of the light it shows. */
export function drawMembraneMask(
  context: CanvasRenderingContext2D,
  geometry: SceneGeometry,
  sheaths: readonly Sheath[],
): void {
  context.strokeStyle = 'rgb(0 0 0 / 85%)';
  context.lineWidth = 1.3;
  strokeMembrane(context, geometry, 0);
  strokeMembrane(context, geometry, MEMBRANE_PX);
  fillMyelin(context, geometry, sheaths);
}

/** Turns of myelin around an internode: each is a line, so that it looks wrapped and not painted. */
const TURNS = 4;
/** How high all of them are, as a share of half a gate. */
const MYELIN_SHARE = 1.1;

/** Myelin lies outside along the membrane and leaves the nodes free. */
function fillMyelin(
  context: CanvasRenderingContext2D,
  { axisY, radius, pitch, gateHalf }: SceneGeometry,
  sheaths: readonly Sheath[],
): void {
  const free = Math.min(gateHalf * 0.8, pitch * 0.35);
  const high = gateHalf * MYELIN_SHARE;
  const turn = high / TURNS;
  for (const { fromX, toX, isBare } of sheaths) {
    const wide = toX - fromX - 2 * free;
    if (isBare || !(wide > 0)) continue;
    for (const side of [-1, 1]) {
      for (let k = 0; k < TURNS; k++) {
        const middle = axisY + side * (radius + MEMBRANE_PX + 1.5 + (k + 0.5) * turn);
        const shorter = Math.min(wide / 4, k * 1.5);
        context.globalAlpha = k % 2 === 0 ? 0.72 : 0.45;
        context.beginPath();
        context.roundRect(
          fromX + free + shorter,
          middle - turn / 2 + 0.4,
          wide - 2 * shorter,
          turn - 0.8,
          turn / 2,
        );
        context.fill();
      }
    }
  }
  context.globalAlpha = 1;
}

/** The LEDs as a mask. */
export function drawLedMask(context: CanvasRenderingContext2D, geometry: SceneGeometry): void {
  const { axisY, ledWidth, ledHeight, ledXs } = geometry;
  context.fillStyle = '#000';
  context.beginPath();
  for (const x of ledXs) {
    context.roundRect(x - ledWidth / 2, axisY - ledHeight / 2, ledWidth, ledHeight, ledWidth / 2);
  }
  context.fill();
}

/** How much wider the axon is where it comes from its cell body, as a share of its radius: unless it is said. */
const FLARE = 0.42;

/** The axon comes from its cell body on the left, where it is wider, and runs on to the right. */
function wall(context: CanvasRenderingContext2D, geometry: SceneGeometry, side: 1 | -1, off: number): void {
  const { left, axisY, radius, width, flare: share = FLARE } = geometry;
  const flare = radius * share;
  const y = axisY + side * (radius + off);
  context.moveTo(-2, y + side * flare);
  context.bezierCurveTo(left * 0.5, y + side * flare * 0.9, left * 0.6, y, left, y);
  context.lineTo(width + 2, y);
}

/** How near to the axis, and how far from it, the membrane and its myelin lie [CSS px]. */
export function membraneReach({ radius, gateHalf, spot: isSpot, flare = FLARE }: SceneGeometry): {
  readonly inner: number;
  readonly outer: number;
} {
  const outside = MEMBRANE_PX + Math.max(radius * flare, 1.5 + gateHalf * MYELIN_SHARE);
  return { inner: isSpot ? 0 : radius - 2, outer: radius + outside + 2 };
}

/** A patch is closed: one spot of membrane, without length. */
function spot(context: CanvasRenderingContext2D, geometry: SceneGeometry, off: number): void {
  const { left, length, axisY, radius } = geometry;
  const out = radius + off;
  context.roundRect(left - radius * 0.6 - off, axisY - out, length + radius * 1.2 + 2 * off, 2 * out, out);
}

function strokeMembrane(context: CanvasRenderingContext2D, geometry: SceneGeometry, off: number): void {
  context.beginPath();
  if (geometry.spot) spot(context, geometry, off);
  else {
    wall(context, geometry, -1, off);
    wall(context, geometry, 1, off);
  }
  context.stroke();
}

function tube(context: CanvasRenderingContext2D, geometry: SceneGeometry): void {
  const { left, axisY, radius, width, flare: share = FLARE } = geometry;
  const flare = radius * share;
  context.beginPath();
  if (geometry.spot) {
    spot(context, geometry, 0);
    return;
  }
  wall(context, geometry, -1, 0);
  context.lineTo(width + 2, axisY + radius);
  context.lineTo(left, axisY + radius);
  context.bezierCurveTo(
    left * 0.6,
    axisY + radius,
    left * 0.5,
    axisY + radius + flare * 0.9,
    -2,
    axisY + radius + flare,
  );
  context.closePath();
}
