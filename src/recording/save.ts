/** The tape as a saved recording: what somebody keeps who has not recorded. */
import type { RecordedPicture, RecordingHeader } from './format.js';
import type { Tape } from './tape.js';
import { createRecordingWriter } from './write.js';

/** The lines, one at a time, oldest picture first; what leaves the tape meanwhile is left out. */
export function* linesOfTape<Key>(tape: Tape<Key>, header: RecordingHeader): Generator<string> {
  const ends = tape.moments();
  const writer = createRecordingWriter(header);
  yield writer.header;
  const numbers = ends ? tape.between(ends.from.picture, ends.to.picture) : [];
  for (const number of numbers) {
    const stored = tape.read(number);
    if (stored === undefined || stored.potentialMv.length !== header.places.length) continue;
    const { potentialMv, blueMv, yellowMv, modelMs, samples } = stored;
    const roomMs = stored.tapeMs - ends!.from.tapeMs;
    const picture: RecordedPicture = { roomMs, axonMs: modelMs, potentialMv, blueMv, yellowMv, samples };
    writer.picture(picture);
    const line = writer.block(roomMs);
    if (line !== undefined) yield line;
  }
  yield writer.end();
}
