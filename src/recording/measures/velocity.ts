/** How fast a spike went from one voltmeter to the other. */
import {
  along,
  type ElectrodePosition,
  isOneSpike,
  SAME_INSTANT_MS,
  type Source,
  velocityUnit,
} from '../../experiment/index.js';
import type { Geometry } from '../../model/index.js';
import { IN_BATH, known, type Measure, unknown } from './measure.js';

/** A voltmeter, and when the first spike passed it on the axon's own time; `null` if none did. */
export interface Passage {
  readonly at: ElectrodePosition;
  readonly spikeMs: number | null;
  /** How much earlier or later that may have been; nothing: it is exact [ms]. */
  readonly withinMs?: number;
}

/** Where and when something was pressed. */
export interface PressedAt {
  readonly at: number;
  readonly startMs: number;
}

/**
 * Their distance over the time between; below 0 if the spike ran towards the beginning of the axon.
 * @param presses all that may have started one of the two spikes.
 */
export function velocityBetween(
  geometry: Geometry,
  from: Passage,
  to: Passage,
  presses: readonly PressedAt[],
): Measure {
  const unit = velocityUnit(geometry.kind);
  if (unit === null) return unknown('a patch has no length to run along');
  const start = along(geometry, from.at);
  const end = along(geometry, to.at);
  if (start === null || end === null) return unknown(IN_BATH);
  if (start === end) return unknown('both voltmeters are at the same place');
  if (from.spikeMs === null || to.spikeMs === null) return unknown('a voltmeter saw no spike');
  if (Math.abs(to.spikeMs - from.spikeMs) <= SAME_INSTANT_MS) {
    return unknown('the spike came to both voltmeters at the same instant');
  }
  const sources: Source[] = presses.map(({ at, startMs }) => ({ along: along(geometry, at)!, startMs }));
  const arrival = { along: start, ms: from.spikeMs };
  if (!isOneSpike(arrival, { along: end, ms: to.spikeMs }, sources)) {
    return unknown(
      'it may not be one spike that passed both: a press between them or beyond may have fired there',
    );
  }
  const ms = to.spikeMs - from.spikeMs;
  const velocity = (end - start) / ms;
  const share = ((from.withinMs ?? 0) + (to.withinMs ?? 0)) / Math.abs(ms);
  if (share >= 1) return unknown('at this lens samples are too far apart to tell; turn it slower');
  return known(velocity, unit, Math.abs(velocity) * (1 / (1 - share) - 1));
}
