/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */

import type { Complaint, FilePath } from '../files/index.js';
import { restObjections } from '../model/gated/objections.js';
import { membraneOf, type Objection, SET_A } from '../model/index.js';
import { type Axon, geometryOf, lengthConstantSites } from './axon.js';
import type { ElectrodePosition } from './electrode.js';
import { type Membrane, membranePair } from './membrane.js';

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

function complaintOf({ paths, expected, got, advice }: Objection): Complaint {
  const found = got === undefined ? '' : `, got ${got}`;
  return { path: paths[0]!, or: paths.slice(1), message: `expected ${expected}${found} – ${advice}` };
}

/** Everything about a membrane on its axon that cannot work. */
export function objectionComplaints(membrane: Membrane, axon: Axon): Complaint[] {
  return (membraneOf(membrane).objections?.(membrane, geometryOf(axon)) ?? []).map(complaintOf);
}

/**
 * The same in a rig, where channels can be switched on (`membranePair`): an axon that begins without any must be one
 * that rests with them too.
 */
export function membraneComplaints(membrane: Membrane, axon: Axon): Complaint[] {
  if (membranePair(membrane).first === 'gated') return objectionComplaints(membrane, axon);
  return restObjections(SET_A.membrane, geometryOf(axon))
    .map(complaintOf)
    .map((fault) => ({ ...fault, message: `${fault.message} once its channels are switched on` }));
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: Membrane, axon: Axon): Complaint[] {
  const every = membraneOf(membrane).channels?.(membrane).every ?? 1;
  if (every === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (every < lengthConstant / 2) return [];
  const share = (every / lengthConstant).toFixed(2);
  const message = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: ['membrane', 'channelEvery'], message }];
}
