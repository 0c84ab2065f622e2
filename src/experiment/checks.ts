/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */

import type { Complaint, FilePath } from '../files/index.js';
import { type Axon, lengthConstantSites } from './axon.js';
import type { ElectrodePosition } from './electrode.js';
import { type Membrane, membranePair } from './membrane.js';

type Gated = Extract<Membrane, { kind: 'gated' }>;

/** A potential as read in a message: at most two places. */
function mv(value: number): string {
  return `${Math.round(value * 100) / 100} mV`;
}

/** Complaint about a place off the axon, or none. */
export function siteComplaint(
  path: FilePath,
  at: ElectrodePosition,
  axon: Axon,
  orBath = false,
): Complaint[] {
  if (at === 'bath' || at < axon.sites) return [];
  const bath = orBath ? ', or bath' : '';
  const message = `expected 0 to ${axon.sites - 1}${bath}, got ${at} – the axon has ${axon.sites} sites, counted from 0`;
  return [{ path, message }];
}

/** Where a site comes to rest while one kind of channel is open beside the leak [mV]. */
function settlesAtMv(conductanceMs: number, reversalMv: number, axon: Axon): number {
  const total = conductanceMs + axon.leakConductanceMs;
  return (conductanceMs * reversalMv + axon.leakConductanceMs * axon.leakReversalMv) / total;
}

/** Options of the membrane that a complaint is about, the likeliest first, and what is wrong. */
interface Fault {
  readonly keys: readonly (keyof Gated)[];
  /** The axon's resting potential is part of it. */
  readonly withRest?: boolean;
  readonly message: string;
}

/** A named potential with its value, as messages quote it. */
function named(
  membrane: Gated,
  key: 'sodiumOpensMv' | 'sodiumClosesMv' | 'potassiumClosesMv' | 'recoveryBelowMv',
) {
  return `${key} (${mv(membrane[key])})`;
}

/** Rest must lie below the threshold, and where a site that settled at it can recover. */
function restFaults(membrane: Gated, axon: Axon): Fault[] {
  const faults: Fault[] = [];
  const rest = `the resting potential (axon.leakReversalMv, ${mv(axon.leakReversalMv)})`;
  if (membrane.sodiumOpensMv <= axon.leakReversalMv) {
    faults.push({
      keys: ['sodiumOpensMv'],
      withRest: true,
      message: `expected ${named(membrane, 'sodiumOpensMv')} above ${rest} – as it is, the axon would fire without a stimulus`,
    });
  }
  if (membrane.recoveryBelowMv < axon.leakReversalMv) {
    faults.push({
      keys: ['recoveryBelowMv'],
      withRest: true,
      message: `expected ${named(membrane, 'recoveryBelowMv')} not below ${rest} – as it is, a site that is back at rest too soon would never fire again`,
    });
  }
  return faults;
}

/** From below: potassium closes, recovery, sodium opens, sodium closes. Any other order leaves out a part of the spike. */
function orderFaults(membrane: Gated): Fault[] {
  const pairs = [
    ['potassiumClosesMv', 'recoveryBelowMv', 'only a second undershoot would let a site recover'],
    ['recoveryBelowMv', 'sodiumOpensMv', 'a site would recover above its threshold and fire at once'],
    ['sodiumOpensMv', 'sodiumClosesMv', 'the sodium channels would close as they open'],
  ] as const;
  return pairs
    .filter(([low, high]) => membrane[low] >= membrane[high])
    .map(([low, high, otherwise]) => ({
      keys: [low, high],
      message: `expected ${named(membrane, low)} below ${named(membrane, high)} – as it is, ${otherwise}`,
    }));
}

/** Open channels must carry a site beyond the potential at which they close, or only the guards would close them. */
function reachFaults(membrane: Gated, axon: Axon): Fault[] {
  const faults: Fault[] = [];
  const peak = settlesAtMv(membrane.sodiumConductanceMs, membrane.sodiumReversalMv, axon);
  if (peak <= membrane.sodiumClosesMv) {
    faults.push({
      keys: ['sodiumReversalMv', 'sodiumConductanceMs', 'sodiumClosesMv'],
      message: `expected open sodium channels to carry a site beyond ${named(membrane, 'sodiumClosesMv')}, but it would stop at ${mv(peak)} – raise sodiumReversalMv or sodiumConductanceMs`,
    });
  }
  const trough = settlesAtMv(membrane.potassiumConductanceMs, membrane.potassiumReversalMv, axon);
  if (trough >= membrane.potassiumClosesMv) {
    faults.push({
      keys: ['potassiumReversalMv', 'potassiumConductanceMs', 'potassiumClosesMv'],
      message: `expected open potassium channels to carry a site below ${named(membrane, 'potassiumClosesMv')}, but it would stop at ${mv(trough)} – lower potassiumReversalMv or raise potassiumConductanceMs`,
    });
  }
  return faults;
}

function spreadFaults(membrane: Gated, axon: Axon): Fault[] {
  if (membrane.channelEvery === 1 || membrane.channelEvery < axon.sites) return [];
  const message = `expected less than the axon's ${axon.sites} sites, got ${membrane.channelEvery} – only site 0 would have channels`;
  return [{ keys: ['channelEvery'], message }];
}

function complaintOf({ keys, withRest, message }: Fault, at: FilePath): Complaint {
  const paths: FilePath[] = keys.map((key) => [...at, key]);
  if (withRest) paths.push(['axon', 'leakReversalMv']);
  return { path: paths[0]!, or: paths.slice(1), message };
}

/**
 * Everything about a membrane on its axon that cannot work. `at` is the path of the membrane's section.
 * A passive membrane always works; but as its channels can be switched on (`membranePair`), the axon must be one
 * that rests with them too.
 */
export function membraneComplaints(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Complaint[] {
  if (membrane.kind === 'passive') {
    return restFaults(membranePair(membrane).gated, axon)
      .map((fault) => ({ ...fault, message: `${fault.message} once its channels are switched on` }))
      .map((fault) => complaintOf(fault, at));
  }
  const faults = [
    ...restFaults(membrane, axon),
    ...orderFaults(membrane),
    ...reachFaults(membrane, axon),
    ...spreadFaults(membrane, axon),
  ];
  return faults.map((fault) => complaintOf(fault, at));
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Complaint[] {
  if (membrane.kind !== 'gated' || membrane.channelEvery === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (membrane.channelEvery < lengthConstant / 2) return [];
  const share = (membrane.channelEvery / lengthConstant).toFixed(2);
  const message = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: [...at, 'channelEvery'], message }];
}
