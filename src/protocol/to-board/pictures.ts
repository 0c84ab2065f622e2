/** Pictures: what the strip and the needles show. */
import { type ByteWriter, whole } from '../byte-writer.js';
import { MAX_FRAME_BYTES } from '../constants.js';
import { type AnyHostMessage, type HostMessageEntry, outOfRange, wrongLength } from './entry.js';

/** What every picture says beside its light. It comes first in the body. */
interface Picture<Type extends string> extends AnyHostMessage<Type> {
  /** Levels of the needles A and B. */
  readonly needleLevels: readonly [number, number];
  /** Id of the last input event that this picture already takes into account; 0 if none. */
  readonly inputId: number;
}

export const HEAD_BYTES = 3;

function writeHead({ needleLevels, inputId }: Picture<string>, body: ByteWriter): void {
  body.u8(whole('needle level', needleLevels[0], 0, 255));
  body.u8(whole('needle level', needleLevels[1], 0, 255));
  body.u8(whole('inputId', inputId, 0, 255));
}

function readHead(body: Uint8Array): Pick<Picture<string>, 'needleLevels' | 'inputId'> {
  return { needleLevels: [body[0]!, body[1]!], inputId: body[2]! };
}

/** A picture: one level per LED. */
export interface Level extends Picture<'level'> {
  readonly levels: Uint8Array;
}

export const level: HostMessageEntry<Level> = {
  type: 'level',
  code: 0x10,
  encode(message, body) {
    whole('number of levels', message.levels.length, 1, MAX_FRAME_BYTES);
    writeHead(message, body);
    body.bytes(message.levels);
  },
  decode: (body, seq) =>
    body.length > HEAD_BYTES
      ? { type: 'level', seq, ...readHead(body), levels: body.slice(HEAD_BYTES) }
      : wrongLength('level', body, `at least ${HEAD_BYTES + 1}`),
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

/** A picture: a line of levels through knots. */
export interface Profile extends Picture<'profile'> {
  /** The first at LED 0, LEDs rising. */
  readonly knots: readonly (readonly [led: number, level: number])[];
}

const LEAST_KNOTS = 2;
export const KNOT_BYTES = 2;

export const profile: HostMessageEntry<Profile> = {
  type: 'profile',
  code: 0x11,
  encode(message, body) {
    const { knots } = message;
    whole('number of knots', knots.length, LEAST_KNOTS, MAX_FRAME_BYTES);
    writeHead(message, body);
    for (let k = 0; k < knots.length; k++) {
      const [led, level] = knots[k]!;
      body.u8(whole('LED of a knot', led, k === 0 ? 0 : knots[k - 1]![0] + 1, k === 0 ? 0 : 255));
      body.u8(whole('level of a knot', level, 0, 255));
    }
  },
  decode(body, seq) {
    const bytes = body.length - HEAD_BYTES;
    if (bytes < LEAST_KNOTS * KNOT_BYTES || bytes % KNOT_BYTES !== 0)
      return wrongLength('profile', body, `${HEAD_BYTES} and at least two pairs`);
    const knots: [number, number][] = [];
    for (let at = HEAD_BYTES; at < body.length; at += KNOT_BYTES) {
      const led = body[at]!;
      const previous = knots.at(-1)?.[0] ?? -1;
      if (knots.length === 0 ? led !== 0 : led <= previous)
        return outOfRange(`profile knot at LED ${led} after ${previous}`);
      knots.push([led, body[at + 1]!]);
    }
    return { type: 'profile', seq, ...readHead(body), knots };
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

/** A picture in colours, for wiring tests and calibration. */
export interface Rgb extends Picture<'rgb'> {
  /** The LED of the first colour; all that have none are dark. */
  readonly first: number;
  /** R, G, B per LED as PWM counts. */
  readonly rgb: Uint8Array;
}

/** Where the colours begin: after `first`. */
const COLOURS_AT = HEAD_BYTES + 1;

export const rgb: HostMessageEntry<Rgb> = {
  type: 'rgb',
  code: 0x12,
  encode(message, body) {
    whole('number of channels', message.rgb.length, 3, MAX_FRAME_BYTES, 3);
    writeHead(message, body);
    body.u8(whole('first', message.first, 0, 254));
    body.bytes(message.rgb);
  },
  decode(body, seq) {
    const channels = body.length - COLOURS_AT;
    if (channels < 3 || channels % 3 !== 0) return wrongLength('rgb', body, '4 and a multiple of 3');
    const first = body[HEAD_BYTES]!;
    return { type: 'rgb', seq, ...readHead(body), first, rgb: body.slice(COLOURS_AT) };
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
