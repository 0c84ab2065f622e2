/** Graphs for the tests: a made spike and a made bump, so that every number is known. */
import { type Graph, type GraphLine, switchingLevels, type TraceInk } from '../../src/figure/index.js';

/** A line every 0.01 ms from 0 to 14 ms. */
export function lineOf(
  ink: TraceInk,
  potentialMv: (ms: number) => number,
  label: readonly string[] = [ink],
): GraphLine {
  const timesMs = Float64Array.from({ length: 1401 }, (_, i) => i / 100);
  return { ink, label, timesMs, potentialMv: timesMs.map(potentialMv) };
}

/** At rest at −70, up to +40 within 0.5 ms, at its peak at `peakMs`, back to −80 within 1 ms, and slowly to rest. */
export function spikeAt(peakMs: number): (ms: number) => number {
  return (ms) => {
    const after = ms - peakMs;
    if (after <= -0.5) return -70;
    if (after <= 0) return 40 + 220 * after;
    if (after <= 1) return 40 - 120 * after;
    return -70 - 10 * Math.exp(-(after - 1) / 5);
  };
}

export function bump(heightMv: number, peakMs: number): (ms: number) => number {
  return (ms) => -70 + heightMv * (ms / peakMs) * Math.exp(1 - ms / peakMs);
}

/** The lesson's sweep at sites 4 and 40, as the page draws it. */
export function graphOf(changes: Partial<Graph> = {}): Graph {
  return {
    width: 520,
    height: 320,
    em: 14,
    spanMs: 14,
    lowMv: -100,
    highMv: 60,
    restMv: -70,
    levels: switchingLevels({ sodiumOpensMv: -55, sodiumClosesMv: 40, potassiumClosesMv: -80 }),
    stimuli: [{ fromMs: 0, toMs: 0.5, negative: false }],
    lines: [lineOf('blue', spikeAt(1.15)), lineOf('yellow', spikeAt(8.1))],
    ghosts: [],
    handle: null,
    failed: [],
    bracket: null,
    inset: false,
    heading: ['', ''],
    axisWords: null,
    ...changes,
  };
}
