/** The measures of a recording as a table for a spreadsheet, one row for each sweep. An empty cell: there is no value. */
import { velocityUnit } from '../experiment/index.js';
import { METERS } from '../units.js';
import { cell, columnsOf, placeHeading } from './csv.js';
import type { PlaceUnit, RecordingHeader } from './format.js';
import type { Measure, RecordedSweep } from './measures/index.js';

const KIND_OF = { site: 'lattice', mm: 'cable', node: 'myelinated', patch: 'patch' } as const;

/** `at_mm`; `at` on a patch. */
function atHeading(unit: PlaceUnit): string {
  return unit === 'patch' ? 'at' : `at_${unit}`;
}

/** `velocity_m/s`; `velocity` on a patch, where nothing runs. */
function velocityHeading(unit: PlaceUnit): string {
  const ofVelocity = velocityUnit(KIND_OF[unit]);
  return ofVelocity === null ? 'velocity' : `velocity_${ofVelocity}`;
}

/** The first line. */
export function sweepsCsvHeading(header: RecordingHeader): string {
  const { unit } = header;
  const ofMeters = METERS.flatMap((name) => [
    `${name}_peak_mV`,
    `${name}_latency_ms`,
    `${name}_half_width_ms`,
  ]);
  return `${[
    'press',
    'presses',
    'room_ms',
    'axon_ms',
    atHeading(unit),
    'strength',
    'strength_unit',
    ...ofMeters,
    velocityHeading(unit),
    'within_percent',
    'gap_ms',
    ...columnsOf(header).map((place) => `highest_${placeHeading(unit, place)}`),
  ].join(',')}\n`;
}

function measureCell({ value }: Measure, decimals: number): string {
  return value === null ? '' : cell(value, decimals);
}

/** How far off the worst of latencies, half widths and velocity may be; empty where all are exact. */
function withinCell({ blue, yellow, velocity }: RecordedSweep): string {
  const shares = [blue.latency, blue.halfWidth, yellow.latency, yellow.halfWidth, velocity].map((measure) =>
    measure.value === null || measure.within === undefined ? 0 : measure.within / Math.abs(measure.value),
  );
  const worst = Math.max(...shares);
  return worst > 0 ? cell(100 * worst, 0) : '';
}

/** The line of a sweep. The highest potentials of the LEDs have two decimals, as the recording has them. */
export function sweepsCsvRow(header: RecordingHeader, sweep: RecordedSweep): string {
  const { press, presses, roomMs, axonMs, places, strength, velocity, gap, highest } = sweep;
  const ofMeters = METERS.flatMap((name) => {
    const { peak, latency, halfWidth } = sweep[name];
    return [peak, latency, halfWidth].map((measure) => measureCell(measure, 3));
  });
  return `${[
    press,
    presses,
    cell(roomMs, 1),
    cell(axonMs, 6),
    places.map((at) => Number(at.toFixed(6))).join(' '),
    measureCell(strength, 4),
    strength.value === null ? '' : strength.unit.replace('µ', 'u').replace('²', '2'),
    ...ofMeters,
    measureCell(velocity, 4),
    withinCell(sweep),
    measureCell(gap, 3),
    ...highest.slice(0, columnsOf(header).length).map((measure) => measureCell(measure, 2)),
  ].join(',')}\n`;
}
