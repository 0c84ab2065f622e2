/** Both voltmeters against the axon's time, in uPlot. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { AxonFacts, Ghost } from '../controller/contract.js';
import { placedApart } from '../figure/apart.js';
import { channelsSwitch, type PagePicture, type PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import type { Level, Scale } from './dial.js';
import { thresholds } from './dial.js';
import { drawGhost, drawMoment } from './trace-marks.js';
import { type AskTape, TraceStore } from './trace-store.js';
import { BATH_FLAGS, type Extent } from './trace-window.js';
import { axisFigures } from './words.js';
import { fullScale, GRID_STEPS, traceWindowMs, zoomScale } from './zoom.js';

const INK = '#a9b1bc';
const GRID = '#1a2230';
const BLUE = '#62b5ff';
const YELLOW = '#ffd45e';
const METER_COLOURS = [BLUE, YELLOW];
type AskGhost = () => Promise<Ghost | null>;

/** The zoom glides to its new range with this time constant [ms of room]. */
const GLIDE_MS = 140;

export class Traces {
  readonly #host: HTMLElement;
  readonly #store: TraceStore;
  readonly #askGhost: AskGhost;
  readonly #family = getComputedStyle(document.body).fontFamily;
  readonly #extent: Extent = { lowMv: 0, highMv: 0 };
  readonly #plot: uPlot;
  /** Undefined until the rig has told of itself: then nothing is drawn but time. */
  #state: PageState | undefined;
  #levels: readonly Level[] = [];
  /** The whole axis of millivolts of the axon that runs, and the ends of it that are drawn now. */
  #full: Scale = { lowMv: 0, highMv: 1 };
  #lowMv = 0;
  #highMv = 1;
  /** What an electrode read elsewhere, before this time, does not decide the zoom [ms]. */
  readonly #zoomFromMs: Record<MeterName, number> = { blue: BEFORE_ALL, yellow: BEFORE_ALL };
  #changed = true;
  #drawnAtMs = 0;
  #still = false;

  /** @param news something is to be drawn without a new picture. */
  constructor(host: HTMLElement, askTape: AskTape, askGhost: AskGhost, news: () => void) {
    this.#host = host;
    this.#askGhost = askGhost;
    this.#news = news;
    this.#store = new TraceStore(askTape, () => this.#wake());
    this.#plot = new uPlot(this.#options(), this.#store.view(), host);
  }

  readonly #news: () => void;

