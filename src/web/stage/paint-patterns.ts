/** How a painted stretch looks: each kind has a pattern that can be told apart in grey, and its word beneath. */
import { MEMBRANE_PX, type SceneGeometry } from '../geometry.js';
import { svg } from '../svg.js';
import type { PaintedStretch, PaintShape } from './paints.js';

/** One tile of each pattern, 10 by 10: paths that are stroked, unless they are dots. */
const TILES: Readonly<Record<PaintShape, string>> = {
  // Cross-hatch.
  ice: 'M0 0L10 10M10 0L0 10',
  // Waves of warm air.
  warm: 'M0 3Q2.5 0 5 3T10 3M0 8Q2.5 5 5 8T10 8',
  // Dots.
  ttx: 'M2.5 2.5h.01M7.5 7.5h.01',
  // Short upright bars.
  tea: 'M2.5 1v4M7.5 6v4',
  // Only a few dashes: what was there is away.
  bare: 'M0 5h4',
  // Lines that lean one way.
  dead: 'M-1 11L11 -1M-1 1L1 -1M9 11L11 9',
  // Plus signs.
  potassium: 'M5 2.5v5M2.5 5h5',
  // Steps.
  rest: 'M0 7h5V3h5',
};

/** Definitions of all patterns. */
export function paintPatterns(remPx: number): SVGDefsElement {
  return svg(
    'defs',
    {},
    ...Object.entries(TILES).map(([shape, d]) =>
      svg(
        'pattern',
        {
          id: `paint-${shape}`,
          class: `paint ${shape}`,
          width: 10,
          height: 10,
          patternUnits: 'userSpaceOnUse',
          patternTransform: `scale(${(remPx / 18).toFixed(3)})`,
        },
        svg('path', { d }),
      ),
    ),
  );
}

/** Where a kind acts: on both membranes, or on what lies outside. */
function areas(shape: PaintShape, geometry: SceneGeometry): readonly (readonly [number, number])[] {
  const { axisY, radius, gateHalf, ledHeight } = geometry;
  const outer = radius + MEMBRANE_PX + gateHalf;
  const inner = ledHeight / 2 + 2;
  switch (shape) {
    case 'ttx':
      return [[axisY - outer, axisY - inner]];
    case 'tea':
      return [[axisY + inner, axisY + outer]];
    case 'potassium':
      return [
        [axisY - outer, axisY - radius - MEMBRANE_PX],
        [axisY + radius + MEMBRANE_PX, axisY + outer],
      ];
    default:
      return [
        [axisY - outer, axisY - inner],
        [axisY + inner, axisY + outer],
      ];
  }
}

function outerOf({ radius, gateHalf }: SceneGeometry): number {
  return radius + MEMBRANE_PX + gateHalf + 3;
}

/** The middle of the word beneath a stretch; words that would meet stand in rows. */
export function wordY(row: number, geometry: SceneGeometry): number {
  return geometry.axisY + outerOf(geometry) + (0.8 + 1.05 * row) * geometry.remPx;
}

export function paintedStretch(stretch: PaintedStretch, geometry: SceneGeometry): SVGGElement {
  const { shape, fromX, toX, words, about } = stretch;
  const outer = outerOf(geometry);
  const { axisY } = geometry;
  const wide = Math.max(2, toX - fromX);
  return svg(
    'g',
    { class: `painted ${shape}` },
    svg('title', {}, about),
    ...areas(shape, geometry).map(([top, bottom]) =>
      svg('rect', {
        class: 'fill',
        x: fromX.toFixed(1),
        y: top.toFixed(1),
        width: wide.toFixed(1),
        height: (bottom - top).toFixed(1),
        fill: `url(#paint-${shape})`,
      }),
    ),
    svg('rect', {
      class: 'edge',
      x: fromX.toFixed(1),
      y: (axisY - outer).toFixed(1),
      width: wide.toFixed(1),
      height: (2 * outer).toFixed(1),
      rx: Math.min(8, wide / 3).toFixed(1),
    }),
    svg(
      'text',
      {
        x: ((fromX + toX) / 2).toFixed(1),
        y: wordY(stretch.row, geometry).toFixed(1),
        'text-anchor': 'middle',
      },
      words,
    ),
  );
}
