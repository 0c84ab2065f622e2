/** How one stimulus runs in time: a current by its charge, so that any period gets its exact mean. */

import type { StimulusSpec } from './stimulus-spec.js';

export interface Waveform {
  readonly startMs: number;
  /** Infinity for a current that never stops. */
  readonly endMs: number;
  /** Whether the current changes other than at edges. */
  readonly slopes: boolean;
  /** Mean between two instants, as a part of the full current: 0 to 1. `toMs` must be later. */
  meanBetween(fromMs: number, toMs: number): number;
  /** What flows from this instant on, as a part of the full current; between edges only. */
  levelAt(ms: number): number;
  /** How fast that grows from this instant on [1/ms]. */
  slopeAt(ms: number): number;
  /** The next instant after this one at which the current jumps or bends [ms]; Infinity if there is none. */
  edgeAfter(ms: number): number;
}

/** The waveform of a stimulus that has passed its checks, beginning at `startMs`. */
export function waveformOf(stimulus: StimulusSpec, startMs: number): Waveform {
  switch (stimulus.kind) {
    case 'pulse':
    case 'conductance':
      return held(startMs, startMs + stimulus.durationMs);
    case 'step':
      return held(startMs, Number.POSITIVE_INFINITY);
    case 'ramp':
      return ramp(startMs, stimulus.riseMs, stimulus.durationMs);
    case 'train':
      return train(startMs, stimulus.durationMs, stimulus.intervalMs, stimulus.count);
  }
}

/** The same, ended before its time: from then on nothing flows. */
export function endedAt(whole: Waveform, endMs: number): Waveform {
  return {
    ...whole,
    endMs,
    meanBetween: (fromMs, toMs) => {
      const lastMs = Math.min(toMs, endMs);
      return lastMs > fromMs ? (whole.meanBetween(fromMs, lastMs) * (lastMs - fromMs)) / (toMs - fromMs) : 0;
    },
    levelAt: (ms) => (ms < endMs ? whole.levelAt(ms) : 0),
    slopeAt: (ms) => (ms < endMs ? whole.slopeAt(ms) : 0),
    edgeAfter: (ms) => (ms < endMs ? Math.min(endMs, whole.edgeAfter(ms)) : Number.POSITIVE_INFINITY),
  };
}

/** The part of `fromMs` to `toMs` that lies between two other instants [ms]. */
function overlapMs(fromMs: number, toMs: number, startMs: number, endMs: number): number {
  return Math.max(0, Math.min(toMs, endMs) - Math.max(fromMs, startMs));
}

function held(startMs: number, endMs: number): Waveform {
  return {
    startMs,
    endMs,
    slopes: false,
    meanBetween: (fromMs, toMs) => overlapMs(fromMs, toMs, startMs, endMs) / (toMs - fromMs),
    levelAt: (ms) => (ms >= startMs && ms < endMs ? 1 : 0),
    slopeAt: () => 0,
    edgeAfter: (ms) => {
      if (ms < startMs) return startMs;
      return ms < endMs ? endMs : Number.POSITIVE_INFINITY;
    },
  };
}

function ramp(startMs: number, riseMs: number, durationMs: number): Waveform {
  const topMs = startMs + riseMs;
  const endMs = startMs + durationMs;
  return {
    startMs,
    endMs,
    slopes: true,
    meanBetween: (fromMs, toMs) => {
      const heldMs = overlapMs(fromMs, toMs, topMs, endMs);
      const a = Math.max(fromMs, startMs) - startMs;
      const b = Math.min(toMs, topMs) - startMs;
      // A trapezium: half the sum of both levels, times its width.
      const risingMs = b > a ? ((a + b) * (b - a)) / (2 * riseMs) : 0;
      return (heldMs + risingMs) / (toMs - fromMs);
    },
    levelAt: (ms) => (ms >= startMs && ms < endMs ? Math.min(1, (ms - startMs) / riseMs) : 0),
    slopeAt: (ms) => (ms >= startMs && ms < topMs ? 1 / riseMs : 0),
    edgeAfter: (ms) => {
      for (const edgeMs of [startMs, topMs, endMs]) if (ms < edgeMs) return edgeMs;
      return Number.POSITIVE_INFINITY;
    },
  };
}

function train(startMs: number, durationMs: number, intervalMs: number, count: number): Waveform {
  const endMs = startMs + (count - 1) * intervalMs + durationMs;
  /** The last pulse that has begun at `ms`, −1 before the first. */
  const begun = (ms: number) => Math.min(count - 1, lastBegun(ms, startMs, intervalMs));
  return {
    startMs,
    endMs,
    slopes: false,
    meanBetween: (fromMs, toMs) => {
      let flowsMs = 0;
      for (let k = Math.max(0, begun(fromMs)); k <= begun(toMs); k++) {
        const pulseMs = startMs + k * intervalMs;
        flowsMs += overlapMs(fromMs, toMs, pulseMs, pulseMs + durationMs);
      }
      return flowsMs / (toMs - fromMs);
    },
    levelAt: (ms) => {
      const k = begun(ms);
      return k >= 0 && ms < startMs + k * intervalMs + durationMs ? 1 : 0;
    },
    slopeAt: () => 0,
    edgeAfter: (ms) => {
      const k = begun(ms);
      if (k < 0) return startMs;
      const stopMs = startMs + k * intervalMs + durationMs;
      if (ms < stopMs) return stopMs;
      return k + 1 < count ? startMs + (k + 1) * intervalMs : Number.POSITIVE_INFINITY;
    },
  };
}

/** As `floor`, but an instant that `startMs + k × interval` names is in pulse k whatever the rounding. */
function lastBegun(ms: number, startMs: number, intervalMs: number): number {
  let k = Math.floor((ms - startMs) / intervalMs);
  if (ms >= startMs + (k + 1) * intervalMs) k++;
  else if (ms < startMs + k * intervalMs) k--;
  return Math.max(-1, k);
}
