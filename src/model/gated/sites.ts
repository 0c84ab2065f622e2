/**
 * The channels of every site. A site is in one of six states; in the last two potassium is open, as from outside they
 * look:
 *
 *     rest ── V ≥ −55 ──▶ sodium-open ── V ≥ +40, 1 ms ──▶ potassium-open ── V ≤ −80 ──▶ refractory ── 3 ms ──▶ rest
 *                                              5 ms, still above −60 │                  ▲     │ still above −60    ▲
 *                                                                    └─▶ overtime ── V ≤ −60  └─▶ returning ─ V ≤ −60
 */

import type { Segment } from '../conditions.js';
import type { Engine, GateState } from '../engine.js';
import { GATE_LOCKED, GATE_OPEN, GATE_OUT_OF_WORK, GATE_SHUT, gateByte } from '../gates.js';
import type { ChannelFacts, ChannelReading, Switching } from '../inside.js';
import { type ChannelStock, stockOf } from '../stock.js';
import type { GatedMembraneSpec } from './spec.js';

export const REST = 0;
export const SODIUM_OPEN = 1;
const POTASSIUM_OPEN = 2;
export const REFRACTORY = 3;
const RETURNING = 4;
export const OVERTIME = 5;
/** What is told of each. */
export const NAMES: readonly GateState[] = [
  'rest',
  'sodium-open',
  'potassium-open',
  'refractory',
  'potassium-open',
  'potassium-open',
];

/** A potential this close to a limit has reached it [mV]: what is left after locating a crossing. */
export const REACHED_MV = 1e-9;

const NEVER = Number.POSITIVE_INFINITY;

/** What is told of them. */
export const SWITCHING: ChannelFacts = {
  kind: 'switching',
  gates: [],
  ions: ['sodium', 'potassium', 'leak'],
};

export function sitesStock(
  segments: readonly Segment[],
  count: number,
  { sodiumConductanceMs, potassiumConductanceMs }: GatedMembraneSpec,
): ChannelStock {
  return stockOf(segments, count, { sodium: sodiumConductanceMs > 0, potassium: potassiumConductanceMs > 0 });
}

export class Sites {
  readonly spec: GatedMembraneSpec;
  readonly count: number;
  readonly state: Uint8Array;
  /** When each site entered its state [ms]. */
  readonly sinceMs: Float64Array;
  /** When it leaves it by time alone [ms]; Infinity if never. */
  readonly deadlineMs: Float64Array;
  /** The potentials at which it leaves it [mV]; ±Infinity if there is none. No site has both. */
  readonly lowerMv: Float64Array;
  readonly upperMv: Float64Array;
  /** Open channels [mS]. */
  readonly conductanceMs: Float64Array;
  /** The same times their reversal potentials [µA]. */
  readonly driveUa: Float64Array;

  readonly #stock: ChannelStock;

  constructor(count: number, spec: GatedMembraneSpec, stock: ChannelStock) {
    this.spec = { ...spec };
    this.count = count;
    this.#stock = stock;
    this.state = new Uint8Array(count);
    this.sinceMs = new Float64Array(count);
    this.deadlineMs = new Float64Array(count).fill(NEVER);
    this.lowerMv = new Float64Array(count).fill(-NEVER);
    this.upperMv = new Float64Array(count).fill(NEVER);
    this.conductanceMs = new Float64Array(count);
    this.driveUa = new Float64Array(count);
    for (let i = 0; i < count; i += spec.channelEvery) this.enter(i, REST);
  }

  /** Every channel site goes on from where these are; `null`: from rest. */
  follow(others: Pick<Sites, 'state' | 'sinceMs'> | null): void {
    for (let i = 0; i < this.count; i += this.spec.channelEvery) {
      const sinceMs = others ? others.sinceMs[i]! : 0;
      const state = others ? others.state[i]! : REST;
      if (this.state[i] === state && this.sinceMs[i] === sinceMs) continue;
      this.sinceMs[i] = sinceMs;
      this.enter(i, state);
    }
  }

  /** Puts a site into a state that it entered at its `sinceMs`. */
  enter(i: number, state: number): void {
    const { spec, lowerMv, upperMv, deadlineMs } = this;
    const sinceMs = this.sinceMs[i]!;
    const dead = this.#stock.dead[i] === 1;
    this.state[i] = dead ? REST : state;
    lowerMv[i] = -NEVER;
    upperMv[i] = NEVER;
    deadlineMs[i] = NEVER;
    if (!dead) {
      switch (state) {
        case REST:
          upperMv[i] = spec.sodiumOpensMv;
          break;
        case SODIUM_OPEN:
          upperMv[i] = spec.sodiumClosesMv;
          deadlineMs[i] = sinceMs + spec.sodiumMaxOpenMs;
          break;
        case POTASSIUM_OPEN:
          lowerMv[i] = spec.potassiumClosesMv;
          deadlineMs[i] = sinceMs + spec.potassiumMaxOpenMs;
          break;
        case OVERTIME:
        case RETURNING:
          lowerMv[i] = spec.recoveryBelowMv;
          break;
        case REFRACTORY:
          deadlineMs[i] = sinceMs + spec.recoveryMs;
          break;
      }
    }
    const { conductanceMs, reversalMv } = this.openChannels(i, NAMES[state]!);
    this.conductanceMs[i] = conductanceMs;
    this.driveUa[i] = conductanceMs * reversalMv;
  }

