import { whole } from '../byte-writer.js';
import { MAX_FRAME_BYTES } from '../constants.js';
import { type HostMessageEntry, wrongLength } from './entry.js';
import { REAL_TIME_BYTES, type RealTime, readRealTime, writeRealTime } from './real-time.js';

/** A picture in colours, for wiring tests and calibration. */
export interface Rgb extends RealTime {
  readonly type: 'rgb';
  /** The LED of the first colour; all that have none are dark. */
  readonly first: number;
  /** R, G, B per LED as PWM counts. */
  readonly rgb: Uint8Array;
}

/** Where the colours begin: after `first`. */
const COLOURS_AT = REAL_TIME_BYTES + 1;

export const rgb: HostMessageEntry<Rgb> = {
  type: 'rgb',
  code: 0x12,
  encode(message, body) {
    whole('number of channels', message.rgb.length, 3, MAX_FRAME_BYTES, 3);
    writeRealTime(message, body);
    body.u8(whole('first', message.first, 0, 254));
    body.bytes(message.rgb);
  },
  decode(body, seq) {
    const channels = body.length - COLOURS_AT;
    if (channels < 3 || channels % 3 !== 0) return wrongLength('rgb', body, '4 and a multiple of 3');
    const first = body[REAL_TIME_BYTES]!;
    return { type: 'rgb', ...readRealTime(body, seq), first, rgb: body.slice(COLOURS_AT) };
  },
  example: {
    message: {
      type: 'rgb',
      seq: 5,
      needleLevels: [40, 40],
      inputId: 0,
      first: 1,
      rgb: Uint8Array.of(32, 0, 0, 0, 32, 0, 0, 0, 32),
    },
    wire: '05 12 05 28 28 03 01 20 01 01 02 20 01 01 06 20 b8 49 48 4a 00',
  },
};
