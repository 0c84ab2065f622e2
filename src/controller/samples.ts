/**
 * What both voltmeters read since the picture before, look by look, for the traces. The store is fixed: a picture that
 * covers more looks than fit keeps every second, third … of them. Between two looks a meter may have been at a corner:
 * its site switched. Such an instant is known of one meter alone; the other one's line is drawn straight past it.
 */
import type { MeterName } from '../units.js';

/** Most samples that one picture carries. */
const MAX_SAMPLES = 256;

/** Room kept for instants that must not be thinned out. */
const RESERVED = 8;
/** Most corners between two looks: four switches at either site, and some to spare. */
const MOST_CORNERS = 16;

export interface Samples {
  /** Says how many looks come next, so that they are thinned evenly. */
  expect(looks: number): void;
  /** One look: the axon's time [ms] and both voltmeters [mV]. */
  add(modelMs: number, blueMv: number, yellowMv: number): void;
  /** A corner of one meter's trace that must be seen, after the last look and before the next. Never thinned out. */
  mark(modelMs: number, meter: MeterName, mv: number): void;
  /** Time, blue, yellow of each sample, one after another; valid until the next `add` or `clear`. */
  all(): Float64Array;
  clear(): void;
}

/** One meter: its last point, and the corners since. */
interface Line {
  ms: number;
  mv: number;
  readonly cornerMs: Float64Array;
  readonly cornerMv: Float64Array;
  corners: number;
  next: number;
}

function createLine(): Line {
  return {
    ms: Number.NaN,
    mv: Number.NaN,
    cornerMs: new Float64Array(MOST_CORNERS),
    cornerMv: new Float64Array(MOST_CORNERS),
    corners: 0,
    next: 0,
  };
}

/** When a line has its next corner [ms]; Infinity if it has none. */
function cornerMsOf(line: Line): number {
  return line.next < line.corners ? line.cornerMs[line.next]! : Number.POSITIVE_INFINITY;
}

/** Brings a line to `ms`, which is not after its next corner; without one it leads to `endMv` at `endMs`. */
function moveTo(line: Line, ms: number, endMs: number, endMv: number): void {
  const atCorner = line.next < line.corners;
  const toMs = atCorner ? line.cornerMs[line.next]! : endMs;
  const toMv = atCorner ? line.cornerMv[line.next]! : endMv;
  // A line that begins here, or whose axon began again, has no point before: it comes level.
  if (ms === toMs || !(line.ms <= ms)) line.mv = toMv;
  else line.mv += ((toMv - line.mv) * (ms - line.ms)) / (toMs - line.ms);
  line.ms = ms;
  if (atCorner && ms === toMs) line.next++;
}

export function createSamples(): Samples {
  const store = new Float64Array(3 * MAX_SAMPLES);
  const blue = createLine();
  const yellow = createLine();
  let count = 0;
  let stride = 1;
  let skipped = 0;

  function keep(modelMs: number, blueMv: number, yellowMv: number): void {
    // A full store keeps room for the newest.
    const at = 3 * Math.min(count, MAX_SAMPLES - 1);
    store[at] = modelMs;
    store[at + 1] = blueMv;
    store[at + 2] = yellowMv;
    if (count < MAX_SAMPLES) count++;
  }

  return {
    expect(looks) {
      stride = Math.max(1, Math.ceil(looks / Math.max(1, MAX_SAMPLES - RESERVED - count)));
      skipped = 0;
    },
    mark(modelMs, meter, mv) {
      const line = meter === 'blue' ? blue : yellow;
      if (line.corners === MOST_CORNERS) return;
      line.cornerMs[line.corners] = modelMs;
      line.cornerMv[line.corners++] = mv;
    },
    add(modelMs, blueMv, yellowMv) {
      for (;;) {
        const ms = Math.min(cornerMsOf(blue), cornerMsOf(yellow));
        if (!(ms < modelMs)) break;
        const isNew = ms !== blue.ms;
        moveTo(blue, ms, modelMs, blueMv);
        moveTo(yellow, ms, modelMs, yellowMv);
        if (isNew) keep(ms, blue.mv, yellow.mv);
      }
      for (const line of [blue, yellow]) {
        line.ms = modelMs;
        line.corners = 0;
        line.next = 0;
      }
      blue.mv = blueMv;
      yellow.mv = yellowMv;
      skipped++;
      if (skipped < stride) return;
      skipped = 0;
      keep(modelMs, blueMv, yellowMv);
    },
    all: () => store.subarray(0, 3 * count),
    clear() {
      count = 0;
    },
  };
}
