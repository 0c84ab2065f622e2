/** How keys move a slider: an arrow by a step, a page by more, Home and End to the ends. Pure. */

export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly page: number;
}

/** Where a key takes a slider; undefined for a key that is none of its own. */
export function movedBy(
  key: string,
  value: number,
  { min, max, step, page }: SliderScale,
): number | undefined {
  const by = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: page,
    PageDown: -page,
  }[key];
  if (key === 'Home') return min;
  if (key === 'End') return max;
  if (by === undefined) return undefined;
  // To a whole step: after a drag the figures are round again.
  const moved = step > 0 ? step * Math.round((value + by) / step) : value + by;
  return Math.max(min, Math.min(max, Number(moved.toPrecision(12))));
}

/** Steps of places on an axon: one where places are whole, else about a hundredth of it; a page is five. */
export function placeScale({
  lastPlace,
  wholePlaces,
}: {
  readonly lastPlace: number;
  readonly wholePlaces: boolean;
}): SliderScale {
  const step = wholePlaces ? 1 : roundStep(lastPlace / 100);
  return { min: 0, max: lastPlace, step, page: 5 * step };
}

/** 1, 2 or 5 times a power of ten, at most `value` and a rounding. */
function roundStep(value: number): number {
  if (!(value > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const share = value / ten + 1e-9;
  return ten * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
}
