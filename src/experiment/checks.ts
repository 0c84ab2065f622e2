/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */

import type { FilePath, Problem } from '../files/index.js';
import { restObjections } from '../model/gated/objections.js';
import { membraneOf, type Objection, SET_A } from '../model/index.js';
import { type Axon, geometryOf, lengthConstantSites } from './axon.js';
import type { ElectrodePosition } from './electrode.js';
import type { Membrane } from './membrane.js';

/** What is wrong with a place off the axon, or nothing. */
export function siteProblem(path: FilePath, at: ElectrodePosition, axon: Axon, orBath = false): Problem[] {
  if (at === 'bath' || at < axon.sites) return [];
  const expected = `0 to ${axon.sites - 1}${orBath ? ', or bath' : ''}`;
  return [{ path, expected, got: String(at), advice: `the axon has ${axon.sites} sites, counted from 0` }];
}

function problemOf({ paths, ...wrong }: Objection): Problem {
  return { ...wrong, path: paths[0]!, or: paths.slice(1) };
}

/** Everything about a membrane on its axon that cannot work. */
export function objectionProblems(membrane: Membrane, axon: Axon): Problem[] {
  return (membraneOf(membrane).objections?.(membrane, geometryOf(axon)) ?? []).map(problemOf);
}

/**
 * The same in a rig, where channels can be switched on (`membranePair`): an axon that begins without any must be one
 * that rests with them too.
 */
export function membraneProblems(membrane: Membrane, axon: Axon): Problem[] {
  if (membrane.kind !== 'passive') return objectionProblems(membrane, axon);
  return restObjections(SET_A.membrane, geometryOf(axon)).map((objection) =>
    problemOf({ ...objection, advice: `${objection.advice} once its channels are switched on` }),
  );
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: Membrane, axon: Axon): Problem[] {
  const every = membraneOf(membrane).channels?.(membrane).every ?? 1;
  if (every === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (every < lengthConstant / 2) return [];
  const share = (every / lengthConstant).toFixed(2);
  const said = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: ['membrane', 'channelEvery'], said }];
}
