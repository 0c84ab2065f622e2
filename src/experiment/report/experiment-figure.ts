/** An experiment and what came of it, as a figure for a worksheet: an SVG in millimetres, black on white. */

import {
  allRise,
  axisFor,
  type Drawing,
  drawingOf,
  type Graph,
  type GraphLine,
  PRINT,
  signed,
  svgParts,
  svgSheet,
  switchingLevels,
  TRACE_INKS,
  type TraceInk,
  wrapped,
} from '../../figure/index.js';
import { problemWords } from '../../files/index.js';
import { channelsOf, hasSwitchingChannels } from '../../model/index.js';
import { recordingFigures, type TraceFigures } from '../analysis.js';
import { doneWords } from '../done-words.js';
import type { Recording } from '../recording.js';
import { recordingNotes } from '../recording-notes.js';
import { restNotes } from '../rest-notes.js';
import type { Experiment } from '../settle.js';
import { accuracyNotes } from '../step-checks.js';
import { stimulusSpans, strengthOf } from '../stimuli.js';
import { describeAxon, placeWords } from '../words.js';

// All in mm of paper. Letters are 3.2 mm high, some 9 points.
const EM = 3.2;
const WIDTH = 170;
const MARGIN = 5;
const TITLE_ROW = 6;
const CAPTION_ROW = 4.2;
const GRAPH_HEIGHT = 92;
/** One of two on a sheet. */
const SMALLER_HEIGHT = 78;
/** What a graph has beside its box, and a row of names after the ends of many lines. */
const AROUND_BOX = 20;
const NAME_ROW = 1.2 * EM;
/** A bump that is seen without an inset, and one that an inset shows [mV]. */
const SEEN_MV = 0.05;
const INSET_FROM_MV = 0.5;

/** What a sheet shows beside the experiment itself. */
export interface FigureOptions {
  /** For an experiment without a name. */
  readonly title: string;
  /** The same experiment with its channels off, for a first graph above. */
  readonly channelsOff?: Recording | undefined;
}

/** The sheet as the text of an SVG file. Everything that a person has named is escaped. */
export function experimentSvg(experiment: Experiment, recording: Recording, options: FigureOptions): string {
  const title = experiment.name ?? options.title;
  const captions = [
    describeAxon(experiment.geometry, experiment.membrane),
    doneWords(experiment),
    ...[...accuracyNotes(experiment), ...restNotes(experiment)].map((note) => `Note: ${problemWords(note)}`),
    ...recordingNotes(recording).map((note) => `Note: ${note}`),
  ];
  const top = heading(title, captions);
  const { channelsOff } = options;
  const axis = axisOf(channelsOff ? [recording, channelsOff] : [recording]);
  const graphs = channelsOff
    ? [
        graphOf(experiment, channelsOff, { axis, frozen: true, heading: ['1 Channels off', ''] }),
        graphOf(experiment, recording, { axis, frozen: false, heading: ['2 Channels on', ''] }),
      ]
    : [graphOf(experiment, recording, { axis, frozen: experiment.channelsOff, heading: ['', ''] })];
  let height = top.height;
  const parts = svgParts(top, PRINT);
  for (const graph of graphs) {
    parts.push(...svgParts(drawingOf(graph), PRINT, height));
    height += graph.height;
  }
  const sheet = { width: WIDTH, height, em: EM };
  return svgSheet(sheet, parts, PRINT, { unit: 'mm', title, description: captions.join('; '), id: 'figure' });
}

/** The title and what was done, in lines that end on the paper. */
function heading(title: string, captions: readonly string[]): Drawing {
  const room = WIDTH - 2 * MARGIN;
  const titles = wrapped(title, room / (1.4 * 1.06 * EM));
  const rows = captions.flatMap((caption) => wrapped(caption, room / (0.9 * EM)));
  const under = 1 + titles.length * TITLE_ROW;
  const text = { kind: 'text', x: MARGIN, anchor: 'start' } as const;
  return {
    width: WIDTH,
    height: under + rows.length * CAPTION_ROW + 2,
    em: EM,
    primitives: [
      ...titles.map(
        (row, i) => ({ ...text, role: 'title', ink: 'ink', y: (i + 1) * TITLE_ROW, text: row }) as const,
      ),
      ...rows.map(
        (row, i) =>
          ({ ...text, role: 'caption', ink: 'soft', y: under + (i + 0.8) * CAPTION_ROW, text: row }) as const,
      ),
    ],
  };
}

