import {
  converter,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type LinearRgb,
  type Rgb,
} from 'culori';
import { describe, expect, it } from 'vitest';
import { stripCurrentMa } from '../../src/display/light.js';
import { luminanceOf } from '../../src/display/luminance.js';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { viewScale, viewStops } from '../../src/display/view.js';
import { levelOfMv } from '../../src/units.js';

const toOklab = converter('oklab');
const toRgb = converter('rgb');
/** The lesson's rest, and how far sites 3 and 8 rise while the channels are off [mV]. */
const REST_MV = -70;
const SITE_3_MV = REST_MV + 9.42;
const SITE_8_MV = REST_MV + 1.384;

type Counts = readonly [number, number, number];

function countsAt(mv: number, stops: Uint8Array): Counts {
  const at = 3 * levelOfMv(mv);
  return [...levelColours(stops).subarray(at, at + 3)] as unknown as Counts;
}

/** As an eye adapted to the strip's brightness sees it. */
const seen = (counts: Counts, brightness: number): LinearRgb => {
  const [r, g, b] = counts.map((count) => count / 255 / brightness);
  return { mode: 'lrgb', r: r!, g: g!, b: b! };
};
const contrast = (one: Counts, other: Counts) => luminanceOf(...one) / luminanceOf(...other);
const lightness = (counts: Counts) => toOklab(seen(counts, 1)).l;

const magnified = (restMv: number, brightness: number) => viewStops('magnified', restMv, brightness);

describe('the magnified view', () => {
  it('shows rest in the very counts of the whole view, at every brightness', () => {
    for (let percent = 1; percent <= 100; percent++)
      expect(countsAt(REST_MV, magnified(REST_MV, percent / 100)), `${percent} %`).toEqual(
        countsAt(REST_MV, paletteStops(percent / 100)),
      );
  });

  it.each([DEFAULT_BRIGHTNESS, 1])(
    'makes 1.384 mV at site 8 a contrast of 1.5 at brightness %f, which the whole view does not',
    (brightness) => {
      const [rest, bump] = [REST_MV, SITE_8_MV].map((mv) => countsAt(mv, magnified(REST_MV, brightness)));
      expect(contrast(bump!, rest!)).toBeGreaterThan(1.5);
      const [wholeRest, wholeBump] = [REST_MV, SITE_8_MV].map((mv) => countsAt(mv, paletteStops(brightness)));
      expect(contrast(wholeBump!, wholeRest!)).toBeLessThan(1.2);
    },
  );

  it.each([
    ['no deficiency', (colour: Rgb) => colour],
    ['deuteranopia', filterDeficiencyDeuter(1)],
    ['protanopia', filterDeficiencyProt(1)],
    ['tritanopia', filterDeficiencyTrit(1)],
  ])('keeps site 8 apart from rest by 0.05 of OKLab under %s, and site 3 by 0.2', (_, filter) => {
    for (const brightness of [DEFAULT_BRIGHTNESS, 1]) {
      const [rest, near, far] = [REST_MV, SITE_3_MV, SITE_8_MV].map((mv) =>
        filter(toRgb(seen(countsAt(mv, magnified(REST_MV, brightness)), brightness))),
      );
      expect(differenceEuclidean('oklab')(rest!, far!)).toBeGreaterThan(0.05);
      expect(differenceEuclidean('oklab')(rest!, near!)).toBeGreaterThan(0.2);
    }
  });

  it('becomes lighter with every level from rest to 22 mV above it, and shows one colour from there on', () => {
    const stops = magnified(REST_MV, 1);
    const ls = Array.from({ length: 41 }, (_, i) => lightness(countsAt(REST_MV + 0.55 * i, stops)));
    for (let i = 1; i < ls.length; i++) expect(ls[i]! - ls[i - 1]!, `level ${40 + i}`).toBeGreaterThan(0);
    expect(countsAt(-47, stops)).toEqual(countsAt(40, stops));
  });

  it('never becomes as light as an action potential of the whole view, and has no red', () => {
    const stops = magnified(REST_MV, 1);
    expect(lightness(countsAt(40, stops))).toBeLessThan(lightness(countsAt(40, paletteStops(1))) - 0.1);
    for (let percent = 2; percent <= 100; percent++) {
      const colours = levelColours(magnified(REST_MV, percent / 100));
      for (let at = 0; at < colours.length; at += 3) {
        const sum = colours[at]! + colours[at + 1]! + colours[at + 2]!;
        if (sum > 0) expect(colours[at]! / sum).toBeLessThan(0.4);
      }
    }
  });

  it('goes with the rest of another axon: at −65 and at −62.3 mV it is the same curve, that much higher', () => {
    const ofLesson = magnified(REST_MV, 1);
    for (const restMv of [-65, -62.3, -75]) {
      const stops = magnified(restMv, 1);
      for (const aboveMv of [8.8, 13.2, 22]) {
        const [here, there] = [countsAt(restMv + aboveMv, stops), countsAt(REST_MV + aboveMv, ofLesson)];
        for (let i = 0; i < 3; i++) expect(Math.abs(here[i]! - there[i]!), `${restMv}`).toBeLessThan(12);
      }
      expect(contrast(countsAt(restMv + 2.2, stops), countsAt(restMv, stops))).toBeGreaterThan(1.4);
    }
    expect(magnified(-65, 1)).toHaveLength(99);
  });

  it('has a palette for any rest, also far outside of the scale and for one that is no number', () => {
    for (const restMv of [-1000, 1000, Number.NaN, Number.POSITIVE_INFINITY])
      expect(magnified(restMv, 1)).toHaveLength(99);
  });

  it('draws no more at rest than the whole view', () => {
    const rest = Uint8Array.from(countsAt(REST_MV, magnified(REST_MV, DEFAULT_BRIGHTNESS)));
    expect(60 * stripCurrentMa(rest)).toBeCloseTo(140, 0);
  });
});

describe('the scale of a view', () => {
  it('says from where to where the light is magnified, with the true minus', () => {
    expect(viewScale('magnified', -70)).toEqual({
      lowMv: -72,
      highMv: -48,
      ticksMv: [-70, -65, -60, -55, -48],
      words: 'Channels off: light magnified, −72 to −48 mV. −48 mV and above all look alike.',
    });
    expect(viewScale('magnified', -62.3).words).toContain('−64 to −40 mV');
    expect(viewScale('magnified', -70, false).words).toMatch(/^No channels: /);
  });

  it('is the whole scale with channels on, and has nothing to say', () => {
    expect(viewScale('whole', -70)).toEqual({
      lowMv: -92,
      highMv: 48,
      ticksMv: [-90, -60, -30, 0, 30],
      words: '',
    });
  });
});
