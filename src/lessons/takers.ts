/** What takes each kind of measure but for extremes: each keeps a few numbers, and allocates nothing on the way. */
import type { Snapshot } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import type { Value } from './judge.js';
import type { Taken } from './measures.js';
import { type FromPress, fromHouse, NO_PICTURE, NO_PRESS, noValue, type Taker } from './taker.js';

/** A spike that has fallen by this much below the level may be followed by another one [mV]. */
const FALLEN_MV = 5;

export function crossing(
  { mv: levelMv, rising }: Extract<Taken, { kind: 'crosses' }>,
  from: FromPress,
): Taker {
  let beforeMs = Number.NaN;
  let beforeMv = Number.NaN;
  let atMs = Number.NaN;
  let shown = 0;
  return {
    pressed: (axonMs) => from.pressed(axonMs),
    sample(axonMs, mv, picture) {
      const wasBeyond = rising ? beforeMv >= levelMv : beforeMv <= levelMv;
      const isBeyond = rising ? mv >= levelMv : mv <= levelMv;
      if (
        from.counts(axonMs, mv) &&
        Number.isNaN(atMs) &&
        !wasBeyond &&
        isBeyond &&
        !Number.isNaN(beforeMv)
      ) {
        const share = (levelMv - beforeMv) / (mv - beforeMv);
        atMs = beforeMs + share * (axonMs - beforeMs);
        shown = picture;
      }
      beforeMs = axonMs;
      beforeMv = mv;
    },
    end() {
      if (from.startMs === Number.POSITIVE_INFINITY) return NO_PRESS;
      if (Number.isNaN(atMs)) return { value: null, because: { kind: 'level-not-crossed' } };
      return { value: atMs - from.startMs, moment: { axonMs: atMs, picture: shown } };
    },
  };
}

export function spikes({ mv: levelMv }: Extract<Taken, { kind: 'spikes' }>): Taker {
  let count = 0;
  let isUp = true;
  return {
    sample(_, mv) {
      if (mv < levelMv - FALLEN_MV) isUp = false;
      else if (mv >= levelMv && !isUp) {
        isUp = true;
        count++;
      }
    },
    end: () => ({ value: count }),
  };
}

export function reading({ meter }: Extract<Taken, { kind: 'reads' }>): Taker {
  let value = Number.NaN;
  let axonMs = 0;
  let shown = 0;
  return {
    look({ blueMv, yellowMv, modelMs, picture }) {
      value = meter === 'blue' ? blueMv : yellowMv;
      axonMs = modelMs;
      shown = picture;
    },
    end: () => (Number.isNaN(value) ? NO_PICTURE : { value, moment: { axonMs, picture: shown } }),
  };
}

/** @param ledPlaces the place that each LED shows. */
export function highestAt(
  { place }: Extract<Taken, { kind: 'highest' }>,
  ledPlaces: readonly number[],
): Taker {
  let led = 0;
  for (const [i, at] of ledPlaces.entries())
    if (Math.abs(at - place) < Math.abs(ledPlaces[led]! - place)) led = i;
  let highest = Number.NaN;
  let isPressed = false;
  return {
    pressed() {
      isPressed = true;
    },
    look({ highestMv }) {
      const mv = highestMv[led]!;
      if (isPressed && !(mv <= highest)) highest = mv;
    },
    end: () => (Number.isNaN(highest) ? NO_PRESS : { value: highest }),
  };
}

/** The longest locked stretch. @param measures those of the rig, now: asked at each picture. */
export function locked(measures: () => Snapshot['measures']): Taker {
  let longest: Value = NO_PICTURE;
  return {
    look() {
      const now = fromHouse(measures().locked);
      if (longest.value === null || (now.value !== null && now.value > longest.value)) longest = now;
    },
    end: () => longest,
  };
}

/** The lit stretch as it passes the yellow voltmeter, or else the blue one: when that reads most. */
export function lit(measures: () => Snapshot['measures']): Taker {
  const highestMv = { blue: Number.NEGATIVE_INFINITY, yellow: Number.NEGATIVE_INFINITY };
  const lengths: Record<MeterName, Value> = { blue: NO_PICTURE, yellow: NO_PICTURE };
  return {
    look({ blueMv, yellowMv }) {
      if (blueMv > highestMv.blue) {
        highestMv.blue = blueMv;
        lengths.blue = fromHouse(measures().lit);
      }
      if (yellowMv > highestMv.yellow) {
        highestMv.yellow = yellowMv;
        lengths.yellow = fromHouse(measures().lit);
      }
    },
    end: () => (lengths.yellow.value === null ? lengths.blue : lengths.yellow),
  };
}

export function weakest({ weakest: found }: Snapshot): Value {
  if (found.kind === 'found') return { value: found.strength };
  return found.kind === 'none' ? noValue(found.because) : { value: null, because: { kind: 'not-sought' } };
}