/** The axis that holds every trace. */
function axisOf(recordings: readonly Recording[]): Pick<Graph, 'lowMv' | 'highMv'> {
  let [lowest, highest] = [0, 0];
  for (const { traces } of recordings)
    for (const { potentialMv } of traces)
      for (const mv of potentialMv) {
        lowest = Math.min(lowest, mv);
        highest = Math.max(highest, mv);
      }
  return axisFor(lowest, highest);
}

interface Condition {
  readonly axis: Pick<Graph, 'lowMv' | 'highMv'>;
  /** The channels are off. */
  readonly frozen: boolean;
  readonly heading: Graph['heading'];
}

function graphOf(experiment: Experiment, recording: Recording, condition: Condition): Graph {
  const { geometry, membrane, electrodes, stimuli, durationMs } = experiment;
  const { axis, frozen } = condition;
  const lines = linesOf(experiment, recording);
  const inAxon = electrodes.findIndex(({ at }) => at !== 'bath');
  const levels = hasSwitchingChannels(membrane) ? switchingLevels(channelsOf(membrane)) : [];
  const fires = recording.traces.some(({ spikes }) => spikes.length > 0);
  const height = condition.heading[0] === '' ? GRAPH_HEIGHT : SMALLER_HEIGHT;
  return {
    width: WIDTH,
    height: Math.max(height, AROUND_BOX + lines.length * NAME_ROW),
    em: EM,
    spanMs: durationMs,
    ...axis,
    restMv: inAxon < 0 ? null : recording.traces[inAxon]!.potentialMv[0]!,
    levels: frozen ? levels.map((level) => ({ ...level, words: '', ink: 'faint' as const })) : levels,
    stimuli: stimuli.flatMap((stimulus) => {
      const negative = !strengthOf(stimulus, geometry.kind).depolarises;
      return stimulusSpans(stimulus, durationMs).map(({ startMs, endMs }) => ({
        fromMs: startMs,
        toMs: endMs,
        negative,
      }));
    }),
    lines,
    ghosts: [],
    handle: null,
    failed: [],
    bracket: null,
    inset: !fires && allRise(lines, INSET_FROM_MV),
    heading: condition.heading,
    axisWords: { time: 'time, ms', potential: 'membrane potential, mV' },
  };
}

function linesOf({ electrodes, geometry }: Experiment, recording: Recording): GraphLine[] {
  const inks = inksOf(electrodes.map(({ name }) => name));
  const figures = recordingFigures(recording);
  return recording.traces.map(({ potentialMv }, i) => {
    const { name, at } = electrodes[i]!;
    const place = placeWords(at, geometry.kind);
    return {
      ink: inks[i]!,
      label: [place === '' ? name : `${name}, ${place}`, ...readingOf(figures[i]!, at === 'bath')],
      timesMs: recording.timesMs,
      potentialMv,
    };
  });
}

/** What a reader would measure on a trace, in a few words. */
function readingOf({ restMv, peakMv, peakMs, troughMv, spikesMs }: TraceFigures, inBath: boolean): string[] {
  if (inBath) return [];
  if (spikesMs.length > 0) return [`${signed(peakMv, 1)} mV at ${peakMs.toFixed(2)} ms`];
  const [up, down] = [peakMv - restMv, restMv - troughMv];
  if (Math.max(up, down) < SEEN_MV) return ['stays at rest'];
  return up >= down ? [`up to ${signed(peakMv, 1)} mV`] : [`down to ${signed(troughMv, 1)} mV`];
}

/** Blue and yellow for those that are called so; the rest take what is left, and begin again after five. */
export function inksOf(names: readonly string[]): TraceInk[] {
  const own = names.map((name) => TRACE_INKS.find((ink) => ink === name.toLowerCase()));
  const free = TRACE_INKS.filter((ink) => !own.includes(ink));
  let next = 0;
  return own.map((ink) => ink ?? (free.length > 0 ? free[next++ % free.length]! : TRACE_INKS[next++ % 5]!));
}
