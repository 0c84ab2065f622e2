/** The lesson's gated lattice, 1000 sites of set A, against the room's own time. */
import { createAxon, SET_A } from '../src/model/index.js';
import { median } from './median.js';

const SITES = 1000;
const REPEATS = 3;
/** Between these the velocity is taken: far from both ends, reached within the run. */
const [FROM_SITE, TO_SITE] = [200, 500];

export interface LatticeRow {
  readonly what: string;
  readonly stepMs: number;
  /** Milliseconds of axon per millisecond of room. */
  readonly timesRealTime: number;
  readonly stepsPerS: number;
  readonly velocitySitesPerMs: number | null;
}

interface Case {
  readonly what: string;
  readonly stepMs: number;
  readonly durationMs: number;
  /** A pulse into site 0 every so often [ms]; none at all if undefined. */
  readonly everyMs?: number;
}

const CASES: readonly Case[] = [
  { what: 'at rest', stepMs: 0.025, durationMs: 100 },
  { what: 'one signal on its way', stepMs: 0.025, durationMs: 120, everyMs: 1000 },
  { what: 'one signal on its way', stepMs: 0.1, durationMs: 120, everyMs: 1000 },
  { what: 'a signal every 20 ms', stepMs: 0.025, durationMs: 120, everyMs: 20 },
  { what: 'a signal every 20 ms', stepMs: 0.1, durationMs: 120, everyMs: 20 },
];

function run({ stepMs, durationMs, everyMs }: Case): { readonly seconds: number; readonly velocity: number } {
  const axon = createAxon({ ...SET_A.axon, siteCount: SITES }, SET_A.membrane, { stepMs });
  for (let startMs = 1; everyMs !== undefined && startMs < durationMs; startMs += everyMs) {
    axon.inject({ kind: 'pulse', site: 0, startMs, durationMs: 0.5, currentUa: 200 });
  }
  let [fromMs, toMs] = [Number.NaN, Number.NaN];
  axon.onGate = ({ site, state, timeMs }) => {
    if (state !== 'sodium-open') return;
    if (site === FROM_SITE && Number.isNaN(fromMs)) fromMs = timeMs;
    if (site === TO_SITE && Number.isNaN(toMs)) toMs = timeMs;
  };
  const start = performance.now();
  axon.advanceTo(durationMs);
  return { seconds: (performance.now() - start) / 1000, velocity: (TO_SITE - FROM_SITE) / (toMs - fromMs) };
}

export function measureLattice(): LatticeRow[] {
  return CASES.map((lattice) => {
    const runs = Array.from({ length: REPEATS }, () => run(lattice));
    const seconds = median(runs.map((one) => one.seconds));
    const velocity = runs[0]!.velocity;
    return {
      what: lattice.what,
      stepMs: lattice.stepMs,
      timesRealTime: lattice.durationMs / 1000 / seconds,
      stepsPerS: lattice.durationMs / lattice.stepMs / seconds,
      velocitySitesPerMs: Number.isNaN(velocity) ? null : velocity,
    };
  });
}
