import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BoardSetup,
  cobsEncode,
  crc32,
  decodeHostMessage,
  encodeHostMessage,
  HOST_MESSAGES,
  type HostMessage,
} from '../../src/protocol/index.js';
import { wireVectorNamed, wireVectors } from '../contract/vectors.js';
import { anyMessage } from './arbitrary.js';

/** What a board finds between zeros in a stream. */
const framesOf = (stream: Uint8Array): Uint8Array[] => {
  const frames: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at <= stream.length; at++) {
    if (at < stream.length && stream[at] !== 0) continue;
    if (at > from) frames.push(stream.slice(from, at));
    from = at + 1;
  }
  return frames;
};
const isMessage = (stuffed: Uint8Array) => !('problem' in decodeHostMessage(stuffed));
const steps = wireVectors.flatMap((vector) =>
  vector.steps.map((step, index) => ({ name: `${vector.name} [${index}]`, vector, ...step })),
);
const setup = (wireVectorNamed('CONFIG: the set-up').steps[0]!.host as { setup: BoardSetup }).setup;

/** A frame with any content and a right check: what a careless sender could make. */
function framed(...content: number[]): Uint8Array {
  const check = crc32(Uint8Array.from([1, ...content]));
  return cobsEncode(
    Uint8Array.from([...content, ...[0, 8, 16, 24].map((shift) => (check >>> shift) & 0xff)]),
  );
}

describe('frames of firmware-protocol.md', () => {
  it('are at least 17 examples, every type among them', () => {
    expect(wireVectors.length).toBeGreaterThanOrEqual(17);
    expect(new Set(steps.map((step) => step.host?.type).filter(Boolean)).size).toBe(HOST_MESSAGES.length);
  });

  it.each(steps.filter((step) => step.host))('$name: encodes and decodes', ({ host, wire }) => {
    expect(encodeHostMessage(host!)).toEqual(wire);
    expect(decodeHostMessage(wire.subarray(0, -1))).toEqual(host);
  });

  it.each(steps.filter((step) => !step.host))('$name: is refused', ({ vector, wire }) => {
    const found = decodeHostMessage(wire.subarray(0, -1));
    const refusal = vector.board.map((pattern) => /\^N \w\w (\w+)/.exec(pattern.source)?.[1]).find(Boolean);
    expect(found).toMatchObject({ problem: vector.problem ?? refusal });
  });

  it.each(steps.filter((step) => step.host))('$name: no flip of one bit passes', ({ wire }) => {
    for (let bit = 0; bit < 8 * (wire.length - 1); bit++) {
      const damaged = Uint8Array.from(wire);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(framesOf(damaged).filter(isMessage)).toEqual([]);
    }
  });

  it.each(steps.filter((step) => step.host))('$name: no lost and no doubled byte passes', ({ wire }) => {
    for (let at = 0; at < wire.length - 1; at++) {
      const short = Uint8Array.from([...wire.subarray(0, at), ...wire.subarray(at + 1)]);
      const long = Uint8Array.from([...wire.subarray(0, at + 1), ...wire.subarray(at)]);
      expect(framesOf(short).filter(isMessage)).toEqual([]);
      expect(framesOf(long).filter(isMessage)).toEqual([]);
    }
  });
});

