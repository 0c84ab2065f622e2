/** Levels between the knots of a PROFILE frame, in the board's own integers (firmware-protocol.md, "PROFILE"). */

/** Expands the knots of a profile into one level per LED; between two knots linear, halves away from the left. */
export function expandProfile(knots: readonly (readonly [number, number])[], levels: Uint8Array): void {
  levels[0] = knots[0]![1];
  for (let k = 1; k < knots.length; k++) {
    const [fromLed, from] = knots[k - 1]!;
    const [toLed, to] = knots[k]!;
    const span = toLed - fromLed;
    for (let led = fromLed + 1; led <= toLed; led++) {
      const rise = Math.trunc((Math.abs(to - from) * (led - fromLed) + (span >> 1)) / span);
      levels[led] = to < from ? from - rise : from + rise;
    }
  }
}
