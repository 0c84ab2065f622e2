/**
 * `npm run bench -- snapshot`: what it costs to take a snapshot of an axon, to restore it, and to freeze and thaw its
 * channels. What one call takes, and what the processor spends on each in all, in microseconds.
 */
import { type Axon, createAxon, SET_A, SET_M1, SQUID_AXON } from '../src/model/index.js';
import { median } from './median.js';

const CALLS = 10_000;

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

interface Cost {
  /** Of one call by the clock, in the middle of all. */
  readonly medianUs: number;
  /** Of the processor for each call, the collecting of what it has allocated by other threads included. */
  readonly processorUs: number;
}

function costOf(run: () => void, calls = CALLS): Cost {
  for (let k = 0; k < calls / 4; k++) run();
  const before = process.cpuUsage();
  for (let k = 0; k < calls; k++) run();
  const { user, system } = process.cpuUsage(before);
  const tookUs = Array.from({ length: calls }, () => {
    const beginMs = performance.now();
    run();
    return 1000 * (performance.now() - beginMs);
  });
  return { medianUs: median(tookUs), processorUs: (user + system) / calls };
}

export function snapshotFigures(): void {
  console.log('µs, median by the clock / of the processor, collecting included (asked of a snapshot: 10)');
  console.log('                             snapshot       restore  other treatments  freeze and thaw');
  for (const [name, make] of AXONS) {
    const axon = make();
    const snapshot = axon.snapshot();
    axon.treat([{ kind: 'dead', from: 30, to: 31 }]);
    const treated = axon.snapshot();
    let other = false;
    const costs = [
      costOf(() => axon.snapshot()),
      costOf(() => axon.restore(treated)),
      costOf(() => {
        other = !other;
        axon.restore(other ? snapshot : treated);
      }),
      costOf(() => axon.freezeChannels(!axon.channelsFrozen), CALLS / 10),
    ];
    const words = costs.map(
      ({ medianUs, processorUs }) => `${medianUs.toFixed(1)} / ${processorUs.toFixed(1)}`,
    );
    console.log(name.padEnd(24), ...words.map((one) => one.padStart(13)));
  }
}
