/**
 * The engine of a membrane without channels: leak and capacitance only. What is put in at one place spreads, and
 * arrives later and smaller the further one looks: electrotonic spread (Hodgkin & Rushton 1946, Proc. R. Soc. B 133,
 * 444–479). A step is cut where a current starts, stops or bends.
 */

import { Cable, type PassiveAxon } from './cable.js';
import { MEMBRANE } from './compartments.js';
import type { Segment } from './conditions.js';
import type { Engine, EngineParts } from './engine.js';
import { type EngineState, type PassiveState, requireState } from './engine-state.js';
import { GATE_OUT_OF_WORK } from './gates.js';
import type { ChannelFacts, ChannelReading, Gate } from './inside.js';
import { settleAtRest } from './rest.js';
import type { Stimuli } from './stimuli.js';

/** What two edges this close together leave between them is left out [ms]. */
const SHORTEST_PIECE_MS = 1e-12;

export class PassiveEngine implements Engine {
  readonly anyLength = false;
  readonly restIsStable = true;
  readonly channels: ChannelFacts | null = null;
  /** Begun as a number: a field that begins as undefined would put every number it is given on the heap. */
  nowMs = 0;
  endMs = Number.NaN;
  stepMs = Number.NaN;

  readonly #axon: PassiveAxon;
  readonly #cable: Cable;
  readonly #stimuli: Stimuli;
  readonly #atEdge: () => void;
  /** Nothing has happened since the axon was put to rest: it stays there by itself. */
  #still = false;

  readonly #refresh = (compartment: number): void => {
    const { injectedUa, openedMs, openedUa } = this.#stimuli;
    this.#cable.inject(compartment, injectedUa[compartment]! + openedUa[compartment]!);
    this.#cable.open(compartment, openedMs[compartment]!);
  };

  /** @param leakMsPerCm2 of the membrane itself, which rests at `leakMv`; a lattice has its leak in its geometry. */
  constructor(parts: EngineParts, leakMsPerCm2: number, leakMv: number) {
    const { potentialMv, restMv, segments, linkConductanceMs, stimuli, atEdge } = parts;
    const count = potentialMv.length;
    const axon = {
      count,
      capacitanceUf: new Float64Array(count),
      leakConductanceMs: new Float64Array(count),
      leakReversalMv: new Float64Array(count),
      linkConductanceMs,
    };
    for (const { from, to, conditions } of segments) {
      axon.capacitanceUf.fill(conditions.capacitanceUf, from, to);
      axon.leakConductanceMs.fill(leakMsOf(conditions, leakMsPerCm2), from, to);
      axon.leakReversalMv.fill(leakMv + conditions.shiftMv, from, to);
    }
    restMv.set(axon.leakReversalMv);
    settleAtRest(
      linkConductanceMs,
      axon.capacitanceUf,
      (i, v) => axon.leakConductanceMs[i]! * (v - axon.leakReversalMv[i]!),
      restMv,
    );
    this.#stimuli = stimuli;
    this.#atEdge = atEdge;
    this.#axon = axon;
    this.#cable = new Cable(axon, potentialMv);
  }

  follow(before: Engine): void {
    this.nowMs = before.nowMs;
    this.#still = false;
    this.#stimuli.forgetFlow(this.nowMs);
    this.#refreshAll();
    this.#cable.opened = false;
    this.#cable.watched = false;
  }

  capture(): PassiveState {
    const { opened, watched } = this.#cable;
    return { kind: 'passive', still: this.#still, opened, watched };
  }

  requireState(state: EngineState) {
    return requireState('passive', state, 0);
  }

  bring(state: EngineState, nowMs: number): void {
    const { still, opened, watched } = this.requireState(state);
    this.#still = still;
    this.#refreshAll();
    this.#cable.opened = opened;
    this.#cable.watched = watched;
    this.nowMs = nowMs;
  }

  step(): void {
    const { endMs, stepMs } = this;
    const cable = this.#cable;
    const stimuli = this.#stimuli;
    const startMs = this.nowMs;
    if (this.#still && stimuli.nextEdgeMs > endMs) {
      this.nowMs = endMs;
      return;
    }
    this.#still = false;
    while (this.nowMs < endMs) {
      if (stimuli.nextEdgeMs <= this.nowMs) {
        this.#atEdge();
        stimuli.applyEdges(this.nowMs, this.#refresh);
      }
      const pieceEndMs = Math.min(endMs, stimuli.nextEdgeMs);
      // No equation can be set up for a piece of next to nothing; nothing happens in it either.
      if (pieceEndMs - this.nowMs < SHORTEST_PIECE_MS) {
        this.nowMs = pieceEndMs;
        continue;
      }
      if (stimuli.sloping) stimuli.applyMeans(this.nowMs, pieceEndMs, this.#refresh);
      // A whole step has the same length every time, to the last bit, so that its matrix is factored once.
      const whole = this.nowMs === startMs && pieceEndMs === endMs;
      cable.stepMs = whole ? stepMs : pieceEndMs - this.nowMs;
      cable.step();
      this.nowMs = pieceEndMs;
    }
  }

  isPacemaker(): boolean {
    return false;
  }

  ionicUa(compartment: number): number {
    const { leakConductanceMs, leakReversalMv } = this.#axon;
    return (
      leakConductanceMs[compartment]! * (this.#cable.potentialMv[compartment]! - leakReversalMv[compartment]!)
    );
  }

  inside(compartment: number): ChannelReading {
    return { gates: [], switching: null, currents: [{ ion: 'leak', ua: this.ionicUa(compartment) }] };
  }

  gatesInto(compartments: Int32Array, out: Uint8Array): void {
    out.fill(GATE_OUT_OF_WORK, 0, 2 * compartments.length);
  }

  insideInto(_compartment: number, _out: Float64Array, _at: number): void {}

  restGates(): readonly Gate[] {
    return [];
  }

  rest(restMv: Float64Array): void {
    this.#cable.potentialMv.set(restMv);
    this.#still = true;
    this.nowMs = 0;
    this.#refreshAll();
    this.#cable.opened = false;
    this.#cable.watched = false;
  }

  #refreshAll(): void {
    for (let i = 0; i < this.#axon.count; i++) this.#refresh(i);
  }
}

function leakMsOf({ cover, areaCm2, ownLeakMs }: Segment['conditions'], leakMsPerCm2: number): number {
  return ownLeakMs + (cover === MEMBRANE ? leakMsPerCm2 * areaCm2 : 0);
}
