/** The lesson's gated lattice, set A, against the room's own time: 1000 sites, and strips of an Uno. */
import { createAxon, SET_A } from '../src/model/index.js';
import { median } from './median.js';

const REPEATS = 25;
/** Runs before those that count: a rig runs for hours, so what the first second costs is not the question. */
const WARM_UPS = 8;
/** Between these the velocity is taken: far from both ends, reached within the run. */
const [FROM_SITE, TO_SITE] = [200, 500];

export interface LatticeRow {
  readonly what: string;
  readonly sites: number;
  /** How far the axon is told to advance at once [ms]. */
  readonly lookEveryMs: number;
  /** Milliseconds of axon per millisecond of room, in the median of the rounds. */
  readonly timesRealTime: number;
  /** The same in the fastest round: what the machine gives when nobody else wants it. */
  readonly fastestTimesRealTime: number;
  readonly velocitySitesPerMs: number | null;
}

interface Case {
  readonly what: string;
  readonly sites: number;
  readonly lookEveryMs: number;
  readonly durationMs: number;
  /** A press at site 0 every so often [ms]; none at all if undefined. */
  readonly everyMs?: number;
}

/** How often the live loop looks at 1:1 [ms]: 32 times a picture. */
const LIVE_LOOK_MS = 1000 / 60 / 32;

const CASES: readonly Case[] = [
  { what: 'at rest', sites: 1000, lookEveryMs: 1000, durationMs: 10_000 },
  { what: 'one signal on its way', sites: 1000, lookEveryMs: 190, durationMs: 190, everyMs: 1000 },
  { what: 'one signal on its way', sites: 1000, lookEveryMs: 16, durationMs: 190, everyMs: 1000 },
  { what: 'one signal on its way', sites: 1000, lookEveryMs: 1, durationMs: 190, everyMs: 1000 },
  { what: 'a signal every 20 ms', sites: 1000, lookEveryMs: 16, durationMs: 190, everyMs: 20 },
  { what: 'a signal every 20 ms, live', sites: 60, lookEveryMs: LIVE_LOOK_MS, durationMs: 500, everyMs: 20 },
  { what: 'a signal every 20 ms, live', sites: 150, lookEveryMs: LIVE_LOOK_MS, durationMs: 500, everyMs: 20 },
];

function run({ sites, lookEveryMs, durationMs, everyMs }: Case): {
  readonly seconds: number;
  readonly velocity: number;
} {
  const axon = createAxon({ ...SET_A.axon, siteCount: sites }, SET_A.membrane, { stepMs: 0.025 });
  for (let startMs = 1; everyMs !== undefined && startMs < durationMs; startMs += everyMs) {
    axon.inject({
      kind: 'conductance',
      site: 0,
      startMs,
      durationMs: 0.5,
      conductanceMs: 2.4,
      reversalMv: 60,
    });
  }
  let [fromMs, toMs] = [Number.NaN, Number.NaN];
  axon.onGate = ({ site, state, timeMs }) => {
    if (state !== 'sodium-open') return;
    if (site === FROM_SITE && Number.isNaN(fromMs)) fromMs = timeMs;
    if (site === TO_SITE && Number.isNaN(toMs)) toMs = timeMs;
  };
  const start = process.cpuUsage();
  for (let ms = lookEveryMs; ms < durationMs; ms += lookEveryMs) axon.advanceTo(ms);
  axon.advanceTo(durationMs);
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, velocity: (TO_SITE - FROM_SITE) / (toMs - fromMs) };
}

export function measureLattice(): LatticeRow[] {
  return CASES.map((lattice) => {
    for (let n = 0; n < WARM_UPS; n++) run(lattice);
    const runs = Array.from({ length: REPEATS }, () => run(lattice));
    const seconds = runs.map((one) => one.seconds);
    const velocity = runs[0]!.velocity;
    return {
      what: lattice.what,
      sites: lattice.sites,
      lookEveryMs: lattice.lookEveryMs,
      timesRealTime: lattice.durationMs / 1000 / median(seconds),
      fastestTimesRealTime: lattice.durationMs / 1000 / Math.min(...seconds),
      velocitySitesPerMs: Number.isNaN(velocity) ? null : velocity,
    };
  });
}
