/** From level to light on the board, bit for bit what the host computes (firmware-protocol.md, "Light"). */
import { describe, expect, it } from 'vitest';
import { applyCurrentLimit, paletteColour } from '../../src/display/light.js';
import { expandProfile } from '../../src/protocol/profile.js';
import { STRIP_ORDERS } from '../../src/units.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { builtInPalette, dice, levelPicture, lightOf, type Session, session, setupOf } from './wire-host.js';

const LEDS = 150;

function show({ board, host }: Session, message: Parameters<typeof host.send>[0]): number[] {
  host.send(message);
  board.run(12_000);
  return [...board.leds.subarray(0, 3 * LEDS)];
}

describe.skipIf(lacks(avrGccPath))('light of the real program', () => {
  it('gives every level the colour that the host gives it, from the palette at power-up', () => {
    const rig = session(setupOf(128));
    const stops = builtInPalette();
    for (const first of [0, 128]) {
      const levels = Array.from({ length: 128 }, (_, i) => first + i);
      expect(show(rig, levelPicture(levels)).slice(0, 3 * 128)).toEqual([...lightOf(levels, stops, 3000)]);
    }
  });

  it('agrees with the host on 20 wild palettes, 150 levels each, marks included, limited to 0 … 3000 mA', () => {
    const roll = dice(11);
    const rig = session(setupOf(LEDS));
    for (let round = 0; round < 20; round++) {
      const currentLimitMa = [0, 100, 151, 200, 400, 1000, 2000, 3000][round % 8]!;
      const stops = Uint8Array.from({ length: 99 }, () => roll(256));
      const levels = Array.from({ length: LEDS }, () => roll(256));
      const marks = [roll(LEDS), roll(LEDS)].map((led) => ({
        led,
        rgb: [roll(256), roll(256), roll(256)] as [number, number, number],
      }));
      rig.host.command({ type: 'config', setup: setupOf(LEDS, { currentLimitMa }) });
      rig.host.command({ type: 'palette', stops });
      rig.host.command({ type: 'marks', marks: [marks[0]!, marks[1]!] });
      const expected = new Uint8Array(3 * LEDS);
      for (const [led, level] of levels.entries()) paletteColour(stops, level, expected, 3 * led);
      for (const { led, rgb } of marks) expected.set(rgb, 3 * led);
      applyCurrentLimit(expected, currentLimitMa);
      expect(show(rig, levelPicture(levels))).toEqual([...expected]);
    }
  });

  it('expands a profile between any two knots 1 to 149 LEDs apart as the host does', () => {
    const roll = dice(12);
    const rig = session(setupOf(LEDS));
    const stops = Uint8Array.from({ length: 99 }, (_, i) => (i % 3 === 0 ? (255 * (i / 3)) / 32 : 0));
    rig.host.command({ type: 'palette', stops });
    const spans = new Set<number>();
    for (let round = 0; round < 60; round++) {
      const knots: [number, number][] = [[0, roll(256)]];
      while (knots.at(-1)![0] < LEDS - 1) {
        const rest = LEDS - 1 - knots.at(-1)![0];
        const span = round < 30 ? Math.min(rest, 5 * round + 1 + roll(5)) : 1 + roll(Math.min(rest, 12));
        spans.add(span);
        knots.push([knots.at(-1)![0] + span, roll(3) === 0 ? roll(2) * 255 : roll(256)]);
      }
      if (knots.length > 90) continue;
      const levels = new Uint8Array(LEDS);
      expandProfile(knots, levels);
      const seen = show(rig, { type: 'profile', needleLevels: [40, 40], inputId: 0, knots });
      expect(seen).toEqual([...lightOf(levels, stops, 3000)]);
    }
    expect(spans.size).toBeGreaterThan(40);
  });

  it('sends the channels in each of the 30 orders, and a white light dark', () => {
    const rgb = [10, 20, 30];
    for (const colourOrder of STRIP_ORDERS) {
      const { board, host } = session(setupOf(4, { colourOrder }));
      const raw: number[][] = [];
      board.onShow = (frame) => raw.push([...frame.raw]);
      host.send({
        type: 'rgb',
        needleLevels: [40, 40],
        inputId: 0,
        first: 2,
        rgb: Uint8Array.from([...rgb, ...rgb]),
      });
      board.run(5000);
      const led = [...colourOrder].map((channel) => rgb['rgb'.indexOf(channel)] ?? 0);
      const dark = led.map(() => 0);
      expect(raw.at(-1)).toEqual([...dark, ...dark, ...led, ...led]);
    }
  });

  it('takes 63 LEDs of colours in one frame and keeps the rest dark, under the current limit', () => {
    const rig = session(setupOf(LEDS, { currentLimitMa: 250 }));
    const rgb = Uint8Array.from({ length: 189 }, (_, i) => (i * 7) & 0xff);
    const expected = new Uint8Array(3 * LEDS);
    expected.set(rgb, 3 * 87);
    applyCurrentLimit(expected, 250);
    const seen = show(rig, { type: 'rgb', needleLevels: [40, 40], inputId: 0, first: 87, rgb });
    expect(seen).toEqual([...expected]);
  });

  it('dims the picture that is shown when the limit becomes lower, without waiting for the next', () => {
    const rig = session(setupOf(20));
    const levels = Array.from({ length: 20 }, () => 255);
    show(rig, levelPicture(levels));
    rig.host.command({ type: 'config', setup: setupOf(20, { currentLimitMa: 30 }) });
    rig.board.run(5000);
    expect([...rig.board.leds.subarray(0, 60)]).toEqual([...lightOf(levels, builtInPalette(), 30)]);
  });

  it('is dark when the limit does not even cover the idle current', () => {
    const rig = session(setupOf(100, { currentLimitMa: 100 }));
    expect(
      show(rig, levelPicture(Array.from({ length: 100 }, () => 255))).every((channel) => channel === 0),
    ).toBe(true);
  });
});
