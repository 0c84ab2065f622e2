/** Whether a computer can keep up with an axon: one whose sites charge very fast is computed in very short stretches. */

import { geometryOf, latticeMsPerAxonMs, MS_PER_SITE_AND_DECAY } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { LENS_SLOWEST, MS_PER_S } from '../units.js';
import type { Rig } from './rig.js';

const FASTEST_PARTS: readonly FilePath[] = [
  ['axon', 'axialConductanceMs'],
  ['axon', 'axialConductance'],
  ['axon', 'capacitanceUf'],
  ['axon', 'capacitance'],
];

/** An axon that no time lens is slow enough for. */
export function speedProblems(rig: Rig): Problem[] {
  const { sites, axialConductanceMs, leakConductanceMs, capacitanceUf } = rig.axon;
  const computingMs = latticeMsPerAxonMs(geometryOf(rig.axon));
  if (computingMs <= LENS_SLOWEST) return [];
  const decaysPerMs = LENS_SLOWEST / MS_PER_SITE_AND_DECAY / sites;
  const axialMs = Math.floor((decaysPerMs * capacitanceUf - leakConductanceMs) / 2);
  const capacitance = Math.ceil((100 * (2 * axialConductanceMs + leakConductanceMs)) / decaysPerMs) / 100;
  const [path, ...or] = FASTEST_PARTS as [FilePath, ...FilePath[]];
  return [
    {
      path,
      or: [...or, ['axon', 'sites']],
      said: `this axon is too fast to be computed: its ${sites} sites, of ${capacitanceUf} µF each and joined by ${axialConductanceMs} mS, take some ${seconds(computingMs)} s of computing for each millisecond, and the slowest time lens gives ${seconds(LENS_SLOWEST)} s`,
      advice: `write an axial conductance of at most ${axialMs} mS, or a capacitance of at least ${capacitance} µF`,
    },
  ];
}

/** An axon that wants a slower time lens. */
export function speedNotes(rig: Rig): Problem[] {
  const { roomMsPerAxonMs } = rig.lens;
  const computingMs = latticeMsPerAxonMs(geometryOf(rig.axon));
  if (computingMs <= roomMsPerAxonMs) return [];
  const slowEnough = Math.min(LENS_SLOWEST, roundUp(computingMs));
  return [
    {
      path: ['lens', 'roomMsPerAxonMs'],
      or: FASTEST_PARTS,
      said: `a millisecond of this fast axon may take ${roundUp(computingMs)} ms to compute while a press acts, and the time lens gives ${roomMsPerAxonMs} ms: the axon may then fall behind`,
      advice: `write lens.roomMsPerAxonMs: ${slowEnough} or more, or make the axon slower with a lower axial conductance or a higher capacitance`,
    },
  ];
}

/** To two digits. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

function seconds(ms: number): number {
  return Math.round(ms / MS_PER_S);
}
