/** The engine of membranes whose gates obey rates: Hodgkin–Huxley, Frankenhaeuser–Huxley. */

import { MYELIN } from './compartments.js';
import type { Segment } from './conditions.js';
import type { Engine, EngineParts } from './engine.js';
import { frankenhaeuserHuxley } from './membranes/frankenhaeuser-huxley.js';
import { hodgkinHuxley } from './membranes/hodgkin-huxley.js';
import type { KineticMembrane } from './membranes/kinetic-membrane.js';
import type {
  FrankenhaeuserHuxleyMembraneSpec,
  HodgkinHuxleyMembraneSpec,
} from './membranes/membrane-spec.js';
import { LeakRun, type MembraneRun } from './membranes/run.js';
import { settleAtRest } from './rest.js';
import { StaggeredStep } from './staggered.js';
import type { Stimuli } from './stimuli.js';

type KineticSpec = HodgkinHuxleyMembraneSpec | FrankenhaeuserHuxleyMembraneSpec;

export class KineticEngine implements Engine {
  readonly anyLength = false;
  /** Begun as a number: a field that begins as undefined would put every number it is given on the heap. */
  nowMs = 0;
  endMs = Number.NaN;
  stepMs = Number.NaN;

  readonly #kind: KineticSpec['kind'];
  readonly #membrane: KineticMembrane;
  readonly #stimuli: Stimuli;
  readonly #gates: Float64Array;
  readonly #step: StaggeredStep;
  /** How far the gates are behind the potentials [ms]: nothing at rest, half a step once they stagger. */
  #gatesLateMs = 0;
  /** What the step is prepared for [ms]. */
  #preparedMs = Number.NaN;
  #preparedGateMs = Number.NaN;

  /** Goes on from the gates of `before` if that had the same kind of membrane, else from gates at rest. */
  constructor(parts: EngineParts, spec: KineticSpec, before: Engine | null) {
    const { potentialMv, restMv, segments, linkConductanceMs } = parts;
    this.#kind = spec.kind;
    this.#membrane = spec.kind === 'hodgkin-huxley' ? hodgkinHuxley(spec) : frankenhaeuserHuxley(spec);
    this.#stimuli = parts.stimuli;
    this.nowMs = before?.nowMs ?? 0;
    const runs = segments.map((segment) => runOf(segment, this.#membrane));
    findRest(parts, runs);
    if (before instanceof KineticEngine && before.#kind === spec.kind) {
      this.#gates = before.#gates;
      this.#gatesLateMs = before.#gatesLateMs;
    } else {
      this.#gates = new Float64Array(potentialMv.length * this.#membrane.gateCount);
      this.#settleGates(restMv);
    }
    this.#step = new StaggeredStep(potentialMv, this.#gates, linkConductanceMs, runs);
  }

  step(): void {
    const { endMs, stepMs } = this;
    const gateStepMs = this.#gatesLateMs + stepMs / 2;
    if (stepMs !== this.#preparedMs || gateStepMs !== this.#preparedGateMs) {
      this.#step.prepare(stepMs, gateStepMs);
      this.#preparedMs = stepMs;
      this.#preparedGateMs = gateStepMs;
    }
    const stimuli = this.#stimuli;
    stimuli.takeMeans(this.nowMs, endMs);
    this.#step.advance(stimuli);
    this.#gatesLateMs = stepMs / 2;
    this.nowMs = endMs;
  }

  rest(restMv: Float64Array): void {
    this.#step.potentialMv.set(restMv);
    this.#settleGates(restMv);
    this.#gatesLateMs = 0;
    this.nowMs = 0;
  }

  #settleGates(restMv: Float64Array): void {
    const { gateCount } = this.#membrane;
    for (let i = 0; i < restMv.length; i++)
      this.#membrane.steadyGates(restMv[i]!, this.#gates, i * gateCount);
  }
}

function runOf(segment: Segment, membrane: KineticMembrane): MembraneRun {
  const { from, to, conditions } = segment;
  const { areaCm2, capacitanceUf, ownLeakMs, dead, cover, shiftMv } = conditions;
  if (cover === MYELIN) return new LeakRun(from, to, capacitanceUf, ownLeakMs, membrane.restMv);
  if (!dead) return membrane.runOf(segment);
  return new LeakRun(from, to, capacitanceUf, membrane.leakMsPerCm2 * areaCm2, membrane.restMv + shiftMv);
}

/** Each run by itself first, then all of them together. Myelin without any leak rests where the nodes do. */
function findRest(parts: EngineParts, runs: readonly MembraneRun[]): void {
  const { restMv, linkConductanceMs, segments } = parts;
  const runAt: MembraneRun[] = new Array(restMv.length);
  const capacitanceUf = new Float64Array(restMv.length);
  runs.forEach((run, k) => {
    const { from, to, conditions } = segments[k]!;
    restMv.fill(run.aloneMv, from, to);
    runAt.fill(run, from, to);
    capacitanceUf.fill(conditions.capacitanceUf, from, to);
  });
  settleAtRest(linkConductanceMs, capacitanceUf, (i, v) => runAt[i]!.steadyUa(v), restMv);
}
