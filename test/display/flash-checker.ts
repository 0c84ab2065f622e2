/**
 * Counts flashes in finished pictures, from the standard's words and without any of the guard's code: it looks
 * at every one-second window again, and brute force is fine.
 */

export interface Shown {
  readonly wallMs: number;
  /** R, G, B per LED as PWM counts. */
  readonly rgb: Uint8Array;
}

/** Most opposing changes of at least `change`, one after the other, that can be found in a run of values. */
export function countSwings(values: readonly number[], change: number): number {
  let swings = 0;
  let way: 'none' | 'up' | 'down' = 'none';
  let low = values[0]!;
  let high = values[0]!;
  for (const value of values) {
    if (way !== 'up' && value >= low + change) {
      swings++;
      way = 'up';
      low = high = value;
    } else if (way !== 'down' && value <= high - change) {
      swings++;
      way = 'down';
      low = high = value;
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return swings;
}

/** The most swings in any second; what was shown before a window began is still there when it begins. */
export function worstSecond(times: readonly number[], values: readonly number[], change: number): number {
  let worst = 0;
  for (let first = 0; first < times.length; first++) {
    let last = first;
    while (last + 1 < times.length && times[last + 1]! <= times[first]! + 1000) last++;
    worst = Math.max(worst, countSwings(values.slice(Math.max(0, first - 1), last + 1), change));
  }
  return worst;
}

/** Light of the LEDs [from, to[ in units of `white` for each, per picture. */
export function lightOf(pictures: readonly Shown[], white: number, from: number, to: number): number[] {
  return pictures.map(({ rgb }) => {
    let sum = 0;
    for (let led = from; led < to; led++)
      sum += 0.2126 * rgb[3 * led]! + 0.7152 * rgb[3 * led + 1]! + 0.0722 * rgb[3 * led + 2]!;
    return sum / white;
  });
}

/** Where a strip flashed more than three times in a second, in words; empty if nowhere. */
export function flashes(pictures: readonly Shown[], white: number): string[] {
  const ledCount = pictures[0]!.rgb.length / 3;
  const times = pictures.map(({ wallMs }) => wallMs);
  const sixth = Math.max(1, Math.round(ledCount / 6));
  const found: string[] = [];
  const look = (name: string, from: number, to: number, change: number) => {
    // A hair more than the change, for sums of decimals.
    const swings = worstSecond(times, lightOf(pictures, white, from, to), change + 1e-9);
    if (swings > 6) found.push(`${name}: ${swings} swings of ${change} in a second`);
  };
  for (let led = 0; led < ledCount; led++) look(`LED ${led}`, led, led + 1, 0.1);
  for (let from = 0; from + sixth <= ledCount; from++) {
    if (from % Math.max(1, sixth >> 1) === 0) look(`LEDs ${from} on`, from, from + sixth, 0.1 * sixth);
  }
  look('mean of the strip', 0, ledCount, 0.1 * ledCount);
  look('a sixth anywhere on the strip', 0, ledCount, 0.1 * sixth);
  return found;
}
