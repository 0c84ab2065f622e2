import { describe, expect, it } from 'vitest';
import { paletteStops } from '../../src/display/palette.js';
import { viewStops } from '../../src/display/view.js';
import { createViewFade, type LightView } from '../../src/display/view-fade.js';

const FRAME_MS = 1000 / 60;
const WHOLE: LightView = { view: 'whole', restMv: -70, stops: paletteStops(1) };
const NEAR: LightView = { view: 'magnified', restMv: -70, stops: viewStops('magnified', -70, 1) };

/** Runs it as pictures do; `admits` says whether a step may be shown. Returns when each step was shown, and what. */
function run(
  fade: ReturnType<typeof createViewFade>,
  fromMs: number,
  untilMs: number,
  {
    aim = () => {},
    admits = () => true,
  }: { aim?: (ms: number) => void; admits?: (ms: number) => boolean } = {},
) {
  const shown: { ms: number; stops: Uint8Array }[] = [];
  for (let ms = fromMs; ms <= untilMs; ms += FRAME_MS) {
    aim(ms);
    const stops = fade.due(ms);
    if (!stops || !admits(ms)) continue;
    shown.push({ ms, stops: stops.slice() });
    fade.taken(ms);
  }
  return shown;
}

describe('the fade from view to view', () => {
  it('takes twelve steps, 50 ms apart, and ends on the very palette', () => {
    const fade = createViewFade(WHOLE);
    fade.aim(NEAR);
    const shown = run(fade, 1000, 3000);
    expect(shown).toHaveLength(12);
    expect(shown.at(-1)!.ms - shown[0]!.ms).toBeCloseTo(550, -1);
    expect(shown.at(-1)!.stops).toEqual(NEAR.stops);
    expect(fade.arrived).toBe(true);
    expect(fade.view).toBe(NEAR);
  });

  it('changes no channel of a stop by more than an eighth of its way in one step', () => {
    const fade = createViewFade(WHOLE);
    fade.aim(NEAR);
    const all = [WHOLE.stops, ...run(fade, 0, 3000).map(({ stops }) => stops)];
    for (let step = 1; step < all.length; step++)
      for (let i = 0; i < 99; i++) {
        const way = Math.abs(NEAR.stops[i]! - WHOLE.stops[i]!);
        expect(Math.abs(all[step]![i]! - all[step - 1]![i]!)).toBeLessThanOrEqual(way / 8 + 1);
      }
  });

  it('begins at most once in 1.5 s, however fast somebody switches, and ends where it was switched last', () => {
    const fade = createViewFade(WHOLE);
    let switches = 0;
    const shown = run(fade, 0, 20_000, {
      aim: (ms) => {
        if (ms < 15_000) fade.aim(switches++ % 2 === 0 ? NEAR : WHOLE);
        else fade.aim(NEAR);
      },
    });
    const begins = shown.filter((_, step) => step % 12 === 0).map(({ ms }) => ms);
    for (let i = 1; i < begins.length; i++) expect(begins[i]! - begins[i - 1]!).toBeGreaterThanOrEqual(1500);
    expect(fade.view).toBe(NEAR);
  });

  it('finishes first what is under way', () => {
    const fade = createViewFade(WHOLE);
    fade.aim(NEAR);
    run(fade, 0, 200);
    fade.aim(WHOLE);
    expect(fade.view).toBe(NEAR);
    expect(run(fade, 200, 1400).at(-1)!.stops).toEqual(NEAR.stops);
    expect(run(fade, 1450, 3000).at(-1)!.stops).toEqual(WHOLE.stops);
  });

  it('waits with a step that may not be shown, and then goes on at its own pace, with none left out', () => {
    const fade = createViewFade(WHOLE);
    fade.aim(NEAR);
    const shown = run(fade, 0, 3000, { admits: (ms) => ms < 200 || ms > 900 });
    expect(shown).toHaveLength(12);
    const late = shown.filter(({ ms }) => ms > 900).map(({ ms }) => ms);
    for (let i = 1; i < late.length; i++) expect(late[i]! - late[i - 1]!).toBeGreaterThan(33);
  });

  it('has no step where nothing else is wanted', () => {
    const fade = createViewFade(WHOLE);
    fade.aim(NEAR);
    fade.aim(WHOLE);
    expect(run(fade, 0, 5000)).toEqual([]);
  });
});
