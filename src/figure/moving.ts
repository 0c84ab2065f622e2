/** What changes while a sweep is drawn: stimuli, traces, their names, failed presses, the bracket and the time handle. */
import type { Graph } from './graph.js';
import { columnOf, ghostLines } from './ground.js';
import { insetGround, insetOf } from './inset.js';
import { LabelPlacer } from './labels.js';
import { bracket, failed, handle, stimuli } from './marks.js';
import { endNames, names } from './names.js';
import { Pen } from './pen.js';
import { type Box, endNamesWidth, levelBox, type Plot } from './plot.js';
import type { Primitive } from './primitives.js';
import { thin } from './thin.js';

/** Half the width of the handle's tag, and how far it and its point reach into the plot from below, in letters. */
const TAG_HALF = 2.5;
const TAG_ABOVE = 0.7;

/** Lays out what moves, with memory: buffers are used again, and a name stays where it is as long as nothing comes there. */
export class MovingLayout {
  readonly #pens: Pen[] = [];
  readonly #labels = new LabelPlacer();
  #used = 0;
  #ghostsOf: Graph['ghosts'] = [];
  #ghostPlot: Plot | undefined;
  #ghostPens: readonly Pen[] = [];

  /** The primitives; their points are valid until the next call. */
  of(graph: Graph, plot: Plot, column = columnOf(graph)): Primitive[] {
    this.#used = 0;
    const out: Primitive[] = [];
    const blocks = stimuli(graph, plot, out);
    const inset = insetOf(graph, plot);
    const taken: Box[] = inset
      ? [insetGround(graph, plot, inset, out)]
      : [...graph.levels.map((level) => levelBox(graph, level, plot)), ...blocks];
    const pens = this.#traces(graph, plot, column, out);
    const ghosts = this.#ghosts(graph, plot, column);
    if (inset) ghostLines(graph, inset.plot, column, () => this.#pen(), out);
    const namedPens = inset ? this.#traces(graph, inset.plot, column, out) : pens;
    if (graph.bracket) bracket(graph, plot, out);
    failed(graph, plot, out);
    if (graph.handle) handle(graph, plot, out);
    if (endNamesWidth(graph) > 0) endNames(graph, plot, pens, out);
    else {
      const { restMv, handle: at } = graph;
      const levelsMv = graph.levels.map(({ potentialMv }) => potentialMv);
      const levels = (restMv === null ? levelsMv : [...levelsMv, restMv]).map(plot.y);
      if (at) {
        const { top, bottom } = plot;
        const x = plot.x(at.atMs);
        const half = TAG_HALF * graph.em;
        taken.push({ left: x, right: x, top, bottom });
        taken.push({ left: x - half, right: x + half, top: bottom - TAG_ABOVE * graph.em, bottom });
      }
      const others = inset
        ? { plot: inset.plot, taken, levels: [], ghosts: [] }
        : { plot, taken, levels, ghosts };
      names(graph, namedPens, others, this.#labels, out);
    }
    return out;
  }

  /** The lines of earlier sweeps, which names keep off; made once for as long as these stay the same. */
  #ghosts({ ghosts }: Graph, plot: Plot, column: number): readonly Pen[] {
    if (ghosts !== this.#ghostsOf || plot !== this.#ghostPlot) {
      this.#ghostsOf = ghosts;
      this.#ghostPlot = plot;
      this.#ghostPens = ghosts.flatMap(({ lines }) =>
        lines.map((line) => thin(line, plot, { fromMs: 0, toMs: plot.spanMs, column }, new Pen())),
      );
    }
    return this.#ghostPens;
  }

  #pen(): Pen {
    const pen = this.#pens[this.#used] ?? new Pen();
    this.#pens[this.#used++] = pen;
    return pen;
  }

  /** Draws each line up to the handle, and thin after it. @returns the pens of the whole lines. */
  #traces({ lines, handle: at }: Graph, plot: Plot, column: number, out: Primitive[]): Pen[] {
    const { spanMs } = plot;
    return lines.map((line) => {
      const whole = thin(line, plot, { fromMs: 0, toMs: spanMs, column }, this.#pen());
      const draw = (role: 'trace' | 'after', { points, length }: Pen): void => {
        if (length > 2) out.push({ kind: 'polyline', role, ink: line.ink, points, length });
      };
      const { timesMs, count = timesMs.length } = line;
      // While a sweep runs the handle is at its end, and all of the line is before it.
      if (!at || !(timesMs[count - 1]! > at.atMs)) draw('trace', whole);
      else {
        draw('after', thin(line, plot, { fromMs: at.atMs, toMs: spanMs, column }, this.#pen()));
        draw('trace', thin(line, plot, { fromMs: 0, toMs: at.atMs, column }, this.#pen()));
      }
      return whole;
    });
  }
}
