/**
 * Random experiments, computed by the program and by the independent integrator, their spikes counted by both. Where
 * the counts differ, the trace of the integrator says whether that is a matter of the last digits: an upswing of just
 * 30 mV, of which just 15 were made by the membrane, or whose peak is just at the end.
 */
import { type Experiment, type Recording, startExperiment } from '../../../src/experiment/index.js';
import { createAxon, HODGKIN_HUXLEY, SQUID_AXON, type Treatment } from '../../../src/model/index.js';
import { plainSpikes, plainUpswings } from './counter.js';
import {
  type PlainAxon,
  type PlainMembrane,
  type PlainPulse,
  type PlainTrace,
  plainRest,
  plainRun,
  plainState,
} from './hodgkin-huxley.js';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  /** Evenly on a scale of factors. */
  factor(low: number, high: number): number {
    return Math.exp(this.between(Math.log(low), Math.log(high)));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

export interface RandomExperiment {
  readonly experiment: Experiment;
  readonly axon: PlainAxon;
  readonly pulses: readonly PlainPulse[];
  readonly watched: readonly number[];
}

const PIECE_MM = 1;
const DIAMETER_CM = SQUID_AXON.axon.diameterUm * 1e-4;
const AREA_CM2 = Math.PI * DIAMETER_CM * (PIECE_MM / 10);
const COUPLING = (1000 * DIAMETER_CM) / (4 * SQUID_AXON.axon.axialResistivityOhmCm * (PIECE_MM / 10) ** 2);

/** A patch, or one time in eight a cable of 24 to 40 mm in pieces of 1 mm. */
export function randomExperiment(dice: Dice): RandomExperiment {
  const count = dice.chance(0.125) ? dice.whole(24, 40) : 1;
  const temperatureC = count > 1 ? dice.between(8, 22) : dice.between(0, 25);
  const membrane = {
    ...HODGKIN_HUXLEY,
    temperatureC,
    sodiumConductanceMsPerCm2: dice.chance(0.3) ? dice.between(60, 300) : 120,
    potassiumConductanceMsPerCm2: dice.chance(0.3) ? dice.between(15, 60) : 36,
    leakReversalMv: dice.chance(0.3) ? dice.between(-65, -50) : -54.3,
  };
  const treatments: Treatment[] = [];
  const stretch = () => {
    if (count === 1 || dice.chance(0.3)) return {};
    const from = dice.whole(0, count - 1);
    return { from: from * PIECE_MM, to: Math.min(count, from + dice.whole(1, count)) * PIECE_MM };
  };
  if (dice.chance(0.35)) {
    treatments.push({ kind: 'ttx', sodiumFraction: dice.chance(0.4) ? 0 : dice.between(0, 1), ...stretch() });
  }
  if (dice.chance(0.25))
    treatments.push({ kind: 'tea', potassiumFraction: dice.between(0.2, 1), ...stretch() });
  if (dice.chance(0.1)) treatments.push({ kind: 'dead', ...stretch() });
  const durationMs = count > 1 ? 7 : dice.whole(12, 50);
  const stimuli = Array.from({ length: dice.whole(count > 1 ? 1 : 0, 3) }, () => {
    const lastingMs = dice.chance(0.2) && count === 1 ? 5 * dice.whole(1, 8) : 0.05 * dice.whole(1, 40);
    // From a third to twelve times what fires a rested membrane.
    const charge = (count > 1 ? 80 : 7) * dice.factor(0.3, 12);
    const current = (dice.chance(0.15) ? -1 : 1) * (charge / lastingMs + (count > 1 ? 20 : 2));
    return {
      compartment: count > 1 && dice.chance(0.3) ? dice.whole(0, count - 1) : 0,
      startMs: 0.1 * dice.whole(0, Math.round(5 * durationMs)),
      durationMs: lastingMs,
      current,
    };
  });
  const watched = count === 1 ? [0] : [...new Set([0, dice.whole(0, count - 1), count - 1])];
  const place = (compartment: number) => (count === 1 ? 0 : (compartment + 0.5) * PIECE_MM);
  const experiment: Experiment = {
    name: undefined,
    geometry:
      count === 1
        ? { kind: 'patch', capacitanceUfPerCm2: 1 }
        : { ...SQUID_AXON.axon, lengthMm: count * PIECE_MM, compartments: count },
    membrane,
    channelsOff: false,
    treatments,
    stimuli: stimuli.map(({ compartment, current, ...times }) => ({
      kind: 'pulse' as const,
      at: place(compartment),
      ...times,
      ...(count === 1 ? { currentUaPerCm2: current } : { currentNa: current * AREA_CM2 * 1000 }),
    })),
    electrodes: watched.map((compartment) => ({ name: `${compartment}`, at: place(compartment) })),
    durationMs,
    stepMs: count > 1 ? 0.005 : 0.01,
    sampleMs: 1,
  };
  const pulses = stimuli.map(({ compartment, startMs, durationMs: lastingMs, current }) => ({
    compartment,
    startMs,
    endMs: startMs + lastingMs,
    current,
  }));
  return { experiment, axon: plainAxon(experiment, count, place), pulses, watched };
}

/** The same membranes with the treatments worked in; what is dead leaks towards the rest of the untreated membrane. */
function plainAxon(experiment: Experiment, count: number, place: (compartment: number) => number): PlainAxon {
  const { treatments, membrane } = experiment;
  if (membrane.kind !== 'hodgkin-huxley') throw new Error(membrane.kind);
  const untreated: PlainMembrane = {
    capacitance: 1,
    sodium: membrane.sodiumConductanceMsPerCm2,
    potassium: membrane.potassiumConductanceMsPerCm2,
    leak: membrane.leakConductanceMsPerCm2,
    sodiumMv: membrane.sodiumReversalMv,
    potassiumMv: membrane.potassiumReversalMv,
    leakMv: membrane.leakReversalMv,
    speed: 3 ** ((membrane.temperatureC - 6.3) / 10),
  };
  const [restMv] = plainRest({ membranes: [untreated], coupling: 0 });
  const membranes = Array.from({ length: count }, (_, i) => {
    let of = untreated;
    for (const treatment of treatments) {
      const { from = 0, to = Number.POSITIVE_INFINITY } = treatment;
      if (place(i) < from || place(i) > to) continue;
      if (treatment.kind === 'ttx' && 'sodiumFraction' in treatment)
        of = { ...of, sodium: of.sodium * treatment.sodiumFraction };
      if (treatment.kind === 'tea') of = { ...of, potassium: of.potassium * treatment.potassiumFraction };
    }
    const dead = treatments.some(
      ({ kind, from = 0, to = Number.POSITIVE_INFINITY }) =>
        kind === 'dead' && place(i) >= from && place(i) <= to,
    );
    return dead ? { ...of, sodium: 0, potassium: 0, leakMv: restMv! } : of;
  });
  return { membranes, coupling: count > 1 ? COUPLING : 0 };
}

export interface Comparison {
  readonly electrode: number;
  readonly program: number;
  readonly counter: number;
  /** Why the counts may differ; `null` for no reason that is known. */
  readonly reason: string | null;
}

/** Steps of the integrator [ms]; the shorter ones where it cannot follow in longer ones, far below −150 mV above all. */
const PATCH_STEPS_MS = [0.01, 0.0025, 0.000625];
const CABLE_STEPS_MS = [0.005, 0.00125, 0.0003125];

/** One experiment both ways; a comparison for each electrode, none where the integrator cannot follow at all. */
export function compare({ experiment, axon, pulses, watched }: RandomExperiment): Comparison[] {
  const run = startExperiment(experiment);
  run.advance(run.totalSteps);
  const recording = run.recording();
  const { geometry, membrane, treatments, stepMs, durationMs } = experiment;
  // Which of several places an unstable axon starts from is the program's own choice; else both find it by themselves.
  const start = recording.restIsStable
    ? plainRest(axon)
    : [...createAxon(geometry, membrane, { stepMs, treatments }).restMv];
  const all = axon.membranes.map((_, i) => i);
  for (const plainStepMs of all.length > 1 ? CABLE_STEPS_MS : PATCH_STEPS_MS) {
    const steps = Math.round(durationMs / plainStepMs);
    const traces = plainRun(axon, plainState(start), pulses, plainStepMs, steps, watched);
    if (!traces.every(({ mv }) => mv.every((value) => Math.abs(value) < 1e4))) continue;
    return watched.map((compartment, k) =>
      compareTrace(recording, k, compartment, axon, traces[k]!, plainStepMs),
    );
  }
  return [];
}

function compareTrace(
  { traces: recorded }: Recording,
  electrode: number,
  compartment: number,
  axon: PlainAxon,
  trace: PlainTrace,
  plainStepMs: number,
): Comparison {
  const own = recorded[electrode]!.spikes;
  const fires = axon.membranes[compartment]!.sodium > 0;
  const counter = fires ? plainSpikes(trace, plainStepMs).length : 0;
  const carried = own.filter((spike) => spike.carried).length;
  const told = { electrode: compartment, program: carried, counter };
  if (carried === counter) return { ...told, reason: null };
  return { ...told, reason: reasonOf(trace, plainStepMs) };
}

/** Whether a trace has an upswing on the edge of the definition. */
function reasonOf(trace: PlainTrace, plainStepMs: number): string | null {
  const { mv } = trace;
  const swings = plainUpswings(trace, plainStepMs);
  if (swings.some(({ madeMv }) => Math.abs(madeMv - 15) < 1.5)) return 'the membrane makes just 15 mV of it';
  if (swings.some(({ trough, peak }) => Math.abs(mv[peak]! - mv[trough]! - 30) < 1))
    return 'it is of just 30 mV';
  const last = mv.length - 1;
  if (swings.some(({ peak }) => last - peak < 4) || mv[last]! > mv[last - 10]!)
    return 'its peak is at the end';
  return nearlyThirty(mv) ? 'a rise or a fall is of just 30 mV' : null;
}

/** Whether some rise or fall between two turning points is within 1 mV of 30. */
function nearlyThirty(mv: Float64Array): boolean {
  const turns: number[] = [mv[0]!];
  for (let row = 1; row + 1 < mv.length; row++) {
    if ((mv[row]! - mv[row - 1]!) * (mv[row + 1]! - mv[row]!) < 0) turns.push(mv[row]!);
  }
  turns.push(mv[mv.length - 1]!);
  return turns.some((turn, k) => k > 0 && Math.abs(Math.abs(turn - turns[k - 1]!) - 30) < 1);
}
