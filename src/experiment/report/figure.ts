/**
 * A recording as a figure for a worksheet: an SVG in millimetres, dark on white, that stays readable when a school's
 * copier turns it grey, because every line has a dash pattern of its own as well as a colour.
 */

import { simplifiedIndexes } from '../../figure/simplify.js';
import { textWidth, wrapped } from '../../figure/text-width.js';
import { type Scale, scaleOver } from '../../figure/ticks.js';
import { type LineStyle, lineStyle } from './line-styles.js';

/** When a current flows, for the row under the traces. */
export interface FigureStimulus {
  readonly startMs: number;
  readonly endMs: number;
  /** It hyperpolarises: drawn hollow. */
  readonly negative: boolean;
}

export interface FigureLine {
  /** For the legend: `near, 40 mm`. */
  readonly label: string;
  readonly potentialMv: Float64Array;
}

export interface Figure {
  readonly title: string;
  /** What was simulated and what was done to it, each in a line of its own. */
  readonly captions: readonly string[];
  /** Why the figure may be wrong, if there are reasons. */
  readonly notes: readonly string[];
  readonly timesMs: Float64Array;
  readonly lines: readonly FigureLine[];
  readonly stimuli: readonly FigureStimulus[];
}

// All in mm of paper. Text is 3.2 mm high, some 9 points.
const WIDTH = 170;
const MARGIN = { left: 19, right: 5, bottom: 15 };
const TITLE_Y = 7;
const CAPTION_Y = 12;
const CAPTION_ROW = 4.2;
/** From the last line above it. */
const LEGEND_GAP_ABOVE = 6.3;
const LEGEND_ROW = 5;
const LEGEND_SAMPLE = 12;
const LEGEND_GAP = 5;
const PLOT_HEIGHT = 80;
const STIMULUS_GAP = 2.5;
const STIMULUS_HEIGHT = 2.5;
/** Narrowest bar that survives a copier [mm]. */
const STIMULUS_LEAST = 0.5;
const TEXT = 3.2;
const SMALL = 2.9;
const TITLE = 4.2;
/** How much wider bold letters are. */
const BOLD = 1.08;
/** What a line may be off by where points are left out [mm]: a twenty-fifth of its own width. */
const TOLERANCE = 0.02;
const INK = '#1a1a1a';
const GREY = '#6b6b6b';
const GRID = '#dcdcdc';

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly time: Scale;
  readonly potential: Scale;
  x(ms: number): number;
  y(mv: number): number;
}

