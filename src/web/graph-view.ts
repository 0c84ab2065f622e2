/** What the graph shows at a moment, as data for the drawing: the sweep on show, its ghosts, the handle. Pure. */

import type { AxonFacts } from '../controller/contract.js';
import {
  axisFor,
  type Graph,
  type GraphGhost,
  type GraphLine,
  type GraphStimulus,
  type GraphTick,
} from '../figure/index.js';
import { channelsSwitch, type PageState } from '../server/messages.js';
import { BATH_MV, METERS, type MeterName } from '../units.js';
import { graphWords, levelsOf } from './graph-words.js';
import { meterWords, msFigure, readingsWords } from './meter-words.js';
import { differenceWords, isOtherMembrane, setUpWords } from './set-up.js';
import type { Sweep } from './sweep.js';
import { betweenPeaks, failureWords } from './sweep-figures.js';
import type { Sweeps } from './sweeps.js';
import { fixedFigure, say } from './words/say.js';
import { signedFigure } from './words.js';

export interface GraphSize {
  readonly width: number;
  readonly height: number;
  readonly em: number;
  measure(text: string, bold: boolean): number;
}

/** Where the time handle is. */
export interface HandleAt {
  /** After the press, within the axis [ms]. */
  readonly ms: number;
  /** The very time, which may be before the press or beyond the axis [ms]. */
  readonly exactMs: number;
  /** The present, beyond the axis. */
  readonly isNow: boolean;
}

/** A graph of fewer letters than this across has no room for words at its levels. */
const NARROW = 30;
/** What stands beside the name of an earlier sweep: figures of the axis, its dashes, a gap, in letters. */
const BESIDE_NAME = 8.5;
/** The lines of a membrane that only bends go up to so much above rest [mV]. */
const BUMP_MV = 25;

/** Where the handle is; undefined where no sweep is on show. */
export function handleOf(sweeps: Sweeps): HandleAt | undefined {
  const { shown, moment } = sweeps;
  if (!shown || !moment) return undefined;
  const exactMs = moment.modelMs - shown.atMs;
  const isNow = !moment.lookingBack && (exactMs > shown.spanMs || shown.complete);
  return { ms: isNow ? shown.spanMs : Math.min(shown.spanMs, Math.max(0, exactMs)), exactMs, isNow };
}

/** `8.1 ms`, `now` */
export function handleWords({ exactMs, isNow }: HandleAt): string {
  return isNow ? say('graph.now') : `${fixedFigure(exactMs, 1)} ms`;
}

/**
 * `8.1 ms after the press, blue −75.6, yellow +39.8 millivolts`; `now, blue …`.
 * @param mv what the meters read in the picture on show
 */
export function spokenMoment(at: HandleAt, mv: Readonly<Record<MeterName, number>>): string {
  const readings = readingsWords((name) => signedFigure(mv[name]));
  if (at.isNow) return say('sweeps.nowReads', { readings });
  const ms = msFigure(Math.abs(at.exactMs));
  return say(at.exactMs < -0.05 ? 'sweeps.before' : 'sweeps.after', { ms, readings });
}

function linesOf({ samples }: Sweep, named: boolean): GraphLine[] {
  return METERS.map((name) => ({
    ink: name,
    label: named ? [meterWords(name)] : [],
    timesMs: samples.timesMs,
    potentialMv: samples.of(name),
    count: samples.count,
  }));
}

function plainName({ number }: Sweep): string {
  return say('sweeps.sweepSmall', { number });
}

/** What was another then; what was cut off is the future that did not come. */
function differenceOf(ghost: Sweep, shown: Sweep | undefined): string {
  if (ghost.cutOff && ghost.press === shown?.press) return say('sweeps.asBefore');
  if (ghost.changed) return setUpWords(ghost.setUp, true);
  return differenceWords(ghost.setUp, shown?.setUp ?? null);
}

/** `sweep 1, channels off` */
function ghostName(ghost: Sweep, shown: Sweep | undefined): string {
  const difference = differenceOf(ghost, shown);
  return difference === '' ? plainName(ghost) : say('sweeps.named', { number: ghost.number, difference });
}

/** Earlier sweeps under the longest name that has room; none is longer than a row of the graph. */
export function ghostsOf(sweeps: Sweeps, { width, em, measure }: GraphSize): GraphGhost[] {
  const { ghosts, shown } = sweeps;
  const isNarrow = width < NARROW * em;
  return ghosts.map((ghost) => {
    const name = isNarrow ? ghostWords(ghost, shown) : ghostName(ghost, shown);
    const fits = measure(name, false) < width - BESIDE_NAME * em;
    return { name: fits ? name : plainName(ghost), lines: linesOf(ghost, false) };
  });
}

