/** How strong a stimulus must just be: found by halving the interval between too weak and strong enough. */
import { SPIKE_RISE_MV, upwardCrossingsMs } from './analysis.js';
import { BlowUpError, startExperiment } from './run.js';
import type { Electrode, Experiment } from './settle.js';
import { strengthOf } from './stimuli.js';

/** The interval is halved until it is this small a share of the threshold. */
const PRECISION = 1e-6;
/** How far to look beyond the written current, either way, by doubling and halving. */
const MOST_DOUBLINGS = 12;
const MOST_HALVINGS = 40;

/** Lets the caller breathe between two pieces of work; rejects to stop the search. */
export type Breathe = (progress: ThresholdProgress) => Promise<void>;

export interface ThresholdProgress {
  /** Current that is tried [unit of the axon]. */
  readonly current: number;
  /** Runs that have been finished. */
  readonly runs: number;
  /** Of the run on its way, 0 to 1. */
  readonly share: number;
}

export interface ThresholdFound {
  readonly kind: 'found';
  /** Weakest current that fires; that it is weaker by `PRECISION` does not [unit of the axon]. */
  readonly current: number;
}

export interface ThresholdNone {
  readonly kind: 'none';
  /** Strongest current that was tried. */
  readonly strongest: number;
}

/** Any current fires, however weak: the rest of the experiment is at its threshold already. */
export interface ThresholdAny {
  readonly kind: 'any';
  readonly weakest: number;
}

export type Threshold = (ThresholdFound | ThresholdNone | ThresholdAny) & {
  readonly unit: string;
  /** Which stimulus of the experiment was varied, from 0. */
  readonly stimulus: number;
  /** Electrode that tells whether it fired. */
  readonly electrode: string;
  readonly runs: number;
};

/** The electrode that decides: the one named last that is in the axon; `undefined` if none is. */
export function judgeOf({ electrodes }: Experiment): Electrode | undefined {
  return electrodes.findLast(({ at }) => at !== 'bath');
}

/**
 * Spikes that the judge sees. The level is fixed, `SPIKE_RISE_MV` above rest, so that a second spike counts even if
 * it is much smaller than the first.
 */
async function spikesAt(
  experiment: Experiment,
  judge: Electrode,
  index: number,
  current: number,
  runs: number,
  breathe: Breathe,
): Promise<number> {
  const run = startExperiment({ ...experiment, electrodes: [judge] }, { stimulus: { index, current } });
  const steps = stepsAPiece(run.compartments);
  while (run.stepsDone < run.totalSteps) {
    run.advance(steps);
    await breathe({ current, runs, share: run.stepsDone / run.totalSteps });
  }
  const { timesMs, traces } = run.recording();
  const mv = traces[0]!.potentialMv;
  return upwardCrossingsMs(timesMs, mv, mv[0]! + SPIKE_RISE_MV).length;
}

/** Steps that take some hundredths of a second. */
export function stepsAPiece(compartments: number): number {
  return Math.max(1, Math.floor(1_000_000 / compartments));
}

/**
 * The threshold of stimulus `index`: everything else stays as written, and so do its sign, its place and its
 * timing. It fires if the last electrode in the axon sees more spikes than without it.
 */
export async function findThreshold(
  experiment: Experiment,
  index: number,
  breathe: Breathe = async () => {},
): Promise<Threshold> {
  const judge = judgeOf(experiment);
  const stimulus = experiment.stimuli[index];
  if (judge === undefined || stimulus === undefined) {
    throw new RangeError('findThreshold: expected a stimulus and an electrode in the axon');
  }
  const { value, unit, most } = strengthOf(stimulus, experiment.geometry.kind);
  let runs = 0;
  const spikes = async (current: number): Promise<number> => {
    const count = await spikesAt(experiment, judge, index, current, runs, breathe);
    runs++;
    return count;
  };
  const before = await spikes(0);
  const fires = async (current: number): Promise<boolean> => (await spikes(current)) > before;
  const told = <T>(outcome: T) => ({ ...outcome, unit, stimulus: index, electrode: judge.name, runs });

  const written = value || 1;
  let strong = written;
  let weak = 0;
  if (await fires(written)) {
    weak = strong / 2;
    for (let k = 0; await fires(weak); k++) {
      strong = weak;
      weak /= 2;
      if (k === MOST_HALVINGS) return told({ kind: 'any', weakest: strong } as const);
    }
  } else {
    for (let k = 0; ; k++) {
      if (k === MOST_DOUBLINGS || Math.abs(2 * strong) > most)
        return told({ kind: 'none', strongest: strong } as const);
      weak = strong;
      strong *= 2;
      try {
        if (await fires(strong)) break;
      } catch (error) {
        // Currents that no computation bears are out of range, whatever they would do.
        if (!(error instanceof BlowUpError)) throw error;
        return told({ kind: 'none', strongest: weak } as const);
      }
    }
  }
  while (Math.abs(strong - weak) > PRECISION * Math.abs(strong)) {
    const middle = (strong + weak) / 2;
    if (await fires(middle)) strong = middle;
    else weak = middle;
  }
  return told({ kind: 'found', current: strong } as const);
}
