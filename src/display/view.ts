/**
 * Two ways to turn potentials into light. The whole view has a colour for every millivolt of an action potential; in it a
 * small signal is a step or two of PWM near rest. The magnified view spends the same light on the few millivolts above
 * rest, for an axon whose channels are off: an electrotonic bump is then seen where it fades. Which of the two is in
 * force follows the channels alone and never the signal: light that turned itself up would hide "smaller".
 */
import {
  LEVEL_BASE_MV,
  LEVEL_MAX,
  LEVEL_STEP_MV,
  mix,
  mvOfLevel,
  PALETTE_STEP,
  PALETTE_STOPS,
  REST_MV,
} from '../units.js';
import { countsOf, paletteStops } from './palette.js';
import { MAGNIFIED_TABLE } from './palette-table.js';

export const VIEWS = ['whole', 'magnified'] as const;
export type View = (typeof VIEWS)[number];

/** What the magnified view tells apart, from an axon's rest [mV]; all above looks alike, and below it grows dark. */
export const MAGNIFIED_BELOW_MV = -2;
export const MAGNIFIED_ABOVE_MV = 22;

/** How far apart two stops are [mV]. */
const STOP_MV = PALETTE_STEP * LEVEL_STEP_MV;

/**
 * The palette of a view, 99 bytes.
 * @param restMv where the axon rests: the magnified view goes with it.
 * @param brightness 0 to 1.
 */
export function viewStops(view: View, restMv: number, brightness: number): Uint8Array {
  return view === 'whole' ? paletteStops(brightness) : countsOf(magnifiedTable(restMv), brightness);
}

/** The table for an axon that rests elsewhere: the same curve, read again at the 33 places of a palette. */
function magnifiedTable(restMv: number): readonly number[] {
  const shift = (restMv - REST_MV) / STOP_MV;
  const last = PALETTE_STOPS - 1;
  return Array.from({ length: 3 * PALETTE_STOPS }, (_, i) => {
    const place = Math.min(last, Math.max(0, Math.floor(i / 3) - shift));
    const below = Math.floor(place);
    const at = (stop: number) => MAGNIFIED_TABLE[3 * stop + (i % 3)]!;
    return mix(at(below), at(Math.min(last, below + 1)), place - below);
  });
}

/**
 * What of the potentials a view tells apart, for the colour bar of a page. Its colours are those of `viewStops`, by
 * `levelColours` and `levelOfMv`.
 */
export interface ViewScale {
  /** The ends of the bar [mV]. */
  readonly lowMv: number;
  readonly highMv: number;
  /** Where it has figures, from below [mV]. */
  readonly ticksMv: readonly number[];
  /** What a person reads; empty where there is nothing to say. */
  readonly words: string;
}

const WHOLE: ViewScale = {
  lowMv: LEVEL_BASE_MV,
  highMv: Math.floor(mvOfLevel(LEVEL_MAX)),
  ticksMv: [-90, -60, -30, 0, 30],
  words: '',
};

const sign = (mv: number) => `${mv < 0 ? '−' : mv > 0 ? '+' : ''}${Math.abs(mv)}`;

/**
 * The scale of a view.
 * @param restMv where the axon rests, as for `viewStops`.
 * @param hasChannels whether the membrane has channels that can be switched off.
 */
export function viewScale(view: View, restMv: number, hasChannels = true): ViewScale {
  if (view === 'whole') return WHOLE;
  const rest = Math.round(restMv);
  const lowMv = rest + MAGNIFIED_BELOW_MV;
  const highMv = rest + MAGNIFIED_ABOVE_MV;
  return {
    lowMv,
    highMv,
    ticksMv: [rest, rest + 5, rest + 10, rest + 15, highMv],
    words: `${hasChannels ? 'Channels off' : 'No channels'}: light magnified, ${sign(lowMv)} to ${sign(highMv)} mV. ${sign(highMv)} mV and above all look alike.`,
  };
}
