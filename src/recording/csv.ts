/** A recording as a table for a spreadsheet: RFC 4180 with line feeds, decimal points and a heading. */
import type { RecordedPicture, RecordingHeader } from './format.js';

/** `site_0_mV`, `mm_2.5_mV`, `node_3_mV`, `patch_mV`: no cell that a spreadsheet takes for a formula or a date. */
export function placeHeading(unit: RecordingHeader['unit'], place: number): string {
  return unit === 'patch' ? 'patch_mV' : `${unit}_${Number(place.toFixed(6))}_mV`;
}

/** All LEDs of a patch show the same potential: one column is enough. */
export function columnsOf({ unit, places }: RecordingHeader): readonly number[] {
  return unit === 'patch' ? places.slice(0, 1) : places;
}

/** The first line. */
export function recordingCsvHeading(header: RecordingHeader): string {
  const places = columnsOf(header).map((place) => placeHeading(header.unit, place));
  return `${['room_ms', 'axon_ms', 'blue_mV', 'yellow_mV', ...places].join(',')}\n`;
}

/** Larger numbers have an exponent. */
const NO_EXPONENT_BELOW = 1e21;

/** A number with a decimal point, no exponent and no −0; an empty cell where there is none. */
export function cell(value: number, decimals: number): string {
  if (!(Math.abs(value) < NO_EXPONENT_BELOW)) return '';
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** The line of a picture. Potentials have two decimals, as the recording has them. */
export function recordingCsvRow(header: RecordingHeader, picture: RecordedPicture): string {
  let row = `${cell(picture.roomMs, 1)},${cell(picture.axonMs, 6)},${cell(picture.blueMv, 3)},${cell(picture.yellowMv, 3)}`;
  const columns = columnsOf(header).length;
  for (let led = 0; led < columns; led++) row += `,${cell(picture.potentialMv[led]!, 2)}`;
  return `${row}\n`;
}
