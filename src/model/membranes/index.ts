/** The membranes by their kinds. */

import type { Geometry } from '../geometry.js';
import { ModelRefusal } from '../refusal.js';
import { MEMBRANES } from './all.js';
import type { MembraneDescriptor, SpecOf } from './descriptor.js';

/** Any membrane, told apart by its `kind`. */
export type MembraneSpec = SpecOf<(typeof MEMBRANES)[number]>;
export type MembraneKind = MembraneSpec['kind'];

/** A membrane of which no more is known than that it is one. */
export type Membrane = MembraneDescriptor<MembraneSpec>;

const byKind: ReadonlyMap<string, Membrane> = new Map(
  MEMBRANES.map((membrane) => [membrane.kind, membrane as unknown as Membrane]),
);

/** All of them, in the order in which people are told of them. */
export const membranes: readonly Membrane[] = [...byKind.values()];

/** Those that fit a kind of axon. */
export function membranesOn(axon: Geometry['kind']): readonly Membrane[] {
  return membranes.filter(({ axons }) => axons.includes(axon));
}

/** The membrane that a spec is of. ModelRefusal for a kind that there is not. */
export function membraneOf({ kind }: { readonly kind: string }): Membrane {
  const membrane = byKind.get(kind);
  if (membrane !== undefined) return membrane;
  throw new ModelRefusal(['membrane', 'kind'], kindWords(membranes), String(kind));
}

/** `'passive' or 'gated'` */
export function kindWords(of: readonly Membrane[]): string {
  const words = of.map(({ kind }) => `'${kind}'`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
