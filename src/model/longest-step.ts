/** How long a step may be. Leak and switches are followed in steps of any length, gates that obey rates are not. */

import { unknownMembrane } from './membrane-checks.js';
import { requireFrankenhaeuserHuxley } from './membranes/frankenhaeuser-huxley.js';
import { requireHodgkinHuxley } from './membranes/hodgkin-huxley.js';
import type { MembraneSpec } from './membranes/membrane-spec.js';
import { ModelRefusal } from './refusal.js';
import { requireNumber } from './require.js';
import type { Treatment } from './treatments.js';

const SHORTEST_MS = 1e-6;
const LONGEST_MS = 1;

/**
 * Longest step at the temperature of the membrane's own paper [ms]. There a spike still runs, slower by a tenth to a
 * fifth; at twice as much the gates lag so far behind that potentials may run away to thousands of millivolts.
 */
const LONGEST_AT_BASE = {
  'hodgkin-huxley': { ms: 0.5, temperatureC: 6.3 },
  'frankenhaeuser-huxley': { ms: 0.05, temperatureC: 20 },
} as const;

/** The warmest place of an axon with such a membrane under these treatments [°C]. */
function warmestC(temperatureC: number, treatments: readonly Treatment[]): number {
  let warmest = temperatureC;
  for (const treatment of treatments) {
    if (treatment.kind === 'temperature') warmest = Math.max(warmest, treatment.temperatureC);
  }
  return warmest;
}

/**
 * The longest step that an axon with this membrane takes [ms], in two digits. Where gates obey rates it gets shorter
 * the warmer the warmest place is. For figures right to half a per cent a step should be a fifth of it on squid
 * membrane, a tenth on frog nodes. RangeError for a membrane whose gates make no sense, and for such a temperature.
 */
export function longestStepMs(membrane: MembraneSpec, treatments: readonly Treatment[] = []): number {
  if (membrane.kind === 'passive' || membrane.kind === 'gated') return LONGEST_MS;
  requireKinetic(membrane);
  treatments.forEach((treatment, k) => {
    if (treatment.kind !== 'temperature') return;
    requireNumber(['treatments', k, 'temperatureC'], treatment.temperatureC, -20, 60, '°C');
  });
  const { ms, temperatureC } = LONGEST_AT_BASE[membrane.kind];
  const speed = membrane.gateQ10 ** ((warmestC(membrane.temperatureC, treatments) - temperatureC) / 10);
  return Math.min(LONGEST_MS, roundedDown(ms / speed));
}

function requireKinetic(membrane: MembraneSpec): void {
  if (membrane.kind === 'hodgkin-huxley') requireHodgkinHuxley(membrane);
  else if (membrane.kind === 'frankenhaeuser-huxley') requireFrankenhaeuserHuxley(membrane);
  else throw unknownMembrane(membrane);
}

/** To two digits: the limit is no sharp one, and what a message says must be accepted. */
function roundedDown(value: number): number {
  const digits = 10 ** (1 - Math.floor(Math.log10(value)));
  return Math.floor(value * digits * (1 + 1e-12)) / digits;
}

/** The step itself. RangeError for one that makes no sense, or is too long for this axon. */
export function requireStep(
  stepMs: number,
  membrane: MembraneSpec,
  treatments: readonly Treatment[],
): number {
  const mostMs = longestStepMs(membrane, treatments);
  if (!(stepMs > mostMs) || !('temperatureC' in membrane)) {
    requireNumber(['stepMs'], stepMs, SHORTEST_MS, mostMs, 'ms');
    return stepMs;
  }
  throw new ModelRefusal(
    ['stepMs'],
    `at most ${mostMs} ms for ${membrane.kind} gates at ${warmestC(membrane.temperatureC, treatments)} °C`,
    String(stepMs),
    'the scheme cannot follow them in larger steps',
  );
}
