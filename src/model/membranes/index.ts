/** The membranes by their kinds. */

import type { Geometry } from '../geometry.js';
import { ModelRefusal, oneOf } from '../refusal.js';
import { MEMBRANES } from './all.js';
import type { AnyMembraneSpec, MembraneDescriptor, SpecOf, SwitchingChannels } from './descriptor.js';
import { LESSON_CHANNELS, lessonChannels } from './gated.js';

/** Any membrane, told apart by its `kind`. */
export type MembraneSpec = SpecOf<(typeof MEMBRANES)[number]>;
export type MembraneKind = MembraneSpec['kind'];

/** A membrane of which no more is known than that it is one. */
export type AnyMembrane = MembraneDescriptor<MembraneSpec>;

/** All of them, in the order in which people are told of them. */
export const membranes: readonly AnyMembrane[] = MEMBRANES;

const byKind: ReadonlyMap<string, AnyMembrane> = new Map(
  membranes.map((membrane) => [membrane.kind, membrane]),
);

/** Those that fit a kind of axon. */
export function membranesOn(axon: Geometry['kind']): readonly AnyMembrane[] {
  return membranes.filter(({ axons }) => axons.includes(axon));
}

/** The membrane that a spec is of. ModelRefusal for a kind that there is not. */
export function membraneOf({ kind }: AnyMembraneSpec): AnyMembrane {
  const membrane = byKind.get(kind);
  if (membrane !== undefined) return membrane;
  throw new ModelRefusal(['membrane', 'kind'], kindWords(membranes), String(kind));
}

/** The kinds of some membranes, in words. */
export function kindWords(some: readonly AnyMembrane[]): string {
  return oneOf(some.map(({ kind }) => kind));
}

/** What a rig shows and says of the channels of a membrane: those of the lesson where its descriptor has none. */
export function channelsOf(spec: MembraneSpec): SwitchingChannels {
  return membraneOf(spec).channels?.(spec) ?? lessonChannels(LESSON_CHANNELS);
}

/** Whether its channels switch at the levels that `channelsOf` gives. */
export function hasSwitchingChannels(spec: MembraneSpec): boolean {
  return membraneOf(spec).channels !== undefined;
}

/** Whether anything can fire with it, untreated. */
export function isExcitable(membrane: MembraneSpec): boolean {
  return membraneOf(membrane).canFire !== undefined;
}
