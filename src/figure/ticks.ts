/** Round numbers for an axis. */

export interface Scale {
  /** Ends of the axis. */
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** A tick's number as written: all of one axis with the same decimals, and with a true minus sign. */
  words(tick: number): string;
}

/** The smallest of 1, 2, 5 × 10ⁿ that divides `range` into at most `most` parts. */
export function roundStep(range: number, most: number): number {
  const least = range / most;
  const power = 10 ** Math.floor(Math.log10(least));
  // A little slack, so that rounding does not turn a 2 into a 5.
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * An axis over `low` to `high` with at most `most` + 1 ticks. `snap`: its ends move out to ticks; else they stay,
 * and the ticks are those within.
 */
export function scaleOver(low: number, high: number, most: number, snap: boolean): Scale {
  const step = roundStep(high - low, most);
  const slack = 1e-9;
  const first = snap ? Math.floor(low / step + slack) : Math.ceil(low / step - slack);
  const last = snap ? Math.ceil(high / step - slack) : Math.floor(high / step + slack);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + slack));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(decimals)),
  );
  return {
    low: snap ? ticks[0]! : low,
    high: snap ? ticks.at(-1)! : high,
    ticks,
    words: (tick) => tick.toFixed(decimals).replace('-', '−'),
  };
}
