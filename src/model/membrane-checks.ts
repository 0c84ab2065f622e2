/** Which membranes make sense on which axons. */

import { type NumberField, requireField } from './field.js';
import type { Geometry } from './geometry.js';
import { kindWords, type MembraneSpec, membraneOf, membranesOn } from './membranes/index.js';
import { ModelRefusal } from './refusal.js';

/** Throws ModelRefusal for a membrane that makes no sense, by itself or on this axon. */
export function requireMembrane(geometry: Geometry, spec: MembraneSpec): void {
  const membrane = membraneOf(spec);
  if (!membrane.axons.includes(geometry.kind)) {
    throw new ModelRefusal(
      ['membrane', 'kind'],
      `${kindWords(membranesOn(geometry.kind))} on a ${geometry.kind}`,
      spec.kind,
      membrane.notElsewhere,
    );
  }
  requireMembraneFields(spec, geometry.kind);
  membrane.require?.(spec, geometry);
}

/** Throws ModelRefusal for a number out of its range, or one that the axon has in its place. */
export function requireMembraneFields(spec: MembraneSpec, axon?: Geometry['kind']): void {
  const { fields, fieldsOfAxon } = membraneOf(spec);
  const given: Readonly<Record<string, unknown>> = { ...spec };
  const elsewhere: Readonly<Record<string, string>> = (axon && fieldsOfAxon?.[axon]) ?? {};
  for (const [name, field] of Object.entries<NumberField>(fields)) {
    const value = given[name];
    const where = elsewhere[name];
    if (where === undefined) requireField(['membrane', name], value, field);
    else if (value !== undefined)
      throw new ModelRefusal(['membrane', name], `nothing on a ${axon}`, String(value), where);
  }
}
