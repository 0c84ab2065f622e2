/** The drawing of the axon: bath, tube, membrane, voltage-gated channels, and the places of the LEDs. */
import type { SceneGeometry } from './geometry.js';
import { positionX } from './geometry.js';

interface Look {
  readonly siteCount: number;
  /** Channels sit at sites 0, n, 2n, …; 0: there are none. */
  readonly channelEvery: number;
  /** LEDs that show a node of Ranvier. */
  readonly nodeLeds: readonly number[];
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
export const MEMBRANE_AMBIENT = [38, 48, 66] as const;

/** The membrane as a mask: alpha says how much of the light it shows. */
export function drawMembraneMask(
  context: CanvasRenderingContext2D,
  geometry: SceneGeometry,
  look: Look,
): void {
  context.strokeStyle = 'rgb(0 0 0 / 85%)';
  context.lineWidth = 1.2;
  strokeMembrane(context, geometry, 0);
  strokeMembrane(context, geometry, 4);
  context.fillStyle = '#000';
  if (look.channelEvery > 0) fillChannels(context, geometry, look);
  fillMyelin(context, geometry, look.nodeLeds);
}

/** Myelin lies outside along the membrane and leaves the nodes free. */
function fillMyelin(
  context: CanvasRenderingContext2D,
  { axisY, radius, pitch, ledXs }: SceneGeometry,
  nodeLeds: readonly number[],
): void {
  const free = Math.min(5, pitch * 0.3);
  const high = 9;
  context.fillStyle = 'rgb(0 0 0 / 55%)';
  context.beginPath();
  for (let node = 1; node < nodeLeds.length; node++) {
    const from = ledXs[nodeLeds[node - 1]!]! + free;
    const wide = ledXs[nodeLeds[node]!]! - free - from;
    if (!(wide > 0)) continue;
    for (const top of [axisY - radius - 5 - high, axisY + radius + 5])
      context.roundRect(from, top, wide, high, high / 2);
  }
  context.fill();
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

/** The axon comes from its cell body on the left, where it is wider, and runs on to the right. */
function wall(context: CanvasRenderingContext2D, geometry: SceneGeometry, side: 1 | -1, off: number): void {
  const { left, length, axisY, radius, width } = geometry;
  const flare = radius * 0.42;
  const y = axisY + side * (radius + off);
  context.moveTo(-2, y + side * flare);
  context.bezierCurveTo(left * 0.7, y + side * flare * 0.9, left * 0.9, y, left + length * 0.035, y);
  context.lineTo(width + 2, y);
}

function strokeMembrane(context: CanvasRenderingContext2D, geometry: SceneGeometry, off: number): void {
  context.beginPath();
  wall(context, geometry, -1, off);
  wall(context, geometry, 1, off);
  context.stroke();
}

function tube(context: CanvasRenderingContext2D, geometry: SceneGeometry): void {
  const { left, length, axisY, radius, width } = geometry;
  const flare = radius * 0.42;
  context.beginPath();
  wall(context, geometry, -1, 0);
  context.lineTo(width + 2, axisY + radius);
  context.lineTo(left + length * 0.035, axisY + radius);
  context.bezierCurveTo(
    left * 0.9,
    axisY + radius,
    left * 0.7,
    axisY + radius + flare * 0.9,
    -2,
    axisY + radius + flare,
  );
  context.closePath();
}

/** A channel is a pair of lips through the membrane, above and below each site that has channels. */
function fillChannels(
  context: CanvasRenderingContext2D,
  geometry: SceneGeometry,
  { siteCount, channelEvery }: Look,
): void {
  const { axisY, radius } = geometry;
  const pitch = geometry.length / siteCount;
  // On a narrow screen two lips would run into one another: one bar then stands for the channel.
  const narrow = pitch < 9;
  const lip = narrow ? Math.min(1.6, pitch * 0.3) : Math.min(3.2, pitch * 0.16);
  const gap = lip * 0.55;
  const high = 10;
  context.beginPath();
  for (let site = 0; site < siteCount; site += channelEvery) {
    const x = positionX(geometry, site, siteCount);
    for (const middle of [axisY - radius - 2, axisY + radius + 2]) {
      if (narrow) {
        context.rect(x - lip / 2, middle - high / 2, lip, high);
        continue;
      }
      context.roundRect(x - gap - lip, middle - high / 2, lip, high, lip / 2);
      context.roundRect(x + gap, middle - high / 2, lip, high, lip / 2);
    }
  }
  context.fill();
}
