/** Currents put into the axon by an electrode. */

import { requireNumber, requireWhole } from './require.js';

/** A current that is switched on, held, and switched off. */
export interface PulseStimulus {
  readonly kind: 'pulse';
  /** The site it enters, counted from 0. */
  readonly site: number;
  /** When it starts, on the axon's own time [ms]; now or later. It need not fall on a step. */
  readonly startMs: number;
  /** How long it lasts [ms], 1e-6 to 1e9. */
  readonly durationMs: number;
  /** Positive depolarises [µA, in the units of the geometry]; −1e6 to 1e6. */
  readonly currentUa: number;
}

/** A start this little in the past is now: what rounding leaves between two ways to the same time [ms]. */
const SAME_TIME_MS = 1e-6;

interface Pending {
  readonly site: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly currentUa: number;
}

/** All currents that flow or are still to come. Those that are over are dropped. */
export class Stimuli {
  /** What flows into each site now [µA]. */
  readonly injectedUa: Float64Array;
  /** The next instant at which some current starts or stops [ms]; Infinity if there is none. */
  nextEdgeMs = Number.POSITIVE_INFINITY;
  #pending: Pending[] = [];

  constructor(count: number) {
    this.injectedUa = new Float64Array(count);
  }

  /** Throws RangeError for a wrong number, a site off the axon or a start before `nowMs`. */
  add(stimulus: PulseStimulus, nowMs: number): void {
    const { kind, site, startMs, durationMs, currentUa } = stimulus;
    if (kind !== 'pulse') throw new RangeError(`stimulus.kind: expected 'pulse', got ${String(kind)}`);
    requireWhole('stimulus.site', site, 0, this.injectedUa.length - 1);
    requireNumber('stimulus.durationMs', durationMs, 1e-6, 1e9, 'ms');
    requireNumber('stimulus.currentUa', currentUa, -1e6, 1e6, 'µA');
    if (!Number.isFinite(startMs) || startMs < nowMs - SAME_TIME_MS) {
      throw new RangeError(
        `stimulus.startMs: expected now (${nowMs} ms of the axon) or later, got ${startMs}`,
      );
    }
    const fromMs = Math.max(startMs, nowMs);
    this.#pending.push({ site, startMs: fromMs, endMs: fromMs + durationMs, currentUa });
    this.nextEdgeMs = Math.min(this.nextEdgeMs, fromMs);
  }

  /** Brings `injectedUa` to what flows from `nowMs` on; `changed` is told the sites concerned. */
  applyEdges(nowMs: number, changed: (site: number) => void): void {
    const before = this.#pending;
    for (const { site } of before) this.injectedUa[site] = 0;
    this.#pending = before.filter(({ endMs }) => endMs > nowMs);
    this.nextEdgeMs = Number.POSITIVE_INFINITY;
    for (const { site, startMs, endMs, currentUa } of this.#pending) {
      const flows = startMs <= nowMs;
      if (flows) this.injectedUa[site]! += currentUa;
      this.nextEdgeMs = Math.min(this.nextEdgeMs, flows ? endMs : startMs);
    }
    for (const { site } of before) changed(site);
  }

  clear(): void {
    this.#pending = [];
    this.injectedUa.fill(0);
    this.nextEdgeMs = Number.POSITIVE_INFINITY;
  }
}
