/** What a sweep measures, from its own samples or as the rig has told: peaks, what lies between them, outcomes. Pure. */
import type { AxonFacts, Measure, PressOutcome } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { placeWords, unitWords } from './meter-words.js';
import { SPIKE_RISE_MV, type Sweep } from './sweep.js';
import { type Peak, peakOf } from './sweep-samples.js';
import { fixedFigure, numberFigure, say } from './words/say.js';

/** From the peak at the blue electrode to that at the yellow one. */
export interface Between {
  readonly fromMs: number;
  readonly toMs: number;
  /** `Δ 6.95 ms · 5.2 sites/ms` */
  readonly words: string;
}

/** Three figures at most, and never an exponent: `5.2`, `0.31`, `120`. */
function shortFigure(value: number): string {
  if (Math.abs(value) >= 100) return fixedFigure(value, 0);
  return numberFigure(Number(value.toPrecision(2)), { maximumSignificantDigits: 2 });
}

/** The peak of a spike, where the trace has come down from it again or the moment is the peak. */
function spikeUntil(sweep: Sweep, name: MeterName, untilMs: number): Peak | undefined {
  if (sweep.setUp?.electrodes[name] === 'bath') return undefined;
  const peak = peakOf(sweep.samples, name, untilMs);
  if (!peak || peak.potentialMv < sweep.restMv + SPIKE_RISE_MV) return undefined;
  const whole = peakOf(sweep.samples, name);
  const isPassed = whole!.atMs > peak.atMs ? untilMs - peak.atMs > JUST_MS : true;
  return isPassed ? peak : undefined;
}

/** Peaks that are closer are one: `Δ 0.00 ms` tells nothing [ms]. */
const LEAST_DELTA_MS = 0.005;

/** A line that still rises has its highest point at the moment itself [ms]. */
const JUST_MS = 0.1;

function velocityWords(sweep: Sweep, { placeUnit }: AxonFacts, deltaMs: number): string {
  const told = sweep.figures.velocity;
  if (told && told.value !== null) return `${shortFigure(Math.abs(told.value))} ${unitWords(told.unit)}`;
  const { blue, yellow } = sweep.setUp?.electrodes ?? { blue: 'bath', yellow: 'bath' };
  if (blue === 'bath' || yellow === 'bath' || sweep.changed || deltaMs === 0) return '';
  // A millimetre in a millisecond is a metre in a second.
  const unit = placeUnit === 'site' ? 'sites/ms' : placeUnit === 'mm' ? 'm/s' : '';
  return unit === '' ? '' : `${shortFigure(Math.abs(yellow - blue) / deltaMs)} ${unitWords(unit)}`;
}

/** Only when both spikes have passed at that moment. */
export function betweenPeaks(sweep: Sweep, axon: AxonFacts, untilMs: number): Between | undefined {
  const blue = spikeUntil(sweep, 'blue', untilMs);
  const yellow = spikeUntil(sweep, 'yellow', untilMs);
  if (!blue || !yellow) return undefined;
  const deltaMs = Math.abs(yellow.atMs - blue.atMs);
  if (deltaMs < LEAST_DELTA_MS) return undefined;
  const velocity = velocityWords(sweep, axon, deltaMs);
  const words = `Δ ${fixedFigure(deltaMs, 2)} ms${velocity === '' ? '' : ` · ${velocity}`}`;
  return { fromMs: blue.atMs, toMs: yellow.atMs, words };
}

/** Why a press failed, in two or three words; undefined where it did not. */
export function failureWords(outcome: PressOutcome | null): string | undefined {
  switch (outcome?.kind) {
    case 'overlapped':
      return say('sweeps.addedNothing');
    case 'refractory':
      return say('sweeps.stillLocked');
    case 'too-weak':
      return say('sweeps.tooWeak');
    case 'cannot-fire':
      return say('sweeps.noChannelsWork');
    default:
      return undefined;
  }
}

/** What came of a press, in a row of a table. */
export function outcomeWords(outcome: PressOutcome | null, axon: AxonFacts): string {
  if (outcome === null) return '';
  if (outcome.kind === 'spread') return say('sweeps.spread');
  if (outcome.kind === 'cut-off') return say('sweeps.cutOff');
  if (outcome.kind !== 'signal') return failureWords(outcome)!;
  const place = placeWords(outcome.lastPlace, axon);
  switch (outcome.end) {
    case 'ran-out':
      return say(axon.kind === 'patch' ? 'sweeps.fired' : 'sweeps.ranToEnd');
    case 'died':
      return say('sweeps.diedAt', { place });
    case 'blocked':
      return say('sweeps.stoppedAt', { place });
    case 'switched-off':
      return say('sweeps.channelsOffAt', { place });
  }
}

/**
 * What the rig has told, or what the samples say. The rig tells when something changes: what it told before the crest
 * is no measure of it, so a value further than `within` from the samples is not taken.
 */
export function figureOf(
  told: Measure | undefined,
  seen: number | undefined,
  within: number,
): number | undefined {
  const value = told?.value ?? undefined;
  if (seen === undefined || value === undefined) return seen ?? value;
  return Math.abs(value - seen) <= within ? value : seen;
}

/** A crest between two samples is higher than both by less [mV]. */
const BETWEEN_SAMPLES_MV = 3;
/** Samples come with so many figures [mV]. */
const ROUNDING_MV = 0.01;

/**
 * The crest at a meter [mV]: as the rig has told it where that is the very crest of the samples, between two of which it
 * may lie; what was told before the trace came so high counts no more. Undefined: there is neither.
 */
export function crestMv({ samples, figures }: Sweep, name: MeterName): number | undefined {
  const told = (name === 'blue' ? figures.bluePeak : figures.yellowPeak)?.value ?? undefined;
  const seen = peakOf(samples, name)?.potentialMv;
  if (seen === undefined || told === undefined) return seen ?? told;
  return told > seen - ROUNDING_MV && told < seen + BETWEEN_SAMPLES_MV ? told : seen;
}

/** When a spike is halfway up to its peak, seen in the samples [ms after the press]; undefined without a spike. */
export function halfwayMs(sweep: Sweep, name: MeterName): number | undefined {
  const peak = peakOf(sweep.samples, name);
  if (!peak || peak.potentialMv < sweep.restMv + SPIKE_RISE_MV) return undefined;
  const halfMv = (peak.potentialMv + sweep.restMv) / 2;
  const mv = sweep.samples.of(name);
  const { timesMs, count } = sweep.samples;
  for (let i = 1; i < count && timesMs[i]! <= peak.atMs; i++)
    if (mv[i - 1]! < halfMv && mv[i]! >= halfMv) {
      const part = (halfMv - mv[i - 1]!) / (mv[i]! - mv[i - 1]!);
      return timesMs[i - 1]! + part * (timesMs[i]! - timesMs[i - 1]!);
    }
  return undefined;
}
