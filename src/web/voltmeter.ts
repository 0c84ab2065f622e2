/** One analogue voltmeter: a drawn scale, a needle that turns, and the reading in figures. */
import type { MeterName } from '../server/messages.js';
import { DIAL_HIGH_MV, DIAL_LOW_MV, dialTicks, needleDegrees, THRESHOLDS } from './dial.js';
import { byId, svg } from './svg.js';
import { NO_FIGURE, potentialFigure } from './words.js';

/** The dial's own units; bench.css knows the same box and pivot. */
const WIDTH = 320;
const HEIGHT = 176;
const PIVOT_X = WIDTH / 2;
const PIVOT_Y = 172;
const ARC_RADIUS = 134;
/** Figures that change faster than this cannot be read [ms of room]. */
const FIGURE_EVERY_MS = 80;

function onArc(degrees: number, radius: number): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [PIVOT_X + radius * Math.sin(radians), PIVOT_Y - radius * Math.cos(radians)];
}

function point(degrees: number, radius: number): string {
  const [x, y] = onArc(degrees, radius);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

export class Voltmeter {
  readonly #needle: SVGPathElement;
  readonly #figure: HTMLElement;
  #shownMv = Number.NaN;
  #figureText = '';
  #figureAtMs = Number.NEGATIVE_INFINITY;

  constructor(name: MeterName) {
    this.#needle = drawNeedle();
    byId(`${name}-dial`, HTMLElement).append(drawFace(), inLayer(this.#needle));
    this.#figure = byId(`${name}-figure`, HTMLElement);
  }

  /** @returns whether the figures still lag behind the needle and want another call. */
  show(potentialMv: number, wallMs: number): boolean {
    if (potentialMv !== this.#shownMv) {
      this.#shownMv = potentialMv;
      this.#needle.style.transform = `rotate(${needleDegrees(potentialMv).toFixed(2)}deg)`;
    }
    if (wallMs - this.#figureAtMs < FIGURE_EVERY_MS) return true;
    const text = potentialFigure(potentialMv);
    if (text !== this.#figureText) {
      this.#figureText = text;
      this.#figure.textContent = text;
      this.#figureAtMs = wallMs;
    }
    return false;
  }

  /** No connection, no reading. */
  blank(): void {
    this.#figureText = '';
    this.#figure.textContent = NO_FIGURE;
    this.#shownMv = Number.NaN;
  }
}

function drawFace(): SVGSVGElement {
  const face = svg('svg', { class: 'face', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  const from = point(needleDegrees(DIAL_LOW_MV), ARC_RADIUS);
  const to = point(needleDegrees(DIAL_HIGH_MV), ARC_RADIUS);
  face.append(
    svg('path', { class: 'arc', d: `M${from} A${ARC_RADIUS} ${ARC_RADIUS} 0 0 1 ${to}` }),
    // The stretch in which the lesson's sodium channels open by themselves.
    svg('path', {
      class: 'arc-gated gated-only',
      d: `M${point(needleDegrees(-55), ARC_RADIUS)} A${ARC_RADIUS} ${ARC_RADIUS} 0 0 1 ${point(needleDegrees(40), ARC_RADIUS)}`,
    }),
  );
  for (const { potentialMv, kind } of dialTicks()) {
    const degrees = needleDegrees(potentialMv);
    const outer = ARC_RADIUS + (kind === 'long' ? 15 : kind === 'middle' ? 10 : 6);
    face.append(
      svg('path', { class: `tick ${kind}`, d: `M${point(degrees, ARC_RADIUS)} L${point(degrees, outer)}` }),
    );
    if (kind === 'long')
      face.append(label(potentialMv, 'scale-figure', potentialFigure(potentialMv, 0), ARC_RADIUS + 25));
  }
  for (const { potentialMv, words, main } of THRESHOLDS) face.append(thresholdMark(potentialMv, words, main));
  face.append(label(-25, 'unit', 'mV', 76));
  return face;
}

function label(potentialMv: number, name: string, text: string, radius: number): SVGTextElement {
  const [x, y] = onArc(needleDegrees(potentialMv), radius);
  return svg('text', { class: name, x: x.toFixed(2), y: (y + 5).toFixed(2) }, text);
}

/** A wedge that points at the scale from within; only the sodium channels' has its name here, the traces name all. */
function thresholdMark(potentialMv: number, words: string, main: boolean): SVGGElement {
  const degrees = needleDegrees(potentialMv);
  const halfDegrees = main ? 3.2 : 2.2;
  const base = ARC_RADIUS - (main ? 15 : 11);
  const mark = svg(
    'g',
    { class: `threshold gated-only ${main ? 'main' : ''}` },
    svg('path', {
      d: `M${point(degrees, ARC_RADIUS - 3)} L${point(degrees - halfDegrees, base)} L${point(degrees + halfDegrees, base)} Z`,
    }),
  );
  if (main) {
    const [x, y] = onArc(degrees, base - 8);
    mark.append(svg('text', { x: (x - 4).toFixed(2), y: (y + 5).toFixed(2) }, words));
  }
  return mark;
}

function drawNeedle(): SVGPathElement {
  const tipY = PIVOT_Y - ARC_RADIUS - 8;
  return svg('path', {
    d: `M${PIVOT_X - 2.6} ${PIVOT_Y} L${PIVOT_X - 0.7} ${tipY} L${PIVOT_X + 0.7} ${tipY} L${PIVOT_X + 2.6} ${PIVOT_Y} Z`,
  });
}

function inLayer(needle: SVGPathElement): SVGSVGElement {
  return svg('svg', { class: 'needle', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' }, needle);
}
