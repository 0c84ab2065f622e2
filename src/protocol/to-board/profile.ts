import { whole } from '../byte-writer.js';
import { MAX_FRAME_BYTES } from '../constants.js';
import { type HostMessageEntry, outOfRange, wrongLength } from './entry.js';
import { REAL_TIME_BYTES, type RealTime, readRealTime, writeRealTime } from './real-time.js';

/** A picture: a line of levels through knots. */
export interface Profile extends RealTime {
  readonly type: 'profile';
  /** The first at LED 0, LEDs rising. */
  readonly knots: readonly (readonly [led: number, level: number])[];
}

const LEAST_KNOTS = 2;
const KNOT_BYTES = 2;

export const profile: HostMessageEntry<Profile> = {
  type: 'profile',
  code: 0x11,
  encode(message, body) {
    const { knots } = message;
    whole('number of knots', knots.length, LEAST_KNOTS, MAX_FRAME_BYTES);
    writeRealTime(message, body);
    for (let k = 0; k < knots.length; k++) {
      const [led, level] = knots[k]!;
      body.u8(whole('LED of a knot', led, k === 0 ? 0 : knots[k - 1]![0] + 1, k === 0 ? 0 : 255));
      body.u8(whole('level of a knot', level, 0, 255));
    }
  },
  decode(body, seq) {
    const bytes = body.length - REAL_TIME_BYTES;
    if (bytes < LEAST_KNOTS * KNOT_BYTES || bytes % KNOT_BYTES !== 0)
      return wrongLength('profile', body, `${REAL_TIME_BYTES} and at least two pairs`);
    const knots: [number, number][] = [];
    for (let at = REAL_TIME_BYTES; at < body.length; at += KNOT_BYTES) {
      const led = body[at]!;
      const previous = knots.at(-1)?.[0] ?? -1;
      if (knots.length === 0 ? led !== 0 : led <= previous)
        return outOfRange(`profile knot at LED ${led} after ${previous}`);
      knots.push([led, body[at + 1]!]);
    }
    return { type: 'profile', ...readRealTime(body, seq), knots };
  },
  example: {
    message: {
      type: 'profile',
      seq: 4,
      needleLevels: [40, 40],
      inputId: 0,
      knots: [
        [0, 40],
        [1, 240],
        [4, 40],
      ],
    },
    wire: '05 11 04 28 28 01 0a 28 01 f0 04 28 a7 75 49 38 00',
  },
};
