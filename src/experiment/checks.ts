/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */

import type { Problem } from '../files/index.js';
import { type MembraneSpec, membraneOf, type Objection } from '../model/index.js';
import { type Axon, geometryOf, lengthConstantSites } from './axon.js';
import { membranePair } from './membrane.js';

function objectionsTo(membrane: MembraneSpec, axon: Axon): readonly Objection[] {
  return membraneOf(membrane).objections?.(membrane, geometryOf(axon)) ?? [];
}

function problemOf({ paths, ...wrong }: Objection): Problem {
  return { ...wrong, path: paths[0]!, or: paths.slice(1) };
}

/** Everything about a membrane on its axon that cannot work. */
export function objectionProblems(membrane: MembraneSpec, axon: Axon): Problem[] {
  return objectionsTo(membrane, axon).map(problemOf);
}

/** The same in a rig, where channels can be switched on: an axon that begins without any must suit those it then gets. */
export function membraneProblems(membrane: MembraneSpec, axon: Axon): Problem[] {
  const { channelsOn } = membranePair(membrane);
  if (!membraneOf(channelsOn).axons.includes('lattice')) return [];
  if (channelsOn.kind === membrane.kind) return objectionProblems(membrane, axon);
  return objectionsTo(channelsOn, axon)
    .filter(({ paths }) => paths.some(([section]) => section === 'axon'))
    .map((objection) =>
      problemOf({ ...objection, advice: `${objection.advice} once its channels are switched on` }),
    );
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: MembraneSpec, axon: Axon): Problem[] {
  const every = membraneOf(membrane).channels?.(membrane).every ?? 1;
  if (every === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (every < lengthConstant / 2) return [];
  const share = (every / lengthConstant).toFixed(2);
  const said = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: ['membrane', 'channelEvery'], said }];
}
