/** The figures of a rig, for a program that collects such. Pure: what is seen is handed in. */
import { type HealthState, PART_NAMES } from './health.js';
import { createHistogram, type Family, openMetrics } from './open-metrics.js';

/** Bounds of the time from a finger to its light, and of how long somebody stays [s]. */
const LATENCY_S = [0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1];
const DWELL_S = [5, 10, 20, 30, 60, 120, 300, 600];

/** What is asked for when somebody wants the figures. */
export interface Now {
  readonly program: string;
  readonly rig: string;
  readonly uptimeS: number;
  /** How often the program has started since its log began; null where nobody counts. */
  readonly starts: number | null;
  readonly droppedS: number;
  readonly device: {
    readonly picturesSent: number;
    readonly picturesSuperseded: number;
    readonly rejected: number;
    readonly resent: number;
    readonly reconnects: number;
  };
  readonly pages: { readonly own: number; readonly others: number; readonly phones: number };
  readonly memoryBytes: number;
  readonly heapBytes: number;
  readonly cpuS: number;
  readonly health: HealthState;
  /** What an exhibit counts besides; null: this is none. */
  readonly exhibit: { readonly open: boolean; readonly ownPresses: number } | null;
}

export interface Metrics {
  picture(): void;
  press(): void;
  /** From the edge of a button to its light, on the board's own clock [µs]. */
  latency(latencyUs: number): void;
  /** A visitor has left [ms of room]. */
  visit(dwellMs: number): void;
  /** Pictures so far. */
  readonly pictures: number;
  text(now: Now): string;
}

export function createMetrics(): Metrics {
  const latency = createHistogram(LATENCY_S);
  const dwell = createHistogram(DWELL_S);
  let pictures = 0;
  let presses = 0;

  const one = (kind: 'gauge' | 'counter', name: string, help: string, value: number): Family => ({
    kind,
    name,
    help,
    samples: [{ value }],
  });
  const seconds = (kind: 'gauge' | 'counter', name: string, help: string, value: number): Family => ({
    ...one(kind, name, help, value),
    unit: 'seconds',
  });

  function deviceFamilies({ device }: Now): Family[] {
    return [
      {
        kind: 'counter',
        name: 'axon_rig_device_pictures',
        help: 'Pictures that went out to the board, and those that a newer one replaced before they could',
        samples: [
          { labels: { outcome: 'sent' }, value: device.picturesSent },
          { labels: { outcome: 'superseded' }, value: device.picturesSuperseded },
        ],
      },
      one(
        'counter',
        'axon_rig_device_rejected',
        'Messages that the board refused and lines of it that could not be read',
        device.rejected,
      ),
      one('counter', 'axon_rig_device_resent', 'Messages that were sent again', device.resent),
      one('counter', 'axon_rig_device_reconnects', 'Connections made again', device.reconnects),
    ];
  }

  function exhibitFamilies({ exhibit }: Now): Family[] {
    if (exhibit === null) return [];
    const visits = dwell.counts.reduce((sum, count) => sum + count, 0);
    return [
      one('gauge', 'axon_rig_open', '1 within the opening hours', exhibit.open ? 1 : 0),
      one('counter', 'axon_rig_own_presses', 'Presses that it gave itself to attract', exhibit.ownPresses),
      one('counter', 'axon_rig_visits', 'Visitors who have come and gone', visits),
      {
        kind: 'histogram',
        name: 'axon_rig_dwell_seconds',
        unit: 'seconds',
        help: 'How long a visitor stayed, from the first touch to the last',
        counts: dwell,
      },
    ];
  }

  function healthFamily({ health }: Now): Family {
    const ill = health.kind === 'ill' ? health.parts : {};
    return {
      kind: 'gauge',
      name: 'axon_rig_ill',
      help: '1 while a part of the rig is ill; /healthz says what it is',
      samples: PART_NAMES.map((part) => ({ labels: { part }, value: part in ill ? 1 : 0 })),
    };
  }

  return {
    picture() {
      pictures++;
    },
    press() {
      presses++;
    },
    latency: (latencyUs) => latency.add(latencyUs / 1e6),
    visit: (dwellMs) => dwell.add(dwellMs / 1000),
    get pictures() {
      return pictures;
    },
    text(now) {
      return openMetrics([
        {
          kind: 'info',
          name: 'axon_rig',
          help: 'The program and the rig',
          labels: { version: now.program, rig: now.rig },
        },
        seconds('gauge', 'axon_rig_uptime_seconds', 'Since the program started', now.uptimeS),
        ...(now.starts === null
          ? []
          : [one('counter', 'axon_rig_starts', 'Starts of the program since its log began', now.starts)]),
        one('counter', 'axon_rig_pictures', 'Pictures made', pictures),
        one('counter', 'axon_rig_presses', 'Presses given to the axon', presses),
        seconds(
          'counter',
          'axon_rig_left_out_seconds',
          'Time of the room that was left out, because the computer slept or could not keep up',
          now.droppedS,
        ),
        {
          kind: 'histogram',
          name: 'axon_rig_latency_seconds',
          unit: 'seconds',
          help: "From the edge of a button to its light, on the board's own clock",
          counts: latency,
        },
        ...deviceFamilies(now),
        {
          kind: 'gauge',
          name: 'axon_rig_pages',
          help: 'Pages and phones that are connected',
          samples: Object.entries(now.pages).map(([of, value]) => ({ labels: { of }, value })),
        },
        healthFamily(now),
        ...exhibitFamilies(now),
        {
          kind: 'gauge',
          name: 'axon_rig_memory_bytes',
          unit: 'bytes',
          help: 'Memory of the program: all of it, and the part that its own data take',
          samples: [
            { labels: { of: 'all' }, value: now.memoryBytes },
            { labels: { of: 'heap' }, value: now.heapBytes },
          ],
        },
        seconds('counter', 'axon_rig_cpu_seconds', 'Time of a processor that the program has used', now.cpuS),
      ]);
    },
  };
}
