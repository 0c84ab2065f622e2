/**
 * What a strip shows while an action potential runs along it, from the model: every other picture from the lesson's
 * axon (a site per LED), the rest from the squid's 10 cm of Hodgkin–Huxley cable, each from the peak at the first
 * LED to the peak at the last.
 */
import { type Axon, createAxon, SET_A, SQUID_AXON, type StimulusSpec } from '../../src/model/index.js';
import { levelOfMv, mix } from '../../src/units.js';

const PICTURES_PER_AXON = 150;
const LOOK_MS = 0.01;
/** An axon whose signal has not arrived by then has none [ms of the model]. */
const LONGEST_MS = 200;

/** Potentials on the way from one end to the other, as many as asked for, evenly in time. */
function crossing(create: () => Axon, stimulus: StimulusSpec): Float64Array[] {
  const timed = create();
  timed.inject(stimulus);
  const last = timed.siteCount - 1;
  let [startMs, endMs, startMv, endMv] = [0, 0, 0, 0];
  while (timed.modelMs < LONGEST_MS) {
    timed.advanceTo(timed.modelMs + LOOK_MS);
    const [near, far] = [timed.potentialMv[0]!, timed.potentialMv[last]!];
    if (near > startMv) [startMs, startMv] = [timed.modelMs, near];
    if (far > endMv) [endMs, endMv] = [timed.modelMs, far];
    else if (endMv > 0 && far < 0) break;
  }
  if (!(endMs > startMs)) throw new Error('no signal has run along the axon');
  const axon = create();
  axon.inject(stimulus);
  return Array.from({ length: PICTURES_PER_AXON }, (_, k) => {
    axon.advanceTo(startMs + (k * (endMs - startMs)) / (PICTURES_PER_AXON - 1));
    return axon.potentialMv.slice();
  });
}

/** Levels of LEDs spread evenly over the axon, between two sites linear. */
function levelsOf(potentialMv: Float64Array, ledCount: number): Uint8Array {
  const lastSite = potentialMv.length - 1;
  return Uint8Array.from({ length: ledCount }, (_, led) => {
    const place = (led * lastSite) / (ledCount - 1);
    const site = Math.min(Math.floor(place), lastSite - 1);
    return levelOfMv(mix(potentialMv[site]!, potentialMv[site + 1]!, place - site));
  });
}

/** Levels of 300 pictures; no two that follow each other are alike. */
export function actionPotential(ledCount: number): readonly Uint8Array[] {
  const lesson = crossing(
    () => createAxon({ ...SET_A.axon, siteCount: ledCount }, SET_A.membrane, { stepMs: LOOK_MS }),
    { kind: 'pulse', at: 0, startMs: 1, durationMs: 0.5, currentUa: 200 },
  );
  const squid = crossing(() => createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: LOOK_MS }), {
    kind: 'pulse',
    at: 0,
    startMs: 0.5,
    durationMs: 0.2,
    currentNa: 5354.1,
  });
  return lesson.flatMap((potentialMv, k) => [potentialMv, squid[k]!]).map((mv) => levelsOf(mv, ledCount));
}
