/** A sweep as a table for a spreadsheet (RFC 4180, with decimal points), earlier sweeps beside it. Pure. */
import { METERS } from '../../units.js';
import type { Sweep } from '../sweep.js';
import { readingAt } from '../sweep-samples.js';

/** A heading; quoted where a spreadsheet would see two columns in it. */
function quoted(words: string): string {
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** Empty where nothing is known. */
function cell(mv: number): string {
  return Number.isNaN(mv) ? '' : mv.toFixed(3);
}

/**
 * `time_ms,blue_mV,yellow_mV` after the press, a row for each sample; then two columns for each earlier sweep, at the
 * same times after its own press. @param ghosts with what each is called.
 */
export function sweepCsv(
  shown: Sweep,
  ghosts: readonly { readonly sweep: Sweep; readonly name: string }[],
): string {
  const { samples } = shown;
  const names = ghosts.flatMap(({ name }) => METERS.map((meter) => `${meter}_mV (${name})`));
  const lines = [['time_ms', ...METERS.map((meter) => `${meter}_mV`), ...names].map(quoted).join(',')];
  for (let i = 0; i < samples.count; i++) {
    const ms = samples.timesMs[i]!;
    const row = METERS.map((meter) => cell(samples.of(meter)[i]!));
    for (const { sweep } of ghosts)
      for (const meter of METERS) row.push(cell(readingAt(sweep.samples, meter, ms)));
    lines.push([String(Number(ms.toFixed(6))), ...row].join(','));
  }
  return `${lines.join('\n')}\n`;
}
