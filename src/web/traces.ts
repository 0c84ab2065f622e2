/** Both voltmeters against the axon's time, in uPlot. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { MembraneKind, MeterName, PageState } from '../server/messages.js';
import { THRESHOLDS } from './dial.js';
import { TraceWindow } from './trace-window.js';
import { axisFigures } from './words.js';
import { GRID_STEPS, traceWindowMs, zoomRange, zoomSpanMv } from './zoom.js';

const INK = '#a9b1bc';
const GRID = '#1a2230';
export const BLUE = '#62b5ff';
export const YELLOW = '#ffd45e';
/** The zoom glides to its new range with this time constant [ms of room]. */
const GLIDE_MS = 140;

export class Traces {
  readonly #host: HTMLElement;
  readonly #window = new TraceWindow(20);
  readonly #family = getComputedStyle(document.body).fontFamily;
  readonly #extent = { lowMv: 0, highMv: 0 };
  readonly #plot: uPlot;
  #membrane: MembraneKind = 'gated';
  #places: PageState['electrodes'] = { blue: 0, yellow: 0 };
  /** Ends of both axes as they are drawn now. */
  #lowMv = -100;
  #highMv = 60;
  #fromMs = 0;
  #zoomFromMs = Number.NEGATIVE_INFINITY;
  #changed = true;
  #drawnAtMs = 0;
  #still = false;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#plot = new uPlot(this.#options(), [[], [], []] as unknown as uPlot.AlignedData, host);
  }

  /** @param still no gliding: the time axis turns pages and the zoom jumps. */
  set still(still: boolean) {
    this.#still = still;
  }

  get spanMv(): number {
    return Math.round(this.#highMv - this.#lowMv);
  }

  get windowMs(): number {
    return this.#window.windowMs;
  }

  setUp(membrane: MembraneKind, roomMsPerAxonMs: number, places: PageState['electrodes']): void {
    const { blue, yellow } = this.#places;
    // Another membrane is another graph. What an electrode read elsewhere stays, but no longer decides the zoom.
    if (membrane !== this.#membrane) this.#clear();
    else if (places.blue !== blue || places.yellow !== yellow)
      this.#zoomFromMs = this.#window.latestMs ?? Number.NEGATIVE_INFINITY;
    this.#membrane = membrane;
    this.#places = places;
    const windowMs = traceWindowMs(roomMsPerAxonMs, membrane === 'passive');
    if (windowMs !== this.#window.windowMs) this.#window.windowMs = windowMs;
    this.#changed = true;
  }

  add(samples: Float64Array): void {
    for (let i = 0; i + 2 < samples.length; i += 3)
      this.#window.add(samples[i]!, samples[i + 1]!, samples[i + 2]!);
    if (samples.length > 0) this.#changed = true;
  }

  /** A picture whose time lies before the trace: the axon began anew. */
  follow(modelMs: number): void {
    const latest = this.#window.latestMs;
    if (latest !== undefined && modelMs < latest - 1e-6) this.#clear();
  }

  #clear(): void {
    this.#window.clear();
    this.#zoomFromMs = Number.NEGATIVE_INFINITY;
    this.#changed = true;
  }

  /** Highest reading in view of one meter [mV]; NaN if there is none. */
  highestMv(name: MeterName): number {
    const found = this.#window.extent(name === 'blue', name === 'yellow', this.#zoomFromMs, this.#extent);
    return found ? this.#extent.highMv : Number.NaN;
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
    this.#scroll();
    this.#plot.setData(this.#window.view() as unknown as uPlot.AlignedData, false);
    // uPlot joins both settings and the data into one drawing.
    this.#plot.setScale('mV', { min: this.#lowMv, max: this.#highMv });
    this.#plot.setScale('x', { min: this.#fromMs, max: this.#fromMs + this.#window.windowMs });
    return gliding;
  }

  #scroll(): void {
    const windowMs = this.#window.windowMs;
    const latest = this.#window.latestMs ?? 0;
    const { originMs } = this.#window;
    if (!this.#still) this.#fromMs = Math.max(originMs, latest - windowMs);
    else if (latest > this.#fromMs + windowMs || latest < this.#fromMs)
      this.#fromMs = Math.max(originMs, latest - windowMs / 2);
  }

  /** Moves the axis of millivolts towards where it should be. */
  #glide(sinceMs: number): boolean {
    const [lowMv, highMv] = zoomRange(this.#wantedSpanMv());
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

  #wantedSpanMv(): number {
    if (this.#membrane === 'gated') return Number.POSITIVE_INFINITY;
    // An electrode in the bath reads 0 mV: it would hide the bump of the other one.
    const blue = this.#places.blue !== 'bath';
    const yellow = this.#places.yellow !== 'bath';
    if (!this.#window.extent(blue, yellow, this.#zoomFromMs, this.#extent)) return zoomSpanMv(-70, -70);
    return zoomSpanMv(this.#extent.lowMv, this.#extent.highMv);
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
      hooks: { drawAxes: [(plot) => this.#drawThresholds(plot, rem * 0.76)] },
    };
  }

  /** Rest always; with channels, also where they change their state. */
  #drawThresholds(plot: uPlot, fontPx: number): void {
    const { ctx } = plot;
    const ratio = window.devicePixelRatio || 1;
    ctx.save();
    ctx.font = `${Math.round(fontPx * ratio)}px ${this.#family}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = 1;
    const gated = this.#membrane === 'gated';
    const apart = gated ? labelShift(plot, fontPx * ratio * 1.25) : 0;
    this.#drawLevel(plot, REST_MV, 'rest', '#8592a6', [], -apart);
    if (gated)
      for (const { potentialMv, words, main } of THRESHOLDS)
        this.#drawLevel(
          plot,
          potentialMv,
          words,
          main ? '#c9b9f5' : '#9a93b5',
          DASHES,
          potentialMv < REST_MV ? apart : 0,
        );
    ctx.restore();
  }

  /** @param shift how far below its line the name stands [device pixels] */
  #drawLevel(
    plot: uPlot,
    potentialMv: number,
    words: string,
    colour: string,
    dashes: number[],
    shift: number,
  ): void {
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(potentialMv, 'mV', true)) + 0.5;
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(words, bbox.left + bbox.width + 6, y + shift);
  }
}

const REST_MV = -70;
const BELOW_REST_MV = Math.max(
  ...THRESHOLDS.map(({ potentialMv }) => potentialMv).filter((potentialMv) => potentialMv < REST_MV),
);

/** How far the names of rest and of the level below it must each give way on a low graph [device pixels]. */
function labelShift(plot: uPlot, lineHeight: number): number {
  const distance = plot.valToPos(BELOW_REST_MV, 'mV', true) - plot.valToPos(REST_MV, 'mV', true);
  return Math.max(0, (lineHeight - distance) / 2);
}

const DASHES = [5, 5];
