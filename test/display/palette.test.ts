import { readFileSync } from 'node:fs';
import {
  converter,
  differenceCiede2000,
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
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops, pwmToSrgb } from '../../src/display/palette.js';
import { levelOfMv } from '../../src/units.js';

const projectFile = (path: string) => new URL(`../../${path}`, import.meta.url);
const toOklab = converter('oklab');
const toRgb = converter('rgb');

/** Colour of a level as an eye adapted to the strip's brightness sees it. */
function colourOf(level: number, brightness: number, colours: Uint8Array): LinearRgb {
  const light = (channel: number) => colours[3 * level + channel]! / 255 / brightness;
  return { mode: 'lrgb', r: light(0), g: light(1), b: light(2) };
}

function lightnesses(brightness: number, everyNth: number): number[] {
  const colours = levelColours(paletteStops(brightness));
  return Array.from(
    { length: 256 / everyNth },
    (_, i) => toOklab(colourOf(i * everyNth, brightness, colours)).l,
  );
}

const steps = (values: readonly number[]) => values.slice(1).map((value, i) => value - values[i]!);
const rgbOfMv = (mv: number, brightness: number) => {
  const colours = levelColours(paletteStops(brightness));
  const level = levelOfMv(mv);
  return [...colours.subarray(3 * level, 3 * level + 3)] as [number, number, number];
};

describe('palette files', () => {
  it('are exactly what scripts/make-palette.mjs writes', async () => {
    const generator = (await import(projectFile('scripts/make-palette.mjs').href)) as {
      paletteFiles(): { path: string; text: string }[];
    };
    const files = generator.paletteFiles();
    expect(files.map(({ path }) => path)).toEqual([
      'src/display/palette-table.ts',
      'firmware/axon-rig-uno/palette.h',
    ]);
    for (const { path, text } of files) expect(readFileSync(projectFile(path), 'utf8'), path).toBe(text);
  });

  it('give the board at power-up the very stops that the host has by default', () => {
    const header = readFileSync(projectFile('firmware/axon-rig-uno/palette.h'), 'utf8');
    const body = /PROGMEM = \{([^}]*)\}/.exec(header)![1]!.replace(/\/\/.*/g, '');
    const counts = body.split(',').map((text) => text.trim());
    expect(counts.pop()).toBe('');
    expect(counts.map(Number)).toEqual([...paletteStops(DEFAULT_BRIGHTNESS)]);
  });
});

