/** Whether a computer can keep up with an axon: one whose sites charge very fast is computed in very short stretches. */

import { lengthConstantSites } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { LENS_SLOWEST, MS_PER_S } from '../units.js';
import type { Rig } from './rig.js';

/**
 * Computing time of one site for each of its time constants, C / (2 · axial + leak) [ms]: 0.1 to 0.19 µs on one core
 * of a server while a press acts, for 60 to 1000 sites of 0.01 to 0.1 µF and 1000 mS.
 */
const MS_PER_SITE_AND_DECAY = 1.5e-4;
/** A signal keeps so many length constants of the axon busy; sites further away cost next to nothing. */
const BUSY_LENGTH_CONSTANTS = 10;

const FASTEST_PARTS: readonly FilePath[] = [
  ['axon', 'axialConductanceMs'],
  ['axon', 'axialConductance'],
  ['axon', 'capacitanceUf'],
  ['axon', 'capacitance'],
];

/** Computing time for a millisecond of the axon while a press acts [ms], on a computer of middling speed. */
export function computingMsPerAxonMs({ axon }: Pick<Rig, 'axon'>): number {
  const decaysPerMs = (2 * axon.axialConductanceMs + axon.leakConductanceMs) / axon.capacitanceUf;
  const busySites = Math.min(axon.sites, BUSY_LENGTH_CONSTANTS * lengthConstantSites(axon));
  return MS_PER_SITE_AND_DECAY * decaysPerMs * busySites;
}

/** An axon that no time lens is slow enough for. */
export function speedProblems(rig: Rig): Problem[] {
  const { sites, axialConductanceMs, leakConductanceMs, capacitanceUf } = rig.axon;
  const computingMs = computingMsPerAxonMs(rig);
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
  const computingMs = computingMsPerAxonMs(rig);
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
