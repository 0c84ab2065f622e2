/** The scale of a voltmeter: millivolts to the angle of its needle, ticks and figures, for the axon that runs. Pure. */
import type { AxonFacts } from '../controller/contract.js';
import { BATH_MV, clamp, mix } from '../units.js';

/** Both ends of a scale [mV]. */
export interface Scale {
  readonly lowMv: number;
  readonly highMv: number;
}

/** Both ends of a dial are multiples of this [mV]. */
const END_EVERY_MV = 50;
/** Angle of the needle at both ends [degrees from upright, clockwise]. */
const END_DEGREES = 80;
/** Figures closer than this would touch [degrees]. */
const FIGURE_APART_DEGREES = 11;

/** The dial on which a needle can show whatever a signal of this axon reaches, and the bath. */
export function dialScale({ restMv, channels }: AxonFacts): Scale {
  const { sodiumClosesMv, potassiumClosesMv, potassiumReversalMv } = channels;
  const lowMv = Math.min(restMv, potassiumClosesMv, potassiumReversalMv, BATH_MV) - 1;
  const highMv = Math.max(restMv, sodiumClosesMv, BATH_MV) + 1;
  return {
    lowMv: END_EVERY_MV * Math.floor(lowMv / END_EVERY_MV),
    highMv: END_EVERY_MV * Math.ceil(highMv / END_EVERY_MV),
  };
}

/** Angle for a potential; beyond the scale the needle stands at its pin, a little past the end. */
export function needleDegrees(potentialMv: number, { lowMv, highMv }: Scale): number {
  const fraction = (potentialMv - lowMv) / (highMv - lowMv);
  return mix(-END_DEGREES, END_DEGREES, clamp(fraction, -0.02, 1.02));
}

/** Where a tick stands [mV], every 10 mV. */
export function dialTicks({ lowMv, highMv }: Scale): number[] {
  const ticks: number[] = [];
  for (let potentialMv = lowMv; potentialMv <= highMv; potentialMv += 10) ticks.push(potentialMv);
  return ticks;
}

/** A figure of the dial. */
export interface DialFigure {
  readonly potentialMv: number;
  /** `threshold`: where sodium channels open or close. `rest`: where the axon rests. */
  readonly kind: 'rest' | 'threshold' | 'plain';
}

/** The figures of this axon's dial that have room beside each other: rest first, then thresholds, 0 and both ends. */
export function dialFigures(axon: AxonFacts, scale: Scale): DialFigure[] {
  const range = sodiumRange(axon);
  const wanted: DialFigure[] = [
    { potentialMv: axon.restMv, kind: 'rest' },
    ...(range === undefined
      ? []
      : [range.lowMv, range.highMv].map((potentialMv) => ({ potentialMv, kind: 'threshold' as const }))),
    ...[0, scale.lowMv, scale.highMv].map((potentialMv) => ({ potentialMv, kind: 'plain' as const })),
  ];
  const placed: DialFigure[] = [];
  for (const figure of wanted) {
    const degrees = needleDegrees(figure.potentialMv, scale);
    const isFree = placed.every(
      ({ potentialMv }) => Math.abs(needleDegrees(potentialMv, scale) - degrees) >= FIGURE_APART_DEGREES,
    );
    if (isFree) placed.push(figure);
  }
  return placed;
}

/** The range in which sodium channels that have opened stay open; none where channels do not switch at a level. */
export function sodiumRange({ channels, switching }: AxonFacts): Scale | undefined {
  return switching ? { lowMv: channels.sodiumOpensMv, highMv: channels.sodiumClosesMv } : undefined;
}

/** A potential that has a name. */
export interface Level {
  readonly potentialMv: number;
  readonly words: string;
  /** The one that starts a signal. */
  readonly main: boolean;
}

/** Where the channels of this axon change their state. */
export function thresholds({ channels }: AxonFacts): Level[] {
  return [
    { potentialMv: channels.potassiumClosesMv, words: 'K closes', main: false },
    { potentialMv: channels.sodiumOpensMv, words: 'Na opens', main: true },
    { potentialMv: channels.sodiumClosesMv, words: 'K opens', main: false },
  ];
}
