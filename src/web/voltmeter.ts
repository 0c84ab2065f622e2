/** One analogue voltmeter: a drawn scale, a needle that turns, and the reading in figures. */
import type { AxonFacts } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import type { Level, Scale } from './dial.js';
import { dialScale, dialTicks, needleDegrees, thresholds } from './dial.js';
import { byId, svg } from './svg.js';
import { NO_FIGURE, potentialFigure } from './words.js';

/** The dial's own units; meters.css knows the same box and pivot. */
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
  readonly #dial: HTMLElement;
  readonly #figure: HTMLElement;
  #shownMv = Number.NaN;
  #axon: AxonFacts | undefined;
  #scale: Scale = { lowMv: 0, highMv: 1 };
  #figureText = '';
  #figureAtMs = Number.NEGATIVE_INFINITY;

  constructor(name: MeterName) {
    this.#needle = drawNeedle();
    this.#dial = byId(`${name}-dial`, HTMLElement);
    this.#dial.append(inLayer(this.#needle));
    this.#figure = byId(`${name}-figure`, HTMLElement);
  }

  /** Takes the scale that suits the axon that runs. */
  setUp(axon: AxonFacts): void {
    if (JSON.stringify(axon) === JSON.stringify(this.#axon)) return;
    this.#axon = axon;
    this.#scale = dialScale(axon);
    this.#dial.querySelector('.face')?.remove();
    this.#dial.prepend(drawFace(this.#scale, thresholds(axon)));
    this.#shownMv = Number.NaN;
  }

  /** @returns whether the figures still lag behind the needle and want another call. */
  show(potentialMv: number, wallMs: number): boolean {
    if (potentialMv !== this.#shownMv) {
      this.#shownMv = potentialMv;
      this.#needle.style.transform = `rotate(${needleDegrees(potentialMv, this.#scale).toFixed(2)}deg)`;
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

function drawFace(scale: Scale, levels: readonly Level[]): SVGSVGElement {
  const face = svg('svg', { class: 'face', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  const degrees = (potentialMv: number): number => needleDegrees(potentialMv, scale);
  const arc = (fromMv: number, toMv: number): string =>
    `M${point(degrees(fromMv), ARC_RADIUS)} A${ARC_RADIUS} ${ARC_RADIUS} 0 0 1 ${point(degrees(toMv), ARC_RADIUS)}`;
  face.append(svg('path', { class: 'arc', d: arc(scale.lowMv, scale.highMv) }));
  const [, opens, closes] = levels;
  // The range in which sodium channels that have opened stay open.
  if (opens && closes)
    face.append(
      svg('path', { class: 'arc-channels channels-only', d: arc(opens.potentialMv, closes.potentialMv) }),
    );
  for (const { potentialMv, kind } of dialTicks(scale)) {
    const outer = ARC_RADIUS + (kind === 'long' ? 15 : kind === 'middle' ? 10 : 6);
    const at = degrees(potentialMv);
    face.append(svg('path', { class: `tick ${kind}`, d: `M${point(at, ARC_RADIUS)} L${point(at, outer)}` }));
    if (kind === 'long')
      face.append(label(at, 'scale-figure', potentialFigure(potentialMv, 0), ARC_RADIUS + 25));
  }
  for (const { potentialMv, words, main } of levels)
    face.append(thresholdMark(degrees(potentialMv), words, main));
  face.append(label(0, 'unit', 'mV', 76));
  return face;
}

function label(degrees: number, name: string, text: string, radius: number): SVGTextElement {
  const [x, y] = onArc(degrees, radius);
  return svg('text', { class: name, x: x.toFixed(2), y: (y + 5).toFixed(2) }, text);
}

/** A wedge that points at the scale from within; only the sodium channels' has its name here, the traces name all. */
function thresholdMark(degrees: number, words: string, main: boolean): SVGGElement {
  const halfDegrees = main ? 3.2 : 2.2;
  const base = ARC_RADIUS - (main ? 15 : 11);
  const mark = svg(
    'g',
    { class: `threshold channels-only ${main ? 'main' : ''}` },
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