/** The figure as the text of an SVG file. Everything that a person has named is escaped. */
export function figureSvg(figure: Figure): string {
  const captions = captionRows(figure);
  const legendY = CAPTION_Y + (captions.length - 1) * CAPTION_ROW + LEGEND_GAP_ABOVE;
  const legend = legendRows(figure.lines.map(({ label }) => label));
  const rows = Math.max(0, ...legend.map(({ row }) => row + 1));
  const top = legendY + rows * LEGEND_ROW;
  const plot = plotOf(figure, top);
  const belowPlot = figure.stimuli.length > 0 ? STIMULUS_GAP + STIMULUS_HEIGHT : 0;
  const height = plot.bottom + belowPlot + MARGIN.bottom;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}mm" height="${mm(height)}mm" viewBox="0 0 ${WIDTH} ${mm(height)}" role="img" aria-labelledby="title caption" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" font-size="${TEXT}" fill="${INK}">`,
    `<title id="title">${escaped(figure.title)}</title>`,
    `<desc id="caption">${escaped([...figure.captions, ...figure.notes].join('; '))}</desc>`,
    `<rect width="${WIDTH}" height="${mm(height)}" fill="#fff"/>`,
    words(MARGIN.left, TITLE_Y, figure.title, `font-size="${titleSize(figure.title)}" font-weight="bold"`),
    ...captions.map((row, i) =>
      words(MARGIN.left, CAPTION_Y + i * CAPTION_ROW, row, `font-size="${SMALL}" fill="${GREY}"`),
    ),
    ...legend.map((entry, i) => legendEntry(entry, legendY, lineStyle(i, entry.label))),
    ...grid(plot),
    ...stimulusRow(figure.stimuli, plot),
    ...axes(plot, plot.bottom + belowPlot),
    ...figure.lines.map((line, i) => trace(line, figure.timesMs, plot, lineStyle(i, line.label))),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** As high as usual, or as high as lets it end on the paper. */
function titleSize(title: string): number {
  const room = WIDTH - MARGIN.left - MARGIN.right;
  return Math.min(TITLE, Number((room / (BOLD * textWidth(title))).toFixed(2)));
}

function captionRows({ captions, notes }: Figure): string[] {
  const room = (WIDTH - MARGIN.left - MARGIN.right) / SMALL;
  return [...captions, ...notes.map((note) => `Note: ${note}`)].flatMap((line) => wrapped(line, room));
}

function plotOf({ timesMs, lines }: Figure, top: number): Plot {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { potentialMv } of lines) {
    for (const mv of potentialMv) {
      if (mv < low) low = mv;
      if (mv > high) high = mv;
    }
  }
  // A flat line gets room on both sides; so does a line that would run along the edge.
  const room = Math.max(0.5, 0.04 * (high - low));
  const potential = scaleOver(low - room, high + room, 8, true);
  const time = scaleOver(timesMs[0]!, timesMs.at(-1)!, 10, false);
  const plot = { left: MARGIN.left, right: WIDTH - MARGIN.right, top, bottom: top + PLOT_HEIGHT };
  return {
    ...plot,
    time,
    potential,
    x: (ms) => plot.left + ((ms - time.low) / (time.high - time.low)) * (plot.right - plot.left),
    y: (mv) => plot.bottom - ((mv - potential.low) / (potential.high - potential.low)) * PLOT_HEIGHT,
  };
}

function grid({ time, potential, x, y, left, right, top, bottom }: Plot): string[] {
  const lines = [
    ...time.ticks.map((tick) => `M${mm(x(tick))} ${mm(top)}V${mm(bottom)}`),
    ...potential.ticks.map((tick) => `M${mm(left)} ${mm(y(tick))}H${mm(right)}`),
  ];
  const zero =
    potential.low < 0 && potential.high > 0
      ? [`<path d="M${mm(left)} ${mm(y(0))}H${mm(right)}" stroke="${GREY}" stroke-width="0.2" fill="none"/>`]
      : [];
  return [`<path d="${lines.join('')}" stroke="${GRID}" stroke-width="0.15" fill="none"/>`, ...zero];
}

function axes({ time, potential, x, y, left, right, top, bottom }: Plot, timeY: number): string[] {
  const tick = 1.2;
  const marks = [
    ...time.ticks.map((value) => `M${mm(x(value))} ${mm(timeY)}v${tick}`),
    ...potential.ticks.map((value) => `M${mm(left)} ${mm(y(value))}h${-tick}`),
  ];
  const middle = (top + bottom) / 2;
  return [
    `<path d="M${mm(left)} ${mm(top)}V${mm(bottom)}M${mm(left)} ${mm(timeY)}H${mm(right)}${marks.join('')}" stroke="${INK}" stroke-width="0.3" fill="none"/>`,
    ...time.ticks.map((value) => words(x(value), timeY + 5, time.words(value), 'text-anchor="middle"')),
    ...potential.ticks.map((value) =>
      words(left - 2, y(value) + 1.1, potential.words(value), 'text-anchor="end"'),
    ),
    words((left + right) / 2, timeY + 11, 'Time (ms)', 'text-anchor="middle"'),
    `<text transform="translate(5 ${mm(middle)}) rotate(-90)" text-anchor="middle">Membrane potential (mV)</text>`,
  ];
}

/** Bars where a current flows: filled if it depolarises, where those that overlap darken each other, else hollow. */
function stimulusRow(stimuli: readonly FigureStimulus[], { time, x, left, right, bottom }: Plot): string[] {
  const shown = stimuli.filter(({ startMs, endMs }) => startMs < time.high && endMs > time.low);
  if (stimuli.length === 0) return [];
  const y = bottom + STIMULUS_GAP;
  const bars = shown.map(({ startMs, endMs, negative }) => {
    const look = negative
      ? `fill="none" stroke="${INK}" stroke-width="0.25"`
      : `fill="${INK}" fill-opacity="0.65"`;
    const from = Math.max(left, x(startMs));
    const to = Math.min(right, Math.max(from + STIMULUS_LEAST, x(endMs)));
    return `<rect x="${mm(from)}" y="${mm(y)}" width="${mm(to - from)}" height="${STIMULUS_HEIGHT}" ${look}/>`;
  });
  return [...bars, words(left - 2, y + 2.1, 'Stimulus', `text-anchor="end" font-size="${SMALL}"`)];
}

function trace(line: FigureLine, timesMs: Float64Array, { x, y }: Plot, style: LineStyle): string {
  const xs = Float64Array.from(timesMs, x);
  const ys = Float64Array.from(line.potentialMv, y);
  const points = simplifiedIndexes(xs, ys, TOLERANCE).map((i) => `${mm(xs[i]!)},${mm(ys[i]!)}`);
  return `<polyline points="${points.join(' ')}" ${strokeOf(style)}/>`;
}

function strokeOf({ colour, width, dashes }: LineStyle): string {
  const pattern = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `stroke="${colour}" stroke-width="${width}"${pattern} fill="none" stroke-linejoin="round" stroke-linecap="butt"`;
}

interface LegendEntry {
  readonly label: string;
  readonly x: number;
  readonly row: number;
}

/** Left to right, and on in the next row where the line is full. */
function legendRows(labels: readonly string[]): LegendEntry[] {
  let x = MARGIN.left;
  let row = 0;
  return labels.map((label) => {
    const width = LEGEND_SAMPLE + 2 + TEXT * textWidth(label);
    if (x > MARGIN.left && x + width > WIDTH - MARGIN.right) {
      x = MARGIN.left;
      row++;
    }
    const entry = { label, x, row };
    x += width + LEGEND_GAP;
    return entry;
  });
}

function legendEntry({ label, x, row }: LegendEntry, legendY: number, style: LineStyle): string {
  const y = legendY + row * LEGEND_ROW;
  const sample = `<path d="M${mm(x)} ${mm(y - 1.1)}h${LEGEND_SAMPLE}" ${strokeOf(style)}/>`;
  return sample + words(x + LEGEND_SAMPLE + 2, y, label, '');
}

function words(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${mm(x)}" y="${mm(y)}" ${attributes}>${escaped(text)}</text>`;
}

/** Hundredths of a millimetre are more than any printer has. */
function mm(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
