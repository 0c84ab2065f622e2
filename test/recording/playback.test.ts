import { describe, expect, it } from 'vitest';
import type { RecordedBlock } from '../../src/recording/format.js';
import { createPace } from '../../src/recording/pace.js';
import { createPlayback } from '../../src/recording/playback.js';
import { recordedPicture } from './made-recording.js';

const block = (...numbers: number[]): RecordedBlock => ({
  pictures: numbers.map((i) => ({ ...recordedPicture(i), roomMs: 10 * i })),
  events: [],
});
const numberAt = (playback: ReturnType<typeof createPlayback>) => (roomMs: number) => {
  const picture = playback.at(roomMs);
  return picture && picture.roomMs / 10;
};

describe('playback', () => {
  it('gives the newest picture that is due, across blocks and blocks without pictures', () => {
    const at = numberAt(createPlayback([block(0, 1), block(), block(2, 3), block(4)].values()));
    expect([0, 5, 10, 15, 25, 39.9, 40].map(at)).toEqual([0, 0, 1, 1, 2, 3, 4]);
  });

  it('shows the last picture once and is over then', () => {
    const at = numberAt(createPlayback([block(0, 1)].values()));
    expect([0, 500, 501].map(at)).toEqual([0, 1, undefined]);
  });

  it('begins with its first picture though that is not due yet', () => {
    const at = numberAt(createPlayback([block(5, 6)].values()));
    expect([0, 59, 60, 61].map(at)).toEqual([5, 5, 6, undefined]);
  });

  it('waits a minute at most for the next picture, however late that was', () => {
    const late = { ...recordedPicture(2), roomMs: 1e300 };
    const after = { ...recordedPicture(3), roomMs: 1e300 };
    const playback = createPlayback([block(0, 1), { pictures: [late, after], events: [] }].values());
    const due = [0, 10, 60_009, 60_010, 60_011].map((roomMs) => playback.at(roomMs)?.roomMs);
    expect(due).toEqual([0, 10, 10, 60_010, undefined]);
  });

  it('keeps the pace after a gap that is shortened, and counts it', () => {
    const pace = createPace();
    expect([5, 60_005, 200_000, 200_016].map((roomMs) => pace.next(roomMs))).toEqual([
      5, 60_005, 120_005, 120_021,
    ]);
    expect([pace.dueMs, pace.shortGaps]).toEqual([120_021, 1]);
  });

  it('has nothing in an empty recording', () => {
    expect(createPlayback([block()].values()).at(0)).toBeUndefined();
  });

  it('takes blocks only as they are needed', () => {
    let taken = 0;
    function* blocks(): Generator<RecordedBlock> {
      for (let i = 0; i < 100; i++) {
        taken++;
        yield block(i);
      }
    }
    const at = numberAt(createPlayback(blocks()));
    at(100);
    expect(taken).toBe(12);
  });
});
