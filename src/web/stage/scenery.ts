/**
 * What stands still on the stage: the millivolt axis, the words beside the axon, painted stretches, the line of the ghost
 * sweep, the colour bar. SVG on a layer of its own: it is built again when the axon or the size changes, and not with
 * pictures. The labels and the leader of the lens move a few times a second: they are in a drawing of their own above it.
 */

import type { ViewScale } from '../../display/view.js';
import type { SceneGeometry } from '../geometry.js';
import { MEMBRANE_PX } from '../geometry.js';
import { setAttribute, sizeTo, svg } from '../svg.js';
import { say } from '../words/say.js';
import { setText } from '../words.js';
import { type BarStop, barTicks } from './colour-bar.js';
import { paintedStretch, paintPatterns } from './paint-patterns.js';
import type { PaintedStretch } from './paints.js';
import { figureYs, type PotentialScale, potentialY, signedFigure } from './potential-scale.js';

export interface SceneryLook {
  readonly geometry: SceneGeometry;
  readonly scale: PotentialScale;
  readonly hasGates: boolean;
  /** Lines of threshold and peak are those of channels that switch. */
  readonly switching: boolean;
  readonly stretches: readonly PaintedStretch[];
  /** Whether the membrane has channels that can be switched off. */
  readonly excitable: boolean;
  /** Of the light: which colour is which potential, and what is to be said of it. */
  readonly bar: ViewScale;
  readonly barStops: readonly BarStop[];
}

/** A word at a line: where it is to stand. */
export interface LineLabel {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

const figure = (value: number) => value.toFixed(1);

export class Scenery {
  readonly #svg: SVGSVGElement;
  readonly #now: SVGSVGElement;
  readonly #ghost = svg('path', { class: 'ghost' });
  readonly #leader = svg('path', { class: 'leader' });
  readonly #labels = {
    highest: svg('text', { class: 'line-label warm' }),
    ghost: svg('text', { class: 'line-label ink' }),
  };

  constructor(root: SVGSVGElement, now: SVGSVGElement) {
    this.#svg = root;
    this.#now = now;
  }

