/** The graph on two canvases: what stays, drawn when it changes, and what moves, drawn with each picture. */
import {
  Changed,
  type Graph,
  ground,
  MovingLayout,
  type Plot,
  type Primitive,
  paint,
  plotOf,
  type Theme,
  within,
} from '../figure/index.js';
import { channelsSwitch, type PageState } from '../server/messages.js';
import { themeOf } from './figure-theme.js';
import { type GraphOptions, type GraphSize, graphAt, stillGraph } from './graph-view.js';
import { screenScale } from './stage/pen.js';
import type { Sweep } from './sweep.js';
import type { Sweeps } from './sweeps.js';

/** The letters of the graph, of the page's own size. */
const LETTERS = 0.9;
/** For a whole class there is nothing smaller than one. */
const LETTERS_FOR_CLASS = 1;
/** So far lines, marks and edges of letters stand out of what they are drawn for, at most, in letters. */
const STANDS_OUT = 0.5;

export class GraphCanvas {
  readonly #host: HTMLElement;
  readonly #sweeps: Sweeps;
  /** Nothing shines through: what lies below need not be drawn. */
  readonly #back = layer({ alpha: false });
  readonly #front = layer({});
  /** What of the front is another than when it was painted. */
  readonly #changed = new Changed();
  #moving = new MovingLayout();
  /** What the names at the lines were placed for: they stay where they are until that is another. */
  #namedFor: readonly unknown[] = [];
  #readFrom: PageState | undefined;
  #levels = '';
  readonly #widths = new Map<string, number>();
  #theme: Theme;
  #size: GraphSize | undefined;
  #ratio = 1;
  #still: Graph | undefined;
  #plot: Plot | undefined;
  /** What the still part was drawn for. */
  #drawnFor: readonly unknown[] = [];

  constructor(host: HTMLElement, sweeps: Sweeps) {
    this.#host = host;
    this.#sweeps = sweeps;
    this.#theme = themeOf(host);
    host.prepend(this.#back.canvas, this.#front.canvas);
  }

  /** Places of times and potentials in the host [px]; undefined before the first drawing. */
  get plot(): Plot | undefined {
    return this.#plot;
  }

  /** Height of the letters [px]. */
  get em(): number {
    return this.#size?.em ?? 14;
  }

  /** Size or colours of the page are others. */
  layOut(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    this.#theme = themeOf(this.#host);
    this.#widths.clear();
    this.#drawnFor = [];
    this.#changed.forget();
    if (width < 60 || height < 60) {
      this.#size = undefined;
      return;
    }
    this.#ratio = screenScale();
    for (const { canvas } of [this.#back, this.#front]) {
      canvas.width = Math.round(width * this.#ratio);
      canvas.height = Math.round(height * this.#ratio);
    }
    const letters = document.body.dataset.view === 'present' ? LETTERS_FOR_CLASS : LETTERS;
    const em = letters * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#size = { width, height, em, measure: (text, bold) => this.#widthOf(text, bold, em) };
  }

  draw(
    state: PageState,
    options: GraphOptions,
    extra: (graph: Graph, plot: Plot) => readonly Primitive[],
  ): void {
    const size = this.#size;
    if (!size) return;
    this.#drawStill(state, size);
    const { shown } = this.#sweeps;
    const namedFor = [shown, shown?.complete, options.isCalm];
    if (namedFor.some((part, i) => part !== this.#namedFor[i])) {
      this.#namedFor = namedFor;
      this.#moving = new MovingLayout();
    }
    const graph = graphAt(this.#still!, this.#sweeps, state.axon, options);
    const primitives = [...this.#moving.of(graph, this.#plot!), ...extra(graph, this.#plot!)];
    this.#paintFront(size, primitives);
  }

  /** Draws what stays, if any of it is another. */
  #drawStill(state: PageState, size: GraphSize): void {
    const { shown, ghosts, spanMs } = this.#sweeps;
    const of = (sweep: Sweep): number => sweep.samples.count;
    const drawnFor = [
      this.#levelsOf(state),
      spanMs,
      shown,
      shown?.changed,
      shown?.number,
      ...ghosts,
      ...ghosts.map(of),
    ];
    const isSame =
      drawnFor.length === this.#drawnFor.length && drawnFor.every((part, i) => part === this.#drawnFor[i]);
    if (isSame) return;
    this.#drawnFor = drawnFor;
    this.#still = stillGraph(this.#sweeps, state, size);
    this.#plot = plotOf(this.#still);
    this.#paintBack(size, ground(this.#still, this.#plot));
  }

  /** Rest and levels as one text; a state of the same axon is another object. */
  #levelsOf(state: PageState): string {
    if (state !== this.#readFrom) {
      this.#readFrom = state;
      this.#levels = JSON.stringify([state.axon.restMv, state.axon.channels, channelsSwitch(state)]);
    }
    return this.#levels;
  }

  #paintBack({ width, height, em }: GraphSize, primitives: readonly Primitive[]): void {
    const { context } = this.#back;
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.fillStyle = this.#theme.colours.room;
    context.fillRect(0, 0, width + 1, height + 1);
    paint(context, { width, height, em, primitives }, this.#theme);
  }

  /** Only the stretch in which something is another: while a sweep runs that is little more than the time handle. */
  #paintFront({ width, height, em, measure }: GraphSize, primitives: readonly Primitive[]): void {
    const { canvas, context } = this.#front;
    const widthOf = ({ text }: { readonly text: string }): number => measure(text, true);
    // A part of a dashed line would begin with another dash.
    if (Object.keys(this.#theme.dashed).length > 0 || primitives.some(isGhost)) this.#changed.forget();
    const changed = this.#changed.since(primitives, widthOf);
    if (!changed) return;
    const [ratio, out] = [this.#ratio, STANDS_OUT * em];
    const left = Math.max(0, Math.floor((changed.from - out) * ratio));
    const right = Math.min(canvas.width, Math.ceil((changed.to + out) * ratio));
    if (right <= left) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    context.rect(left, 0, right - left, canvas.height);
    context.clip();
    context.clearRect(left, 0, right - left, canvas.height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const here = within(primitives, { from: left / ratio - out, to: right / ratio + out }, widthOf);
    paint(context, { width, height, em, primitives: here }, this.#theme);
    context.restore();
  }

  #widthOf(text: string, bold: boolean, em: number): number {
    const key = bold ? `b${text}` : text;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    // Readings come and go: what was measured long ago is measured again.
    if (this.#widths.size > 500) this.#widths.clear();
    const { context } = this.#front;
    context.font = `${bold ? 600 : 400} ${em}px ${this.#theme.family}`;
    const { width } = context.measureText(text);
    this.#widths.set(key, width);
    return width;
  }
}

/** A line of an earlier sweep, which is dashed: in front of the rest only within an inset. */
function isGhost(one: Primitive): boolean {
  return one.kind === 'polyline' && one.role.startsWith('ghost');
}

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

function layer(settings: CanvasRenderingContext2DSettings): Layer {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('this browser cannot draw on a canvas: use a current one');
  return { canvas, context };
}