describe('host messages', () => {
  it('come back as they were, at most 200 bytes long and without a zero inside', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const wire = encodeHostMessage(message);
        expect(wire.length).toBeLessThanOrEqual(201);
        expect(wire.indexOf(0)).toBe(wire.length - 1);
        expect(decodeHostMessage(wire.subarray(0, -1))).toEqual(message);
      }),
      { numRuns: 1000 },
    );
  });

  it('are not found in random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 250 }), (bytes) => {
        expect(isMessage(bytes)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['an unknown type', framed(0x7f, 1), 'type'],
    ['IDENT with a body', framed(0x01, 1, 0), 'length'],
    ['PING of one byte', framed(0x02, 1, 0), 'length'],
    ['CONFIG of 16 bytes', framed(0x03, 1, ...Array(16).fill(1)), 'length'],
    ['PALETTE of 98 bytes', framed(0x04, 1, ...Array(98).fill(1)), 'length'],
    ['MARKS of 7 bytes', framed(0x05, 1, ...Array(7).fill(1)), 'length'],
    ['LEVEL without a level', framed(0x10, 1, 40, 40, 0), 'length'],
    ['LEVEL of two bytes', framed(0x10, 1, 40, 40), 'length'],
    ['PROFILE of one knot', framed(0x11, 1, 40, 40, 0, 0, 40), 'length'],
    ['PROFILE that ends inside a knot', framed(0x11, 1, 40, 40, 0, 0, 40, 4), 'length'],
    ['PROFILE that begins at LED 1', framed(0x11, 1, 40, 40, 0, 1, 40, 4, 40), 'range'],
    ['PROFILE that goes back', framed(0x11, 1, 40, 40, 0, 0, 40, 4, 40, 3, 40), 'range'],
    ['PROFILE that stands', framed(0x11, 1, 40, 40, 0, 0, 40, 4, 40, 4, 40), 'range'],
    ['RGB of two channels', framed(0x12, 1, 40, 40, 0, 0, 1, 2), 'length'],
    ['RGB without colours', framed(0x12, 1, 40, 40, 0, 0), 'length'],
  ])('refuses %s', (_, stuffed, problem) => {
    expect(decodeHostMessage(stuffed)).toMatchObject({ problem, seq: 1 });
  });

  it.each([
    ['nothing', new Uint8Array(), 'too-short'],
    ['five bytes', cobsEncode(Uint8Array.of(1, 2, 3, 4, 5)), 'too-short'],
    ['201 bytes', new Uint8Array(201).fill(1), 'too-long'],
    ['impossible stuffing', Uint8Array.of(9, 1, 1), 'stuffing'],
  ])('finds no message in %s', (_, bytes, problem) => {
    expect(decodeHostMessage(bytes)).toEqual({ problem });
  });

  const config = (change: object) => ({ type: 'config', seq: 0, setup: { ...setup, ...change } });
  const realTime = { seq: 0, needleLevels: [40, 40], inputId: 0 };
  it.each<[string, object, RegExp]>([
    ['seq 256', { type: 'ident', seq: 256 }, /seq is 256, expected a whole number from 0 to 255/],
    ['token −1', { type: 'ping', seq: 0, token: -1 }, /token/],
    ['0 LEDs', config({ ledCount: 0 }), /ledCount is 0, expected a whole number from 1 to 255/],
    ['256 LEDs', config({ ledCount: 256 }), /ledCount/],
    ['an unknown colour order', config({ colourOrder: 'rbw' }), /colour order "rbw"/],
    ['3001 mA', config({ currentLimitMa: 3001 }), /currentLimitMa/],
    ['a NaN of current', config({ currentLimitMa: Number.NaN }), /currentLimitMa is NaN/],
    ['a silence of 450 ms', config({ silenceMs: 450 }), /silenceMs/],
    ['a silence of 1050 ms', config({ silenceMs: 1050 }), /in steps of 100/],
    ['a fade of 6 ms', config({ fadeMs: 6 }), /in steps of 4/],
    ['a slew of 0', config({ needleSlewUs: 0 }), /needleSlewUs/],
    ['a pulse of 499 µs', config({ needles: [{ lowUs: 499, highUs: 2000 }, null] }), /needle A.lowUs is 499/],
    ['a pulse of 2501 µs', config({ needles: [null, { lowUs: 1000, highUs: 2501 }] }), /needle B.highUs/],
    ['98 bytes of palette', { type: 'palette', seq: 0, stops: new Uint8Array(98) }, /palette length is 98/],
    ['a mark at LED 255', { type: 'marks', seq: 0, marks: [{ led: 255, rgb: [0, 0, 0] }, null] }, /mark.led/],
    ['a mark of 256', { type: 'marks', seq: 0, marks: [{ led: 1, rgb: [0, 256, 0] }, null] }, /mark.rgb/],
    [
      'a needle level of 40.5',
      { type: 'level', ...realTime, needleLevels: [40.5, 40], levels: new Uint8Array(5) },
      /needle level/,
    ],
    ['no levels', { type: 'level', ...realTime, levels: new Uint8Array() }, /number of levels/],
    ['190 levels', { type: 'level', ...realTime, levels: new Uint8Array(195) }, /frame length/],
    [
      'a knot of level 256',
      {
        type: 'profile',
        ...realTime,
        knots: [
          [0, 256],
          [4, 40],
        ],
      },
      /level of a knot is 256/,
    ],
    [
      'knots that go back',
      {
        type: 'profile',
        ...realTime,
        knots: [
          [0, 40],
          [4, 40],
          [3, 40],
        ],
      },
      /LED of a knot is 3/,
    ],
    ['one knot', { type: 'profile', ...realTime, knots: [[0, 40]] }, /number of knots/],
    ['four channels', { type: 'rgb', ...realTime, first: 0, rgb: new Uint8Array(4) }, /number of channels/],
  ])('will not encode %s', (_, message, words) => {
    expect(() => encodeHostMessage(message as HostMessage)).toThrow(words);
    expect(() => encodeHostMessage(message as HostMessage)).toThrow(RangeError);
  });
});
