/** Channels that can be computed, but that are none: a part of the action potential is missing, or there is no rest. */

import type { LatticeGeometry } from '../geometry.js';
import type { Objection } from '../membranes/descriptor.js';
import type { FieldPath } from '../refusal.js';
import type { GatedMembraneSpec } from './spec.js';

const REST: FieldPath = ['axon', 'leakReversalMv'];

/** A potential as read in a message: at most two decimals. */
function mv(value: number): string {
  return `${Math.round(value * 100) / 100} mV`;
}

type Threshold = 'sodiumOpensMv' | 'sodiumClosesMv' | 'potassiumClosesMv' | 'recoveryBelowMv';

/** A named potential with its value, as messages quote it. */
function named(spec: GatedMembraneSpec, name: Threshold): string {
  return `${name} (${mv(spec[name])})`;
}

function inMembrane(...names: (keyof GatedMembraneSpec)[]): FieldPath[] {
  return names.map((name) => ['membrane', name]);
}

function restWords({ leakReversalMv }: LatticeGeometry): string {
  return `the resting potential (axon.leakReversalMv, ${mv(leakReversalMv)})`;
}

/** Rest must lie below the threshold. */
function thresholdObjections(spec: GatedMembraneSpec, axon: LatticeGeometry): Objection[] {
  if (spec.sodiumOpensMv > axon.leakReversalMv) return [];
  return [
    {
      paths: [...inMembrane('sodiumOpensMv'), REST],
      expected: `${named(spec, 'sodiumOpensMv')} above ${restWords(axon)}`,
      advice: 'as it is, the axon would fire without a stimulus',
    },
  ];
}

/** Rest must lie where a site that settled at it can recover. */
function recoveryObjections(spec: GatedMembraneSpec, axon: LatticeGeometry): Objection[] {
  if (spec.recoveryBelowMv >= axon.leakReversalMv) return [];
  return [
    {
      paths: [...inMembrane('recoveryBelowMv'), REST],
      expected: `${named(spec, 'recoveryBelowMv')} not below ${restWords(axon)}`,
      advice: 'as it is, a site that is back at rest too soon would never fire again',
    },
  ];
}

/** From below: potassium closes, recovery, sodium opens, sodium closes. Any other order leaves out a part of the spike. */
function orderObjections(spec: GatedMembraneSpec): Objection[] {
  const pairs = [
    ['potassiumClosesMv', 'recoveryBelowMv', 'only a second undershoot would let a site recover'],
    ['recoveryBelowMv', 'sodiumOpensMv', 'a site would recover above its threshold and fire at once'],
    ['sodiumOpensMv', 'sodiumClosesMv', 'the sodium channels would close as they open'],
  ] as const;
  return pairs
    .filter(([low, high]) => spec[low] >= spec[high])
    .map(([low, high, otherwise]) => ({
      paths: inMembrane(low, high),
      expected: `${named(spec, low)} below ${named(spec, high)}`,
      advice: `as it is, ${otherwise}`,
    }));
}

/** Where a site comes to rest while one kind of channel is open beside the leak [mV]. */
function settlesAtMv(conductanceMs: number, reversalMv: number, axon: LatticeGeometry): number {
  const total = conductanceMs + axon.leakConductanceMs;
  return (conductanceMs * reversalMv + axon.leakConductanceMs * axon.leakReversalMv) / total;
}

/** Open channels must carry a site beyond the potential at which they close, or only the guards would close them. */
function reachObjections(spec: GatedMembraneSpec, axon: LatticeGeometry): Objection[] {
  const objections: Objection[] = [];
  const peak = settlesAtMv(spec.sodiumConductanceMs, spec.sodiumReversalMv, axon);
  if (peak <= spec.sodiumClosesMv) {
    objections.push({
      paths: inMembrane('sodiumReversalMv', 'sodiumConductanceMs', 'sodiumClosesMv'),
      expected: `open sodium channels to carry a site beyond ${named(spec, 'sodiumClosesMv')}, but it would stop at ${mv(peak)}`,
      advice: 'raise sodiumReversalMv or sodiumConductanceMs',
    });
  }
  const trough = settlesAtMv(spec.potassiumConductanceMs, spec.potassiumReversalMv, axon);
  if (trough >= spec.potassiumClosesMv) {
    objections.push({
      paths: inMembrane('potassiumReversalMv', 'potassiumConductanceMs', 'potassiumClosesMv'),
      expected: `open potassium channels to carry a site below ${named(spec, 'potassiumClosesMv')}, but it would stop at ${mv(trough)}`,
      advice: 'lower potassiumReversalMv or raise potassiumConductanceMs',
    });
  }
  return objections;
}

function spreadObjections({ channelEvery }: GatedMembraneSpec, { siteCount }: LatticeGeometry): Objection[] {
  if (channelEvery === 1 || channelEvery < siteCount) return [];
  return [
    {
      paths: inMembrane('channelEvery'),
      expected: `less than the axon's ${siteCount} sites`,
      got: String(channelEvery),
      advice: 'only site 0 would have channels',
    },
  ];
}

/** Without these the engine cannot go from switch to switch: the model itself refuses them. */
export function orderAndThresholdObjections(spec: GatedMembraneSpec, axon: LatticeGeometry): Objection[] {
  return [...orderObjections(spec), ...thresholdObjections(spec, axon)];
}

/** Everything about such channels on their axon that cannot work. */
export function gatedObjections(spec: GatedMembraneSpec, axon: LatticeGeometry): Objection[] {
  return [
    ...thresholdObjections(spec, axon),
    ...recoveryObjections(spec, axon),
    ...orderObjections(spec),
    ...reachObjections(spec, axon),
    ...spreadObjections(spec, axon),
  ];
}
