/** A step as a graph on paper: with its traces, or with nothing but the axes for somebody to draw into. Pure. */
import {
  allRise,
  axisFor,
  type Drawing,
  drawingOf,
  type Graph,
  type GraphLevel,
  type Primitive,
  plotOf,
  switchingLevels,
  textWidth,
} from '../figure/index.js';
import { METERS, type MeterName } from '../units.js';
import type { Take } from './film.js';
import { placeWords } from './take-words.js';
import type { SheetWords } from './words.js';

/** What stands over and under the axis of potentials, in heights of a letter. */
const BESIDE_AXIS = 3;
/** From line to line of the paper to draw on [mV]. */
const FINE_MV = 10;
/** A bump that a graph shows 10 × taller [mV]. */
const INSET_FROM_MV = 0.5;
/** What is left out of a time axis, rather than making it longer [ms]. */
const SLACK_MS = 0.05;
/** Longer axes end at a whole number [ms]. */
const HALVES_BELOW_MS = 8;

export interface GraphSize {
  /** [mm] */
  readonly width: number;
  readonly height: number;
  readonly em: number;
  readonly spanMs: number;
  /** Has no room for words at its lines. */
  readonly small: boolean;
}

/** A time axis that holds all of a step [ms]. */
export function spanOf({ endMs }: Take): number {
  const part = endMs < HALVES_BELOW_MS ? 2 : 1;
  return Math.max(1, Math.ceil((endMs - SLACK_MS) * part)) / part;
}

function levelsOf({ axon, channelsOn }: Take, words: SheetWords, small: boolean): GraphLevel[] {
  if (!axon.switching) return [];
  const own = [words.sodiumCloses, words.sodiumOpens, words.potassiumCloses];
  return switchingLevels(axon.channels).map((level, i) =>
    channelsOn ? { ...level, words: small ? '' : own[i]! } : { ...level, words: '', ink: 'faint' },
  );
}

export function takeGraph(take: Take, size: GraphSize, words: SheetWords): Graph {
  const { axon, channelsOn, electrodes, presses, timesMs, potentialMv } = take;
  const label = (name: MeterName) =>
    size.small ? words[name] : `${words[name]}, ${placeWords(electrodes[name], axon, words)}`;
  const lines = METERS.map((name) => ({
    ink: name,
    label: [label(name)],
    timesMs,
    potentialMv: potentialMv[name],
  }));
  const all = METERS.flatMap((name) => [...potentialMv[name]]);
  const inAxon = lines.filter(({ ink }) => electrodes[ink] !== 'bath');
  const { width, height, em, spanMs } = size;
  return {
    ...{ width, height, em, spanMs },
    ...axisFor(
      all.reduce((a, b) => Math.min(a, b), 0),
      all.reduce((a, b) => Math.max(a, b), 0),
    ),
    restMv: axon.restMv,
    levels: levelsOf(take, words, size.small),
    stimuli: presses.map(({ atMs, untilMs, strength }) => ({
      fromMs: atMs,
      toMs: untilMs ?? spanMs,
      negative: strength < 0,
    })),
    lines,
    ghosts: [],
    handle: null,
    failed: [],
    bracket: null,
    inset: !channelsOn && !size.small && inAxon.some((line) => allRise([line], INSET_FROM_MV)),
    heading: ['', ''],
    axisWords: {
      time: presses.length > 0 ? words.timeAfter : words.time,
      potential: fitting([words.potential, words.potentialShort, 'mV'], height / em - BESIDE_AXIS),
    },
    words,
  };
}

/** The first that is no longer than `most`, in heights of a letter; else the last. */
function fitting(all: readonly string[], most: number): string {
  return all.find((words) => textWidth(words) <= most) ?? all.at(-1)!;
}

/** Fine lines to draw along. */
function fineLines(graph: Graph): Primitive[] {
  const { left, right, top, bottom, lowMv, highMv, y } = plotOf(graph);
  const count = Math.round((highMv - lowMv) / FINE_MV) - 1;
  return Array.from({ length: count }, (_, i) => y(lowMv + (i + 1) * FINE_MV))
    .filter((at) => at > top && at < bottom)
    .map((at) => ({ kind: 'line', role: 'grid', ink: 'line', x1: left, x2: right, y1: at, y2: at }));
}

/** Shows where somebody has drawn: a trace, and what names it. */
function isDrawn(primitive: Primitive): boolean {
  if (primitive.kind === 'polyline') return primitive.role === 'trace';
  if (primitive.kind === 'line') return primitive.role === 'leader';
  return primitive.kind !== 'rect' && (primitive.ink === 'blue' || primitive.ink === 'yellow');
}

/** @param empty without its traces and their names: the axes are those of the key. */
export function takeDrawing(take: Take, size: GraphSize, words: SheetWords, empty: boolean): Drawing {
  const graph = takeGraph(take, size, words);
  const drawing = drawingOf(graph);
  if (!empty) return drawing;
  const axes = drawing.primitives.filter((primitive) => !isDrawn(primitive));
  return { ...drawing, primitives: [...fineLines(graph), ...axes] };
}
