import { describe, expect, it } from 'vitest';
import { createPlayLoop } from '../../src/cli/play-loop.js';
import { createVirtualDevice } from '../../src/devices/virtual/index.js';
import { paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import type { RecordedPicture } from '../../src/recording/format.js';
import { createPlayback } from '../../src/recording/playback.js';
import { levelOfMv, REST_LEVEL } from '../../src/units.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const PICTURE_MS = 1000 / 60;

/** A bump that travels along four recorded places: 2 s, slow enough for the flash limit. */
function recorded(i: number): RecordedPicture {
  const mv = (led: number) => -70 + 60 * Math.exp(-((i / 40 - led) ** 2));
  return {
    roomMs: i * PICTURE_MS,
    axonMs: i / 100,
    potentialMv: Float64Array.from({ length: 4 }, (_, led) => mv(led)),
    blueMv: mv(1),
    yellowMv: mv(2),
    samples: new Float64Array(0),
  };
}

function createPlay(ledCount: number, { repeat = false, pictures = 120, currentLimitMa = 2000 } = {}) {
  const timers = new VirtualTimers();
  const device = createVirtualDevice({
    capabilities: { ledCount, needleCount: 2, buttonCount: 0, dialCount: 0 },
    timers,
  });
  const stage = createStage({ ledCount, stops: paletteStops(1), currentLimitMa });
  const seen: { levels: number[]; needles: number[]; round: number; atMs: number; currentMa: number }[] = [];
  let ended = 0;
  const crashes: unknown[] = [];
  const loop = createPlayLoop({
    device,
    timers,
    repeat,
    stage: {
      ...stage,
      render(potentialMv, meterMv, wallMs) {
        const picture = stage.render(potentialMv, meterMv, wallMs);
        seen.push({
          levels: [...picture.levels],
          needles: [...picture.needleLevels],
          round: 0,
          atMs: wallMs,
          currentMa: picture.currentMa,
        });
        return picture;
      },
    },
    open: () =>
      createPlayback(
        [{ pictures: Array.from({ length: pictures }, (_, i) => recorded(i)), events: [] }].values(),
      ),
    state() {},
    shown: (_picture, round) => Object.assign(seen.at(-1)!, { round }),
    ended: () => ended++,
    crashed: (error) => crashes.push(error),
  });
  return { timers, device, loop, seen, crashes, ended: () => ended };
}

describe('playing a recording', () => {
  it('shows on as many LEDs just what was recorded, level by level, at its own pace', () => {
    const { timers, loop, seen, ended } = createPlay(4);
    loop.start();
    timers.advance(2100);
    expect(ended()).toBe(1);
    expect(seen).toHaveLength(120);
    for (const [i, { levels, needles, atMs }] of seen.entries()) {
      const was = recorded(i);
      expect(Math.abs(atMs - seen[0]!.atMs - was.roomMs)).toBeLessThan(PICTURE_MS);
      expect(levels).toEqual([...was.potentialMv].map(levelOfMv));
      expect(needles).toEqual([levelOfMv(was.blueMv), levelOfMv(was.yellowMv)]);
    }
  });

  it('shows it on 7 LEDs with the places in between, on 2 with both ends, on 1 with the first', () => {
    for (const ledCount of [7, 2, 1]) {
      const { timers, loop, seen } = createPlay(ledCount);
      loop.start();
      timers.advance(1000);
      const { levels } = seen[40]!;
      const mv = recorded(40).potentialMv;
      const at = (led: number) => (ledCount === 1 ? 0 : (led * 3) / (ledCount - 1));
      for (const [led, level] of levels.entries()) {
        const place = at(led);
        const below = Math.floor(place);
        const share = place - below;
        const between = mv[below]! * (1 - share) + (mv[below + 1] ?? 0) * share;
        expect(level).toBe(levelOfMv(between));
      }
    }
  });

  it('keeps within the current of this rig, whatever was recorded', () => {
    const { timers, loop, seen } = createPlay(60, { currentLimitMa: 120 });
    loop.start();
    timers.advance(2100);
    expect(Math.max(...seen.map(({ currentMa }) => currentMa))).toBeLessThanOrEqual(120);
    expect(Math.max(...seen.map(({ currentMa }) => currentMa))).toBeGreaterThan(100);
  });

  it('leaves strip and needles dark and at rest when it is closed in the middle', async () => {
    const { timers, device, loop } = createPlay(4);
    loop.start();
    timers.advance(700);
    expect(Math.max(...device.shownRgb)).toBeGreaterThan(0);
    const closed = loop.close();
    timers.advance(1000);
    await closed;
    expect([...device.shownRgb]).toEqual(new Array(12).fill(0));
    expect([...device.shownNeedles]).toEqual([REST_LEVEL, REST_LEVEL]);
    expect(timers.waiting).toBe(0);
  });

  it('with --repeat begins again after the last picture and never ends by itself', () => {
    const { timers, loop, seen, ended } = createPlay(4, { repeat: true });
    loop.start();
    timers.advance(10_500);
    expect(ended()).toBe(0);
    expect(seen.at(-1)!.round).toBe(6);
    expect(new Set(seen.map(({ round }) => round))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });
});
