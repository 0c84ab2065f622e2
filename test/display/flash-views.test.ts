import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { createStage, type StageOptions } from '../../src/display/stage.js';
import { viewStops } from '../../src/display/view.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { flashes, lightOf, type Shown } from './flash-checker.js';

const FRAME_MS = 1000 / 60;
const RUN_MS = 4000;
/** AXON_FLASH_RUNS=1000 takes some ten minutes. */
const RUNS = Number(process.env.AXON_FLASH_RUNS ?? 10);

const run = fc.record({
  ledCount: fc.constantFrom(12, 60, 60, 144),
  brightness: fc.constantFrom(DEFAULT_BRIGHTNESS, DEFAULT_BRIGHTNESS, 1, 0.1),
  /** Above the idle current [mA a LED]. */
  spareMaPerLed: fc.constantFrom(0.5, 2.33, 7.33, 1e4),
  lens: fc.constantFrom(1, 1, 5, 20, 100),
  /** Presses, and switches of the channels, a second: a hand is no faster than ten. */
  pressesPerS: fc.integer({ min: 2, max: 10 }),
  switchesPerS: fc.integer({ min: 1, max: 10 }),
  site: fc.constantFrom(0, 30),
  startsOff: fc.boolean(),
  jitter: fc.infiniteStream(fc.double({ min: 0.5, max: 1.5, noNaN: true })),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

function stageOf(
  { ledCount, brightness, spareMaPerLed }: Pick<Run, 'brightness' | 'spareMaPerLed'> & { ledCount: number },
  more: Partial<StageOptions> = {},
) {
  return createStage({
    ledCount,
    stops: paletteStops(brightness),
    magnified: (restMv) => viewStops('magnified', restMv, brightness),
    currentLimitMa: ledCount * (1 + spareMaPerLed),
    ...more,
  });
}

/** Luminance of the whole view's brightest colour, in the checker's terms. */
function whiteOf(brightness: number): number {
  const rgb = levelColours(paletteStops(brightness)).slice(765);
  return lightOf([{ wallMs: 0, rgb }], 1, 0, 1)[0]!;
}

/** Somebody presses and switches the channels at once, as fast as hands can. */
function play(rig: Run): { shown: Shown[]; mostMa: number; steps: number } {
  const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: rig.startsOff });
  const stage = stageOf(rig);
  const next = () => rig.jitter.next().value as number;
  let pressMs = 0;
  let switchMs = 0;
  let off = rig.startsOff;
  let mostMa = 0;
  let steps = 0;
  let before = '';
  const shown: Shown[] = [];
  for (let wallMs = 0; wallMs < RUN_MS; wallMs += FRAME_MS) {
    axon.advanceTo(wallMs / rig.lens);
    if (wallMs >= pressMs) {
      pressMs = wallMs + (1000 / rig.pressesPerS) * next();
      const { site, lens } = rig;
      axon.inject({ kind: 'pulse', site, startMs: axon.modelMs, durationMs: 0.5, currentUa: 200 });
      // The picture of a press comes when it has begun to be seen.
      axon.advanceTo((wallMs + FRAME_MS / 2) / lens);
    }
    if (wallMs >= switchMs) {
      switchMs = wallMs + (1000 / rig.switchesPerS) * next();
      off = !off;
      axon.freezeChannels(off);
    }
    stage.setView(off ? 'magnified' : 'whole', -70);
    const { rgb, palette, currentMa } = stage.render(axon.potentialMv, [-70, -70], wallMs);
    shown.push({ wallMs, rgb: rgb.slice() });
    mostMa = Math.max(mostMa, currentMa);
    if (palette.stops.join() !== before) steps++;
    before = palette.stops.join();
  }
  return { shown, mostMa, steps };
}

