/** Which treatments make sense where. */

import { type NumberField, requireField, requireFields } from './field.js';
import type { Geometry } from './geometry.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { lastPlace } from './place.js';
import { type FieldPath, ModelRefusal, oneOf } from './refusal.js';
import { requireNumber } from './require.js';
import { TREATMENT_FIELDS, TREATMENT_TIME_FIELDS, type Treatment } from './treatments.js';

/** Throws ModelRefusal, naming treatment `k` of the list, for one that makes no sense by itself. */
export function requireTreatment(
  geometry: Geometry,
  membrane: MembraneSpec,
  treatment: Treatment,
  k: number,
): void {
  const at = ['treatments', k];
  requireStretch(geometry, treatment, at);
  requireTimes(treatment, at);
  const reason = membraneOf(membrane).refusedTreatments?.[treatment.kind];
  if (reason !== undefined) {
    const expected = `a treatment that the ${membrane.kind} membrane can be given`;
    throw new ModelRefusal(at, expected, treatment.kind, reason);
  }
  if (!Object.hasOwn(TREATMENT_FIELDS, treatment.kind)) {
    const kinds = oneOf(Object.keys(TREATMENT_FIELDS));
    throw new ModelRefusal([...at, 'kind'], kinds, String(treatment.kind));
  }
  if (treatment.kind === 'bare') requireInternodes(geometry, at);
  requireFields(at, treatment, fieldsOf(treatment));
}

/** Why an axon does not take a treatment, in one sentence; undefined where it does. */
export function treatmentRefusal(
  geometry: Geometry,
  membrane: MembraneSpec,
  treatment: Treatment,
): string | undefined {
  try {
    requireTreatment(geometry, membrane, treatment, 0);
    return undefined;
  } catch (error) {
    if (!(error instanceof ModelRefusal)) throw error;
    return error.advice ?? `expected ${error.expected}`;
  }
}

/** What must be there, and what is there. */
function fieldsOf(treatment: Treatment): Readonly<Record<string, NumberField>> {
  const fields = Object.entries(TREATMENT_FIELDS[treatment.kind]);
  const given: Readonly<Record<string, unknown>> = { ...treatment };
  return Object.fromEntries(
    fields.filter(([name]) => !mayLack(treatment, name) || given[name] !== undefined),
  );
}

/** Of TTX, either what is left of the channels, or its concentration. */
function mayLack(treatment: Treatment, name: string): boolean {
  if (treatment.kind === 'bare') return true;
  if (treatment.kind !== 'ttx') return false;
  if ('sodiumFraction' in treatment) return name !== 'sodiumFraction';
  return name !== 'nanomolar';
}

function requireInternodes(geometry: Geometry, at: FieldPath): void {
  if (geometry.kind !== 'myelinated') {
    throw new ModelRefusal(at, 'a myelinated axon', undefined, `there is no myelin on a ${geometry.kind}`);
  }
  if (geometry.internodeCompartments > 0) return;
  throw new ModelRefusal(
    at,
    'internodes with compartments',
    undefined,
    'perfect insulation cannot be bared; set axon.internodeCompartments, to 10 for example',
  );
}

function requireTimes({ startMs, endMs }: Treatment, at: FieldPath): void {
  const { startMs: start, endMs: end } = TREATMENT_TIME_FIELDS;
  if (startMs !== undefined) requireField([...at, 'startMs'], startMs, start);
  if (endMs === undefined) return;
  requireField([...at, 'endMs'], endMs, end);
  if (endMs > (startMs ?? 0)) return;
  const begins = startMs === undefined ? 'the beginning' : `startMs`;
  throw new ModelRefusal([...at, 'endMs'], `after ${begins} (${startMs ?? 0} ms)`, String(endMs));
}

/** What places are counted in, as messages say it. */
const PLACE_UNITS: Readonly<Record<Geometry['kind'], string>> = {
  lattice: '(a site)',
  cable: 'mm',
  myelinated: '(a node)',
  patch: '',
};

function requireStretch(geometry: Geometry, { from, to }: Treatment, at: FieldPath): void {
  const last = lastPlace(geometry);
  const unit = PLACE_UNITS[geometry.kind];
  if (from !== undefined) requireNumber([...at, 'from'], from, 0, last, unit);
  if (to !== undefined) requireNumber([...at, 'to'], to, 0, last, unit);
  if ((from ?? 0) <= (to ?? last)) return;
  throw new ModelRefusal([...at, 'to'], `at least from (${from})`, String(to));
}
