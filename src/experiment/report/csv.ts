/** A recording as a table for a spreadsheet: RFC 4180 with line feeds, decimal points and a heading. */
import type { Recording } from '../recording.js';

/** Rows that are put into one piece of text. */
const ROWS_A_PIECE = 4096;

/** A name for a heading; quoted where a spreadsheet would see two columns in it (RFC 4180, 2.6). */
function heading(name: string): string {
  const words = `${name}_mV`;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** Times that are written without the noise of adding up [ms]. */
function timeWords(ms: number): string {
  return String(Number(ms.toFixed(9)));
}

/**
 * The samples of a recording, piece by piece: `time_ms` first, then `<name>_mV` for each electrode, one row every
 * `sampleMs`. Potentials have six decimals, a thousandth of a microvolt.
 */
export function* csvPieces({ timesMs, traces, samples }: Recording): Generator<string> {
  yield `${['time_ms', ...traces.map(({ name }) => heading(name))].join(',')}\n`;
  for (let start = 0; start < samples.length; start += ROWS_A_PIECE) {
    let piece = '';
    for (const index of samples.subarray(start, start + ROWS_A_PIECE)) {
      piece += timeWords(timesMs[index]!);
      for (const { potentialMv } of traces) piece += `,${potentialMv[index]!.toFixed(6)}`;
      piece += '\n';
    }
    yield piece;
  }
}
