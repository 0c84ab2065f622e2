/** Pictures of action potentials, one level per LED, as a controller would send them: what the wire is measured on. */

import { paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { createAxon, SET_A, SQUID_AXON } from '../../src/model/index.js';

const stops = paletteStops(0.4);

/** The lesson's axon, a site per LED, from a press until it is at rest again: 60 pictures a second, 1 ms in 500 ms. */
export function lessonPictures(ledCount: number): Uint8Array[] {
  const geometry = { ...SET_A.axon, siteCount: ledCount };
  const axon = createAxon(geometry, SET_A.membrane, { stepMs: 0.025 });
  axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUa: 200 });
  const pictureCount = Math.round(30 * (ledCount / 5.19 + 3));
  return filmed(axon, ledCount, 1 / 30, pictureCount);
}

/** A spike that crosses 10 cm of the squid's giant axon at 18.5 °C, in 300 pictures. */
export function squidPictures(ledCount: number): Uint8Array[] {
  const axon = createAxon({ ...SQUID_AXON.axon, compartments: 400 }, SQUID_AXON.membrane, { stepMs: 0.025 });
  axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.2, currentNa: 5354.1 });
  return filmed(axon, ledCount, 8 / 300, 300);
}

function filmed(
  axon: ReturnType<typeof createAxon>,
  ledCount: number,
  everyMs: number,
  count: number,
): Uint8Array[] {
  const stage = createStage({ ledCount, stops, currentLimitMa: 3000 });
  return Array.from({ length: count }, (_, n) => {
    axon.advanceTo(n * everyMs);
    return stage.render(axon.potentialMv, [-70, -70], (1000 / 60) * n).levels.slice();
  });
}
