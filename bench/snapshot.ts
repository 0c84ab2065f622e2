/**
 * `npm run bench -- snapshot`: what it costs to take a snapshot of an axon, to restore it, and to freeze and thaw its
 * channels. Medians over batches, in microseconds of processor time.
 */
import { type Axon, createAxon, SET_A, SET_M1, SQUID_AXON } from '../src/model/index.js';
import { median } from './median.js';

const BATCH = 500;
const BATCHES = 40;

/** Each with a signal on its way. */
const AXONS: readonly (readonly [string, () => Axon])[] = [
  [
    'lattice, 150 sites',
    () => {
      const axon = createAxon({ ...SET_A.axon, siteCount: 150 }, SET_A.membrane, { stepMs: 0.025 });
      axon.inject({
        kind: 'conductance',
        at: 0,
        startMs: 0,
        durationMs: 5,
        conductanceMs: 2.4,
        reversalMv: 60,
      });
      axon.advanceTo(4);
      return axon;
    },
  ],
  [
    'squid, 400 compartments',
    () => {
      const axon = createAxon({ ...SQUID_AXON.axon, compartments: 400 }, SQUID_AXON.membrane, {
        stepMs: 0.01,
      });
      axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 5, currentNa: 5354.1 });
      axon.advanceTo(2);
      return axon;
    },
  ],
  [
    'frog fibre, 41 nodes',
    () => {
      const axon = createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.005 });
      axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 5, currentNa: 4 });
      axon.advanceTo(0.5);
      return axon;
    },
  ],
];

function medianUs(run: () => void, times = BATCH): number {
  const batches = Array.from({ length: BATCHES }, () => {
    const before = process.cpuUsage();
    for (let k = 0; k < times; k++) run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / times;
  });
  return median(batches.slice(BATCHES / 4));
}

export function snapshotFigures(): void {
  console.log('µs, median:              snapshot  restore  other treatments  freeze and thaw');
  for (const [name, make] of AXONS) {
    const axon = make();
    const snapshot = axon.snapshot();
    axon.treat([{ kind: 'dead', from: 30, to: 31 }]);
    const treated = axon.snapshot();
    let other = false;
    const figures = [
      medianUs(() => axon.snapshot()),
      medianUs(() => axon.restore(treated)),
      medianUs(() => {
        other = !other;
        axon.restore(other ? snapshot : treated);
      }),
      medianUs(() => axon.freezeChannels(!axon.channelsFrozen), 100),
    ];
    console.log(name.padEnd(24), ...figures.map((us) => us.toFixed(1).padStart(9)));
  }
}
