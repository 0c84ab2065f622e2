/** Which colour stands for which potential: the palette in force as a bar with figures. Pure. */
import { levelColours } from '../../display/palette.js';
import { placedApart } from '../../figure/index.js';
import { LEVEL_BASE_MV, LEVEL_MAX, LEVEL_STEP_MV } from '../../units.js';

/** What the bar is of. */
export interface BarScale {
  /** The ends of the bar [mV]. */
  readonly lowMv: number;
  readonly highMv: number;
  readonly ticksMv: readonly number[];
}

export interface BarStop {
  /** From the upper end, 0 to 1. */
  readonly offset: number;
  readonly colour: string;
}

const STOPS = 40;

/**
 * The colours from the upper end of a bar to the lower one.
 * @param stops of the palette, 99 bytes. @param screenByte of each PWM count.
 */
export function barStops({ lowMv, highMv }: BarScale, stops: Uint8Array, screenByte: Uint8Array): BarStop[] {
  const colours = levelColours(stops);
  return Array.from({ length: STOPS + 1 }, (_, k) => {
    const mv = highMv + ((lowMv - highMv) * k) / STOPS;
    const level = Math.max(0, Math.min(LEVEL_MAX, Math.round((mv - LEVEL_BASE_MV) / LEVEL_STEP_MV)));
    const [red, green, blue] = [0, 1, 2].map((channel) => screenByte[colours[3 * level + channel]!]!);
    return { offset: k / STOPS, colour: `rgb(${red} ${green} ${blue})` };
  });
}

/** Where the ticks are, and the middles of their figures, `gapPx` apart at least [px from the upper end]. */
export function barTicks(
  { lowMv, highMv, ticksMv }: BarScale,
  heightPx: number,
  gapPx: number,
): readonly { readonly mv: number; readonly y: number; readonly figureY: number }[] {
  const ys = ticksMv.map((mv) => ((highMv - mv) / (highMv - lowMv)) * heightPx);
  const figureYs = placedApart(ys, gapPx);
  return ticksMv.map((mv, k) => ({ mv, y: ys[k]!, figureY: figureYs[k]! }));
}
