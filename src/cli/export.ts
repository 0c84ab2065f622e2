/** `axon-rig export FILE --csv FILE|-` or `--measures FILE|-`: a saved recording as a table. */

import { recordingCsvHeading, recordingCsvRow } from '../recording/csv.js';
import type { RecordedBlock, RecordingHeader } from '../recording/format.js';
import { createSweepReader, type RecordedSweep } from '../recording/measures/index.js';
import { sweepsCsvHeading, sweepsCsvRow } from '../recording/sweeps-csv.js';
import { MS_PER_S } from '../units.js';
import { longWork } from './long-work.js';
import type { Output } from './output.js';
import type { Pauses } from './pauses.js';
import { type RecordingOnDisk, readRecording } from './recording-lines.js';
import { checkTargets } from './targets.js';
import { type Terminal, UserError } from './terminal.js';

export interface ExportOptions {
  /** Where the table of pictures, or that of measures goes: path, or `-` for standard output. One of them. */
  readonly csv?: string;
  readonly measures?: string;
}

/** A table that is made block by block. */
interface Table {
  /** What its rows are, such as `pictures`. */
  readonly rowsWords: string;
  readonly heading: string;
  rowsOf(block: RecordedBlock): string[];
  /** The rows after the last block. */
  end(): string[];
  /** One sentence on a table without rows. */
  readonly emptyWords?: string;
}

function pictureTable(header: RecordingHeader): Table {
  return {
    rowsWords: 'pictures',
    heading: recordingCsvHeading(header),
    rowsOf: ({ pictures }) => pictures.map((picture) => recordingCsvRow(header, picture)),
    end: () => [],
  };
}

function sweepTable(header: RecordingHeader, path: string): Table {
  const reader = createSweepReader(header);
  if (typeof reader === 'string') throw new UserError(`${path} ${reader}`);
  const rowOf = (sweep: RecordedSweep) => sweepsCsvRow(header, sweep);
  return {
    rowsWords: 'sweeps',
    heading: sweepsCsvHeading(header),
    rowsOf: (block) => reader.take(block).map(rowOf),
    end: () => [reader.end()].filter((sweep) => sweep !== undefined).map(rowOf),
    emptyWords: 'it holds no press, so there is nothing to measure; presses are in what run --record makes',
  };
}

/** @returns how many rows there are. */
async function writeTable(
  recording: RecordingOnDisk,
  table: Table,
  output: Output,
  pauses: Pauses,
  note: (words: string) => void,
): Promise<number> {
  output.write(table.heading);
  let count = 0;
  const write = (rows: readonly string[]): void => {
    output.write(rows.join(''));
    count += rows.length;
  };
  for (;;) {
    const next = recording.blocks.next();
    if (next.done) {
      write(table.end());
      if (next.value.problem !== undefined) note(next.value.problem);
      if (count === 0 && table.emptyWords !== undefined) note(table.emptyWords);
      return count;
    }
    write(table.rowsOf(next.value));
    const untilS = (next.value.pictures.at(-1)?.roomMs ?? 0) / MS_PER_S;
    await pauses.take(() => `${untilS.toFixed(0)} s`, recording.share());
  }
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function exportRecording(
  path: string,
  { csv, measures }: ExportOptions,
  terminal: Terminal,
): Promise<number> {
  const target = csv ?? measures;
  if (target === undefined)
    throw new UserError(
      'export needs to know what to write: add --csv FILE for the pictures, or --measures FILE; - is standard output',
    );
  if (csv !== undefined && measures !== undefined)
    throw new UserError('export writes one table at a time: give --csv or --measures, then run it again');
  checkTargets({ [csv === undefined ? '--measures' : '--csv']: target }, path, 'the recording');
  const recording = readRecording(path);
  try {
    return await longWork(async ({ pauses, open }) => {
      const { header } = recording;
      const table = csv === undefined ? sweepTable(header, path) : pictureTable(header);
      const output = open('table', target);
      const note = (words: string) => terminal.err(`note: ${path}: ${words}`);
      const rows = await writeTable(recording, table, output, pauses, note);
      pauses.clear();
      await output.finish(pauses.breathe);
      if (target !== '-') terminal.out(`table written to ${target}: ${rows} ${table.rowsWords}`);
      return 0;
    });
  } finally {
    recording.close();
  }
}
