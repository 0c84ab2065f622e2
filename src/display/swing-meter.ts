/**
 * Counts the swings of many signals at once and says beforehand which change would be one too many.
 *
 * A swing is a run from one extreme to the next, opposite one, of at least the signal's threshold; two opposite
 * swings are a flash. A swing's time is that of its far extreme, which still moves on while the signal runs
 * further the same way. Whatever window one looks through, each swing that can be seen inside it then has its
 * time inside it, also one that began before: counting times never counts too few.
 *
 * An upward swing needs room for the downward one that must follow, so a signal can always come down again and
 * is never caught at its bright end.
 */
export interface SwingMeter {
  /** Whether the signal's moving to `value` at `nowMs` would be an upward swing for which there is no room. */
  barsRise(signal: number, value: number, nowMs: number): boolean;
  /** Takes note that the signal is now at `value`. Times must not run backwards. */
  record(signal: number, value: number, nowMs: number): void;
}

export interface SwingMeterOptions {
  /** Smallest swing that counts, per signal, in the signal's own unit; above 0. */
  readonly thresholds: Float64Array;
  /** Pairs of swings that a window may hold. */
  readonly flashes: number;
  /** Length of the window [ms]; both its ends belong to it. */
  readonly windowMs: number;
}

const UP = 1;
const DOWN = -1;

export function createSwingMeter({ thresholds, flashes, windowMs }: SwingMeterOptions): SwingMeter {
  const signalCount = thresholds.length;
  const swingLimit = 2 * flashes;
  /** Direction of the last swing: UP, DOWN, or 0 before the first. */
  const direction = new Int8Array(signalCount);
  /** Where an upward swing would be measured from, and a downward one: extremes since the last swing began. */
  const lowest = new Float64Array(signalCount).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(signalCount).fill(Number.NEGATIVE_INFINITY);
  /** Times of the last swings, a ring per signal; `newest` points at the latest. */
  const times = new Float64Array(signalCount * swingLimit).fill(Number.NEGATIVE_INFINITY);
  const newest = new Uint8Array(signalCount);

  function beginSwing(signal: number, way: number, value: number, nowMs: number): void {
    direction[signal] = way;
    lowest[signal] = value;
    highest[signal] = value;
    newest[signal] = (newest[signal]! + 1) % swingLimit;
    times[signal * swingLimit + newest[signal]!] = nowMs;
  }

  function lengthenSwing(signal: number, nowMs: number): void {
    times[signal * swingLimit + newest[signal]!] = nowMs;
  }

  return {
    barsRise(signal, value, nowMs) {
      if (direction[signal] === UP || value - lowest[signal]! < thresholds[signal]!) return false;
      // Two places are needed: the window may hold no more than all but two, so the one before those must be out.
      const at = (newest[signal]! + 2) % swingLimit;
      return times[signal * swingLimit + at]! >= nowMs - windowMs;
    },

    record(signal, value, nowMs) {
      const way = direction[signal]!;
      if (way !== UP && value - lowest[signal]! >= thresholds[signal]!) {
        beginSwing(signal, UP, value, nowMs);
      } else if (way !== DOWN && highest[signal]! - value >= thresholds[signal]!) {
        beginSwing(signal, DOWN, value, nowMs);
      } else {
        if (value > highest[signal]!) {
          highest[signal] = value;
          if (way === UP) lengthenSwing(signal, nowMs);
        }
        if (value < lowest[signal]!) {
          lowest[signal] = value;
          if (way === DOWN) lengthenSwing(signal, nowMs);
        }
      }
    },
  };
}
