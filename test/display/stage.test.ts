import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCurrentLimit, paletteColour } from '../../src/display/light.js';
import { levelLuminances } from '../../src/display/luminance.js';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { commonMv } from '../../src/display/stage-map.js';
import { createAxon } from '../../src/model/index.js';
import { parseRig } from '../../src/rig/index.js';
import { levelOfMv } from '../../src/units.js';

const stops = paletteStops(DEFAULT_BRIGHTNESS);
const REST: readonly [number, number] = [-70, -70];

/** What the board makes of levels: nothing but light.ts. */
function boardLight(levels: Uint8Array, currentLimitMa: number): Uint8Array {
  const rgb = new Uint8Array(3 * levels.length);
  for (const [led, level] of levels.entries()) paletteColour(stops, level, rgb, 3 * led);
  applyCurrentLimit(rgb, currentLimitMa);
  return rgb;
}

describe('stage', () => {
  it('shows the first site on the first LED and the last on the last, with straight lines between', () => {
    const stage = createStage({ ledCount: 5, stops, currentLimitMa: 1000 });
    const { levels } = stage.render(Float64Array.of(-70, -50, 30), REST, 0);
    expect([...levels]).toEqual([-70, -60, -50, -10, 30].map(levelOfMv));
  });

  it('counts dark LEDs into the current, and leaves the lowest levels to what is dark', () => {
    const resting = { ledCount: 5, stops, currentLimitMa: 100 };
    const alone = createStage(resting).render(Float64Array.of(-70), REST, 0).currentMa;
    const beside = createStage({ ...resting, darkLeds: 7, leastLevel: 8 });
    expect(beside.render(Float64Array.of(-70), REST, 0).currentMa).toBeCloseTo(alone + 7, 9);
    expect([...beside.render(Float64Array.of(-92, 40), REST, 5000).levels].at(0)).toBe(8);
    const tight = createStage({ ledCount: 5, stops: paletteStops(1), currentLimitMa: 30, darkLeds: 20 });
    const { rgb, currentMa } = tight.render(Float64Array.of(40), REST, 0);
    expect(currentMa).toBeLessThanOrEqual(30);
    const levels = new Uint8Array(5).fill(levelOfMv(40));
    const board = new Uint8Array(15);
    for (const [led, level] of levels.entries()) paletteColour(paletteStops(1), level, board, 3 * led);
    applyCurrentLimit(board, 10);
    expect([...rgb]).toEqual([...board]);
  });

  it('turns the axon round on a reversed strip', () => {
    const stage = createStage({ ledCount: 3, stops, currentLimitMa: 1000, reversed: true });
    const { levels } = stage.render(Float64Array.of(-70, -50, 30), REST, 0);
    expect([...levels]).toEqual([30, -50, -70].map(levelOfMv));
  });

  it('has a picture for one LED, for one site, and for fewer LEDs than sites', () => {
    const one = createStage({ ledCount: 1, stops, currentLimitMa: 1000 });
    expect([...one.render(Float64Array.of(-70, 0, 40), REST, 0).levels]).toEqual([levelOfMv(-70)]);
    const three = createStage({ ledCount: 3, stops, currentLimitMa: 1000 });
    expect([...three.render(Float64Array.of(-50), REST, 0).levels]).toEqual(Array(3).fill(levelOfMv(-50)));
    const sites = Float64Array.from({ length: 121 }, (_, site) => -92 + site);
    expect([...three.render(sites, REST, 5000).levels]).toEqual([-92, -32, 28].map(levelOfMv));
  });

  it('shows places between two compartments as a map says: 30 % of the way from −70 to −50 mV is −64', () => {
    const map = {
      below: Int32Array.of(0, 1, 2),
      above: Int32Array.of(1, 2, 2),
      share: Float64Array.of(0.3, 0, 0.5),
    };
    const stage = createStage({ ledCount: 3, stops, currentLimitMa: 1000, map });
    const { levels } = stage.render(Float64Array.of(-70, -50, -20), REST, 0);
    expect([...levels]).toEqual([-64, -50, -20].map(levelOfMv));
  });

  it('takes another map from the next picture on, and keeps holding LEDs that have flashed three times', () => {
    const one = { below: Int32Array.of(0), above: Int32Array.of(0), share: Float64Array.of(0) };
    const two = { below: Int32Array.of(1), above: Int32Array.of(1), share: Float64Array.of(0) };
    const stage = createStage({ ledCount: 1, stops, currentLimitMa: 1000, map: one });
    let ms = 0;
    for (let flash = 0; flash < 3; flash++)
      for (const mv of [40, -70]) {
        ms += 50;
        stage.render(Float64Array.of(mv, -70), REST, ms);
      }
    stage.setMap(two);
    const { levels, flashLimitActing } = stage.render(Float64Array.of(-70, 40), REST, ms + 50);
    expect(levels[0]).toBe(levelOfMv(-70));
    expect(flashLimitActing).toBe(true);
    expect(stage.render(Float64Array.of(-70, -70), REST, ms + 3000).levels[0]).toBe(levelOfMv(-70));
    expect(stage.render(Float64Array.of(-70, -50), REST, ms + 6000).levels[0]).toBe(levelOfMv(-50));
  });

  it('takes no map of another number of LEDs', () => {
    const stage = createStage({ ledCount: 2, stops, currentLimitMa: 1000 });
    expect(() => stage.setMap({ stretches: [] })).toThrow('map: expected one place per LED, 2, got 0');
  });

  it('mixes 4 sites into one LED so that a spike of one site, 40 mV over rest at −70, is there as 12.7 mV on one alone', () => {
    const stretches = [0, 4, 8, 12, 16].map((firstSite) => ({ firstSite, lastSite: firstSite + 3 }));
    for (let spike = 0; spike < 20; spike++) {
      const stage = createStage({ ledCount: 5, stops, currentLimitMa: 1000, map: { stretches } });
      const sites = new Float64Array(20).fill(-70);
      sites[spike] = 40;
      const wanted = stretches.map((_, led) => levelOfMv(led === Math.floor(spike / 4) ? 12.7 : -70));
      expect([...stage.render(sites, REST, 0).levels]).toEqual(wanted);
    }
  });

  it('mixes equal sites into what they are, and where one is no number shows the darkest level', () => {
    const stretches = [{ firstSite: 0, lastSite: 3 }];
    const stage = createStage({ ledCount: 1, stops, currentLimitMa: 1000, map: { stretches } });
    for (const mv of [-92, -70, 0, 40])
      expect(stage.render(new Float64Array(4).fill(mv), REST, 0).levels[0]).toBe(levelOfMv(mv));
    const odd = createStage({ ledCount: 1, stops, currentLimitMa: 1000, map: { stretches } });
    expect(odd.render(Float64Array.of(-70, Number.NaN, 0, 0), REST, 0).levels[0]).toBe(0);
  });

  it('shows a passing action potential on each of five LEDs once: no dip of 0.1 of full luminance between two rises', () => {
    const result = parseRig('device: {kind: virtual}\naxon: {sites: 10}', 'x.yaml');
    if (!result.ok) throw new Error('the rig is refused');
    const { geometry, membrane } = result.rig.experiments[0];
    const axon = createAxon(geometry, membrane, { stepMs: 0.025 });
    axon.inject({ kind: 'pulse', site: 0, startMs: 0, durationMs: 0.5, currentUa: 200 });
    const light = levelLuminances(paletteStops(1));
    const shown = Array.from({ length: 5 }, (): number[] => []);
    for (let step = 0; step < 400; step++) {
      axon.step();
      for (const [led, lights] of shown.entries()) {
        const mv = commonMv(axon.potentialMv, { firstSite: 2 * led, lastSite: 2 * led + 1 });
        lights.push(light[levelOfMv(mv)]! / (10_000 * 255));
      }
    }
    for (const lights of shown) {
      const before = lights.map((_, i) => Math.max(...lights.slice(0, i + 1)));
      const after = lights.map((_, i) => Math.max(...lights.slice(i)));
      const dips = lights.map((y, i) => Math.min(before[i]!, after[i]!) - y);
      expect(Math.max(...lights)).toBeGreaterThan(0.5);
      expect(Math.max(...dips)).toBeLessThan(0.1);
    }
  });

  it('shows stretches that end beyond a shorter axon from its last site', () => {
    const stretches = [
      { firstSite: 1, lastSite: 9 },
      { firstSite: 10, lastSite: 19 },
    ];
    const stage = createStage({ ledCount: 2, stops, currentLimitMa: 1000, map: { stretches } });
    const { levels } = stage.render(Float64Array.of(-70, -50), REST, 0);
    expect([...levels]).toEqual([-50, -50].map(levelOfMv));
  });

  it('counts 0.9 mA at rest and 13.4 mA at the peak for a lamp of 14.5 mA, and dims none of them', () => {
    const full = paletteStops(1);
    const render = (mv: number, colours: 1 | 3) =>
      createStage({ ledCount: 5, stops: full, currentLimitMa: 1, lamps: { ledMa: 14.5, colours } }).render(
        Float64Array.of(mv),
        REST,
        0,
      );
    expect(render(-70, 1).currentMa / 5).toBeCloseTo((14.5 * 16) / 255, 6);
    expect(render(40, 1).currentMa / 5).toBeCloseTo((14.5 * 235) / 255, 6);
    const { rgb, currentMa, currentLimitActing } = render(40, 3);
    expect(currentMa).toBeCloseTo((rgb.reduce((sum, count) => sum + count, 0) * 14.5) / 255, 6);
    expect(currentLimitActing).toBe(false);
  });

  it.each([false, true])(
    'lights the LED farthest from the board as a lamp, whichever way round the axon lies (reversed: %s)',
    (reversed) => {
      const stage = createStage({ ledCount: 4, stops, currentLimitMa: 1000, reversed });
      const rest = Float64Array.of(-70, -70, -70, -70);
      stage.setFaultLamp(true);
      expect([...stage.render(rest, REST, 0).levels]).toEqual([40, 40, 40, 255]);
      stage.setFaultLamp(false);
      expect([...stage.render(rest, REST, 1000).levels]).toEqual([40, 40, 40, 40]);
    },
  );

  it('tells of a lamp on a pin, and leaves all LEDs to the axon', () => {
    const stage = createStage({ ledCount: 4, stops, currentLimitMa: 1000, faultLampOn: 'pin' });
    const rest = Float64Array.of(-70, -70, -70, -70);
    stage.setFaultLamp(true);
    expect(stage.render(rest, REST, 0)).toMatchObject({
      levels: Uint8Array.of(40, 40, 40, 40),
      faultLamp: true,
    });
    stage.setFaultLamp(false);
    expect(stage.render(rest, REST, 20).faultLamp).toBe(false);
  });

  it('lets a lamp flash no more than anything else: three times in a second', () => {
    const stage = createStage({ ledCount: 4, stops, currentLimitMa: 1000 });
    const rest = Float64Array.of(-70, -70, -70, -70);
    let rises = 0;
    let before = 40;
    for (let picture = 0; picture < 60; picture++) {
      stage.setFaultLamp(picture % 6 < 3);
      const level = stage.render(rest, REST, picture * 16.7).levels[3]!;
      if (level === 255 && before < 255) rises++;
      before = level;
    }
    expect(rises).toBe(3);
  });

  it('takes as many sites as come, also other numbers than the time before', () => {
    const stage = createStage({ ledCount: 3, stops, currentLimitMa: 1000 });
    stage.render(Float64Array.of(-70, -70), REST, 0);
    expect([...stage.render(Float64Array.of(-70, -60, -50, -40, -30), REST, 10).levels]).toEqual(
      [-70, -50, -30].map(levelOfMv),
    );
  });

  it('gives the needles levels, and a bath reads 0 mV', () => {
    const stage = createStage({ ledCount: 2, stops, currentLimitMa: 1000 });
    expect(stage.render(Float64Array.of(-70), [0, -80], 0).needleLevels).toEqual([167, 22]);
    expect(stage.render(Float64Array.of(-70), [999, Number.NaN], 1).needleLevels).toEqual([255, 0]);
  });

  it('shows the darkest level where the potential is no number', () => {
    const stage = createStage({ ledCount: 3, stops, currentLimitMa: 1000 });
    const odd = Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY, -92);
    expect([...stage.render(odd, REST, Number.NaN).levels]).toEqual([0, 0, 0]);
  });

  it('lights the strip exactly as the board does, for any potentials, lengths and current limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.array(fc.array(fc.double({ min: -120, max: 80 }), { minLength: 1, maxLength: 9 }), {
          minLength: 1,
          maxLength: 12,
        }),
        (ledCount, currentLimitMa, frames) => {
          const stage = createStage({ ledCount, stops, currentLimitMa });
          frames.forEach((potentialMv, frame) => {
            const picture = stage.render(Float64Array.from(potentialMv), REST, frame * 17);
            expect(picture.rgb).toEqual(boardLight(picture.levels, currentLimitMa));
            expect(picture.currentMa).toBeLessThanOrEqual(Math.max(currentLimitMa, ledCount));
          });
        },
      ),
    );
  });

  it('dims 60 LEDs at +40 mV to 200 mA and says so, and not at rest', () => {
    const stage = createStage({ ledCount: 60, stops, currentLimitMa: 200 });
    const atRest = stage.render(Float64Array.of(-70), REST, 0);
    expect(atRest.currentLimitActing).toBe(false);
    expect(atRest.currentMa).toBeCloseTo(140, 0);
    const atPeak = stage.render(Float64Array.of(40), REST, 17);
    expect(atPeak.currentLimitActing).toBe(true);
    expect(atPeak.currentMa).toBeLessThanOrEqual(200);
    expect(atPeak.currentMa).toBeGreaterThan(190);
  });

  it('uses the same arrays for every picture', () => {
    const stage = createStage({ ledCount: 4, stops, currentLimitMa: 200 });
    const first = stage.render(Float64Array.of(-70), REST, 0);
    const { levels, rgb, needleLevels } = first;
    const second = stage.render(Float64Array.of(-30), REST, 17);
    expect(second).toBe(first);
    expect(second.levels).toBe(levels);
    expect(second.rgb).toBe(rgb);
    expect(second.needleLevels).toBe(needleLevels);
  });

  it('refuses 0 LEDs, half an LED, 98 bytes of stops and a limit that is no number', () => {
    const good = { ledCount: 60, stops, currentLimitMa: 200 };
    expect(() => createStage({ ...good, ledCount: 0 })).toThrow(
      'ledCount: expected a whole number from 1, got 0',
    );
    expect(() => createStage({ ...good, ledCount: 1.5 })).toThrow(RangeError);
    expect(() => createStage({ ...good, stops: new Uint8Array(98) })).toThrow('expected 99 bytes');
    expect(() => createStage({ ...good, currentLimitMa: Number.NaN })).toThrow('expected 0 or more, got NaN');
  });
});
