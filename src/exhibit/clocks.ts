/** Two clocks, looked at once a second: what it means when they do not go on alike. Pure. */

/** Of a clock that is put right now and then nobody need hear [ms]. */
const LEAST_JUMP_MS = 60_000;
/** Between two looks pass so many [ms], unless the computer slept or was busy. */
const LONGEST_LOOK_MS = 10_000;

export interface ClockNews {
  readonly words: string;
  /** How far the clock on the wall has jumped, or how long nothing ran [s]. */
  readonly seconds: number;
}

const UNITS = [
  ['years', 31_557_600],
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** `8.0 hours`, `12 s`. */
function lengthWords(ms: number): string {
  const s = Math.abs(ms) / 1000;
  const [unit, unitS] = UNITS.find(([, oneS]) => s >= 2 * oneS) ?? ['s', 1];
  return unit === 's' ? `${s.toFixed(0)} s` : `${(s / unitS).toFixed(1)} ${unit}`;
}

/**
 * @returns is told both at each look: of the one that never jumps, and of the one on the wall [ms].
 */
export function watchClocks(firstMs: number, firstWallMs: number) {
  let atMs = firstMs;
  let wallMs = firstWallMs;
  return (nowMs: number, nowWallMs: number): ClockNews | undefined => {
    const passedMs = nowMs - atMs;
    const jumpMs = nowWallMs - wallMs - passedMs;
    atMs = nowMs;
    wallMs = nowWallMs;
    if (passedMs > LONGEST_LOOK_MS)
      return {
        words: `Nothing ran for ${lengthWords(passedMs)}: the computer slept, or was busy.`,
        seconds: Math.round(passedMs / 1000),
      };
    if (Math.abs(jumpMs) < LEAST_JUMP_MS) return undefined;
    const way = jumpMs > 0 ? 'on' : 'back';
    return {
      words: `The clock on the wall jumped ${way} by ${lengthWords(jumpMs)}: it was put right, or the computer slept.`,
      seconds: Math.round(jumpMs / 1000),
    };
  };
}
