import { describe, expect, it } from 'vitest';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { createStage, type Picture } from '../../src/display/stage.js';
import { viewStops } from '../../src/display/view.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { levelOfMv } from '../../src/units.js';
import { flashes, lightOf, type Shown } from './flash-checker.js';

const stops = paletteStops(DEFAULT_BRIGHTNESS);
const FRAME_MS = 1000 / 60;

/** The lesson's axon on a strip: presses at the given times of the room, a picture at each press and 60 a second. */
function show(
  rig: {
    ledCount: number;
    currentLimitMa: number;
    lens: number;
    site?: number;
    brightness?: number;
    channelsOff?: boolean;
  },
  pressesMs: readonly number[],
  untilMs: number,
  see: (picture: Picture, potentialMv: Float64Array, wallMs: number) => void,
): void {
  const { brightness = DEFAULT_BRIGHTNESS, channelsOff = false } = rig;
  const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: channelsOff });
  const magnified = (restMv: number) => viewStops('magnified', restMv, brightness);
  const stage = createStage({ ...rig, stops: paletteStops(brightness), magnified });
  stage.setView(channelsOff ? 'magnified' : 'whole', -70);
  const times = [...pressesMs];
  for (let wallMs = 0; wallMs <= untilMs; wallMs += FRAME_MS) times.push(wallMs);
  times.sort((one, other) => one - other);
  for (const wallMs of times) {
    axon.advanceTo(wallMs / rig.lens);
    if (pressesMs.includes(wallMs)) {
      const startMs = axon.modelMs;
      axon.inject({ kind: 'pulse', site: rig.site ?? 0, startMs, durationMs: 0.5, currentUa: 200 });
    }
    see(stage.render(axon.potentialMv, [-70, -70], wallMs), axon.potentialMv, wallMs);
  }
}

describe('the lesson on the strip', () => {
  it.each([60, 144])(
    'shows one press at lens 500 on %i LEDs as it is: no limit of flashes acts',
    (ledCount) => {
      let frames = 0;
      let brightest = 0;
      show({ ledCount, currentLimitMa: 2000, lens: 500 }, [500], 10_000, (picture, potentialMv) => {
        frames++;
        expect(picture.flashLimitActing).toBe(false);
        if (ledCount === 60) expect([...picture.levels]).toEqual([...potentialMv].map(levelOfMv));
        brightest = Math.max(brightest, ...picture.levels);
      });
      expect(frames).toBe(602);
      expect(brightest).toBeGreaterThan(235);
    },
  );

  it.each([500, 1000, 5000])(
    'shows presses as fast as the axon takes them, every 5 ms, at lens %i',
    (lens) => {
      const pressesMs = [1, 6, 11, 16].map((ms) => ms * lens);
      show(
        { ledCount: 60, currentLimitMa: 2000, lens },
        pressesMs,
        Math.min(20 * lens, 20_000),
        (picture) => {
          expect(picture.flashLimitActing).toBe(false);
        },
      );
    },
  );

  it.each([1, 10, 50, 100])('leaves a single press alone at lens %i too', (lens) => {
    show({ ledCount: 60, currentLimitMa: 2000, lens }, [500], 500 + 25 * lens, (picture) => {
      expect(picture.flashLimitActing).toBe(false);
    });
  });

  it('acts at 1:1 when somebody hammers on the button ten times a second, and the strip does not flash', () => {
    // Pressed 7 ms before a picture, so that the action potential is on its way when it is drawn.
    const pressesMs = Array.from({ length: 30 }, (_, press) => (12 + 6 * press) * FRAME_MS - 7);
    const pictures: Shown[] = [];
    let acted = 0;
    show({ ledCount: 60, currentLimitMa: 200, lens: 1 }, pressesMs, 4000, (picture, _, wallMs) => {
      pictures.push({ wallMs, rgb: picture.rgb.slice() });
      if (picture.flashLimitActing) acted++;
    });
    expect(acted).toBeGreaterThan(10);
    const white = lightOf([{ wallMs: 0, rgb: levelColours(stops).slice(765) }], 1, 0, 1)[0]!;
    expect(flashes(pictures, white)).toEqual([]);
  });

  it.each([
    ['at the end', 169, 200, {}],
    ['in the middle', 198, 200, { site: 30 }],
    ['at the end with channels off', 184, 200, { channelsOff: true }],
    ['in the middle with channels off', 193, 200, { site: 30, channelsOff: true }],
    ['at the end at full brightness', 344, 500, { brightness: 1 }],
    ['in the middle at full brightness', 420, 500, { site: 30, brightness: 1 }],
    [
      'in the middle with channels off at full brightness',
      408,
      500,
      { site: 30, channelsOff: true, brightness: 1 },
    ],
  ])(
    'needs no more than a USB port gives on 60 LEDs, or 500 mA at full brightness: a press %s takes up to %i mA of %i',
    (_, expectedMa, currentLimitMa, more) => {
      let mostMa = 0;
      show({ ledCount: 60, currentLimitMa, lens: 1000, ...more }, [1000], 16_000, (picture) => {
        expect(picture.currentLimitActing).toBe(false);
        mostMa = Math.max(mostMa, picture.currentMa);
      });
      expect(mostMa).toBeGreaterThan(expectedMa - 2);
      expect(mostMa).toBeLessThan(expectedMa + 2);
    },
  );
});
