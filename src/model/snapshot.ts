/** An axon at one instant, as plain data. */

import type { EngineState } from './engine-state.js';
import type { Geometry } from './geometry.js';
import type { MembraneSpec } from './membranes/index.js';
import { ModelRefusal } from './refusal.js';
import { requireNumber, requireWhole } from './require.js';
import type { StimuliState } from './stimuli.js';
import type { Treatment } from './treatments.js';

/**
 * All that an axon is between two steps. Its arrays are its own, and nothing in it is ever written again. Ends of steps
 * are counted from `originMs`, so that the same sum gives the same instant to the last bit.
 */
export interface AxonSnapshot {
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  readonly treatments: readonly Treatment[];
  readonly channelsFrozen: boolean;
  /** The axon's own time [ms]. */
  readonly modelMs: number;
  readonly stepMs: number;
  readonly originMs: number;
  readonly stepsSinceOrigin: number;
  /** Of every compartment [mV]. */
  readonly potentialMv: Float64Array;
  readonly stimuli: StimuliState;
  /** What channels and gates do, and what the engine knows of where the axon is still. */
  readonly engine: EngineState;
}

const LONGEST_MS = Number.MAX_SAFE_INTEGER;

/** Throws ModelRefusal for a snapshot of another axon, or one whose times or potentials are no numbers. */
export function requireSnapshot(geometry: Geometry, snapshot: AxonSnapshot, count: number): void {
  const { geometry: other, potentialMv, modelMs, originMs, stepsSinceOrigin } = snapshot;
  const same = other === geometry || JSON.stringify(sorted(other)) === JSON.stringify(sorted(geometry));
  if (!same)
    throw new ModelRefusal(
      ['snapshot', 'geometry'],
      `the snapshot of an axon like this one: ${geometryWords(geometry)}`,
      geometryWords(other),
      'restore it in an axon that is made with its geometry',
    );
  requireNumber(['snapshot', 'modelMs'], modelMs, 0, LONGEST_MS, 'ms');
  requireNumber(['snapshot', 'originMs'], originMs, 0, LONGEST_MS, 'ms');
  requireWhole(['snapshot', 'stepsSinceOrigin'], stepsSinceOrigin, 0, LONGEST_MS);
  requireWhole(['snapshot', 'potentialMv', 'length'], potentialMv.length, count, count);
}

function sorted(geometry: Geometry): readonly (readonly [string, unknown])[] {
  return Object.entries(geometry).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `a cable with lengthMm 100, diameterUm 476` */
function geometryWords(geometry: Geometry): string {
  const numbers = Object.entries(geometry).filter(([name]) => name !== 'kind');
  return `a ${geometry.kind} with ${numbers.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}