describe('the flash limit with two views', () => {
  it(`shows at most three flashes a second in ${RUNS} lessons with presses and switches as fast as hands can`, async () => {
    await fc.assert(
      fc.asyncProperty(run, async (rig) => {
        const { shown, mostMa, steps } = play(rig);
        expect(flashes(shown, whiteOf(rig.brightness))).toEqual([]);
        expect(mostMa).toBeLessThanOrEqual(rig.ledCount * (1 + rig.spareMaPerLed));
        // The views have really been switched.
        expect(steps).toBeGreaterThan(12);
        await new Promise(setImmediate);
      }),
      { numRuns: RUNS, seed: 20261 },
    );
  }, 3_600_000);

  it('shows at most three flashes a second under noise while the views are switched', () => {
    fc.assert(
      fc.property(run, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (rig, numbers) => {
        const random = () => numbers.next().value as number;
        const ledCount = Math.min(12, rig.ledCount);
        const stage = stageOf(rig, { ledCount, currentLimitMa: ledCount * (1 + rig.spareMaPerLed) });
        const shown: Shown[] = [];
        for (let frame = 0; frame < 150; frame++) {
          stage.setView(Math.floor(frame / 7) % 2 === 0 ? 'magnified' : 'whole', -70);
          const demand = Float64Array.from({ length: ledCount }, () =>
            random() < 0.5 ? -92 : -50 + 95 * random(),
          );
          const { rgb } = stage.render(demand, [-70, -70], frame * FRAME_MS);
          shown.push({ wallMs: frame * FRAME_MS, rgb: rgb.slice() });
        }
        expect(flashes(shown, whiteOf(rig.brightness))).toEqual([]);
      }),
      { numRuns: 25, seed: 20262 },
    );
  });

  it('breaks the limit where views were switched at once and nobody watched: the checker would see it', () => {
    const stops = [paletteStops(1), viewStops('magnified', -70, 1)];
    // Far below rest and far above it the two views differ most.
    const shown = Array.from({ length: 60 }, (_, frame) => {
      const colours = levelColours(stops[Math.floor(frame / 6) % 2]!);
      const rgb = new Uint8Array(3 * 12).map((_, i) => colours[3 * 240 + (i % 3)]!);
      return { wallMs: frame * FRAME_MS, rgb };
    });
    expect(flashes(shown, whiteOf(1))).not.toEqual([]);
  });

  it('waits with the step that would begin a fourth flash, and goes on once there is room', () => {
    const stage = createStage({
      ledCount: 12,
      stops: paletteStops(1),
      magnified: (restMv) => viewStops('magnified', restMv, 1),
      currentLimitMa: 1e6,
    });
    // Light in the whole view, and much more of it in the magnified one.
    const DIM_MV = -48;
    const show = (mv: number, ms: number) =>
      lightOf(
        [{ wallMs: ms, rgb: stage.render(new Float64Array(12).fill(mv), [-70, -70], ms).rgb }],
        1,
        0,
        1,
      )[0]! / whiteOf(1);
    for (let ms = 0; ms <= 300; ms += 50) show(ms % 100 === 0 ? DIM_MV : 40, ms);
    stage.setView('magnified', -70);
    const seen: { ms: number; light: number }[] = [];
    for (let ms = 350; ms < 2500; ms += FRAME_MS) seen.push({ ms, light: show(DIM_MV, ms) });
    const dim = seen[0]!.light;
    // The second of the six swings, at 100 ms, leaves the window of 1100 ms at 1200.
    for (const { ms, light } of seen) if (ms < 1200) expect(light - dim, `${ms} ms`).toBeLessThan(0.05);
    expect(seen.at(-1)!.light - dim).toBeGreaterThan(0.3);
    expect(stage.view.view).toBe('magnified');
  });

  it('is asked to be exact from the first step to the last, and in the magnified view', () => {
    const stage = createStage({
      ledCount: 1,
      stops: paletteStops(1),
      magnified: (restMv) => viewStops('magnified', restMv, 1),
      currentLimitMa: 1e6,
    });
    const exactAt = (fromMs: number, untilMs: number) => {
      const found = new Set<boolean>();
      for (let ms = fromMs; ms <= untilMs; ms += FRAME_MS)
        found.add(stage.render(Float64Array.of(-70), [-70, -70], ms).palette.exact);
      return [...found];
    };
    expect(exactAt(0, 1000)).toEqual([false]);
    stage.setView('magnified', -70);
    expect(exactAt(1020, 2500)).toEqual([true]);
    stage.setView('whole', -70);
    expect(exactAt(2520, 3000)).toEqual([true]);
    exactAt(3020, 3300);
    expect(exactAt(3320, 4000)).toEqual([false]);
  });

  it('is in the magnified view from the first picture on where it begins there, without a fade', () => {
    const stage = stageOf({ ledCount: 1, brightness: 1, spareMaPerLed: 1e4 });
    stage.setView('magnified', -70);
    const { palette } = stage.render(Float64Array.of(-70), [-70, -70], 0);
    expect(palette.stops).toEqual(viewStops('magnified', -70, 1));
    expect(stage.view).toMatchObject({ view: 'magnified', restMv: -70 });
  });

  it('has the whole view alone where no other is made', () => {
    const stage = createStage({ ledCount: 1, stops: paletteStops(1), currentLimitMa: 1e6 });
    stage.setView('magnified', -70);
    expect(stage.render(Float64Array.of(-70), [-70, -70], 0).palette.stops).toEqual(paletteStops(1));
    expect(stage.view.view).toBe('whole');
  });
});
