/** How long a step may be. Leak and switches are followed in steps of any length, gates that obey rates are not. */

import { requireField } from './field.js';
import { requireMembraneFields } from './membrane-checks.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { warmestC } from './membranes/kinetic-membrane.js';
import { ModelRefusal } from './refusal.js';
import { requireNumber } from './require.js';
import { TREATMENT_FIELDS, type Treatment } from './treatments.js';

const SHORTEST_MS = 1e-6;
const LONGEST_MS = 1;

/**
 * The longest step that an axon with this membrane takes [ms], in two digits. Where gates obey rates it gets shorter
 * the warmer the warmest place is. For figures right to half a per cent a step should be a fifth of it on squid
 * membrane, a tenth on frog nodes. ModelRefusal for a membrane whose gates make no sense, and for such a temperature.
 */
export function longestStepMs(spec: MembraneSpec, treatments: readonly Treatment[] = []): number {
  const membrane = membraneOf(spec);
  if (membrane.longestStepMs === undefined) return LONGEST_MS;
  requireMembraneFields(spec);
  treatments.forEach((treatment, k) => {
    if (treatment.kind !== 'temperature') return;
    const { temperatureC } = TREATMENT_FIELDS.temperature;
    requireField(['treatments', k, 'temperatureC'], treatment.temperatureC, temperatureC);
  });
  return Math.min(LONGEST_MS, membrane.longestStepMs(spec, treatments));
}

/** The step itself. ModelRefusal for one that makes no sense, or is too long for this axon. */
export function requireStep(stepMs: number, membrane: MembraneSpec, treatments: readonly Treatment[]): void {
  const mostMs = longestStepMs(membrane, treatments);
  if (!(stepMs > mostMs) || !('temperatureC' in membrane)) {
    requireNumber(['stepMs'], stepMs, SHORTEST_MS, mostMs, 'ms');
    return;
  }
  throw new ModelRefusal(
    ['stepMs'],
    `at most ${mostMs} ms for ${membrane.kind} gates at ${warmestC(membrane.temperatureC, treatments)} °C`,
    String(stepMs),
    'the scheme cannot follow them in larger steps',
  );
}
