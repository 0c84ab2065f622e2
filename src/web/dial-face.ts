/** The drawing of a voltmeter: a half-round case with its scale, and on a layer above it what turns. */
import type { AxonFacts } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { dialFigures, dialScale, dialTicks, needleDegrees, type Scale, sodiumRange } from './dial.js';
import { svg } from './svg.js';
import { potentialFigure, signedFigure } from './words.js';

/** The dial's own units; meters.css knows the same box and pivot. */
const WIDTH = 240;
const HEIGHT = 150;
const PIVOT_X = WIDTH / 2;
const PIVOT_Y = 124;
const CASE_RADIUS = 116;
const ARC_RADIUS = 66;
const FIGURE_RADIUS = 91;
/** Figures near the ends of the scale lie flat beside it, and need more room. */
const FLAT_FIGURE_RADIUS = 96;
const FLAT_DEGREES = 60;
/** Half the width of the needle's drawing. */
const HUB_ROOM = 10;
/** The case goes on so far below the pivot. */
const FOOT = 20;

function onArc(degrees: number, radius: number): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [PIVOT_X + radius * Math.sin(radians), PIVOT_Y - radius * Math.cos(radians)];
}

function point(degrees: number, radius: number): string {
  const [x, y] = onArc(degrees, radius);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

function drawing(kind: string, ...children: SVGElement[]): SVGSVGElement {
  return svg('svg', { class: kind, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' }, ...children);
}

/** Everything that stands still, for the axon that runs. */
export function drawFace(name: MeterName, axon: AxonFacts): SVGSVGElement {
  const scale = dialScale(axon);
  const face = drawing('face', shade(name), caseOf(name));
  const degrees = (potentialMv: number): number => needleDegrees(potentialMv, scale);
  const arc = ({ lowMv, highMv }: Scale, radius: number): string =>
    `M${point(degrees(lowMv), radius)} A${radius} ${radius} 0 0 1 ${point(degrees(highMv), radius)}`;
  face.append(svg('path', { class: 'arc', d: arc(scale, ARC_RADIUS) }));
  const range = sodiumRange(axon);
  if (range) face.append(svg('path', { class: 'arc-channels channels-only', d: arc(range, ARC_RADIUS - 5) }));
  for (const potentialMv of dialTicks(scale)) face.append(tick(degrees(potentialMv), 5, 'tick-mark'));
  for (const { potentialMv, kind } of dialFigures(axon, scale)) {
    const at = degrees(potentialMv);
    face.append(tick(at, 11, 'tick-mark named'));
    const words = potentialMv > 0 ? signedFigure(potentialMv, 0) : potentialFigure(potentialMv, 0);
    const look = kind === 'threshold' ? 'threshold' : kind === 'rest' ? 'strong' : 'plain';
    const radius = Math.abs(at) > FLAT_DEGREES ? FLAT_FIGURE_RADIUS : FIGURE_RADIUS;
    face.append(label(at, radius, look, words));
  }
  face.append(label(0, 30, 'unit', 'mV'));
  return face;
}

/** What turns: the needle, a drawing as wide as its hub and as high as the dial, and a hollow triangle at the highest. */
export function drawHands(): { layers: SVGSVGElement[]; needle: SVGSVGElement; highest: SVGPathElement } {
  const tipY = PIVOT_Y - ARC_RADIUS - 2;
  const needle = svg(
    'svg',
    { class: 'hand', viewBox: `${PIVOT_X - HUB_ROOM} 0 ${2 * HUB_ROOM} ${HEIGHT}`, 'aria-hidden': 'true' },
    svg('path', {
      d: `M${PIVOT_X - 4.5} ${PIVOT_Y} L${PIVOT_X - 0.8} ${tipY} L${PIVOT_X + 0.8} ${tipY} L${PIVOT_X + 4.5} ${PIVOT_Y} Z`,
    }),
    svg('circle', { class: 'hub', cx: PIVOT_X, cy: PIVOT_Y, r: 8 }),
  );
  const top = PIVOT_Y - ARC_RADIUS + 9;
  const highest = svg('path', {
    class: 'highest',
    d: `M${PIVOT_X} ${top} L${PIVOT_X - 6} ${top + 11} L${PIVOT_X + 6} ${top + 11} Z`,
  });
  return { layers: [drawing('marks', highest), needle], needle, highest };
}

function shade(name: MeterName): SVGDefsElement {
  return svg(
    'defs',
    {},
    svg(
      'radialGradient',
      { id: `${name}-shade`, cx: '50%', cy: '86%', r: '90%' },
      svg('stop', { class: 'face-inner', offset: '0' }),
      svg('stop', { class: 'face-outer', offset: '1' }),
    ),
  );
}

/** A half circle that stands on a foot, and the mark where the wire of the electrode ends: round for blue, square for yellow. */
function caseOf(name: MeterName): SVGGElement {
  const [left, right, bottom] = [PIVOT_X - CASE_RADIUS, PIVOT_X + CASE_RADIUS, PIVOT_Y + FOOT];
  const top = PIVOT_Y - CASE_RADIUS;
  const socket =
    name === 'blue'
      ? svg('circle', { class: 'socket', id: 'blue-socket', cx: PIVOT_X, cy: top, r: 6 })
      : svg('path', {
          class: 'socket',
          id: 'yellow-socket',
          d: `M${PIVOT_X} ${top - 8.5} l8.5 8.5 l-8.5 8.5 l-8.5 -8.5 Z`,
        });
  return svg(
    'g',
    {},
    svg('path', {
      class: 'case',
      fill: `url(#${name}-shade)`,
      d: `M${left + 8} ${bottom} Q${left} ${bottom} ${left} ${bottom - 8} L${left} ${PIVOT_Y} A${CASE_RADIUS} ${CASE_RADIUS} 0 0 1 ${right} ${PIVOT_Y} L${right} ${bottom - 8} Q${right} ${bottom} ${right - 8} ${bottom} Z`,
    }),
    socket,
  );
}

function tick(degrees: number, length: number, kind: string): SVGPathElement {
  return svg('path', {
    class: kind,
    d: `M${point(degrees, ARC_RADIUS)} L${point(degrees, ARC_RADIUS + length)}`,
  });
}

function label(degrees: number, radius: number, kind: string, words: string): SVGTextElement {
  const [x, y] = onArc(degrees, radius);
  return svg('text', { class: kind, x: x.toFixed(2), y: (y + 5).toFixed(2) }, words);
}
