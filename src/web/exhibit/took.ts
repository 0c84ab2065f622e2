/** How long a pulse took, in a figure and as a bar beside a blink of an eye. Pure. */
import { fixedFigure } from '../words/say.js';

/** A blink of an eye [ms]: about the shortest that is found. */
export const BLINK_MS = 150;
/** From here on tenths say nothing to a visitor [ms]. */
const WHOLE_FROM_MS = 10;

/** `12`, `4.3`. */
export function tookFigure(tookMs: number): string {
  return fixedFigure(tookMs, tookMs < WHOLE_FROM_MS ? 1 : 0);
}

/** Both as shares of the longer one. */
export function barShares(tookMs: number): { readonly pulse: number; readonly blink: number } {
  const longest = Math.max(BLINK_MS, tookMs);
  return { pulse: tookMs / longest, blink: BLINK_MS / longest };
}