  /** What is open at a site while its channels do this: a conductance [mS] and where it reverses [mV]. */
  openChannels(i: number, state: GateState): { readonly conductanceMs: number; readonly reversalMv: number } {
    const { spec } = this;
    const stock = this.#stock;
    if (stock.dead[i] !== 1 && state === 'sodium-open') {
      return {
        conductanceMs: spec.sodiumConductanceMs * stock.sodium[i]!,
        reversalMv: spec.sodiumReversalMv,
      };
    }
    if (stock.dead[i] !== 1 && state === 'potassium-open') {
      return {
        conductanceMs: spec.potassiumConductanceMs * stock.potassium[i]!,
        reversalMv: spec.potassiumReversalMv,
      };
    }
    return { conductanceMs: 0, reversalMv: 0 };
  }

  /** What the channels of a site do, as a person sees them. */
  switching(i: number, nowMs: number): Switching {
    const deadlineMs = this.deadlineMs[i]!;
    const leftMs = deadlineMs === NEVER ? null : Math.max(0, deadlineMs - nowMs);
    const shut = { state: 'shut', leftMs: null } as const;
    switch (NAMES[this.state[i]!]) {
      case 'sodium-open':
        return { sodium: { state: 'open', leftMs }, potassium: shut };
      case 'potassium-open':
        return { sodium: { state: 'locked', leftMs: null }, potassium: { state: 'open', leftMs } };
      case 'refractory':
        return { sodium: { state: 'locked', leftMs }, potassium: shut };
      default:
        return { sodium: shut, potassium: shut };
    }
  }

  /** What goes on at a site; the currents are those of the engine that it is in. */
  reading(i: number, nowMs: number, engine: Pick<Engine, 'insideInto'>): ChannelReading {
    const currentsUa = new Float64Array(SWITCHING.ions.length);
    engine.insideInto(i, currentsUa, 0);
    return {
      gates: [],
      switching: i % this.spec.channelEvery === 0 ? this.switching(i, nowMs) : null,
      currents: SWITCHING.ions.map((ion, k) => ({ ion, ua: currentsUa[k]! })),
    };
  }

  /** Two bytes for each of some sites, sodium and potassium. */
  gatesInto(sites: Int32Array, out: Uint8Array): void {
    const { channelEvery } = this.spec;
    const { sodium, potassium, dead } = this.#stock;
    const states = this.state;
    for (let k = 0; k < sites.length; k++) {
      const i = sites[k]!;
      const works = dead[i] === 0 && (channelEvery === 1 || i % channelEvery === 0);
      const state = states[i]!;
      const hasRested = state === REST || state === SODIUM_OPEN;
      let sodiumByte = hasRested ? GATE_SHUT : GATE_LOCKED;
      if (!works || sodium[i] === 0) sodiumByte = GATE_OUT_OF_WORK;
      else if (state === SODIUM_OPEN) sodiumByte = gateByte(GATE_OPEN, sodium[i]!);
      let potassiumByte = GATE_SHUT;
      if (!works || potassium[i] === 0) potassiumByte = GATE_OUT_OF_WORK;
      else if (!hasRested && state !== REFRACTORY) potassiumByte = gateByte(GATE_OPEN, potassium[i]!);
      out[2 * k] = sodiumByte;
      out[2 * k + 1] = potassiumByte;
    }
  }

  /** What a site that has reached a limit or its deadline at `potentialMv[1 + i]` does next. */
  following(i: number, potentialMv: Float64Array): number {
    const mv = potentialMv[i + 1]!;
    switch (this.state[i]) {
      case REST:
        return SODIUM_OPEN;
      case SODIUM_OPEN:
        return POTASSIUM_OPEN;
      case POTASSIUM_OPEN:
        // At −80 mV, or by its time: then −60 is enough, and a site that is still above stays open until there.
        return mv <= this.spec.recoveryBelowMv + REACHED_MV ? REFRACTORY : OVERTIME;
      case OVERTIME:
        return REFRACTORY;
      case REFRACTORY:
        return mv <= this.spec.recoveryBelowMv + REACHED_MV ? REST : RETURNING;
      default:
        return REST;
    }
  }
}
