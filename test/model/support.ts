/** What the tests of the model share: runs that keep their gate events, and the reference files. */

import { readFileSync } from 'node:fs';
import {
  type Axon,
  createAxon,
  type GatedMembraneSpec,
  type GateEvent,
  type GateState,
  type LatticeGeometry,
  SET_A,
} from '../../src/model/index.js';

export const PASSIVE = { kind: 'passive' } as const;

/** site, start [ms], duration [ms], current [µA] */
export type Pulse = readonly [number, number, number, number];

export interface Setup {
  readonly axon?: Partial<LatticeGeometry>;
  readonly membrane?: Partial<GatedMembraneSpec>;
  readonly base?: { readonly axon: LatticeGeometry; readonly membrane: GatedMembraneSpec };
  readonly stepMs?: number;
}

export interface Run {
  readonly axon: Axon;
  readonly events: GateEvent[];
  /** Times at which the sodium channels of a site opened [ms]. */
  spikesMs(site: number): number[];
}

/** A gated axon, set A unless told otherwise, run to `untilMs` with these pulses. */
export function runGated(pulses: readonly Pulse[], untilMs: number, setup: Setup = {}): Run {
  const base = setup.base ?? SET_A;
  const axon = createAxon(
    { ...base.axon, ...setup.axon },
    { ...base.membrane, ...setup.membrane },
    { stepMs: setup.stepMs ?? 0.025 },
  );
  const events: GateEvent[] = [];
  axon.onGate = (event) => events.push(event);
  for (const pulse of pulses) inject(axon, pulse);
  axon.advanceTo(untilMs);
  return {
    axon,
    events,
    spikesMs: (site) =>
      events
        .filter((event) => event.site === site && event.state === 'sodium-open')
        .map((event) => event.timeMs),
  };
}

export function inject(axon: Axon, [site, startMs, durationMs, currentUa]: Pulse): void {
  axon.inject({ kind: 'pulse', site, startMs, durationMs, currentUa });
}

/** How long each site spent in each state that it also left: the longest stay of any site [ms]. */
export function longestStayMs(events: readonly GateEvent[], state: GateState): number {
  const entered = new Map<number, GateEvent>();
  let longest = 0;
  for (const event of events) {
    const before = entered.get(event.site);
    if (before?.state === state) longest = Math.max(longest, event.timeMs - before.timeMs);
    entered.set(event.site, event);
  }
  return longest;
}

/** Rows of numbers of a reference file, and its column heads. */
export function readReference(name: string): { readonly heads: string[]; readonly rows: number[][] } {
  const text = readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');
  const [heads, ...rows] = text.trim().split('\n');
  return { heads: heads!.split(','), rows: rows.map((row) => row.split(',').map(Number)) };
}
