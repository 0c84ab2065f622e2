/** Which membranes make sense on which axons. */

import type { Geometry } from './geometry.js';
import { requireFrankenhaeuserHuxley } from './membranes/frankenhaeuser-huxley.js';
import { requireGated, requireTimeConstant } from './membranes/gated.js';
import { requireHodgkinHuxley } from './membranes/hodgkin-huxley.js';
import type { MembraneSpec, PassiveMembraneSpec } from './membranes/membrane-spec.js';
import { ModelRefusal } from './refusal.js';
import { requireNumber } from './require.js';

/** Throws RangeError for a membrane that makes no sense, by itself or on this axon. */
export function requireMembrane(geometry: Geometry, membrane: MembraneSpec): void {
  switch (membrane.kind) {
    case 'passive':
      requirePassive(geometry, membrane);
      break;
    case 'gated':
      if (geometry.kind !== 'lattice') {
        throw new ModelRefusal(
          ['membrane', 'kind'],
          `'passive', 'hodgkin-huxley' or 'frankenhaeuser-huxley' on a ${geometry.kind}`,
          'gated',
          'the rule for separate sites has no travelling signal on anything but a lattice',
        );
      }
      requireGated(membrane, geometry.leakReversalMv);
      requireTimeConstant(membrane, geometry);
      break;
    case 'hodgkin-huxley':
      refuseLattice(geometry, membrane);
      requireHodgkinHuxley(membrane);
      break;
    case 'frankenhaeuser-huxley':
      refuseLattice(geometry, membrane);
      requireFrankenhaeuserHuxley(membrane);
      break;
    default:
      throw unknownMembrane(membrane);
  }
}

export function unknownMembrane({ kind }: { readonly kind: unknown }): ModelRefusal {
  const known = "'passive', 'gated', 'hodgkin-huxley' or 'frankenhaeuser-huxley'";
  return new ModelRefusal(['membrane', 'kind'], known, String(kind));
}

function requirePassive(geometry: Geometry, membrane: PassiveMembraneSpec): void {
  const { leakConductanceMsPerCm2, leakReversalMv } = membrane;
  if (geometry.kind === 'lattice') {
    if (leakConductanceMsPerCm2 === undefined && leakReversalMv === undefined) return;
    throw new ModelRefusal(
      ['membrane'],
      'no leak of its own on a lattice, which has one: axon.leakConductanceMs, axon.leakReversalMv',
    );
  }
  requireNumber(['membrane', 'leakConductanceMsPerCm2'], leakConductanceMsPerCm2!, 1e-6, 10_000, 'mS/cm²');
  requireNumber(['membrane', 'leakReversalMv'], leakReversalMv!, -200, 200, 'mV');
}

function refuseLattice(geometry: Geometry, membrane: MembraneSpec): void {
  if (geometry.kind !== 'lattice') return;
  throw new ModelRefusal(
    ['membrane', 'kind'],
    "'passive' or 'gated' on a lattice",
    membrane.kind,
    'it is a membrane per cm², and a lattice has sites without a surface; take a cable',
  );
}
