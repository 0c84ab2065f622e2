/** The engine of membranes whose gates obey rates: Hodgkin–Huxley, Frankenhaeuser–Huxley. */

import { MEMBRANE, MYELIN } from './compartments.js';
import { type Segment, UNTREATED } from './conditions.js';
import type { Engine, EngineParts } from './engine.js';
import { type EngineState, type KineticState, type Running, requireState } from './engine-state.js';
import {
  GATE_LOCKED,
  GATE_OPEN,
  GATE_OUT_OF_WORK,
  GATE_SHUT,
  gateByte,
  isLocked,
  isOpenAboveRest,
} from './gates.js';
import type { ChannelFacts, ChannelReading, Gate } from './inside.js';
import type { KineticMembrane } from './membranes/kinetic-membrane.js';
import { LeakRun, type MembraneRun } from './membranes/run.js';
import { settleAtRest } from './rest.js';
import { growingDisturbances, type Linearised, linearised } from './stability.js';
import { StaggeredStep } from './staggered.js';
import type { Stimuli } from './stimuli.js';
import { type ChannelStock, stockOf } from './stock.js';

export class KineticEngine implements Engine {
  readonly anyLength = false;
  readonly restIsStable: boolean;
  readonly channels: ChannelFacts;
  /** Begun as a number: a field that begins as undefined would put every number it is given on the heap. */
  nowMs = 0;
  endMs = Number.NaN;
  stepMs = Number.NaN;

  readonly #kind: string;
  readonly #membrane: KineticMembrane;
  readonly #stimuli: Stimuli;
  readonly #restMv: Float64Array;
  readonly #frozen: boolean;
  readonly #state: Running<KineticState>;
  /** The run that each compartment belongs to. */
  readonly #runAt: readonly MembraneRun[];
  /** Each compartment close to where the axon would rest. */
  readonly #circuits: readonly Linearised[];
  readonly #step: StaggeredStep;
  /** One compartment's rates and gates while its current is worked out. */
  readonly #ratesNow: Float64Array;
  readonly #gatesNow: Float64Array;
  readonly #stock: ChannelStock;
  /** Open shares of one compartment, now and at rest: sodium, potassium. */
  readonly #sharesNow = new Float64Array(2);
  readonly #restShares = new Float64Array(2);
  /** Which of the gates is h. */
  readonly #hAt: number;
  /** What the step is prepared for [ms]. */
  #preparedMs = Number.NaN;
  #preparedGateMs = Number.NaN;

