/**
 * The definition of a spike once more, in two passes over a whole trace: first the turning points between which the
 * potential moves by 30 mV or more, then, for each way up, how much of it the ionic current made. It shares no code with
 * the program.
 */
import type { PlainTrace } from './hodgkin-huxley.js';

const SWING_MV = 30;
const MADE_MV = 15;

export interface PlainUpswing {
  readonly trough: number;
  readonly peak: number;
  /** What the membrane made of it [mV]. */
  readonly madeMv: number;
}

/** Rows at which the potential turns round for 30 mV or more: a trough, a peak, a trough, … or a peak first. */
function turningPoints(mv: Float64Array): number[] {
  const points = [0];
  let [lowest, highest] = [0, 0];
  let goes = 0;
  for (let row = 1; row < mv.length; row++) {
    if (goes >= 0 && mv[row]! > mv[highest]!) highest = row;
    if (goes <= 0 && mv[row]! <= mv[lowest]!) lowest = row;
    if (goes >= 0 && goes !== 0 && mv[highest]! - mv[row]! >= SWING_MV) {
      points.push(highest);
      [goes, lowest] = [-1, row];
    } else if (goes <= 0 && mv[row]! - mv[lowest]! >= SWING_MV) {
      points.push(lowest);
      [goes, highest] = [1, row];
    }
  }
  if (goes > 0) points.push(highest);
  return points.slice(1);
}

/** Upswings whose peak has passed when the trace ends. */
export function plainUpswings({ mv, outward }: PlainTrace, stepMs: number): PlainUpswing[] {
  const points = turningPoints(mv);
  const found: PlainUpswing[] = [];
  for (let k = 0; k + 1 < points.length; k++) {
    const [trough, peak] = [points[k]!, points[k + 1]!];
    if (mv[peak]! < mv[trough]! || peak === mv.length - 1) continue;
    found.push({ trough, peak, madeMv: madeBetween(mv, outward, trough, endOfSwing(mv, peak), stepMs) });
  }
  return found;
}

/** Where the potential has fallen by 30 mV from a peak: until then what rises belongs to the same upswing. */
function endOfSwing(mv: Float64Array, peak: number): number {
  let row = peak;
  while (row + 1 < mv.length && mv[peak]! - mv[row]! < SWING_MV) row++;
  return row;
}

/** How far the membrane itself drove the potential up between two rows [mV]. */
function madeBetween(
  mv: Float64Array,
  outward: Float64Array,
  trough: number,
  end: number,
  stepMs: number,
): number {
  const steady = mv[trough]! < 0 ? Math.max(0, outward[trough]!) : 0;
  // What flowed in at the trough already, and dies down, is leak.
  let leak = Math.max(0, -outward[trough]!);
  let made = 0;
  for (let row = trough; row < end; row++) {
    const inward = steady - leak - outward[row]!;
    const rise = mv[row + 1]! - mv[row]!;
    if (rise > 0 && inward > 0) made += Math.min(rise, inward * stepMs);
    leak = Math.min(leak, Math.max(0, -outward[row + 1]!));
  }
  return made;
}

/** Rows of the peaks of spikes. */
export function plainSpikes(trace: PlainTrace, stepMs: number): number[] {
  return plainUpswings(trace, stepMs)
    .filter(({ madeMv }) => madeMv >= MADE_MV)
    .map(({ peak }) => peak);
}