  /** Nothing is known of the axon: a line without a height. */
  drawNothing(geometry: SceneGeometry): void {
    const { left, length, curveBottom } = geometry;
    sizeTo(this.#svg, geometry);
    const d = `M${figure(left)} ${figure(curveBottom - 6)}h${figure(length)}`;
    this.#svg.replaceChildren(svg('path', { class: 'unknown', d }));
    this.#now.replaceChildren();
  }

  draw(look: SceneryLook): void {
    const { geometry } = look;
    sizeTo(this.#svg, geometry);
    sizeTo(this.#now, geometry);
    this.#svg.replaceChildren(
      paintPatterns(geometry.remPx),
      axis(look),
      ...sideWords(look),
      ...look.stretches.map((stretch) => paintedStretch(stretch, geometry)),
      colourBar(look),
      viewWords(look),
      this.#ghost,
    );
    this.#now.replaceChildren(this.#leader, this.#labels.highest, this.#labels.ghost);
  }

  /** The highest of the ghost sweep, per LED; undefined: there is none. */
  ghost(geometry: SceneGeometry, scale: PotentialScale, highestMv: Float32Array | undefined): void {
    const fits = highestMv && highestMv.length === geometry.ledXs.length;
    const points = fits
      ? geometry.ledXs.map((x, led) => `${figure(x)} ${figure(potentialY(geometry, scale, highestMv[led]!))}`)
      : [];
    this.#ghost.setAttribute('d', points.length > 1 ? `M${points.join('L')}` : '');
  }

  /** The line from the membrane lens to its gates, as a path. */
  leader(d: string): void {
    setAttribute(this.#leader, 'd', d);
  }

  label(name: 'highest' | 'ghost', label: LineLabel | undefined): void {
    const text = this.#labels[name];
    const words = label?.words ?? '';
    setText(text, words);
    if (!label) return;
    setAttribute(text, 'x', figure(label.x));
    setAttribute(text, 'y', figure(label.y));
  }
}

function axis({ geometry, scale, switching }: SceneryLook): SVGGElement {
  const { left, remPx } = geometry;
  const ys = figureYs(geometry, scale);
  return svg(
    'g',
    { class: 'axis' },
    ...scale.figures.map(({ kind, words }, k) => {
      const isGated = switching && (kind === 'peak' || kind === 'threshold');
      const x = figure(left - 0.75 * remPx);
      return svg(
        'text',
        { class: isGated ? 'gated' : '', x, y: figure(ys[k]!), 'text-anchor': 'end' },
        words,
      );
    }),
  );
}

function sideWords({ geometry, hasGates }: SceneryLook): SVGElement[] {
  const { axisY, radius, left, length, remPx, hasSideWords, spot, width } = geometry;
  if (!hasSideWords) return [];
  const x = figure(spot ? left + length + 3.4 * remPx : Math.min(left + length + 0.8 * remPx, width));
  const off = radius + MEMBRANE_PX / 2;
  const out = off + 1.5 * remPx;
  const rows: (readonly [number, string, string])[] = [
    [axisY - out, 'side', say('lens.outside')],
    [axisY, 'side inside', say('lens.inside')],
    [axisY + out, 'side', say('lens.outside')],
  ];
  if (hasGates)
    rows.push(
      [axisY - off, 'side na', say('lens.sodiumGates')],
      [axisY + off, 'side k', say('lens.potassiumGates')],
    );
  return rows.map(([y, kind, words]) => svg('text', { class: kind, x, y: figure(y) }, words));
}

/** Beside the axis over the axon, where there is room for it: at the right, from the upper end of the axis on. */
function colourBar({ geometry, bar, barStops }: SceneryLook): SVGGElement {
  const { left, length, curveTop, axisY, radius, remPx, hasSideWords, spot } = geometry;
  const wide = 0.55 * remPx;
  const group = svg('g', { class: 'colour-bar' });
  if (!hasSideWords) return group;
  const x = left + length + (spot ? 3.4 : 0.9) * remPx;
  const top = curveTop + 0.3 * remPx;
  const high = axisY - radius - 2.7 * remPx - top;
  if (high < 4 * remPx) return group;
  const gradient = svg('linearGradient', { id: 'bar-light', x1: 0, y1: 0, x2: 0, y2: 1 });
  for (const { offset, colour } of barStops)
    gradient.append(svg('stop', { offset: offset.toFixed(3), 'stop-color': colour }));
  group.append(
    gradient,
    svg('rect', {
      x: figure(x),
      y: figure(top),
      width: figure(wide),
      height: figure(high),
      rx: 2,
      fill: 'url(#bar-light)',
    }),
  );
  for (const { mv, y, figureY } of barTicks(bar, high, 1.02 * remPx)) {
    group.append(
      svg('path', { d: `M${figure(x + wide)} ${figure(top + y)}h3` }),
      svg('text', { x: figure(x + wide + 0.4 * remPx), y: figure(top + figureY) }, signedFigure(mv)),
    );
  }
  return group;
}

function viewSentences({ words, lowMv, highMv }: ViewScale, excitable: boolean): string[] {
  if (words === '') return [];
  const [low, high] = [signedFigure(lowMv), signedFigure(highMv)];
  return [
    say(excitable ? 'lens.magnified' : 'lens.magnifiedNone', { low, high }),
    say('lens.allAlike', { high }),
  ];
}

/**
 * What must be said of the light, sentence by sentence: over the far end of the axon, below the uppermost line. On a phone
 * the lines are there, and the first sentence stands at the lower edge.
 */
function viewWords({ geometry, scale, bar, excitable }: SceneryLook): SVGTextElement {
  const { left, length, remPx, height, hasSideWords } = geometry;
  const x = figure(left + length);
  const sentences = viewSentences(bar, excitable).slice(0, hasSideWords ? 2 : 1);
  const belowTop = potentialY(geometry, scale, scale.figures[0]!.mv) + 0.75 * remPx;
  return svg(
    'text',
    {
      class: 'view-words',
      x,
      y: figure(hasSideWords ? belowTop : height - 0.75 * remPx),
      'text-anchor': 'end',
    },
    ...sentences.map((words, k) => svg('tspan', { x, dy: k === 0 ? 0 : '1.1em' }, words)),
  );
}
