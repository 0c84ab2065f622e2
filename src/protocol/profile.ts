/** PROFILE frames: a picture as a line through knots, in the board's own integers (firmware-protocol.md, "PROFILE"). */

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

/** Farthest that a profile may put an LED from its level: 1.1 mV, within the 1.25 mV that the protocol allows. */
export const PROFILE_SLACK_LEVELS = 2;
/** So many neighbours of one level are sent as they are: a strip at rest must not shimmer while a spike passes. */
export const PROFILE_STILL_LEDS = 4;

/** Spots of a knot over one LED: the level itself and the slack on either side. */
const SPOTS = 2 * PROFILE_SLACK_LEVELS + 1;
const UNREACHED = 255;

export interface ProfileFitter {
  /** The knots found last, LED and level in turn. Used again by the next `fit`. */
  readonly knots: Uint8Array;
  /**
   * Finds the fewest knots whose profile puts no LED more than 2 levels off, and none in runs of 4 or more
   * equal levels; now and then one more than the fewest. Of several ways with as few knots it
   * takes one whose knots lie nearest to the levels.
   * @returns how many knots; 0 if it takes more than `most`, or if the strip is of one LED.
   */
  fit(levels: Uint8Array, most?: number): number;
}

/**
 * For strips of 1 to 255 LEDs. Allocates here and not in `fit`, which takes some 0.05 ms for 144 LEDs.
 *
 * A knot can stand over an LED at 5 spots. In rounds, from all spots that n segments reach, those are found that
 * n + 1 reach. A segment is known by its slope: rounded as the board rounds, an LED t further on is within its slack
 * if (rise − slack − ½)/t ≤ slope < (rise + slack + ½)/t (upwards; downwards the ends change roles). So one interval
 * of slopes says where a segment may still end, and ends the search when it is empty. Quotients of whole numbers
 * below 2²⁵ that differ do so by more than the rounding of doubles: the comparisons are exact.
 *
 * A round leaves out spots that are no farther than the round before came: from the farthest of that, one more knot
 * is as good, but for the rounding of levels. That is where a knot too many comes from, and nearly all of the speed.
 */
export function createProfileFitter(ledCount: number): ProfileFitter {
  const last = ledCount - 1;
  const knots = new Uint8Array(2 * ledCount);
  const slacks = new Uint8Array(ledCount);
  /** Last LED of the run of equal levels that an LED is in. */
  const runEnds = new Uint8Array(ledCount);
  /** Of each spot, 5 to an LED: the segments that it takes, the distances of its knots, the spot before it. */
  const segmentsTo = new Uint8Array(SPOTS * ledCount);
  const distanceTo = new Uint16Array(SPOTS * ledCount);
  const before = new Uint16Array(SPOTS * ledCount);

  let levels: Uint8Array = knots;
  /** Slopes that all LEDs passed so far allow. */
  let low = 0;
  let high = 0;

  function begin(): void {
    segmentsTo.fill(UNREACHED);
    for (let led = last; led >= 0; led--) {
      const same = led < last && levels[led] === levels[led + 1];
      runEnds[led] = same ? runEnds[led + 1]! : led;
    }
    for (let led = 0; led <= last; ) {
      const end = runEnds[led]!;
      const slack = end - led + 1 >= PROFILE_STILL_LEDS ? 0 : PROFILE_SLACK_LEVELS;
      slacks.fill(slack, led, end + 1);
      led = end + 1;
    }
    for (let spot = 0; spot < SPOTS; spot++) {
      const offset = spot - PROFILE_SLACK_LEVELS;
      if (Math.abs(offset) > slacks[0]! || !isLevel(levels[0]! + offset)) continue;
      segmentsTo[spot] = 0;
      distanceTo[spot] = Math.abs(offset);
    }
  }

  function narrow(rise: number, slack: number, span: number): void {
    const least = (rise - slack - 0.5) / span;
    const most = (rise + slack + 0.5) / span;
    if (least > low) low = least;
    if (most < high) high = most;
  }

  /** Marks the spots over `led` that a segment from `spot` may end at. */
  function endOver(led: number, spot: number, level: number, span: number, segments: number): boolean {
    const slack = slacks[led]!;
    let ended = false;
    for (let offset = -slack; offset <= slack; offset++) {
      const to = levels[led]! + offset;
      const slope = (to - level) / span;
      const allowed = slope >= 0 ? slope >= low && slope < high : slope > low && slope <= high;
      if (!allowed || !isLevel(to)) continue;
      ended = true;
      const end = SPOTS * led + offset + PROFILE_SLACK_LEVELS;
      const distance = distanceTo[spot]! + Math.abs(offset);
      if (segmentsTo[end] === segments && distanceTo[end]! <= distance) continue;
      segmentsTo[end] = segments;
      distanceTo[end] = distance;
      before[end] = spot;
    }
    return ended;
  }

  /** Ends segments from `spot` over LEDs beyond `far`. @returns the farthest of them, or `far`. */
  function reach(spot: number, far: number, segments: number): number {
    const start = Math.trunc(spot / SPOTS);
    const level = levels[start]! + (spot % SPOTS) - PROFILE_SLACK_LEVELS;
    let farthest = far;
    low = -Infinity;
    high = Infinity;
    for (let led = start + 1; led <= last && low <= high; led++) {
      const rise = levels[led]! - level;
      const slack = slacks[led]!;
      if (led <= far) {
        // Between the two ends of a run every bound lies between theirs.
        narrow(rise, slack, led - start);
        led = Math.min(runEnds[led]!, far);
        narrow(rise, slack, led - start);
        continue;
      }
      if (runEnds[led] === last && led < last) {
        const [lowBefore, highBefore] = [low, high];
        narrow(rise, slack, led - start);
        narrow(rise, slack, last - 1 - start);
        if (endOver(last, spot, level, last - start, segments)) return last;
        low = lowBefore;
        high = highBefore;
      }
      if (endOver(led, spot, level, led - start, segments)) farthest = led;
      narrow(rise, slack, led - start);
    }
    return farthest;
  }

  function readKnots(segments: number): void {
    let spot = -1;
    for (let end = SPOTS * last; end < SPOTS * ledCount; end++) {
      if (segmentsTo[end] !== segments) continue;
      if (spot < 0 || distanceTo[end]! < distanceTo[spot]!) spot = end;
    }
    for (let knot = segments; knot >= 0; knot--) {
      const led = Math.trunc(spot / SPOTS);
      knots[2 * knot] = led;
      knots[2 * knot + 1] = levels[led]! + (spot % SPOTS) - PROFILE_SLACK_LEVELS;
      spot = before[spot]!;
    }
  }

  return {
    knots,
    fit(wanted, most = ledCount) {
      if (ledCount < 2) return 0;
      levels = wanted;
      begin();
      let segments = 0;
      for (let from = 0, far = 0; far < last; ) {
        if (segments + 2 > most) return 0;
        let farthest = far;
        for (let spot = SPOTS * from; spot < SPOTS * (far + 1); spot++) {
          if (segmentsTo[spot] !== segments) continue;
          farthest = Math.max(farthest, reach(spot, far, segments + 1));
        }
        segments++;
        from = far + 1;
        far = farthest;
      }
      readKnots(segments);
      return segments + 1;
    },
  };
}

function isLevel(level: number): boolean {
  return level >= 0 && level <= 255;
}
