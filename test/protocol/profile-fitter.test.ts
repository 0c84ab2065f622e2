/** The polyline of a PROFILE frame: its error, how few knots it takes, and how long the frames get. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProfileFitter, encodeHostMessage, expandProfile } from '../../src/protocol/index.js';
import { leastKnots } from './least-knots.js';
import { lessonPictures, squidPictures } from './pictures.js';

function knotsOf(levels: Uint8Array, most?: number): [number, number][] {
  const fitter = createProfileFitter(levels.length);
  const count = fitter.fit(levels, most);
  return Array.from({ length: count }, (_, k) => [fitter.knots[2 * k]!, fitter.knots[2 * k + 1]!]);
}

/** How far each LED is off, as the board expands the knots. */
function errorsOf(levels: Uint8Array, knots: [number, number][]): number[] {
  const shown = new Uint8Array(levels.length);
  expandProfile(knots, shown);
  return [...shown].map((level, led) => Math.abs(level - levels[led]!));
}

/** Pictures with slopes, steps, stretches at one level and noise, as no axon has them. */
const anyPicture = (most: number) =>
  fc
    .array(
      fc.record({
        length: fc.integer({ min: 1, max: 9 }),
        slope: fc.constantFrom(0, 0, 0.3, -0.7, 2.5, -9, 40),
        jump: fc.integer({ min: -120, max: 120 }),
        noise: fc.constantFrom(0, 0, 1, 3),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((parts) => {
      let level = 128;
      const levels = parts.flatMap(({ length, slope, jump, noise }) => {
        level += jump;
        return Array.from({ length }, (_, n) => level + slope * n + (noise * ((7 * n) % 3) - noise));
      });
      return Uint8Array.from([...levels, level], (value) => Math.min(255, Math.max(0, Math.round(value))));
    });

describe('the fitter of profiles', () => {
  it('puts no LED more than 2 levels off (1.1 mV), and none that stands among 4 or more of its level', () => {
    fc.assert(
      fc.property(anyPicture(30), (levels) => {
        const errors = errorsOf(levels, knotsOf(levels));
        expect(Math.max(...errors)).toBeLessThanOrEqual(2);
        const stillStart = levels.findIndex((_, led) =>
          [1, 2, 3].every((n) => levels[led + n] === levels[led]),
        );
        if (stillStart >= 0) expect(errors.slice(stillStart, stillStart + 4)).toEqual([0, 0, 0, 0]);
      }),
    );
  });

  it('takes the fewest knots that there can be, or one more', () => {
    fc.assert(
      fc.property(anyPicture(6), (levels) => {
        const least = leastKnots(levels);
        expect([least, least + 1]).toContain(knotsOf(levels).length);
      }),
      { numRuns: 150 },
    );
  });

  it('takes the fewest knots in at least 95 of 100 pictures of the lesson and of the squid', () => {
    const pictures = [...lessonPictures(60), ...squidPictures(60)].filter((_, n) => n % 15 === 0);
    const oneMore = pictures.filter((levels) => knotsOf(levels).length > leastKnots(levels));
    expect(pictures.length).toBeGreaterThan(45);
    expect(oneMore.length).toBeLessThanOrEqual(0.05 * pictures.length);
  });

  it.each([2, 3, 60, 144, 255])('sends %i LEDs of one level by 2 knots, without error', (ledCount) => {
    for (const level of [0, 1, 40, 254, 255]) {
      const levels = new Uint8Array(ledCount).fill(level);
      expect(knotsOf(levels)).toEqual([
        [0, level],
        [ledCount - 1, level],
      ]);
    }
  });

  it('meets ends of the scale without leaving it: a saw of 0 and 255 takes a knot for each LED', () => {
    const saw = Uint8Array.from({ length: 31 }, (_, led) => 255 * (led % 2));
    expect(knotsOf(saw).length).toBe(31);
    expect(Math.max(...errorsOf(saw, knotsOf(saw)))).toBeLessThanOrEqual(2);
  });

  it('gives up a picture that takes more knots than it may, and a strip of one LED', () => {
    const saw = Uint8Array.from({ length: 31 }, (_, led) => 255 * (led % 2));
    expect(knotsOf(saw, 30)).toEqual([]);
    expect(knotsOf(saw, 31).length).toBe(31);
    expect(knotsOf(Uint8Array.of(40))).toEqual([]);
  });

  it('finds the same knots whatever it fitted before', () => {
    const fitter = createProfileFitter(60);
    const pictures = lessonPictures(60);
    for (const levels of pictures.filter((_, n) => n % 20 === 0)) {
      const count = fitter.fit(levels);
      expect([...fitter.knots.subarray(0, 2 * count)]).toEqual(knotsOf(levels).flat());
    }
  });
});

describe('the length of PROFILE frames', () => {
  // LEVEL is 11 bytes longer than the strip has LEDs: 71 and 155 bytes.
  it.each([
    ['the lesson', 60, lessonPictures],
    ['the lesson', 144, lessonPictures],
    ['the squid', 60, squidPictures],
    ['the squid', 144, squidPictures],
  ] as const)('of %s on %i LEDs is at most 47 bytes on average, and 55 in 99 of 100', (_, ledCount, film) => {
    const pictures = film(ledCount);
    expect(pictures.some((levels) => Math.max(...levels) > 200)).toBe(true);
    const lengths = pictures
      .map((levels) => {
        const knots = knotsOf(levels);
        expect(Math.max(...errorsOf(levels, knots))).toBeLessThanOrEqual(2);
        return encodeHostMessage({ type: 'profile', seq: 1, needleLevels: [40, 40], inputId: 0, knots })
          .length;
      })
      .sort((one, other) => one - other);
    expect(lengths.reduce((sum, length) => sum + length) / lengths.length).toBeLessThanOrEqual(47);
    expect(lengths[Math.floor(0.99 * lengths.length)]).toBeLessThanOrEqual(55);
  });
});
