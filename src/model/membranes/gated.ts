/**
 * The lesson's excitable membrane. Each channel site is in one of four states:
 *
 *     rest ── V ≥ −55 ──▶ sodium-open ── V ≥ +40 ──▶ potassium-open ── V ≤ −80 ──▶ refractory ──▶ rest
 *
 * Sodium channels close at the instant the potassium channels open. Two guards, which never act in sets A and B,
 * keep a site from staying open for good where its neighbours hold it away from the next potential: sodium closes
 * after 1 ms and is then inactivated (refractory), potassium closes after 5 ms. A refractory site rests again once
 * 3 ms have passed since its channels closed *and* it is at or below −60 mV; falling through −55 therefore opens
 * nothing. The numbers are those of the sets, all of them can be set.
 *
 * This is a rule for separate sites joined by passive membrane, as the lesson draws them. It has no travelling
 * wave on a continuous cable: sites are physical, not a mesh that could be refined.
 */

import { requireNumber, requireWhole } from '../require.js';
import { type Channels, type Limits, REACHED_MV } from './channels.js';
import type { GatedMembraneSpec, GateState } from './membrane-spec.js';

const REST = 0;
const SODIUM_OPEN = 1;
const POTASSIUM_OPEN = 2;
const REFRACTORY = 3;
const NAMES: readonly GateState[] = ['rest', 'sodium-open', 'potassium-open', 'refractory'];

const NEVER = Number.POSITIVE_INFINITY;

/** Throws RangeError for a membrane that makes no sense on an axon that rests at `restMv`. */
export function requireGated(spec: GatedMembraneSpec, restMv: number): void {
  requireWhole('membrane.channelEvery', spec.channelEvery, 1, 100_000);
  requireNumber('membrane.sodiumConductanceMs', spec.sodiumConductanceMs, 0, 10_000, 'mS');
  requireNumber('membrane.potassiumConductanceMs', spec.potassiumConductanceMs, 0, 10_000, 'mS');
  requireNumber('membrane.sodiumReversalMv', spec.sodiumReversalMv, -200, 200, 'mV');
  requireNumber('membrane.potassiumReversalMv', spec.potassiumReversalMv, -200, 200, 'mV');
  requireNumber('membrane.sodiumOpensMv', spec.sodiumOpensMv, -200, 200, 'mV');
  requireNumber('membrane.sodiumClosesMv', spec.sodiumClosesMv, -200, 200, 'mV');
  requireNumber('membrane.potassiumClosesMv', spec.potassiumClosesMv, -200, 200, 'mV');
  requireNumber('membrane.recoveryBelowMv', spec.recoveryBelowMv, -200, 200, 'mV');
  requireNumber('membrane.sodiumMaxOpenMs', spec.sodiumMaxOpenMs, 0.001, 1000, 'ms');
  requireNumber('membrane.potassiumMaxOpenMs', spec.potassiumMaxOpenMs, 0.001, 1000, 'ms');
  requireNumber('membrane.recoveryMs', spec.recoveryMs, 0.001, 1000, 'ms');
  requireOrder('potassiumClosesMv', spec.potassiumClosesMv, 'recoveryBelowMv', spec.recoveryBelowMv);
  requireOrder('recoveryBelowMv', spec.recoveryBelowMv, 'sodiumOpensMv', spec.sodiumOpensMv);
  requireOrder('sodiumOpensMv', spec.sodiumOpensMv, 'sodiumClosesMv', spec.sodiumClosesMv);
  if (!(restMv < spec.sodiumOpensMv)) {
    throw new RangeError(
      `axon.leakReversalMv: expected a rest below membrane.sodiumOpensMv (${spec.sodiumOpensMv} mV), or the axon never rests; got ${restMv}`,
    );
  }
}

/** Throws RangeError where a treatment has shifted the rest of a site to its threshold or beyond. */
export function requireRestBelowThreshold(spec: GatedMembraneSpec, restMv: Float64Array): void {
  const site = restMv.findIndex((v) => !(v < spec.sodiumOpensMv));
  if (site < 0) return;
  throw new RangeError(
    `treatments: expected a shifted rest below membrane.sodiumOpensMv (${spec.sodiumOpensMv} mV), or site ${site} never rests; got ${restMv[site]} mV`,
  );
}

function requireOrder(lowName: string, lowMv: number, highName: string, highMv: number): void {
  if (lowMv < highMv) return;
  throw new RangeError(
    `membrane.${lowName}: expected less than membrane.${highName} (${highMv} mV), got ${lowMv}`,
  );
}

/** What is left of the channels of each site, 0 to 1; a dead site has none that could open. */
export interface ChannelStock {
  readonly sodium: Float64Array;
  readonly potassium: Float64Array;
  readonly dead: Uint8Array;
}

export class GatedChannels implements Channels {
  readonly limits: Limits;
  readonly conductanceMs: Float64Array;
  readonly driveUa: Float64Array;
  nextDeadlineMs = NEVER;

  readonly #spec: GatedMembraneSpec;
  readonly #stock: ChannelStock | null;
  readonly #count: number;
  readonly #state: Uint8Array;
  /** When each site entered its state [ms]. */
  readonly #sinceMs: Float64Array;
  readonly #deadlineMs: Float64Array;

