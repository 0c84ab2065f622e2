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

export function createRecorder(header: RecordingHeader, file: RecordingFile): Recorder {
  const writer = createRecordingWriter(header);
  let lastMs = 0;
  file.append(writer.header, 0);

  function flush(roomMs: number): void {
    lastMs = roomMs;
    const line = writer.block(roomMs);
    if (line !== undefined) file.append(line, roomMs);
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
      file.append(writer.end(), lastMs);
      await file.close();
    },
  };
}
