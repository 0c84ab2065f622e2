/** The figures of `npm run bench -- model`, as data and as text. */
import type { LatticeRow } from './lattice.js';
import { CONTINUUM_M_PER_S, SEMI_DISCRETE_M_PER_S } from './squid-cable.js';

export interface SpeedRow {
  readonly compartments: number;
  readonly name: string;
  /** Median of the rounds [ns]. */
  readonly nsPerCompartmentStep: number;
  /** Of the fastest round [ns]. */
  readonly fastestNs: number;
  /** Time over ours of the same round: median, and the rounds furthest from it. 1 for ourselves. */
  readonly timesOurs: number;
  /** The fastest round over our fastest one. */
  readonly fastestTimesOurs: number;
  readonly lowestTimesOurs: number;
  readonly highestTimesOurs: number;
}

export interface VelocityRow {
  readonly name: string;
  readonly stepMs: number;
  readonly velocityMPerS: number;
  /** Against the same cable without an error of time stepping [%]. */
  readonly errorPercent: number;
}

export interface HeapRow {
  readonly compartments: number;
  readonly steps: number;
  /** Put on the heap by all these steps together. */
  readonly allocatedBytes: number;
}

export interface ModelFigures {
  readonly stepMs: number;
  /** Its version; null where it is not installed. */
  readonly neuron: string | null;
  /** What is missing, and how to get it. */
  readonly note: string | null;
  readonly speed: readonly SpeedRow[];
  readonly velocity: readonly VelocityRow[];
  readonly heap: readonly HeapRow[];
  readonly lattice: readonly LatticeRow[];
}

/** Columns as wide as their widest cell; the first one flush left, numbers flush right. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : `  ${cell.padStart(widths[k]!)}`)).join(''),
  );
}

const whole = (value: number) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');

export function modelReport(figures: ModelFigures): string {
  const sizes = [...new Set(figures.speed.map(({ compartments }) => compartments))];
  const names = [...new Set(figures.speed.map(({ name }) => name))];
  const cell = (name: string, size: number, text: (row: SpeedRow) => string) => {
    const row = figures.speed.find((one) => one.name === name && one.compartments === size);
    return row ? text(row) : '–';
  };
  const spread = (of: (row: SpeedRow) => number) => {
    const ours = figures.speed.filter(({ name }) => name === names[0]).map(of);
    return (100 * (Math.max(...ours) / Math.min(...ours) - 1)).toFixed(0);
  };
  const neuron = figures.neuron ? `NEURON ${figures.neuron}, secondorder = 2` : figures.note!;
  const lines = [
    `Hodgkin–Huxley cable, 476 µm, 35.4 Ω·cm, 18.5 °C, 0.1 mm a compartment, dt ${figures.stepMs} ms, one core`,
    neuron,
    '',
    'ns of processor per compartment and step: median of the rounds / fastest round',
    ...table(
      ['compartments', ...sizes.map(whole)],
      names.map((name) => [
        name,
        ...sizes.map((size) =>
          cell(name, size, (row) => `${row.nsPerCompartmentStep.toFixed(1)} / ${row.fastestNs.toFixed(1)}`),
        ),
      ]),
    ),
    `ours, dearest length above cheapest: ${spread((row) => row.nsPerCompartmentStep)} % / ${spread((row) => row.fastestNs)} % (asked: within 25 %)`,
    '',
    'times as long as ours: median of the rounds / fastest rounds',
    ...table(
      ['compartments', ...sizes.map(whole)],
      names
        .slice(1)
        .map((name) => [
          name,
          ...sizes.map((size) =>
            cell(name, size, (row) => `${row.timesOurs.toFixed(2)} / ${row.fastestTimesOurs.toFixed(2)}`),
          ),
        ]),
    ),
    '(asked at 1000: plain loop 5, NEURON with its table 4, with exact rates 6)',
    '',
    `velocity of 1000 compartments; ${SEMI_DISCRETE_M_PER_S.toFixed(4)} m/s without any error of time stepping, ${CONTINUUM_M_PER_S} m/s without compartments`,
    ...table(
      ['', 'dt ms', 'm/s', 'error %'],
      figures.velocity.map((row) => [
        row.name,
        String(row.stepMs),
        row.velocityMPerS.toFixed(4),
        row.errorPercent.toFixed(3),
      ]),
    ),
    '',
    'heap allocated by stepping (asked: none)',
    ...table(
      ['compartments', 'steps', 'bytes', 'bytes a step'],
      figures.heap.map((row) => [
        whole(row.compartments),
        whole(row.steps),
        whole(row.allocatedBytes),
        (row.allocatedBytes / row.steps).toFixed(3),
      ]),
    ),
    '',
    'gated lattice, set A (asked: 10 × real time in the fastest round, for one signal on 1000 sites)',
    ...table(
      ['', 'sites', 'looked at every ms', '× real time', 'fastest', '% of a core at 1:1', 'sites/ms'],
      figures.lattice.map((row) => [
        row.what,
        String(row.sites),
        row.lookEveryMs.toFixed(3),
        row.timesRealTime.toFixed(1),
        row.fastestTimesRealTime.toFixed(1),
        (100 / row.timesRealTime).toFixed(2),
        row.velocitySitesPerMs?.toFixed(5) ?? '–',
      ]),
    ),
  ];
  return lines.join('\n');
}
