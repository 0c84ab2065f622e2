/** Joins a recording that is made to its file: pictures and events in, blocks to the disk. */
import type { RecordedEvent, RecordedPicture, RecordingHeader } from '../recording/format.js';
import { createRecordingWriter } from '../recording/write.js';
import type { RecordingFile } from './recording-file.js';

export interface Recorder {
  /** Times are the room's since the recording began. The arrays may be used again at once. */
  picture(picture: RecordedPicture): void;
  event(event: RecordedEvent): void;
  /** Brings the rest to the disk. */
  close(): Promise<void>;
}

export interface RecorderOptions {
  /** Nothing goes to the file before the first block is whole, half a second; what ends before leaves no file. */
  readonly waits?: boolean;
}

export function createRecorder(
  header: RecordingHeader,
  file: RecordingFile,
  { waits = false }: RecorderOptions = {},
): Recorder {
  const writer = createRecordingWriter(header);
  let lastMs = 0;
  let begun = false;
  if (!waits) append('', 0);

  function append(lines: string, untilMs: number): void {
    file.append(begun ? lines : writer.header + lines, untilMs);
    begun = true;
  }

  function flush(roomMs: number): void {
    lastMs = roomMs;
    const line = writer.block(roomMs);
    if (line !== undefined) append(line, roomMs);
  }

  return {
    picture(picture) {
      writer.picture(picture);
      flush(picture.roomMs);
    },
    event(event) {
      writer.event(event);
      flush(event.roomMs);
    },
    async close() {
      if (begun) append(writer.end(), lastMs);
      await file.close();
    },
  };
}
