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

/**
 * Where the ticks are, and the middles of their figures, `gapPx` apart at least [px from the upper end]. On a short bar
 * some have no room: those that are nearest to the one above.
 */
export function barTicks(
  { lowMv, highMv, ticksMv }: BarScale,
  heightPx: number,
  gapPx: number,
): readonly { readonly mv: number; readonly y: number; readonly figureY: number }[] {
  const kept = ticksMv
    .map((mv) => ({ mv, y: ((highMv - mv) / (highMv - lowMv)) * heightPx }))
    .sort((a, b) => a.y - b.y);
  while (kept.length > 2 && kept.length * gapPx > heightPx + gapPx) kept.splice(closest(kept), 1);
  const figureYs = placedApart(
    kept.map(({ y }) => y),
    gapPx,
  );
  return kept.map((tick, k) => ({ ...tick, figureY: figureYs[k]! }));
}

/** The one between the ends that is nearest to the one above. */
function closest(ticks: readonly { readonly y: number }[]): number {
  let best = 1;
  for (let k = 1; k < ticks.length - 1; k++)
    if (ticks[k]!.y - ticks[k - 1]!.y < ticks[best]!.y - ticks[best - 1]!.y) best = k;
  return best;
}
