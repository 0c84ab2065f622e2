/** `axon-rig export FILE --csv FILE|-`: a saved recording as a table. */

import { recordingCsvHeading, recordingCsvRow } from '../recording/csv.js';
import { MS_PER_S } from '../units.js';
import { readRecording } from './recording-lines.js';
import { checkTargets, openOutput } from './simulate-output.js';
import { openPauses, StoppedError } from './simulate-pauses.js';
import { type Terminal, UserError } from './terminal.js';

export interface ExportOptions {
  /** Path, or `-` for standard output. */
  readonly csv?: string;
}

/** Exit code of a run that was stopped by a signal is this and the signal's number. */
const STOPPED_BY = 128;

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function exportRecording(
  path: string,
  { csv }: ExportOptions,
  terminal: Terminal,
): Promise<number> {
  if (csv === undefined)
    throw new UserError('export needs to know what to write: add --csv FILE, or --csv - for standard output');
  checkTargets({ '--csv': csv }, path, 'the recording');
  const recording = readRecording(path);
  const pauses = openPauses();
  const table = openOutput('table', csv);
  try {
    table.write(recordingCsvHeading(recording.header));
    let rows = 0;
    for (;;) {
      const next = recording.blocks.next();
      if (next.done) {
        if (next.value.problem !== undefined) terminal.err(`note: ${path}: ${next.value.problem}`);
        break;
      }
      let text = '';
      for (const picture of next.value.pictures) text += recordingCsvRow(recording.header, picture);
      table.write(text);
      rows += next.value.pictures.length;
      const untilS = (next.value.pictures.at(-1)?.roomMs ?? 0) / MS_PER_S;
      await pauses.take(() => `${untilS.toFixed(0)} s`, recording.share());
    }
    pauses.clear();
    await table.finish(pauses);
    if (csv !== '-') terminal.out(`table written to ${csv}: ${rows} pictures`);
    return 0;
  } catch (error) {
    pauses.clear();
    if (!(error instanceof StoppedError)) throw error;
    terminal.err(`axon-rig: ${error.message}`);
    return STOPPED_BY + error.signalNumber;
  } finally {
    table.discard();
    recording.close();
    pauses.close();
  }
}
