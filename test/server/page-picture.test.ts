/** Pictures as bytes: what goes in comes out, and bytes that are no picture are none. */
import { describe, expect, it } from 'vitest';
import { decodePagePicture, encodePagePicture, type PagePicture } from '../../src/server/page-picture.js';
import { Dice } from '../model/random-play.js';

/** A picture of so many LEDs, pairs of gates, numbers inside and samples. */
function pictureOf(
  leds: number,
  pairs: number,
  inside: number,
  samples: number,
  dice = new Dice(leds),
): PagePicture {
  const mv = () => Math.fround(200 * dice.part() - 100);
  return {
    picture: dice.below(2 ** 31),
    lookingBack: dice.part() < 0.5,
    channelsOn: dice.part() < 0.5,
    modelMs: 1e6 * dice.part(),
    blueMv: mv(),
    yellowMv: mv(),
    blueHighestMv: dice.part() < 0.5 ? Number.NaN : mv(),
    yellowHighestMv: Number.NaN,
    currentMa: Math.fround(200 * dice.part()),
    currentLimitActing: dice.part() < 0.5,
    flashLimitActing: dice.part() < 0.5,
    rgb: Uint8Array.from({ length: 3 * leds }, () => dice.below(256)),
    potentialMv: Float32Array.from({ length: leds }, mv),
    highestMv: Float32Array.from({ length: leds }, mv),
    gates: Uint8Array.from({ length: 2 * pairs }, () => dice.below(256)),
    inside: Float32Array.from({ length: inside }, () => (dice.part() < 0.3 ? Number.NaN : mv())),
    samples: Float64Array.from({ length: 3 * samples }, (_, k) => (k % 3 === 0 ? 1000 * dice.part() : mv())),
  };
}

const SIZES: readonly (readonly [number, number, number, number])[] = [
  [60, 60, 6, 22],
  [60, 60, 12, 256],
  [150, 1000, 16, 1],
  [1, 0, 0, 0],
  [0, 0, 0, 0],
];

describe('a picture', () => {
  it.each(SIZES)(
    'of %d LEDs, %d pairs, %d numbers inside and %d samples comes out as it went in',
    (...size) => {
      const picture = pictureOf(...size);
      const bytes = encodePagePicture(picture);
      expect(bytes).toHaveLength(44 + 11 * size[0] + 2 * size[1] + 4 * size[2] + 16 * size[3]);
      expect(decodePagePicture(bytes)).toEqual(picture);
      // Wherever it lies in a larger store.
      const within = new Uint8Array(bytes.length + 3);
      within.set(bytes, 3);
      expect(decodePagePicture(within.subarray(3))).toEqual(picture);
    },
  );

  it('of the lesson takes 1.2 kB at the usual 22 samples', () => {
    expect(encodePagePicture(pictureOf(60, 60, 6, 22)).length).toBeLessThan(1250);
  });

  it('is sent in single precision, whatever it comes in', () => {
    const picture = pictureOf(2, 0, 2, 0);
    const bytes = encodePagePicture({
      ...picture,
      potentialMv: [-70.123456789, 1],
      inside: [0.1, Number.NaN],
    });
    expect(decodePagePicture(bytes)).toEqual({
      ...picture,
      potentialMv: Float32Array.of(-70.123456789, 1),
      inside: Float32Array.of(0.1, Number.NaN),
    });
  });

  it('is none with a byte too few or too many, of another kind, or with potentials that are no numbers', () => {
    const picture = pictureOf(3, 2, 2, 1);
    const bytes = encodePagePicture(picture);
    for (let length = 0; length < bytes.length; length++)
      expect(decodePagePicture(bytes.subarray(0, length))).toBeUndefined();
    expect(decodePagePicture(Uint8Array.of(...bytes, 0))).toBeUndefined();
    expect(decodePagePicture(bytes.with(0, 1))).toBeUndefined();
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(decodePagePicture(encodePagePicture({ ...picture, blueMv: bad }))).toBeUndefined();
      expect(decodePagePicture(encodePagePicture({ ...picture, potentialMv: [0, bad, 0] }))).toBeUndefined();
      for (const at of [0, 1, 2]) {
        const samples = picture.samples.with(at, bad);
        expect(decodePagePicture(encodePagePicture({ ...picture, samples }))).toBeUndefined();
      }
    }
  });

  it('of 65 536 LEDs, samples, pairs or numbers inside is refused in words; 65 535 are a picture', () => {
    const picture = pictureOf(0, 0, 0, 0);
    const of = (count: number) =>
      [
        ['leds', { rgb: new Uint8Array(3 * count) }],
        ['samples', { samples: new Float64Array(3 * count) }],
        ['pairs', { gates: new Uint8Array(2 * count) }],
        ['inside', { inside: new Float32Array(count) }],
      ] as const;
    for (const [name, part] of of(65_536))
      expect(() => encodePagePicture({ ...picture, ...part })).toThrow(
        new RangeError(`picture: expected at most 65535 ${name}, got 65536`),
      );
    for (const [, part] of of(65_535)) expect(() => encodePagePicture({ ...picture, ...part })).not.toThrow();
  });

  it('of any bytes is one that can be drawn, or none: 20 000 pictures with bytes changed', () => {
    const dice = new Dice(7);
    let taken = 0;
    for (let k = 0; k < 20_000; k++) {
      const bytes = encodePagePicture(
        pictureOf(dice.below(4), dice.below(4), dice.below(4), dice.below(3), dice),
      );
      for (let n = dice.below(4); n >= 0; n--) bytes[dice.below(bytes.length)] = dice.below(256);
      const picture = decodePagePicture(bytes);
      if (picture === undefined) continue;
      taken++;
      const { rgb, potentialMv, highestMv, gates, samples, modelMs } = picture;
      expect(rgb.length).toBe(3 * potentialMv.length);
      expect(gates.length % 2).toBe(0);
      expect(samples.length % 3).toBe(0);
      expect([modelMs, ...potentialMv, ...highestMv, ...samples].every(Number.isFinite)).toBe(true);
    }
    expect(taken).toBeGreaterThan(5000);
  });
});
