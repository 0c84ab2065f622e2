import { describe, expect, it } from 'vitest';
import { plainCurrentMa, plainLevel, plainLight } from '../harness/independent/board-light.js';
import { fullWhite } from '../harness/independent/brightest.js';
import { FlashEye } from '../harness/independent/flash-eye.js';

const LEDS = 12;
const all = (count: number) => new Uint8Array(3 * LEDS).fill(count);

/** Shows each light for so long, one after the other. */
function blink(lights: readonly Uint8Array[], everyMs: number): FlashEye {
  const eye = new FlashEye(LEDS, 255);
  for (const [n, rgb] of lights.entries()) eye.show(1000 + n * everyMs, rgb);
  return eye;
}

const byTurns = (count: number, dark: number, bright: number) =>
  Array.from({ length: count }, (_, n) => all(n % 2 === 0 ? dark : bright));

describe('the eye that counts flashes', () => {
  it('sees three flashes in six changes within a second, and the seventh beyond it not with them', () => {
    expect(blink(byTurns(7, 0, 255), 150).mostSwings).toBe(6);
    expect(blink(byTurns(30, 0, 255), 150).mostSwings).toBe(7);
    expect(blink(byTurns(30, 0, 255), 200).mostSwings).toBe(6);
  });

  it('does not count changes of 9 % of the brightest light, and says that they are near', () => {
    const eye = blink(byTurns(30, 0, 23), 100);
    expect([eye.mostSwings, ...eye.nearly]).toEqual([0, 11, 11]);
  });

  it('sees one LED of twelve that blinks, and where', () => {
    const lights = byTurns(10, 0, 0).map((rgb, n) => {
      rgb.fill(n % 2 === 0 ? 0 : 200, 15, 18);
      return rgb;
    });
    const eye = blink(lights, 100);
    expect([eye.mostSwings, eye.mostAt]).toEqual([9, 'LED 5']);
  });

  it('takes a slow rise in small steps for one change', () => {
    const rise = Array.from({ length: 40 }, (_, n) => all(6 * n));
    expect(blink(rise, 20).mostSwings).toBe(1);
  });

  it('notices saturated red: 200, 10, 10, but not 200, 60, 60', () => {
    const red = (other: number) => all(other).map((count, i) => (i % 3 === 0 ? 200 : count));
    expect(blink([red(10)], 10).redLeds).toBe(LEDS);
    expect(blink([red(60)], 10).redLeds).toBe(0);
  });
});

describe('the light of a board, computed a second time', () => {
  it('has the figures of firmware-protocol.md: level 67 is 3b22a5, and −70 mV is level 40', () => {
    const stops = Uint8Array.from({ length: 99 }, (_, i) => {
      const k = Math.floor(i / 3);
      return [7 * k, 4 * k, 224 - 7 * k][i % 3]!;
    });
    const rgb = new Uint8Array(3);
    plainLight(Uint8Array.of(67), stops, 1000, rgb);
    expect([...rgb]).toEqual([0x3b, 0x22, 0xa5]);
    expect([plainLevel(-70), plainLevel(-300), plainLevel(300)]).toEqual([40, 0, 255]);
  });

  it('draws 1 mA and 60 mA more for white, and never more than it may', () => {
    expect(plainCurrentMa(Uint8Array.of(255, 255, 255))).toBe(61);
    const rgb = new Uint8Array(6);
    plainLight(Uint8Array.of(255, 255), new Uint8Array(99).fill(255), 50, rgb);
    expect(plainCurrentMa(rgb)).toBeLessThanOrEqual(50);
    expect(plainCurrentMa(rgb)).toBeGreaterThan(49);
  });

  it('is brightest at full brightness with 185 counts of luminance', () => {
    expect(fullWhite(1)).toBeCloseTo(184.7, 0);
  });
});
