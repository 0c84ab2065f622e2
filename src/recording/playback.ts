/** A saved recording at its own pace: which of its pictures is due. */
import type { RecordedBlock, RecordedPicture } from './format.js';
import { createPace } from './pace.js';

export interface Playback {
  /**
   * The newest picture that is due at `roomMs` of the recording, which never runs back; `undefined` once nothing
   * follows the last one and it has been shown. Before the first picture is due, the first one. Its `roomMs` is when
   * it is due, long gaps shortened.
   */
  at(roomMs: number): RecordedPicture | undefined;
}

/** @param blocks are taken one after the other, as they are needed. */
export function createPlayback(blocks: Iterator<RecordedBlock>): Playback {
  let pictures: readonly RecordedPicture[] = [];
  let next = 0;
  let current: RecordedPicture | undefined;
  /** The picture after the current one, once it has been looked at. */
  let waiting: RecordedPicture | undefined;
  const pace = createPace();

  /** The picture after the current one; `undefined` at the end. */
  function following(): RecordedPicture | undefined {
    if (waiting !== undefined) return waiting;
    while (next === pictures.length) {
      const block = blocks.next();
      if (block.done) return undefined;
      pictures = block.value.pictures;
      next = 0;
    }
    const picture = pictures[next++]!;
    waiting = { ...picture, roomMs: pace.next(picture.roomMs) };
    return waiting;
  }

  return {
    at(roomMs) {
      const before = current;
      for (;;) {
        const picture = following();
        if (picture === undefined) return current === before ? undefined : current;
        if (current !== undefined && picture.roomMs > roomMs) return current;
        current = picture;
        waiting = undefined;
      }
    },
  };
}
