/**
 * The lesson's excitable membrane. Each channel site is in one of four states:
 *
 *     rest ── V ≥ −55 ──▶ sodium-open ── V ≥ +40 ──▶ potassium-open ── V ≤ −80 ──▶ refractory ──▶ rest
 *
 * Potassium channels open at the instant the sodium channels close, whatever closes them. A refractory site rests again
 * once 3 ms have passed since its channels closed *and* it is at or below −60 mV; falling through −55 therefore opens
 * nothing.
 *
 * Three more rules keep a site from staying deaf where something holds it away from the next potential. Sodium closes
 * after 1 ms at the latest. Potassium that has been open for 5 ms closes already at −60 mV. A site that is still above
 * −60 mV when its 3 ms are over opens potassium once more, until it is there. None of them acts on a signal that runs
 * undisturbed in sets A and B; they matter at the edge of a dead stretch, and under stimuli that come too soon. The
 * numbers are those of the sets, all of them can be set.
 *
 * This is a rule for separate sites joined by passive membrane, as the lesson draws them. It has no travelling
 * wave on a continuous cable: sites are physical, not a mesh that could be refined. How it is computed: gated/engine.ts.
 */

import type { NumberField } from '../field.js';
import { GatedEngine } from '../gated/engine.js';
import { FrozenGatedEngine } from '../gated/frozen.js';
import { gatedObjections } from '../gated/objections.js';
import { requireOrder, requireTimeConstant } from '../gated/requirements.js';
import type { GatedMembraneSpec } from '../gated/spec.js';
import { MOST_SITES } from '../geometry.js';
import type { MembraneDescriptor, SwitchingChannels } from './descriptor.js';

/** The channels of the lesson's set A. */
export const LESSON_CHANNELS: GatedMembraneSpec = {
  kind: 'gated',
  channelEvery: 1,
  sodiumConductanceMs: 8,
  potassiumConductanceMs: 2,
  sodiumReversalMv: 60,
  potassiumReversalMv: -90,
  sodiumOpensMv: -55,
  sodiumClosesMv: 40,
  potassiumClosesMv: -80,
  sodiumMaxOpenMs: 1,
  potassiumMaxOpenMs: 5,
  recoveryMs: 3,
  recoveryBelowMv: -60,
};

/** What is seen of them. */
export function lessonChannels(spec: GatedMembraneSpec): SwitchingChannels {
  const { channelEvery: every, sodiumOpensMv, sodiumClosesMv, potassiumClosesMv } = spec;
  const { sodiumReversalMv, potassiumReversalMv } = spec;
  return { every, sodiumOpensMv, sodiumClosesMv, potassiumClosesMv, sodiumReversalMv, potassiumReversalMv };
}

const conductance = (about: string): NumberField => ({ low: 0, high: 1000, unit: 'mS', about });
const potential = (about: string): NumberField => ({ low: -150, high: 150, unit: 'mV', about });
const time = (about: string): NumberField => ({ low: 0.01, high: 1000, unit: 'ms', about });

/** `2nd`, `11th`, `23rd`. */
function ordinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!teens && ['th', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

export const gated: MembraneDescriptor<GatedMembraneSpec> = {
  kind: 'gated',
  about: "The lesson's excitable membrane: channels that open and close at set potentials",
  title: ({ channelEvery }) =>
    `the lesson's channels at every ${channelEvery === 1 ? '' : `${ordinal(channelEvery)} `}site`,
  axons: ['lattice'],
  notElsewhere:
    "the lesson's rule needs separate sites: on a smooth membrane it has no travelling signal; write axon: {kind: lattice}, or kind: hodgkin-huxley",
  fields: {
    channelEvery: {
      low: 1,
      high: MOST_SITES,
      whole: true,
      about: 'Channels sit at every n-th site, from site 0 on',
    },
    sodiumConductanceMs: conductance('Open sodium channels of a site (millisiemens)'),
    potassiumConductanceMs: conductance('Open potassium channels of a site (millisiemens)'),
    sodiumReversalMv: potential('Reversal potential of sodium'),
    potassiumReversalMv: potential('Reversal potential of potassium'),
    sodiumOpensMv: potential('Threshold: at or above it a rested site opens its sodium channels'),
    sodiumClosesMv: potential(
      'At or above it the sodium channels close; whenever they close, the potassium channels open',
    ),
    potassiumClosesMv: potential('At or below it the potassium channels close'),
    sodiumMaxOpenMs: time('Sodium channels close after this time at the latest'),
    potassiumMaxOpenMs: time(
      'Potassium channels that have been open for this time close already at recoveryBelowMv',
    ),
    recoveryMs: time('Sodium channels cannot open again for this time after the potassium channels closed'),
    recoveryBelowMv: potential('… and not before the membrane has been at or below this'),
  },
  defaults: () => LESSON_CHANNELS,
  require(spec, geometry) {
    if (geometry.kind !== 'lattice') return;
    requireOrder(spec, geometry);
    requireTimeConstant(spec, geometry);
  },
  objections: (spec, geometry) => (geometry.kind === 'lattice' ? gatedObjections(spec, geometry) : []),
  figureSteps: () => ({ mostMs: 0.25, fineMs: 0.05 }),
  canFire: ({ sodiumConductanceMs, channelEvery }, site) =>
    sodiumConductanceMs > 0 && site % channelEvery === 0,
  channels: lessonChannels,
  refusedTreatments: {
    temperature: 'its channels switch at potentials, not at rates that a temperature could change',
    potassium:
      'at rest it lets nothing but the leak through, so potassium outside could not move it; use rest',
  },
  createEngine: (spec, parts) =>
    // Nothing is open at rest, so channels that stay as they are there are no channels.
    parts.frozen ? new FrozenGatedEngine(parts, spec) : new GatedEngine(parts, spec),
};
