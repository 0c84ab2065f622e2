/** Samples as a table for a spreadsheet: RFC 4180 with line feeds, decimal points and a heading. */

/** A name for a heading; quoted where a spreadsheet would see two columns in it (RFC 4180, 2.6). */
function heading(name: string): string {
  const words = `${name}_mV`;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** Times that are written without the noise of adding up [ms]. */
function timeWords(ms: number): string {
  return String(Number(ms.toFixed(9)));
}

/** The first line: `time_ms`, then `<name>_mV` for each electrode. */
export function csvHeading(names: readonly string[]): string {
  return `${['time_ms', ...names.map(heading)].join(',')}\n`;
}

/** The line of one sample. Potentials have six decimals, a thousandth of a microvolt. */
export function csvRow(timeMs: number, potentialMv: Float64Array): string {
  let row = timeWords(timeMs);
  for (const mv of potentialMv) row += `,${mv.toFixed(6)}`;
  return `${row}\n`;
}
