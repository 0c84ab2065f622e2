/** Whether a computer can keep up with an axon at its time lens. */

import {
  type Geometry,
  type LiveExperiment,
  latticeMsPerAxonMs,
  MS_PER_SITE_AND_DECAY,
} from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { LENS_SLOWEST, MS_PER_S } from '../units.js';

const FASTEST_PARTS: readonly FilePath[] = [
  ['axon', 'axialConductanceMs'],
  ['axon', 'axialConductance'],
  ['axon', 'capacitanceUf'],
  ['axon', 'capacitance'],
];

/** A lattice that no time lens is slow enough for. */
export function speedProblems(geometry: Geometry): Problem[] {
  if (geometry.kind !== 'lattice') return [];
  const { siteCount, axialConductanceMs, leakConductanceMs, capacitanceUf } = geometry;
  const computingMs = latticeMsPerAxonMs(geometry);
  if (computingMs <= LENS_SLOWEST) return [];
  const decaysPerMs = LENS_SLOWEST / MS_PER_SITE_AND_DECAY / siteCount;
  const axialMs = Math.floor((decaysPerMs * capacitanceUf - leakConductanceMs) / 2);
  const capacitance = Math.ceil((100 * (2 * axialConductanceMs + leakConductanceMs)) / decaysPerMs) / 100;
  const [path, ...or] = FASTEST_PARTS as [FilePath, ...FilePath[]];
  return [
    {
      path,
      or: [...or, ['axon', 'sites']],
      said: `this axon is too fast to be computed: its ${siteCount} sites, of ${capacitanceUf} µF each and joined by ${axialConductanceMs} mS, take some ${seconds(computingMs)} s of computing for each millisecond, and the slowest time lens gives ${seconds(LENS_SLOWEST)} s`,
      advice: `write an axial conductance of at most ${axialMs} mS, or a capacitance of at least ${capacitance} µF`,
    },
  ];
}

/** A lattice that wants a slower time lens. */
export function speedNotes({ geometry, roomMsPerAxonMs }: LiveExperiment): Problem[] {
  const computingMs = geometry.kind === 'lattice' ? latticeMsPerAxonMs(geometry) : 0;
  if (computingMs <= roomMsPerAxonMs) return [];
  const slowEnough = Math.min(LENS_SLOWEST, roundUp(computingMs));
  return [
    {
      path: LENS,
      or: FASTEST_PARTS,
      said: `a millisecond of this fast axon may take ${roundUp(computingMs)} ms to compute while a press acts, and the time lens gives ${roomMsPerAxonMs} ms: the axon may then fall behind`,
      advice: `write lens.roomMsPerAxonMs: ${slowEnough} or more, or make the axon slower with a lower axial conductance or a higher capacitance`,
    },
  ];
}

const LENS: FilePath = ['lens', 'roomMsPerAxonMs'];

/**
 * An experiment that the computer cannot keep up with, or that flashes, at the lens that it is to start with.
 * @param path where the file names it; `null`: it describes it itself.
 */
export function lensProblems(live: LiveExperiment, path: FilePath | null): Problem[] {
  const { name, geometry, roomMsPerAxonMs, fastestRoomMsPerAxonMs, fastestBecause } = live;
  // Of its own lattice the two above say more.
  if (path === null && geometry.kind === 'lattice') return [];
  const who = path === null ? 'this axon' : name;
  if (fastestRoomMsPerAxonMs > LENS_SLOWEST) {
    return [
      {
        path: path ?? ['axon', 'compartments'],
        or: [['axon', 'nodes'], ['axon', 'kind'], ['stimuli']],
        said: `${who} is too much for this computer: ${fastestBecause}, and no time lens is slow enough`,
        advice: path === null ? CURES : `${CURES} in its file`,
      },
    ];
  }
  if (roomMsPerAxonMs >= fastestRoomMsPerAxonMs) return [];
  const where = path === null ? '' : ' in its file, or in this one';
  return [
    {
      path: path ?? LENS,
      or: [LENS, ['axon']],
      expected: `a time lens of ${fastestRoomMsPerAxonMs} ms or more for ${who}`,
      got: String(roomMsPerAxonMs),
      advice: `${fastestBecause}; write lens: {roomMsPerAxonMs: ${fastestRoomMsPerAxonMs}}${where}`,
    },
  ];
}

const CURES = 'write fewer compartments or nodes, or a longer stepMs';

/** To two digits. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

function seconds(ms: number): number {
  return Math.round(ms / MS_PER_S);
}
