/** A sweep as a graph on paper, with what a ruler would measure beside each trace. Pure. */
import type { AxonFacts } from '../../controller/contract.js';
import { allRise, type Graph, type GraphLine } from '../../figure/index.js';
import { METERS, type MeterName } from '../../units.js';
import { axisOf, stimuliOf } from '../graph-view.js';
import { graphWords, levelsOf } from '../graph-words.js';
import { meterWords } from '../meter-words.js';
import { SPIKE_RISE_MV, type Sweep } from '../sweep.js';
import { betweenPeaks, crestMv } from '../sweep-figures.js';
import { peakOf } from '../sweep-samples.js';
import { fixedFigure, say, signedFixed } from '../words/say.js';

/** A bump that is told of, and one that an inset shows [mV]. */
const SEEN_MV = 0.05;
const INSET_FROM_MV = 0.5;
/** Height of the letters of a graph [mm]. */
export const EM_MM = 3.3;

export interface PaperSize {
  /** [mm] */
  readonly width: number;
  readonly height: number;
  readonly spanMs: number;
}

/** Which of the two graphs it is, and whether it says what lies between the peaks. */
export interface PaperKind {
  readonly channelsOn: boolean;
  readonly withBracket: boolean;
}

/** @param sweep undefined: nothing has been recorded, and the axes are empty. */
export function paperGraph(
  sweep: Sweep | undefined,
  axon: AxonFacts,
  size: PaperSize,
  kind: PaperKind,
): Graph {
  const lines = sweep ? METERS.map((name) => lineOf(sweep, name)) : [];
  const inAxon = lines.filter(({ ink }) => sweep?.setUp?.electrodes[ink as MeterName] !== 'bath');
  const levels = axon.switching ? levelsOf(axon.channels) : [];
  const between =
    sweep && kind.withBracket && kind.channelsOn ? betweenPeaks(sweep, axon, size.spanMs) : undefined;
  return {
    ...size,
    ...axisOf(axon),
    em: EM_MM,
    restMv: sweep?.restMv ?? axon.restMv,
    levels: kind.channelsOn
      ? levels
      : levels.map((level) => ({ ...level, words: '', ink: 'faint' as const })),
    stimuli: sweep ? stimuliOf(sweep, size.spanMs) : [],
    lines,
    ghosts: [],
    handle: null,
    failed: [],
    bracket: between ?? null,
    inset: !kind.channelsOn && inAxon.length > 0 && allRise(inAxon, INSET_FROM_MV),
    heading: ['', ''],
    words: graphWords(),
    axisWords: { time: say('sheet.time'), potential: say('sheet.potential') },
  };
}

function lineOf(sweep: Sweep, name: MeterName): GraphLine {
  const { samples } = sweep;
  return {
    ink: name,
    label: labelOf(sweep, name),
    timesMs: samples.timesMs,
    potentialMv: samples.of(name),
    count: samples.count,
  };
}

/** `blue, site 4` and `+39.5 mV at 1.15 ms`; of a bump in one row `blue, site 4: up to −63.9 mV`. */
export function labelOf(sweep: Sweep, name: MeterName): string[] {
  const { setUp, samples, restMv } = sweep;
  const place = setUp?.places[name] ?? '';
  const meter = meterWords(name);
  const who = place === '' ? meter : say('sheet.traceAt', { meter, place });
  const seen = peakOf(samples, name);
  if (setUp?.electrodes[name] === 'bath' || !seen) return [who];
  const peakMv = crestMv(sweep, name) ?? seen.potentialMv;
  if (peakMv - restMv >= SPIKE_RISE_MV)
    return [who, say('sheet.peakAt', { mv: signedFixed(peakMv, 1), ms: fixedFigure(seen.atMs, 2) })];
  const lowestMv = lowestOf(sweep, name);
  const [up, down] = [peakMv - restMv, restMv - lowestMv];
  if (Math.max(up, down) < SEEN_MV) return [say('sheet.staysAtRest', { who })];
  return [
    up >= down
      ? say('sheet.upTo', { who, mv: signedFixed(peakMv, 1) })
      : say('sheet.downTo', { who, mv: signedFixed(lowestMv, 1) }),
  ];
}

function lowestOf({ samples }: Sweep, name: MeterName): number {
  const mv = samples.of(name);
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < samples.count; i++) if (mv[i]! < lowest) lowest = mv[i]!;
  return lowest;
}
