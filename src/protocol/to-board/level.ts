import { whole } from '../byte-writer.js';
import { MAX_FRAME_BYTES } from '../constants.js';
import { type HostMessageEntry, wrongLength } from './entry.js';
import { REAL_TIME_BYTES, type RealTime, readRealTime, writeRealTime } from './real-time.js';

/** A picture: one level per LED. */
export interface Level extends RealTime {
  readonly type: 'level';
  readonly levels: Uint8Array;
}

export const level: HostMessageEntry<Level> = {
  type: 'level',
  code: 0x10,
  encode(message, body) {
    whole('number of levels', message.levels.length, 1, MAX_FRAME_BYTES);
    writeRealTime(message, body);
    body.bytes(message.levels);
  },
  decode: (body, seq) =>
    body.length > REAL_TIME_BYTES
      ? { type: 'level', ...readRealTime(body, seq), levels: body.slice(REAL_TIME_BYTES) }
      : wrongLength('level', body, `at least ${REAL_TIME_BYTES + 1}`),
  example: {
    message: {
      type: 'level',
      seq: 3,
      needleLevels: [240, 40],
      inputId: 7,
      levels: Uint8Array.of(40, 67, 240, 40, 0),
    },
    wire: '0a 10 03 f0 28 07 28 43 f0 28 05 64 ce 9f 3a 00',
  },
};
