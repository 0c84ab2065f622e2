import { PALETTE_STOPS } from '../../units.js';
import { whole } from '../byte-writer.js';
import type { AnyHostMessage, HostMessageEntry } from './entry.js';

/** From levels to light. */
export interface Palette extends AnyHostMessage<'palette'> {
  /** R, G, B as PWM counts for the levels 0, 8, 16 … 256. */
  readonly stops: Uint8Array;
}

const BODY_BYTES = 3 * PALETTE_STOPS;

/** Stop k is R 7k, G 4k, B 224 − 7k. */
function ramp(): Uint8Array {
  const stops = Array.from({ length: PALETTE_STOPS }, (_, k) => [7 * k, 4 * k, 224 - 7 * k]);
  return Uint8Array.from(stops.flat());
}

export const palette: HostMessageEntry<Palette> = {
  type: 'palette',
  code: 0x04,
  bodyBytes: BODY_BYTES,
  encode({ stops }, body) {
    whole('palette length', stops.length, BODY_BYTES, BODY_BYTES);
    body.bytes(stops);
  },
  decode: (stops, seq) => ({ type: 'palette', seq, stops }),
  example: {
    message: { type: 'palette', seq: 6, stops: ramp() },
    wire: '03 04 06 01 61 e0 07 04 d9 0e 08 d2 15 0c cb 1c 10 c4 23 14 bd 2a 18 b6 31 1c af 38 20 a8 3f 24 a1 46 28 9a 4d 2c 93 54 30 8c 5b 34 85 62 38 7e 69 3c 77 70 40 70 77 44 69 7e 48 62 85 4c 5b 8c 50 54 93 54 4d 9a 58 46 a1 5c 3f a8 60 38 af 64 31 b6 68 2a bd 6c 23 c4 70 1c cb 74 15 d2 78 0e d9 7c 07 e0 80 05 af 75 25 b7 00',
  },
};
