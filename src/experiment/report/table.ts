/** Figures of an experiment as a table for a terminal. */

import type { Experiment } from '../settle.js';
import { figure, placeWords } from '../words.js';
import type { ElectrodeResult, Results } from './results.js';

const HEADS = [
  'electrode',
  'at',
  'rest mV',
  'peak mV',
  'at ms',
  'trough mV',
  'at ms',
  'half width ms',
  'spikes ms',
];
/** Spike times that are listed; of the others only the number. */
const MOST_SPIKES = 5;

const fixed = (value: number, places: number) => value.toFixed(places).replace('-', '−');

function spikesWords(spikesMs: readonly number[]): string {
  if (spikesMs.length === 0) return 'none';
  const shown = spikesMs
    .slice(0, MOST_SPIKES)
    .map((ms) => fixed(ms, 3))
    .join(' ');
  const more = spikesMs.length - MOST_SPIKES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function row(result: ElectrodeResult, { geometry }: Experiment): string[] {
  return [
    result.name,
    placeWords(result.at, geometry.kind) || '–',
    fixed(result.restMv, 3),
    fixed(result.peakMv, 3),
    fixed(result.peakMs, 3),
    fixed(result.troughMv, 3),
    fixed(result.troughMs, 3),
    result.halfWidthMs === null ? '–' : fixed(result.halfWidthMs, 3),
    spikesWords(result.spikesMs),
  ];
}

/** Lines of text: a row for each electrode, and a line for each velocity unless there is no spike at all. */
export function resultsTable(experiment: Experiment, { electrodes, velocities }: Results): string[] {
  const anySpike = electrodes.some(({ spikesMs }) => spikesMs.length > 0);
  const rows = [HEADS, ...electrodes.map((result) => row(result, experiment))];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((cells) => [...cells[column]!].length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - [...cell].length);
        return column < 2 || column === HEADS.length - 1 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  return [
    ...lines,
    ...(anySpike ? velocities : []).map(({ from, to, velocity, unit }) => {
      const bothSaw = electrodes.every(
        ({ name, spikesMs }) => (name !== from && name !== to) || spikesMs.length > 0,
      );
      const none = bothSaw ? 'not one spike that passed both' : 'not both saw a spike';
      return `velocity from ${from} to ${to}: ${velocity === null ? `none, ${none}` : `${figure(velocity, 6)} ${unit}`}`;
    }),
  ];
}
