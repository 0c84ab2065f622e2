import { describe, expect, it } from 'vitest';
import { positionX, sceneGeometry } from '../../src/web/geometry.js';
import { Glow } from '../../src/web/glow.js';

const COUNT = 60;
const geometry = sceneGeometry(1280, 264, COUNT);

function painted(rgb: Uint8Array, exposure = 1): { glow: Glow; rgba: Uint8ClampedArray } {
  const glow = new Glow(geometry, COUNT, (light) => 255 * light, exposure);
  const rgba = new Uint8ClampedArray(4 * glow.columns * glow.rows);
  glow.gather(rgb);
  glow.paint(new Uint8ClampedArray(rgba.length), rgba);
  return { glow, rgba };
}

/** Red of the brightest pixel of a row, and where it is. */
function brightest({ glow, rgba }: ReturnType<typeof painted>): { x: number; y: number; red: number } {
  let best = { x: 0, y: 0, red: -1 };
  for (let y = 0; y < glow.rows; y++)
    for (let x = 0; x < glow.columns; x++) {
      const red = rgba[4 * (y * glow.columns + x)]!;
      if (red > best.red) best = { x, y, red };
    }
  return best;
}

describe('the glow', () => {
  it('is nothing but the still picture while all LEDs are dark', () => {
    const glow = new Glow(geometry, COUNT, (light) => 255 * light, 1);
    const base = new Uint8ClampedArray(4 * glow.columns * glow.rows).fill(17);
    const rgba = new Uint8ClampedArray(base.length);
    glow.gather(new Uint8Array(3 * COUNT));
    glow.paint(base, rgba);
    expect(rgba.filter((_, i) => i % 4 !== 3).every((byte) => byte === 17)).toBe(true);
  });

  it('lies around its LED: number 45 of 60', () => {
    const rgb = new Uint8Array(3 * COUNT);
    rgb[3 * 45] = 255;
    const found = brightest(painted(rgb));
    const x = ((found.x + 0.5) * geometry.width) / 180;
    expect(Math.abs(x - positionX(geometry, 45, COUNT))).toBeLessThan(geometry.pitch);
    const y = ((found.y + 0.5) * geometry.height) / 48;
    expect(Math.abs(y - geometry.axisY)).toBeLessThan(8);
  });

  it('adds up in linear light: two neighbours give the sum of both', () => {
    const one = new Uint8Array(3 * COUNT);
    const other = new Uint8Array(3 * COUNT);
    const both = new Uint8Array(3 * COUNT);
    one[90] = both[90] = 200;
    other[93] = both[93] = 200;
    const sums = [one, other, both].map((rgb) => painted(rgb, 4).rgba);
    for (let i = 0; i < sums[0]!.length; i += 4)
      expect(Math.abs(sums[0]![i]! + sums[1]![i]! - sums[2]![i]!)).toBeLessThanOrEqual(2);
  });

  it('is as bright for 30 LEDs as for 144 of the same light', () => {
    const peaks = [30, 144].map((count) => {
      const place = sceneGeometry(1280, 264, count);
      const glow = new Glow(place, count, (light) => 255 * light, 3);
      const rgba = new Uint8ClampedArray(4 * glow.columns * glow.rows);
      glow.gather(new Uint8Array(3 * count).fill(120));
      glow.paint(new Uint8ClampedArray(rgba.length), rgba);
      return Math.max(...rgba.filter((_, i) => i % 4 === 0));
    });
    expect(Math.abs(peaks[0]! - peaks[1]!)).toBeLessThanOrEqual(4);
  });
});
