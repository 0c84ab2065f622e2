/** The electrotonic bump on a strip with node-pixel's Firmata, at the brightness of a rig that says nothing. */
import { expect, it } from 'vitest';
import { luminanceOf } from '../../src/display/luminance.js';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { viewStops } from '../../src/display/view.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { createFirmataBoard } from '../harness/firmata/board.js';
import { setupOf, virtualFirmata } from './firmata-rig.js';

const LEDS = 20;
const SITE = 8;
/** When site 8 is at its highest after a press at site 0 [ms]. */
const HIGHEST_MS = 9.93;

it('site 8 rises to 1.5 times its light at rest on the strip of a Firmata board, with the channels off', async () => {
  const board = createFirmataBoard({ hex: 'node-pixel' });
  const setup = setupOf(
    { kind: 'strip', pin: 6, ledCount: LEDS, colourOrder: 'grb' },
    { currentLimitMa: 200 },
  );
  const { device, place, leftBehind, restore } = virtualFirmata({ setup, board });
  const each = Int32Array.from({ length: LEDS }, (_, led) => led);
  const stage = createStage({
    ledCount: LEDS,
    stops: paletteStops(DEFAULT_BRIGHTNESS),
    magnified: (restMv) => viewStops('magnified', restMv, DEFAULT_BRIGHTNESS),
    currentLimitMa: 200,
    map: { below: each, above: each, share: new Float64Array(LEDS) },
  });
  stage.setView('magnified', SET_A.axon.leakReversalMv);
  const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: true });
  device.open({ input() {}, state() {} });
  await place.bench.advanceUntil(() => device.state.kind === 'ready', 6000);
  const luminanceShown = async (wallMs: number) => {
    device.show({ ...stage.render(axon.potentialMv, [-70, -70], wallMs), inputId: 0 });
    await place.bench.advance(200);
    const [r, g, b] = board.pixels().subarray(3 * SITE, 3 * SITE + 3);
    return luminanceOf(r!, g!, b!);
  };
  const rest = await luminanceShown(0);
  expect(rest).toBe(luminanceOf(0, 5, 12));
  axon.inject({
    kind: 'conductance',
    site: 0,
    startMs: 0,
    durationMs: 0.5,
    conductanceMs: 2.4,
    reversalMv: 60,
  });
  axon.advanceTo(HIGHEST_MS);
  expect((await luminanceShown(1000)) / rest).toBeGreaterThan(1.5);
  const closed = device.close();
  await place.bench.advance(2500);
  await closed;
  expect(leftBehind()).toBe(0);
  restore();
});