describe('palette', () => {
  it('has 99 bytes at any brightness, none of them lit at 0, at −1 or at NaN', () => {
    for (const brightness of [0, -1, Number.NaN])
      expect(paletteStops(brightness)).toEqual(new Uint8Array(99));
    expect(paletteStops(7)).toEqual(paletteStops(1));
    expect(paletteStops(1)).toHaveLength(99);
  });

  it('rises by 1.5 times the mean of OKLab lightness just above rest, nowhere by less than half or more than 2.2 times', () => {
    const lightness = lightnesses(1, 8);
    const mean = (lightness.at(-1)! - lightness[0]!) / (lightness.length - 1);
    const slopes = steps(lightness).map((step) => step / mean);
    expect(Math.min(...slopes)).toBeGreaterThan(0.5);
    expect(Math.max(...slopes)).toBeLessThan(2.2);
    expect(slopes[5]).toBeGreaterThan(1.5);
  });

  it('becomes lighter from every stop to the next, also in the 8 bits of the default brightness', () => {
    expect(Math.min(...steps(lightnesses(1, 8)))).toBeGreaterThan(0.01);
    expect(Math.min(...steps(lightnesses(DEFAULT_BRIGHTNESS, 8)))).toBeGreaterThan(0.01);
  });

  it('loses less than 0.004 of lightness between levels to the rounding of one PWM count, 0.013 when dimmed', () => {
    expect(Math.min(...steps(lightnesses(1, 1)))).toBeGreaterThan(-0.004);
    expect(Math.min(...steps(lightnesses(DEFAULT_BRIGHTNESS, 1)))).toBeGreaterThan(-0.013);
  });

  it.each([
    ['no deficiency', (colour: Rgb) => colour, 0.08, 8.3],
    ['deuteranopia', filterDeficiencyDeuter(1), 0.057, 4.9],
    ['protanopia', filterDeficiencyProt(1), 0.078, 6.6],
    ['tritanopia', filterDeficiencyTrit(1), 0.08, 11.4],
  ])(
    'keeps all landmarks apart under %s, at full and at default brightness',
    (_, filter, leastOk, least2000) => {
      for (const brightness of [1, DEFAULT_BRIGHTNESS]) {
        const colours = levelColours(paletteStops(brightness));
        const seen = [-80, -70, -55, -30, 0, 20, 40].map((mv) =>
          filter(toRgb(colourOf(levelOfMv(mv), brightness, colours))),
        );
        for (let one = 0; one < seen.length; one++) {
          for (let other = one + 1; other < seen.length; other++) {
            expect(differenceEuclidean('oklab')(seen[one]!, seen[other]!)).toBeGreaterThan(leastOk);
            expect(differenceCiede2000()(seen[one]!, seen[other]!)).toBeGreaterThan(least2000);
          }
        }
      }
    },
  );

  it('has no saturated red: R/(R+G+B) stays at 0.6, and at 0.67 however few counts are left', () => {
    const reddest = (brightness: number) => {
      const colours = levelColours(paletteStops(brightness));
      let most = 0;
      for (let at = 0; at < colours.length; at += 3) {
        const [r, g, b] = [colours[at]!, colours[at + 1]!, colours[at + 2]!];
        if (r + g + b > 0) most = Math.max(most, r / (r + g + b));
      }
      return most;
    };
    expect(reddest(1)).toBeLessThan(0.601);
    expect(reddest(DEFAULT_BRIGHTNESS)).toBeLessThan(0.601);
    for (let percent = 2; percent <= 100; percent++) expect(reddest(percent / 100)).toBeLessThan(0.67);
  });

  it('is azure at rest, darker violet at −80, warm amber at +20 and nearly white at +40 mV', () => {
    const hueDeg = ([r, g, b]: [number, number, number]) => {
      const lab = toOklab({ mode: 'lrgb', r: r / 255, g: g / 255, b: b / 255 });
      return { hue: (Math.atan2(lab.b, lab.a) * 180) / Math.PI, chroma: Math.hypot(lab.a, lab.b), l: lab.l };
    };
    const [trough, rest, warm, peak] = [-80, -70, 20, 40].map((mv) => hueDeg(rgbOfMv(mv, 1)));
    expect(rest!.hue).toBeCloseTo(-119, -1);
    expect(trough!.hue).toBeCloseTo(-64, -1);
    expect(trough!.l).toBeLessThan(rest!.l - 0.045);
    expect(rest!.l).toBeCloseTo(0.357, 2);
    expect(warm!.hue).toBeCloseTo(81, -1);
    expect(warm!.chroma).toBeGreaterThan(0.12);
    expect(peak!.l).toBeGreaterThan(0.86);
    expect(peak!.chroma).toBeLessThan(0.08);
  });

  it('shows rest as 0, 5, 12 at the default brightness: more light than 1, 1, 15 for the same current', () => {
    const rest = rgbOfMv(-70, DEFAULT_BRIGHTNESS);
    expect(rest).toEqual([0, 5, 12]);
    expect(stripCurrentMa(Uint8Array.from(rest))).toBe(stripCurrentMa(Uint8Array.of(1, 1, 15)));
    expect(luminanceOf(0, 5, 12) / luminanceOf(1, 1, 15)).toBeCloseTo(2.21, 2);
  });
});

describe('a PWM count on a screen', () => {
  it('is encoded as sRGB: half the light is 188, a fifth of a percent of it 7', () => {
    expect(pwmToSrgb(0, 1)).toBe(0);
    expect(pwmToSrgb(255, 1)).toBe(255);
    expect(pwmToSrgb(127.5, 1)).toBe(188);
    expect(pwmToSrgb(0.51, 1)).toBe(7);
  });

  it('never leaves 0 to 255, however long the exposure', () => {
    expect(pwmToSrgb(255, 10)).toBe(255);
    expect(pwmToSrgb(51, 5)).toBe(255);
    expect(pwmToSrgb(255, -1)).toBe(0);
    expect(pwmToSrgb(255, Number.NaN)).toBe(0);
  });
});
