/** A strip on node-pixel's sketch of which not every LED shows the axon. */
import { expect, it } from 'vitest';
import { pixelStrip } from '../../../src/devices/firmata/pixel-strip.js';

it('tells each LED of a picture to its place, keeps the others dark, and their current off the limit', () => {
  const sent: number[][] = [];
  const parts = {
    setup: { currentLimitMa: 46 },
    io: { sysexCommand: (message: number[]) => sent.push(message) },
    pins: { numberOf: (pin: number) => pin },
  };
  const strip = pixelStrip(
    { kind: 'strip', pin: 6, ledCount: 5, places: [4, 2], colourOrder: 'grb' },
    parts as never,
  );
  strip.prepare();
  expect(sent.splice(0)).toEqual([[0x51, 1, 6, 5, 0]]);
  strip.dark();
  strip.write(() => {});
  sent.splice(0);
  // 41 mA are left for two LEDs: 522 of the 765 counts of one that is white.
  strip.set(new Uint8Array(2), Uint8Array.of(255, 255, 255, 0, 0, 0), 0);
  strip.write(() => {});
  const [message] = sent;
  const [command, kind, place, , ...septets] = message!;
  expect([command, kind, place]).toEqual([0x51, 3, 4]);
  const colour = septets.reduce((sum, part, index) => sum | (part << (7 * index)), 0);
  const count = (255 * Math.trunc((522 * 256) / 765)) >> 8;
  expect(colour).toBe((count << 16) | (count << 8) | count);
});
