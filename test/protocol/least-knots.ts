import { expandProfile, PROFILE_SLACK_LEVELS, PROFILE_STILL_LEDS } from '../../src/protocol/index.js';

/** How far each LED may be off: not at all among 4 or more neighbours of its level, else 2 levels. */
function slacksOf(levels: Uint8Array): number[] {
  return [...levels].map((level, led) => {
    let [from, to] = [led, led];
    while (levels[from - 1] === level) from--;
    while (levels[to + 1] === level) to++;
    return to - from + 1 >= PROFILE_STILL_LEDS ? 0 : PROFILE_SLACK_LEVELS;
  });
}

/**
 * The fewest knots of a profile, by trying every segment between any two places with the board's own expansion
 * (dynamic programming from left to right): slow, and without any of the fitter's thoughts.
 */
export function leastKnots(levels: Uint8Array): number {
  const slacks = slacksOf(levels);
  const shown = new Uint8Array(levels.length);
  const places = (led: number): number[] => {
    const slack = slacks[led]!;
    return Array.from({ length: 2 * slack + 1 }, (_, n) => levels[led]! + n - slack).filter(
      (level) => level >= 0 && level <= 255,
    );
  };
  const isWithin = (from: [number, number], to: [number, number]): boolean => {
    expandProfile(
      [from, to].map(([led, level]) => [led - from[0], level] as const),
      shown,
    );
    for (let led = from[0]; led <= to[0]; led++) {
      if (Math.abs(shown[led - from[0]]! - levels[led]!) > slacks[led]!) return false;
    }
    return true;
  };
  const least: Map<number, number>[] = [...levels].map(() => new Map());
  for (const level of places(0)) least[0]!.set(level, 1);
  for (let from = 0; from < levels.length; from++) {
    for (const [level, knots] of least[from]!) {
      for (let to = from + 1; to < levels.length; to++) {
        for (const end of places(to)) {
          if ((least[to]!.get(end) ?? Infinity) <= knots + 1) continue;
          if (isWithin([from, level], [to, end])) least[to]!.set(end, knots + 1);
        }
      }
    }
  }
  return Math.min(...least.at(-1)!.values());
}
