/** A program that computes the squid cable, in one shape, so that all are timed and judged alike. */
import { PlainHodgkinHuxley } from './plain-hh.js';
import { VELOCITY_RUN } from './squid-cable.js';

export interface Contender {
  readonly name: string;
  /** The longest cable it takes. */
  readonly maxCompartments: number;
  /**
   * Seconds of processor that `steps` steps from rest take, with the pulse of the bench; setting up is not in it.
   * Not of the clock: a contender that waits for the processor, on a machine with other work, is no slower for that.
   */
  time(compartments: number, stepMs: number, steps: number): Promise<number>;
  /** Potentials at the two places of `VELOCITY_RUN`, one sample per step from time 0 [mV]. */
  record(stepMs: number): Promise<readonly [ArrayLike<number>, ArrayLike<number>]>;
}

/** What runs within this process, step by step. */
export interface Stepper {
  readonly potentialMv: Float64Array;
  step(): void;
}

export function contenderOf(
  name: string,
  create: (compartments: number, stepMs: number) => Stepper,
): Contender {
  return {
    name,
    maxCompartments: Number.POSITIVE_INFINITY,
    async time(compartments, stepMs, steps) {
      const cable = create(compartments, stepMs);
      // Memory is handed out at its first touch, which would count as stepping.
      for (let k = 0; k < 2; k++) cable.step();
      const start = process.cpuUsage();
      for (let k = 0; k < steps; k++) cable.step();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    },
    async record(stepMs) {
      const { compartments, from, to, durationMs } = VELOCITY_RUN;
      const cable = create(compartments, stepMs);
      const samples: readonly [number[], number[]] = [[cable.potentialMv[from]!], [cable.potentialMv[to]!]];
      for (let k = Math.round(durationMs / stepMs); k > 0; k--) {
        cable.step();
        samples[0].push(cable.potentialMv[from]!);
        samples[1].push(cable.potentialMv[to]!);
      }
      return samples;
    },
  };
}

export const plainLoop = contenderOf(
  'plain loop, nine Math.exp',
  (compartments, stepMs) => new PlainHodgkinHuxley(compartments, stepMs),
);
