/**
 * `npm run bench -- model`: the Hodgkin–Huxley cable against a plain loop and against NEURON, one core each, with
 * the same geometry, scheme and step. The machine may be busy with other things, so time of the processor is counted,
 * not of the clock, and contenders take turns. A ratio is the median over rounds of times that were measured one after
 * the other; beside it stands the ratio of everyone's fastest round, which others disturbed least in the caches.
 */
import { allocatedBytes } from './allocation.js';
import { type Contender, plainLoop } from './contender.js';
import { measureLattice } from './lattice.js';
import { median } from './median.js';
import { createOurCable, ours } from './model-ours.js';
import type { HeapRow, ModelFigures, SpeedRow, VelocityRow } from './model-report.js';
import { HOW_TO_GET_NEURON, type Neuron, startNeuron } from './neuron.js';
import { SEMI_DISCRETE_M_PER_S, STEP_MS, velocityMPerS } from './squid-cable.js';

const SIZES = [100, 1000, 10_000, 100_000] as const;
/** Steps of one look at the heap: a million where that takes seconds, fewer where it would take minutes. */
const HEAP_STEPS = { 100: 1_000_000, 1000: 1_000_000, 10000: 20_000, 100000: 2000 } as const;
const ROUNDS = 21;
/** Rounds before those that count: for the compilers. */
const WARM_UPS = 4;
/** Compartments times steps of one timing: a fifth of a second for the slower ones. */
const WORK = 2_000_000;
const VELOCITY_STEPS_MS = [0.025, 0.01] as const;

/** Nanoseconds per compartment and step of everyone, round by round. */
async function race(contenders: readonly Contender[], compartments: number): Promise<number[][]> {
  const steps = WORK / compartments;
  const ns: number[][] = contenders.map(() => []);
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const [k, contender] of contenders.entries()) {
      const seconds = await contender.time(compartments, STEP_MS, steps);
      if (round >= 0) ns[k]!.push((seconds * 1e9) / WORK);
    }
  }
  return ns;
}

async function speedRows(all: readonly Contender[]): Promise<SpeedRow[]> {
  const rows: SpeedRow[] = [];
  for (const compartments of SIZES) {
    const contenders = all.filter(({ maxCompartments }) => maxCompartments >= compartments);
    const ns = await race(contenders, compartments);
    for (const [k, { name }] of contenders.entries()) {
      const timesOurs = ns[k]!.map((theirs, round) => theirs / ns[0]![round]!);
      rows.push({
        compartments,
        name,
        nsPerCompartmentStep: median(ns[k]!),
        fastestNs: Math.min(...ns[k]!),
        timesOurs: median(timesOurs),
        fastestTimesOurs: Math.min(...ns[k]!) / Math.min(...ns[0]!),
        lowestTimesOurs: Math.min(...timesOurs),
        highestTimesOurs: Math.max(...timesOurs),
      });
    }
  }
  return rows;
}

async function velocityRows(contenders: readonly Contender[]): Promise<VelocityRow[]> {
  const rows: VelocityRow[] = [];
  for (const stepMs of VELOCITY_STEPS_MS) {
    for (const contender of contenders) {
      const [fromMv, toMv] = await contender.record(stepMs);
      const mPerS = velocityMPerS(fromMv, toMv, stepMs);
      const errorPercent = 100 * (mPerS / SEMI_DISCRETE_M_PER_S - 1);
      rows.push({ name: contender.name, stepMs, velocityMPerS: mPerS, errorPercent });
    }
  }
  return rows;
}

function heapRows(): HeapRow[] {
  return SIZES.map((compartments) => {
    const cable = createOurCable(compartments, STEP_MS);
    const step = () => cable.step();
    // Compiled before the heap is looked at.
    for (let k = 0; k < WORK / compartments; k++) step();
    const steps = HEAP_STEPS[compartments];
    return { compartments, steps, allocatedBytes: allocatedBytes(step, steps) };
  });
}

export async function measureModel(): Promise<ModelFigures> {
  const neuron: Neuron | undefined = await startNeuron();
  try {
    const contenders = [ours, plainLoop, ...(neuron ? [neuron.withTable, neuron.exact] : [])];
    return {
      stepMs: STEP_MS,
      neuron: neuron?.version ?? null,
      note: neuron ? null : HOW_TO_GET_NEURON,
      speed: await speedRows(contenders),
      velocity: await velocityRows(contenders),
      heap: heapRows(),
      lattice: measureLattice(),
    };
  } finally {
    neuron?.close();
  }
}
