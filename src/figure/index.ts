/** The drawing of sweeps: a graph as data, laid out to primitives, rendered as SVG or on a canvas. */
import type { Graph } from './graph.js';
import { ground } from './ground.js';
import type { Drawing } from './look.js';
import { MovingLayout } from './moving.js';
import { plotOf } from './plot.js';

export { placedApart } from './apart.js';
export { type AxonMark, type AxonStretch, axonDrawing } from './axon.js';
export { Changed, within } from './changed.js';
export * from './graph.js';
export { ground } from './ground.js';
export { allRise } from './inset.js';
export type { Drawing } from './look.js';
export { MovingLayout } from './moving.js';
export { paint, type Surface } from './paint.js';
export { PAPERS, type Paper } from './papers.js';
export { type Plot, plotOf } from './plot.js';
export { type Ink, type Primitive, SHAPES, TRACE_INKS, type TraceInk } from './primitives.js';
export { DARK, LIGHT, PRINT, type Theme } from './style.js';
export { escapedXml, type SvgOptions, svgParts, svgSheet, toSvg } from './svg.js';
export { textWidth, wrapped } from './text-width.js';
export { potentialAt } from './thin.js';
export { roundStep, type Scale, scaleOver } from './ticks.js';

/** Columns within the height of a letter, in a drawing that stays. */
const FINE_COLUMNS = 100;

/** The whole graph at once, for a drawing that stays. */
export function drawingOf(graph: Graph): Drawing {
  const plot = plotOf(graph);
  const { width, height, em } = graph;
  // Paper shows more than a screen; the renderer leaves out what makes no difference.
  const column = em / FINE_COLUMNS;
  const primitives = [...ground(graph, plot, column), ...new MovingLayout().of(graph, plot, column)];
  return { width, height, em, primitives };
}
