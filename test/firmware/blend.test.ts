/** Blends from picture to picture in the real program (firmware-protocol.md, "Blend"). */
import { describe, expect, it } from 'vitest';
import { LEVEL_STEP_MV } from '../../src/units.js';
import type { ShownFrame } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { dice, levelPicture, lightOf, type Session, session, setupOf } from './wire-host.js';

/** Red is the level, up to 248; the strip shows what the board computed. */
const RED_IS_LEVEL = Uint8Array.from({ length: 99 }, (_, i) =>
  i % 3 === 0 ? Math.min(255, (8 * i) / 3) : 0,
);
const HIGHEST = 248;
/** From the last byte of a frame to the board's taking it, and from a computed step to its first bit [µs]. */
const UNSURE_US = 400;

function blended(from: ArrayLike<number>, to: ArrayLike<number>, way: number): number[] {
  return Array.from(from, (level, led) => level + (((to[led]! - level) * way + 128) >> 8));
}

const reds = ({ rgb }: ShownFrame, leds: number) => Array.from({ length: leds }, (_, led) => rgb[3 * led]!);

interface Blending extends Session {
  /** Shows since the last call. */
  shows(): ShownFrame[];
}

function blending(leds: number, fadeMs: number, currentLimitMa = 3000, stops = RED_IS_LEVEL): Blending {
  const rig = session(setupOf(leds, { fadeMs, currentLimitMa }));
  rig.host.command({ type: 'palette', stops });
  let seen: ShownFrame[] = [];
  rig.board.onShow = (frame) => seen.push(frame);
  return {
    ...rig,
    shows() {
      const shows = seen;
      seen = [];
      return shows;
    },
  };
}

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('blends of the real program', () => {
  it.each([
    [60, 40],
    [144, 100],
    [150, 800],
  ])(
    'has %i LEDs on the straight line between two pictures within 1 level, at every show of %i ms',
    (leds, fadeMs) => {
      const rig = blending(leds, fadeMs);
      const roll = dice(leds);
      const random = () => Uint8Array.from({ length: leds }, (_, led) => (led < 2 ? 0 : roll(HIGHEST + 1)));
      let from = random();
      rig.host.send(levelPicture(from));
      rig.board.run(30_000);
      rig.shows();
      for (let round = 0; round < 3; round++) {
        const to = random();
        // This LED tells how far the blend has come.
        to[0] = from[0] === 0 ? HIGHEST : 0;
        const wireUs = (levelPicture(to) as { levels: Uint8Array }).levels.length + 12;
        rig.host.send(levelPicture(to));
        const takenUs = rig.board.timeUs + wireUs * 20;
        rig.board.run(1000 * fadeMs + 20_000);
        const shows = rig.shows();
        expect(shows.length).toBeGreaterThan((1000 * fadeMs) / (30 * leds + 1000));
        for (const show of shows.slice(0, -1)) {
          const levels = reds(show, leds);
          let way: number | undefined = 256;
          while (way !== undefined && !blended(from, to, way).every((level, led) => level === levels[led])) {
            way = way > 0 ? way - 1 : undefined;
          }
          expect(way, `no part of the way fits what was shown at ${show.startUs - takenUs} µs`).toBeDefined();
          const ideal = (256 * (show.startUs - takenUs)) / (1000 * fadeMs);
          expect(way!).toBeLessThanOrEqual(ideal + 0.5);
          expect(way!).toBeGreaterThan(ideal - 1.5 - (256 * UNSURE_US) / (1000 * fadeMs));
        }
        expect(reds(shows.at(-1)!, leds)).toEqual([...to]);
        // And then rests.
        rig.board.run(50_000);
        expect(rig.shows()).toEqual([]);
        from = to;
      }
    },
  );

  it('goes on from where the blend stands when the next picture comes before its end, without a leap', () => {
    const rig = blending(60, 100);
    rig.host.send(levelPicture(new Uint8Array(60)));
    rig.board.run(10_000);
    const seen: number[] = [];
    for (let round = 0; round < 8; round++) {
      rig.host.send(levelPicture(new Uint8Array(60).fill(round % 2 === 0 ? HIGHEST : 0)));
      rig.board.run(50_000);
      for (const show of rig.shows()) {
        const [first, ...others] = reds(show, 60);
        expect(others.every((level) => level === first)).toBe(true);
        seen.push(first!);
      }
    }
    // The strip takes 2.1 ms from show to show, in which a blend moves by 2.1 % of 248 levels.
    for (let i = 1; i < seen.length; i++) expect(Math.abs(seen[i]! - seen[i - 1]!)).toBeLessThanOrEqual(8);
    // Half of the way up, half of that down, and so on towards two thirds.
    const turns = seen.filter(
      (level, i) => i > 0 && (level - seen[i - 1]!) * ((seen[i + 1] ?? level) - level) < 0,
    );
    expect(turns[0]! / HIGHEST).toBeCloseTo(0.5, 1);
    expect(turns.at(-1)! / HIGHEST).toBeGreaterThan(0.6);
    expect(turns.at(-1)! / HIGHEST).toBeLessThan(0.72);
  });

  it('shows a picture that confirms a press at once, and blends the next with the same id', () => {
    const rig = blending(60, 200);
    rig.host.send(levelPicture(new Uint8Array(60).fill(40)));
    rig.board.run(10_000);
    rig.host.send(levelPicture(new Uint8Array(60).fill(10)));
    rig.board.run(50_000);
    rig.board.press(1);
    rig.board.run(5000);
    const { id } = rig.host.heard('B').at(-1)!;
    rig.shows();
    rig.host.send(levelPicture(new Uint8Array(60).fill(240), id));
    rig.board.run(8000);
    // Up to two steps of the blend went out while the frame was on the line; then the blend is over.
    const looks = rig.shows().map((show) => reds(show, 60)[7]!);
    expect(looks.indexOf(240)).toBeGreaterThanOrEqual(0);
    expect(looks.indexOf(240)).toBeLessThanOrEqual(2);
    expect(looks.indexOf(240)).toBe(looks.length - 1);
    expect(rig.host.heard('L').map((line) => line.id)).toEqual([id]);
    rig.host.send(levelPicture(new Uint8Array(60).fill(40), id));
    rig.board.run(100_000);
    const steps = rig.shows().map((show) => reds(show, 60)[7]!);
    expect(steps.length).toBeGreaterThan(30);
    expect(steps.at(-1)!).toBeGreaterThan(120);
    expect(steps.at(-1)!).toBeLessThan(160);
  });

  it('does not blend from or to colours, nor out of the dark, and a CONFIG ends a blend', () => {
    const rig = blending(10, 400);
    const dim = levelPicture(new Uint8Array(10).fill(20));
    const bright = levelPicture(new Uint8Array(10).fill(200));
    const first = () => reds(rig.shows().at(-1)!, 10)[0];
    rig.host.send(bright);
    rig.board.run(5000);
    expect(first()).toBe(200);
    rig.host.send({
      type: 'rgb',
      needleLevels: [40, 40],
      inputId: 0,
      first: 0,
      rgb: new Uint8Array(30).fill(7),
    });
    rig.board.run(5000);
    expect(first()).toBe(7);
    rig.host.send(dim);
    rig.board.run(5000);
    expect(first()).toBe(20);
    rig.host.send(bright);
    rig.board.run(100_000);
    expect(first()).toBeLessThan(100);
    rig.host.command({ type: 'config', setup: setupOf(10, { fadeMs: 0 }) });
    rig.board.run(5000);
    expect(first()).toBe(200);
    rig.host.command({ type: 'config', setup: setupOf(10, { fadeMs: 400 }) });
    rig.host.command({ type: 'safe' });
    rig.host.send(dim);
    rig.board.run(5000);
    expect(first()).toBe(20);
    // The same after the fade to dark for silence, and in the middle of it.
    for (const silentUs of [1_300_000, 2_100_000]) {
      rig.host.send(bright);
      rig.board.run(silentUs);
      rig.host.send(dim);
      rig.board.run(5000);
      expect(first()).toBe(20);
    }
  });

  it('keeps every step of a blend within the current limit, as the host computes it, where the middle is brightest', () => {
    // Dark at both ends of the scale, white in between.
    const stops = Uint8Array.from({ length: 99 }, (_, i) => 255 - 15 * Math.abs(16 - Math.floor(i / 3)));
    for (const currentLimitMa of [200, 500, 3000]) {
      const rig = blending(60, 60, currentLimitMa, stops);
      const [from, to] = [new Uint8Array(60), new Uint8Array(60).fill(255)];
      rig.host.send(levelPicture(from));
      rig.board.run(10_000);
      rig.shows();
      rig.host.send(levelPicture(to));
      rig.board.run(80_000);
      const shows = rig.shows();
      expect(shows.length).toBeGreaterThan(20);
      const allowed = Math.floor(((currentLimitMa - 60) * 255) / 20);
      let atLimit = 0;
      for (const { rgb } of shows) {
        const looks = Array.from({ length: 257 }, (_, way) =>
          lightOf(blended(from, to, way), stops, currentLimitMa),
        );
        expect(looks.some((look) => Buffer.compare(look, rgb) === 0)).toBe(true);
        const sum = rgb.reduce((total, channel) => total + channel, 0);
        expect(sum).toBeLessThanOrEqual(allowed);
        if (sum > 0.9 * allowed) atLimit++;
      }
      if (currentLimitMa < 3000) expect(atLimit).toBeGreaterThan(10);
    }
  });

  it('follows a wave within 4 mV on 31 pictures a second, where a strip that holds each is wrong by more than 25 mV', () => {
    const LEDS = 60;
    // An impulse that crosses the strip in 2.9 s: up within some 2 LEDs, down within 8.
    const level = (led: number, us: number) => {
      const x = (us / 2_900_000) * LEDS - led;
      const shape = 1 / (1 + Math.exp(-x / 0.6)) / (1 + Math.exp((x - 6) / 2));
      return Math.round(40 + 200 * shape);
    };
    const worst = (fadeMs: number, stepUs: number) => {
      const rig = blending(LEDS, fadeMs);
      const startUs = rig.board.timeUs;
      let error = 0;
      // What is shown is what was computed one picture ago, and a show.
      for (let us = 0; us < 600_000; us += stepUs) {
        rig.host.send(levelPicture(Array.from({ length: LEDS }, (_, led) => level(led, us))));
        rig.board.run(stepUs);
        for (const show of rig.shows()) {
          if (us < 2 * stepUs) continue;
          const lateUs = 1700 + (fadeMs > 0 ? stepUs : 0);
          for (const [led, red] of reds(show, LEDS).entries()) {
            // The held picture is at its worst just before the next one comes.
            const atUs = fadeMs > 0 ? show.startUs - startUs - lateUs : us + stepUs;
            error = Math.max(error, Math.abs(red - level(led, atUs)));
          }
        }
      }
      return error * LEVEL_STEP_MV;
    };
    expect(worst(0, 32_000)).toBeGreaterThan(25);
    expect(worst(32, 32_000)).toBeLessThan(4);
  });

  it('loses nothing of a saturated stream to 144 LEDs while it blends, and leaves 256 bytes of memory untouched', () => {
    const rig = session(setupOf(144, { fadeMs: 40, currentLimitMa: 200 }), {}, 1000);
    const shows: ShownFrame[] = [];
    rig.board.onShow = (frame) => shows.push(frame);
    const roll = dice(4);
    const end = rig.board.timeUs + 300_000;
    while (rig.board.timeUs < end) {
      if (!rig.host.offer(levelPicture(Array.from({ length: 144 }, () => roll(256))))) rig.board.run(50);
    }
    rig.board.run(1_100_000);
    expect(rig.host.heard('S').at(-1)).toMatchObject({ overruns: 0, overflows: 0, framesBad: 0 });
    expect(rig.board.overruns).toBe(0);
    expect(rig.host.damaged).toEqual([]);
    expect(rig.board.untouchedSram).toBeGreaterThanOrEqual(256);
    for (const { waveform, longestGapNs } of shows) {
      expect(waveform.lowNs[0]).toBeGreaterThanOrEqual(580);
      expect(longestGapNs).toBeLessThanOrEqual(5000);
    }
    expect(shows.length).toBeGreaterThan(0.3 * 170);
  });
});