  /** @param paperRestMv where the membrane of its paper rests. */
  constructor(parts: EngineParts, kind: string, membrane: KineticMembrane, paperRestMv: () => number) {
    const { potentialMv, restMv, segments, linkConductanceMs } = parts;
    this.#kind = kind;
    this.#membrane = membrane;
    this.#stimuli = parts.stimuli;
    this.#ratesNow = new Float64Array(2 * membrane.gateNames.length);
    this.#gatesNow = new Float64Array(membrane.gateNames.length);
    this.#frozen = parts.frozen;
    this.channels = { kind: 'rates', gates: membrane.gateNames, ions: membrane.ions };
    this.#hAt = membrane.gateNames.indexOf('h');
    this.#stock = stockOf(segments, potentialMv.length, membrane.has);
    const runs = segments.map((segment) => runOf(segment, this.#membrane));
    this.#runAt = runPerCompartment(runs, potentialMv.length);
    findRest(parts, this.#runAt);
    this.#circuits = circuitsOf(parts, this.#runAt, this.#membrane.gateNames.length);
    // Gates that stay as they are make no rest unstable.
    this.restIsStable = this.#frozen || isStable(this.#circuits, parts);
    if (!this.restIsStable) restMv.fill(startMv(membrane, segments[0]!, paperRestMv));
    this.#restMv = restMv;
    const gates = new Float64Array(potentialMv.length * membrane.gateNames.length);
    this.#state = { gates, gatesLateMs: 0 };
    this.#step = new StaggeredStep(potentialMv, gates, linkConductanceMs, runs);
  }

  /** Gates go on if those of `before` were of the same kind, unless these are to stay as they are at rest. */
  follow(before: Engine): void {
    this.nowMs = before.nowMs;
    this.#stimuli.forgetFlow(this.nowMs);
    if (!this.#frozen && before instanceof KineticEngine && before.#kind === this.#kind) {
      this.#state.gates.set(before.#state.gates);
      this.#state.gatesLateMs = before.#state.gatesLateMs;
    } else {
      this.#settleGates();
    }
  }

  capture(): KineticState {
    const { gates, gatesLateMs } = this.#state;
    return { kind: 'kinetic', gates: gates.slice(), gatesLateMs };
  }

  requireState(state: EngineState) {
    return requireState('kinetic', state, this.#state.gates.length);
  }

  bring(state: EngineState, nowMs: number): void {
    const { gates, gatesLateMs } = this.requireState(state);
    this.#state.gates.set(gates);
    this.#state.gatesLateMs = gatesLateMs;
    this.nowMs = nowMs;
  }

  step(): void {
    const { endMs, stepMs } = this;
    const gateStepMs = this.#frozen ? 0 : this.#state.gatesLateMs + stepMs / 2;
    if (stepMs !== this.#preparedMs || gateStepMs !== this.#preparedGateMs) {
      this.#step.prepare(stepMs, gateStepMs);
      this.#preparedMs = stepMs;
      this.#preparedGateMs = gateStepMs;
    }
    const stimuli = this.#stimuli;
    stimuli.takeMeans(this.nowMs, endMs);
    this.#step.advance(stimuli);
    this.#state.gatesLateMs = this.#frozen ? 0 : stepMs / 2;
    this.nowMs = endMs;
  }

  isPacemaker(compartment: number): boolean {
    return !this.restIsStable && growingDisturbances([this.#circuits[compartment]!], NO_LINKS) > 0;
  }

  ionicUa(compartment: number): number {
    this.#bringGates(compartment);
    return this.#runAt[compartment]!.ionicUa(this.#step.potentialMv[compartment]!, this.#gatesNow, 0);
  }

  inside(compartment: number): ChannelReading {
    const hasLeakAlone = this.#runAt[compartment] instanceof LeakRun;
    const { gates, ions } = this.channels;
    const numbers = new Float64Array(gates.length + ions.length);
    this.insideInto(compartment, numbers, 0);
    const currents = ions.map((ion, k) => ({ ion, ua: numbers[gates.length + k]! }));
    return {
      gates: hasLeakAlone ? [] : this.#named(numbers),
      switching: null,
      currents: hasLeakAlone ? currents.slice(-1) : currents,
    };
  }

  insideInto(compartment: number, out: Float64Array, at: number): void {
    this.#bringGates(compartment);
    const run = this.#runAt[compartment]!;
    const hasLeakAlone = run instanceof LeakRun;
    const gatesNow = this.#gatesNow;
    const gateCount = gatesNow.length;
    for (let k = 0; k < gateCount; k++) out[at + k] = hasLeakAlone ? Number.NaN : gatesNow[k]!;
    const first = at + gateCount;
    const leak = first + this.channels.ions.length - 1;
    for (let k = first; k <= leak; k++) out[k] = 0;
    run.currentsInto(this.#step.potentialMv[compartment]!, gatesNow, out, hasLeakAlone ? leak : first);
  }

  gatesInto(compartments: Int32Array, out: Uint8Array): void {
    const { sodium, potassium } = this.#stock;
    const gatesNow = this.#gatesNow;
    const now = this.#sharesNow;
    const rest = this.#restShares;
    let restMv = Number.NaN;
    let restH = Number.NaN;
    for (let k = 0; k < compartments.length; k++) {
      const i = compartments[k]!;
      out[2 * k] = out[2 * k + 1] = GATE_OUT_OF_WORK;
      if (this.#runAt[i] instanceof LeakRun) continue;
      if (this.#restMv[i] !== restMv) {
        // Most compartments rest where the one before does.
        restMv = this.#restMv[i]!;
        this.#membrane.steadyGates(restMv, gatesNow, 0);
        restH = gatesNow[this.#hAt]!;
        this.#membrane.openShares(gatesNow, rest);
      }
      this.#bringGates(i);
      this.#membrane.openShares(gatesNow, now);
      if (sodium[i]! > 0) {
        const locked = !this.#frozen && isLocked(gatesNow[this.#hAt]!, restH) ? GATE_LOCKED : GATE_SHUT;
        out[2 * k] = gateByte(this.#isOpen(0) ? GATE_OPEN : locked, sodium[i]! * now[0]!);
      }
      if (potassium[i]! > 0)
        out[2 * k + 1] = gateByte(this.#isOpen(1) ? GATE_OPEN : GATE_SHUT, potassium[i]! * now[1]!);
    }
  }

  /** Sodium (0) or potassium (1), by the shares worked out last. */
  #isOpen(channel: 0 | 1): boolean {
    return !this.#frozen && isOpenAboveRest(this.#sharesNow[channel]!, this.#restShares[channel]!);
  }

  restGates(compartment: number): readonly Gate[] {
    const gates = new Float64Array(this.#gatesNow.length);
    this.#membrane.steadyGates(this.#restMv[compartment]!, gates, 0);
    return this.#named(gates);
  }

  #named(gates: Float64Array): readonly Gate[] {
    return this.#membrane.gateNames.map((name, k) => ({ name, value: gates[k]! }));
  }

  /** Brings `#gatesNow` to the gates of a compartment at the instant of its potential: they are up to half a step late. */
  #bringGates(compartment: number): void {
    const ratesNow = this.#ratesNow;
    const gatesNow = this.#gatesNow;
    const { gates, gatesLateMs } = this.#state;
    const first = compartment * gatesNow.length;
    this.#runAt[compartment]!.rates(this.#step.potentialMv[compartment]!, ratesNow);
    for (let k = 0; k < gatesNow.length; k++) {
      const sum = ratesNow[2 * k]! + ratesNow[2 * k + 1]!;
      const goal = sum > 0 ? ratesNow[2 * k]! / sum : 0;
      const gate = gates[first + k]!;
      gatesNow[k] = gatesLateMs === 0 ? gate : goal + (gate - goal) * Math.exp(-sum * gatesLateMs);
    }
  }

  rest(restMv: Float64Array): void {
    this.#step.potentialMv.set(restMv);
    this.#settleGates();
    this.nowMs = 0;
  }

  #settleGates(): void {
    const gateCount = this.#gatesNow.length;
    const restMv = this.#restMv;
    const { gates } = this.#state;
    for (let i = 0; i < restMv.length; i++) this.#membrane.steadyGates(restMv[i]!, gates, i * gateCount);
    this.#state.gatesLateMs = 0;
  }
}

function runOf(segment: Segment, membrane: KineticMembrane): MembraneRun {
  const { from, to, conditions } = segment;
  const { areaCm2, capacitanceUf, ownLeakMs, dead, cover, shiftMv } = conditions;
  if (cover === MYELIN) return new LeakRun(from, to, capacitanceUf, ownLeakMs, membrane.restMv);
  if (!dead) return membrane.runOf(segment);
  return new LeakRun(from, to, capacitanceUf, membrane.leakMsPerCm2 * areaCm2, membrane.restMv + shiftMv);
}

const NO_LINKS = new Float64Array(1);

/** Compartments of one run that rest at the same potential share theirs. */
function circuitsOf(
  { restMv, segments }: EngineParts,
  runAt: readonly MembraneRun[],
  gateCount: number,
): Linearised[] {
  const circuits: Linearised[] = new Array(restMv.length);
  for (const { from, to, conditions } of segments) {
    for (let i = from; i < to; i++) {
      circuits[i] =
        i > from && restMv[i] === restMv[i - 1]
          ? circuits[i - 1]!
          : linearised(runAt[i]!, gateCount, restMv[i]!, conditions.capacitanceUf);
    }
  }
  return circuits;
}

/** Where all compartments are alike, what grows fastest is the same everywhere: one of them tells. */
function isStable(circuits: readonly Linearised[], { linkConductanceMs }: EngineParts): boolean {
  const alike = circuits.every((circuit) => circuit === circuits[0]);
  const all = alike ? circuits.slice(0, 1) : circuits;
  return growingDisturbances(all, alike ? NO_LINKS : linkConductanceMs) === 0;
}

/**
 * Where an axon starts that does not stay at its rest: where the membrane rests without treatments; if it does not stay
 * there either, where that of its paper rests [mV].
 */
function startMv(
  membrane: KineticMembrane,
  { from, to, conditions }: Segment,
  paperRestMv: () => number,
): number {
  const untreated = {
    ...conditions,
    ...UNTREATED,
    cover: MEMBRANE,
  };
  const run = membrane.runOf({ from, to, conditions: untreated });
  const circuit = linearised(run, membrane.gateNames.length, membrane.restMv, untreated.capacitanceUf);
  return growingDisturbances([circuit], NO_LINKS) === 0 ? membrane.restMv : paperRestMv();
}

function runPerCompartment(runs: readonly MembraneRun[], count: number): MembraneRun[] {
  const runAt: MembraneRun[] = new Array(count);
  for (const run of runs) runAt.fill(run, run.from, run.to);
  return runAt;
}

/** Each run by itself first, then all of them together. Myelin without any leak rests where the nodes do. */
function findRest(parts: EngineParts, runAt: readonly MembraneRun[]): void {
  const { restMv, linkConductanceMs, segments } = parts;
  const capacitanceUf = new Float64Array(restMv.length);
  for (const { from, to, conditions } of segments) {
    restMv.fill(runAt[from]!.aloneMv, from, to);
    capacitanceUf.fill(conditions.capacitanceUf, from, to);
  }
  settleAtRest(linkConductanceMs, capacitanceUf, (i, v) => runAt[i]!.steadyUa(v), restMv);
}