  /**
   * `stock`: what treatments have left of the channels of each site; all of them if left out. `before`: the gated
   * membrane that this one replaces; its sites go on from where they are.
   */
  constructor(count: number, spec: GatedMembraneSpec, stock?: ChannelStock, before?: GatedChannels) {
    this.#spec = { ...spec };
    this.#stock = stock ?? null;
    this.#count = count;
    this.#state = new Uint8Array(count);
    this.#sinceMs = new Float64Array(count);
    this.#deadlineMs = new Float64Array(count).fill(NEVER);
    this.conductanceMs = new Float64Array(count);
    this.driveUa = new Float64Array(count);
    this.limits = {
      lowerMv: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
      upperMv: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    };
    for (let i = 0; i < count; i += spec.channelEvery) {
      this.#enter(i, before ? before.#state[i]! : REST, before ? before.#sinceMs[i]! : 0);
    }
    this.#findNextDeadline();
  }

  rest(): void {
    for (let i = 0; i < this.#count; i += this.#spec.channelEvery) this.#enter(i, REST, 0);
    this.nextDeadlineMs = NEVER;
  }

  noteDue(endMs: number, concerned: { first: number; last: number }): void {
    if (this.nextDeadlineMs > endMs) return;
    for (let i = 0; i < this.#count; i += this.#spec.channelEvery) {
      if (this.#deadlineMs[i]! > endMs) continue;
      concerned.first = Math.min(concerned.first, i);
      concerned.last = Math.max(concerned.last, i);
    }
  }

  settle(
    nowMs: number,
    potentialMv: Float64Array,
    from: number,
    to: number,
    switched: (site: number, state: GateState) => void,
  ): void {
    const { lowerMv, upperMv } = this.limits;
    const deadlineMs = this.#deadlineMs;
    const every = this.#spec.channelEvery;
    for (let i = Math.ceil(from / every) * every; i < to; i += every) {
      const v = potentialMv[i]!;
      // A site far above its limits may pass through two states at once. It cannot come round: the order of the
      // four potentials keeps the lower limits apart from the upper ones.
      while (v >= upperMv[i]! - REACHED_MV || v <= lowerMv[i]! + REACHED_MV || nowMs >= deadlineMs[i]!) {
        const before = this.#state[i]!;
        const after = this.#following(i, v, nowMs);
        if (after === before) {
          // Its time is up but it is still too far up: from here on it waits for the potential.
          deadlineMs[i] = NEVER;
          lowerMv[i] = this.#spec.recoveryBelowMv;
        } else {
          this.#enter(i, after, nowMs);
          switched(i, NAMES[after]!);
        }
      }
    }
    this.#findNextDeadline();
  }

  #following(i: number, v: number, nowMs: number): number {
    switch (this.#state[i]) {
      case REST:
        return SODIUM_OPEN;
      case SODIUM_OPEN:
        return v >= this.#spec.sodiumClosesMv - REACHED_MV ? POTASSIUM_OPEN : REFRACTORY;
      case POTASSIUM_OPEN:
        return REFRACTORY;
      default:
        return v <= this.#spec.recoveryBelowMv + REACHED_MV &&
          nowMs >= this.#sinceMs[i]! + this.#spec.recoveryMs
          ? REST
          : REFRACTORY;
    }
  }

  #enter(i: number, state: number, sinceMs: number): void {
    const spec = this.#spec;
    const { lowerMv, upperMv } = this.limits;
    this.#state[i] = state;
    this.#sinceMs[i] = sinceMs;
    lowerMv[i] = Number.NEGATIVE_INFINITY;
    upperMv[i] = Number.POSITIVE_INFINITY;
    this.#deadlineMs[i] = NEVER;
    this.conductanceMs[i] = 0;
    this.driveUa[i] = 0;
    if (this.#stock?.dead[i] === 1) {
      this.#state[i] = REST;
      return;
    }
    switch (state) {
      case REST:
        upperMv[i] = spec.sodiumOpensMv;
        break;
      case SODIUM_OPEN:
        upperMv[i] = spec.sodiumClosesMv;
        this.#deadlineMs[i] = sinceMs + spec.sodiumMaxOpenMs;
        this.conductanceMs[i] = spec.sodiumConductanceMs * (this.#stock?.sodium[i] ?? 1);
        this.driveUa[i] = this.conductanceMs[i]! * spec.sodiumReversalMv;
        break;
      case POTASSIUM_OPEN:
        lowerMv[i] = spec.potassiumClosesMv;
        this.#deadlineMs[i] = sinceMs + spec.potassiumMaxOpenMs;
        this.conductanceMs[i] = spec.potassiumConductanceMs * (this.#stock?.potassium[i] ?? 1);
        this.driveUa[i] = this.conductanceMs[i]! * spec.potassiumReversalMv;
        break;
      default:
        this.#deadlineMs[i] = sinceMs + spec.recoveryMs;
    }
  }

  #findNextDeadline(): void {
    let next = NEVER;
    for (let i = 0; i < this.#count; i += this.#spec.channelEvery) {
      if (this.#deadlineMs[i]! < next) next = this.#deadlineMs[i]!;
    }
    this.nextDeadlineMs = next;
  }
}
