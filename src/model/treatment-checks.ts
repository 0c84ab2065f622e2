/** Which treatments make sense where. */

import type { Geometry } from './geometry.js';
import type { MembraneSpec } from './membranes/membrane-spec.js';
import { type FieldPath, ModelRefusal } from './refusal.js';
import { requireNumber } from './require.js';
import type { Treatment, TtxTreatment } from './treatments.js';

/** Concentration at which half of the sodium channels are blocked [nmol/l]. */
const TTX_HALF_BLOCK_NANOMOLAR = 1;

/** What tetrodotoxin leaves of the sodium channels, 0 to 1: one toxin molecule blocks one channel. */
export function sodiumFractionOf(treatment: TtxTreatment): number {
  if ('sodiumFraction' in treatment) return treatment.sodiumFraction;
  return 1 / (1 + treatment.nanomolar / (treatment.halfBlockNanomolar ?? TTX_HALF_BLOCK_NANOMOLAR));
}

/** What the gated membrane has no meaning for, and why. */
const NOT_GATED: Partial<Record<Treatment['kind'], string>> = {
  temperature: 'its channels switch at potentials, not at rates that a temperature could change',
  potassium: 'at rest it lets nothing but the leak through, so potassium outside could not move it; use rest',
};

/** Throws RangeError, naming treatment `k` of the list, for one that makes no sense by itself. */
export function requireTreatment(
  geometry: Geometry,
  membrane: MembraneSpec,
  treatment: Treatment,
  k: number,
): void {
  const at = ['treatments', k];
  requireStretch(geometry, treatment, at);
  const reason = membrane.kind === 'gated' ? NOT_GATED[treatment.kind] : undefined;
  if (reason !== undefined) {
    throw new ModelRefusal(at, 'a treatment that the gated membrane can be given', treatment.kind, reason);
  }
  switch (treatment.kind) {
    case 'ttx':
      if ('sodiumFraction' in treatment) {
        requireNumber([...at, 'sodiumFraction'], treatment.sodiumFraction, 0, 1, '');
      } else {
        requireNumber([...at, 'nanomolar'], treatment.nanomolar, 0, 1e9, 'nmol/l');
        const half = treatment.halfBlockNanomolar ?? TTX_HALF_BLOCK_NANOMOLAR;
        requireNumber([...at, 'halfBlockNanomolar'], half, 1e-6, 1e9, 'nmol/l');
      }
      break;
    case 'tea':
      requireNumber([...at, 'potassiumFraction'], treatment.potassiumFraction, 0, 1, '');
      break;
    case 'temperature':
      requireNumber([...at, 'temperatureC'], treatment.temperatureC, -20, 60, '°C');
      break;
    case 'bare': {
      requireInternodes(geometry, at);
      const { capacitanceUfPerCm2, leakConductanceMsPerCm2 } = treatment;
      requireNumber([...at, 'capacitanceUfPerCm2'], capacitanceUfPerCm2 ?? 1, 1e-6, 1000, 'µF/cm²');
      requireNumber([...at, 'leakConductanceMsPerCm2'], leakConductanceMsPerCm2 ?? 1, 0, 1000, 'mS/cm²');
      break;
    }
    case 'potassium':
      requireNumber([...at, 'outsideMillimolar'], treatment.outsideMillimolar, 0.01, 1000, 'mmol/l');
      break;
    case 'rest':
      requireNumber([...at, 'shiftMv'], treatment.shiftMv, -50, 50, 'mV');
      break;
    case 'dead':
      break;
    default:
      throw new ModelRefusal(
        [...at, 'kind'],
        "'ttx', 'tea', 'temperature', 'bare', 'dead', 'potassium' or 'rest'",
        String((treatment as { kind: unknown }).kind),
      );
  }
}

function requireInternodes(geometry: Geometry, at: FieldPath): void {
  if (geometry.kind !== 'myelinated') {
    throw new ModelRefusal(at, `a myelinated axon, for there is no myelin on a ${geometry.kind}`);
  }
  if (geometry.internodeCompartments > 0) return;
  throw new ModelRefusal(
    at,
    'internodes with compartments, for perfect insulation cannot be bared; set axon.internodeCompartments, to 10 for example',
  );
}

function requireStretch(geometry: Geometry, { from, to }: Treatment, at: FieldPath): void {
  const [last, unit] = endOf(geometry);
  if (from !== undefined) requireNumber([...at, 'from'], from, 0, last, unit);
  if (to !== undefined) requireNumber([...at, 'to'], to, 0, last, unit);
  if ((from ?? 0) <= (to ?? last)) return;
  throw new ModelRefusal([...at, 'to'], `at least from (${from})`, String(to));
}

/** The last place of an axon, and what places are counted in. */
function endOf(geometry: Geometry): readonly [number, string] {
  switch (geometry.kind) {
    case 'lattice':
      return [geometry.siteCount - 1, '(a site)'];
    case 'cable':
      return [geometry.lengthMm, 'mm'];
    case 'myelinated':
      return [geometry.nodes - 1, '(a node)'];
    case 'patch':
      return [0, ''];
  }
}