  #wake(): void {
    this.#changed = true;
    this.#news();
  }

  /** @param still no gliding: the time axis turns pages and the zoom jumps. */
  set still(still: boolean) {
    this.#still = still;
  }

  /** Width of the axis of millivolts where it is zoomed [mV]; undefined where all of it is shown. */
  get zoomedMv(): number | undefined {
    const spanMv = this.#highMv - this.#lowMv;
    return spanMv < this.#full.highMv - this.#full.lowMv - 0.5 ? Math.round(spanMv) : undefined;
  }

  get windowMs(): number {
    return this.#store.windowMs;
  }

  setUp(state: PageState): void {
    const last = this.#state;
    this.#state = state;
    const { channelsOn, axon, electrodes } = state;
    this.#full = fullScale(axon);
    if (!last || isOther(axon, last.axon)) this.#beginAxon();
    // Another axon is another graph, and so is one without its channels; but not where it goes on from an earlier moment.
    if (last && state.experiment !== last.experiment) this.#clear();
    else if (last && channelsOn !== last.channelsOn && last.look.kind === 'live') this.#clearPresent();
    if (last) this.#takeGhost(last, state);
    for (const name of METERS)
      if (last && electrodes[name] !== last.electrodes[name])
        this.#zoomFromMs[name] = this.#store.latestMs ?? BEFORE_ALL;
    this.#levels = [
      { potentialMv: axon.restMv, words: 'rest', main: false },
      ...(channelsSwitch(state) ? thresholds(axon) : []),
    ];
    this.#store.windowMs = traceWindowMs(state.lens, channelsOn, axon.kind);
    this.#changed = true;
  }

  /** Another axon is another graph, and nothing glides between the two. */
  #beginAxon(): void {
    this.#lowMv = this.#full.lowMv;
    this.#highMv = this.#full.highMv;
    this.#clear();
  }

  /** The future that was cut off when somebody ran on from an earlier moment; none is left after a reset. */
  #takeGhost(last: PageState, { ghostFromPicture, resets, experiment }: PageState): void {
    if (ghostFromPicture === last.ghostFromPicture) return;
    this.#store.ghost = undefined;
    if (ghostFromPicture === null || resets !== last.resets || experiment !== last.experiment) return;
    this.#askGhost().then(
      (ghost) => {
        const now = this.#state;
        if (ghost?.fromPicture !== now?.ghostFromPicture || now?.resets !== resets) return;
        this.#store.ghost = ghost ?? undefined;
        this.#wake();
      },
      () => {},
    );
  }

  /** Goes on with a picture, of the present or of the past. */
  follow(picture: PagePicture): void {
    const places = this.#state?.electrodes;
    const inBath = METERS.reduce(
      (sum, name) => (places?.[name] === 'bath' ? sum + BATH_FLAGS[name] : sum),
      0,
    );
    if (this.#store.follow(picture, inBath)) this.#changed = true;
  }

  #clear(): void {
    this.#store.clear();
    this.#clearPresent();
  }

  #clearPresent(): void {
    this.#store.clearPresent();
    for (const name of METERS) this.#zoomFromMs[name] = BEFORE_ALL;
    this.#changed = true;
  }

  #noExtent(): Extent {
    this.#extent.lowMv = Number.POSITIVE_INFINITY;
    this.#extent.highMv = Number.NEGATIVE_INFINITY;
    return this.#extent;
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.#host;
    if (clientWidth > 0 && clientHeight > 0) this.#plot.setSize({ width: clientWidth, height: clientHeight });
    this.#changed = true;
  }

  /** Draws if something is new. @returns whether it still glides and wants another call. */
  draw(wallMs: number): boolean {
    const sinceMs = Math.min(100, wallMs - this.#drawnAtMs);
    this.#drawnAtMs = wallMs;
    const gliding = this.#glide(sinceMs);
    if (!this.#changed && !gliding) return false;
    this.#changed = false;
    this.#store.scroll(this.#still);
    this.#plot.setData(this.#store.view(), false);
    // uPlot joins both settings and the data into one drawing.
    this.#plot.setScale('mV', { min: this.#lowMv, max: this.#highMv });
    this.#plot.setScale('x', { min: this.#store.fromMs, max: this.#store.fromMs + this.#store.windowMs });
    return gliding;
  }

  /** Moves the axis of millivolts towards where it should be. */
  #glide(sinceMs: number): boolean {
    const { lowMv, highMv } = this.#wantedScale();
    if (lowMv === this.#lowMv && highMv === this.#highMv) return false;
    const part = this.#still ? 1 : 1 - Math.exp(-sinceMs / GLIDE_MS);
    this.#lowMv += (lowMv - this.#lowMv) * part;
    this.#highMv += (highMv - this.#highMv) * part;
    if (Math.abs(highMv - this.#highMv) + Math.abs(lowMv - this.#lowMv) < (highMv - lowMv) * 0.004) {
      this.#lowMv = lowMv;
      this.#highMv = highMv;
    }
    return true;
  }

  #wantedScale(): Scale {
    const state = this.#state;
    if (!state || state.channelsOn) return this.#full;
    const { restMv } = state.axon;
    const extent = this.#noExtent();
    // An electrode in the bath reads 0 mV: it would hide the bump of the other one.
    let found = false;
    for (const name of METERS)
      if (state.electrodes[name] !== 'bath')
        found = this.#store.widen(name, this.#zoomFromMs[name], extent) || found;
    return zoomScale(found ? extent : { lowMv: restMv, highMv: restMv }, state.axon);
  }

  #options(): uPlot.Options {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const font = `${Math.round(rem * 0.8)}px ${this.#family}`;
    const axis = { stroke: INK, font, labelFont: font, labelGap: 0, ticks: { stroke: GRID, width: 1 } };
    return {
      width: Math.max(50, this.#host.clientWidth),
      height: Math.max(50, this.#host.clientHeight),
      legend: { show: false },
      cursor: { show: false },
      padding: [rem * 0.6, rem * 4.6, 0, 0],
      scales: { x: { time: false, auto: false }, mV: { auto: false } },
      axes: [
        {
          ...axis,
          label: 'Time of the axon [ms]',
          labelSize: rem * 1.5,
          size: rem * 1.9,
          space: rem * 4,
          incrs: [...GRID_STEPS],
          grid: { stroke: GRID, width: 1 },
        },
        {
          ...axis,
          scale: 'mV',
          label: 'Membrane potential [mV]',
          labelSize: rem * 1.6,
          size: rem * 3.2,
          space: rem * 2,
          grid: { stroke: GRID, width: 1 },
          incrs: [...GRID_STEPS],
          values: (_plot, splits, _axis, _space, step) => axisFigures(splits, step),
        },
      ],
      series: [
        {},
        { scale: 'mV', stroke: BLUE, width: 2.2, pxAlign: 0, points: { show: false } },
        { scale: 'mV', stroke: YELLOW, width: 2.2, pxAlign: 0, points: { show: false } },
      ],
      hooks: {
        drawAxes: [
          (plot) => this.#drawLevels(plot, rem * 0.76),
          (plot) => drawGhost(plot, this.#store.ghostColumns, METER_COLOURS, rem * 0.76, this.#family),
        ],
        draw: [(plot) => drawMoment(plot, this.#store.lookMs)],
      },
    };
  }

  /** Rest always; with channels, also where they change their state. */
  #drawLevels(plot: uPlot, fontPx: number): void {
    const { ctx, bbox } = plot;
    const ratio = window.devicePixelRatio || 1;
    const lineHeight = fontPx * ratio * 1.25;
    const shown = this.#levels
      .map((level) => ({ level, y: Math.round(plot.valToPos(level.potentialMv, 'mV', true)) + 0.5 }))
      .filter(({ y }) => y >= bbox.top && y <= bbox.top + bbox.height);
    const labelYs = placedApart(
      shown.map(({ y }) => y),
      lineHeight,
    );
    ctx.save();
    ctx.font = `${Math.round(fontPx * ratio)}px ${this.#family}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = 1;
    shown.forEach(({ level, y }, i) => {
      const isRest = level === this.#levels[0];
      const colour = isRest ? '#8592a6' : level.main ? '#c9b9f5' : '#9a93b5';
      ctx.strokeStyle = colour;
      ctx.fillStyle = colour;
      ctx.setLineDash(isRest ? [] : DASHES);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillText(level.words, bbox.left + bbox.width + 6, labelYs[i]!);
    });
    ctx.restore();
  }
}

/** Whether it is another axon. A treatment may move its rest, and what a press can be. */
function isOther(axon: AxonFacts, last: AxonFacts): boolean {
  const own = ({ restMv: _rest, press: _press, excitable: _excitable, ...facts }: AxonFacts) =>
    JSON.stringify(facts);
  return own(axon) !== own(last);
}

const BEFORE_ALL = Number.NEGATIVE_INFINITY;
const DASHES = [5, 5];
