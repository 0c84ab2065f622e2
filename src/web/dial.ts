/** The scale of a voltmeter: millivolts to the angle of its needle, ticks and marks, for the axon that runs. Pure. */
import type { AxonFacts } from '../controller/contract.js';
import { BATH_MV, clamp, mix } from '../units.js';

/** Both ends of a scale [mV]. */
export interface Scale {
  readonly lowMv: number;
  readonly highMv: number;
}

/** Both ends of a dial are figures, multiples of this [mV]. */
const FIGURE_EVERY_MV = 50;
/** Angle of the needle at both ends [degrees from upright, clockwise]. */
const END_DEGREES = 56;

/** The dial on which a needle can show whatever a signal of this axon reaches, and the bath. */
export function dialScale({ restMv, channels }: AxonFacts): Scale {
  const { sodiumClosesMv, potassiumClosesMv, potassiumReversalMv } = channels;
  const lowMv = Math.min(restMv, potassiumClosesMv, potassiumReversalMv, BATH_MV) - 1;
  const highMv = Math.max(restMv, sodiumClosesMv, BATH_MV) + 1;
  return {
    lowMv: FIGURE_EVERY_MV * Math.floor(lowMv / FIGURE_EVERY_MV),
    highMv: FIGURE_EVERY_MV * Math.ceil(highMv / FIGURE_EVERY_MV),
  };
}

/** Angle for a potential; beyond the scale the needle stands at its pin, a little past the end. */
export function needleDegrees(potentialMv: number, { lowMv, highMv }: Scale): number {
  const fraction = (potentialMv - lowMv) / (highMv - lowMv);
  return mix(-END_DEGREES, END_DEGREES, clamp(fraction, -0.02, 1.02));
}

export interface Tick {
  readonly potentialMv: number;
  /** Long ticks carry a figure. */
  readonly kind: 'long' | 'middle' | 'short';
}

/** A tick every 5 mV, a longer one every 10 mV, a figure every 50 mV. */
export function dialTicks({ lowMv, highMv }: Scale): Tick[] {
  const ticks: Tick[] = [];
  for (let potentialMv = lowMv; potentialMv <= highMv; potentialMv += 5) {
    const kind = potentialMv % FIGURE_EVERY_MV === 0 ? 'long' : potentialMv % 10 === 0 ? 'middle' : 'short';
    ticks.push({ potentialMv, kind });
  }
  return ticks;
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