/**
 * What the ghost of the axon is called, over the axon itself: `channels off`; `sweep 2` where only a place or a strength was
 * another, which would read as the name of the line.
 */
export function ghostWords(ghost: Sweep, shown: Sweep | undefined): string {
  const isBranch = ghost.cutOff && ghost.press === shown?.press;
  const tells =
    isBranch || ghost.changed || (ghost.setUp && shown?.setUp && isOtherMembrane(ghost.setUp, shown.setUp));
  return (tells && differenceOf(ghost, shown)) || plainName(ghost);
}

/** The stimuli of a sweep, as far as they have come at a time after the press. */
export function stimuliOf({ presses, atMs }: Sweep, nowMs: number): GraphStimulus[] {
  return presses
    .filter(({ outcome }) => outcome?.kind !== 'overlapped')
    .map((press) => ({
      fromMs: press.atMs - atMs,
      toMs: Math.min(nowMs, (press.untilMs ?? Number.POSITIVE_INFINITY) - atMs),
      negative: press.strength < 0,
    }))
    .filter(({ fromMs, toMs }) => fromMs <= nowMs && toMs >= fromMs);
}

/** The presses of a sweep that failed: when, until when, and why. */
export function failuresOf({
  presses,
  atMs,
}: Sweep): (GraphTick & { readonly endMs: number; readonly words: string })[] {
  return presses.flatMap((press) => {
    const words = failureWords(press.outcome);
    const endMs = (press.untilMs ?? press.atMs) - atMs;
    return words === undefined ? [] : [{ atMs: press.atMs - atMs, endMs, words }];
  });
}

/** Whether nothing of it is more than a bump: then it is shown a second time, taller. */
function isBump({ samples, restMv, setUp, complete }: Sweep): boolean {
  if (setUp?.channelsOn === true && !complete) return false;
  for (let i = 0; i < samples.count; i++)
    for (const name of METERS)
      if (setUp?.electrodes[name] !== 'bath' && Math.abs(samples.of(name)[i]! - restMv) > BUMP_MV)
        return false;
  return true;
}

/** The potentials that a graph of this axon holds. */
export function axisOf({ restMv, channels }: AxonFacts): { lowMv: number; highMv: number } {
  const { every: _, ...levels } = channels;
  const all = [restMv, BATH_MV, ...Object.values(levels)];
  return axisFor(Math.min(...all), Math.max(...all));
}

/** What of the graph stays while a sweep runs. */
export function stillGraph(sweeps: Sweeps, state: PageState, size: GraphSize): Graph {
  const { shown } = sweeps;
  const isNarrow = size.width < NARROW * size.em;
  const levels = channelsSwitch(state) ? levelsOf(state.axon.channels) : [];
  return {
    ...size,
    measure: size.measure,
    ...axisOf(state.axon),
    spanMs: sweeps.spanMs,
    restMv: state.axon.restMv,
    levels: isNarrow ? levels.map((level) => ({ ...level, words: '' })) : levels,
    stimuli: [],
    lines: [],
    ghosts: ghostsOf(sweeps, size),
    handle: null,
    failed: [],
    bracket: null,
    inset: false,
    heading: shown
      ? [
          say('sweeps.sweep', { number: shown.number }),
          isNarrow ? '' : setUpWords(shown.setUp, shown.changed),
        ]
      : ['', ''],
    axisWords: null,
    words: graphWords(),
  };
}

/** What of a graph depends on more than its sweeps. */
export interface GraphOptions {
  /** The axon does not run: the handle shows readings. */
  readonly isCalm: boolean;
  /** What is worked out from the traces, the time and the speed between both electrodes, is shown. */
  readonly tells: boolean;
}

/** The whole graph at a moment. */
export function graphAt(
  still: Graph,
  sweeps: Sweeps,
  axon: AxonFacts,
  { isCalm, tells }: GraphOptions,
): Graph {
  const { shown } = sweeps;
  const at = handleOf(sweeps);
  if (!shown || !at) return still;
  const exactMs = Math.max(0, Math.min(at.exactMs, shown.samples.latestMs));
  const between = tells ? betweenPeaks(shown, axon, at.ms) : undefined;
  return {
    ...still,
    stimuli: stimuliOf(shown, sweeps.moment!.lookingBack || shown.complete ? shown.spanMs : exactMs),
    lines: linesOf(shown, true),
    handle: {
      atMs: at.ms,
      words: '',
      readings: isCalm && !at.isNow ? (mv) => signedFigure(mv) : null,
    },
    failed: failuresOf(shown),
    bracket: between ?? null,
    inset: isBump(shown),
  };
}
