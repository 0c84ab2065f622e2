/** How strong a stimulus must be at least: found by halving the interval between too weak and strong enough. */
import { axonThatFires } from './firing.js';
import type { Trace } from './recording.js';
import { BlowUpError, startExperiment } from './run.js';
import type { Electrode, Experiment } from './settle.js';
import { type Strength, strengthOf, withStrength } from './stimuli.js';

/** The interval is halved until it is this small a share of the threshold. */
const PRECISION = 1e-6;
/**
 * How far to look for a stronger one that fires, in steps of √2: 4096 times the written one. Smaller steps than
 * doubling, since soon after a spike the strengths that fire may be few, between those that are too weak and those that
 * lift the membrane without its channels.
 */
const MOST_STRONGER = 24;
/** How far to look for a weaker one that does not. */
const MOST_HALVINGS = 40;
/** How far to look for a weaker one that fires, where neither the written one nor any stronger does, by √2: a 64th. */
const MOST_WEAKER_IF_NONE = 12;

/** Lets the caller breathe between two pieces of work; rejects to stop the search. */
export type Breathe = (progress: ThresholdProgress) => Promise<void>;

export interface ThresholdProgress {
  /** Strength that is tried [unit of the stimulus]. */
  readonly strength: number;
  /** Runs that have been finished. */
  readonly runs: number;
  /** Of the run on its way, 0 to 1. */
  readonly share: number;
}

export interface ThresholdFound {
  readonly kind: 'found';
  /** Weakest current or conductance that fires; one that is weaker by `PRECISION` does not [`unit`]. */
  readonly strength: number;
}

export interface ThresholdNone {
  readonly kind: 'none';
  /** Strongest that was tried [`unit`]; 0 where no sodium channels work at the electrode, so that nothing can fire. */
  readonly strongest: number;
}

/** Any strength fires, however weak: the rest of the experiment is at its threshold already. */
export interface ThresholdAny {
  readonly kind: 'any';
  /** Weakest that was tried [`unit`]. */
  readonly weakest: number;
}

export type Threshold = (ThresholdFound | ThresholdNone | ThresholdAny) & {
  /** Of the strength: that of the currents on this axon, or `mS` for a conductance. */
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

/** Spikes that the judge sees, and how many passed a place further off; `null` as in a recording. */
interface Counts {
  readonly here: number;
  readonly left: number | null;
}

/** `next` is told how many steps the next piece has: those of the piece before if it is not, at first `stepsAPiece`. */
type Pieces<Result> = Generator<ThresholdProgress, Result, number | undefined>;

function* spikesAt(experiment: Experiment, strength: number, runs: number): Pieces<Counts> {
  // Spikes are found as the run goes on: no trace of it is wanted.
  const run = startExperiment(experiment, { keepsRecording: false });
  let steps = stepsAPiece(run.compartments);
  while (run.stepsDone < run.totalSteps) {
    steps = (yield { strength, runs, share: run.stepsDone / run.totalSteps }) ?? steps;
    run.advance(steps);
  }
  const [{ spikes, left }] = run.recording().traces as [Trace];
  return { here: spikes.length, left };
}

/** Whether anything can fire at an electrode. */
function canFire(experiment: Experiment, { at }: Electrode): boolean {
  const axon = axonThatFires(experiment);
  return at !== 'bath' && axon.membraneAt(axon.compartmentAt(at)).canFire;
}

/** Steps that take some hundredths of a second; a step costs something beside its compartments. */
function stepsAPiece(compartments: number): number {
  return Math.max(1, Math.floor(1_000_000 / (compartments + 50)));
}

/** What a search makes weaker and stronger: one stimulus, or several at once. */
export interface Varied {
  /** As written, where the search begins. */
  readonly strength: Omit<Strength, 'depolarises'>;
  /** Which stimulus of the experiment that is, or stands for the others. */
  readonly stimulus: number;
  /** All stimuli of the experiment at such a strength. */
  stimuliAt(strength: number): Experiment['stimuli'];
}

/** Stimulus `index` alone; the others stay as written. */
export function oneVaried({ stimuli, geometry }: Experiment, index: number): Varied {
  const written = stimuli[index];
  if (written === undefined) throw new RangeError('findThreshold: expected a stimulus');
  return {
    strength: strengthOf(written, geometry.kind),
    stimulus: index,
    stimuliAt: (strength) => stimuli.with(index, withStrength(written, geometry.kind, strength)),
  };
}

/**
 * The threshold of stimulus `index`: everything else stays as written, and so do its sign, its place and its
 * timing. It fires if the last electrode in the axon sees more spikes than without it, and if, where that electrode is
 * close to a stimulus, a place further off does so, too: a spike must travel.
 */
export async function findThreshold(
  experiment: Experiment,
  index: number,
  breathe: Breathe = async () => {},
): Promise<Threshold> {
  const search = searchThreshold(experiment, oneVaried(experiment, index));
  for (;;) {
    const piece = search.next();
    if (piece.done) return piece.value;
    await breathe(piece.value);
  }
}

/**
 * The same in pieces of the caller's choice: each `next(steps)` computes so many steps of a run and may begin the run
 * after it. It says how far the search has come. The first call only begins.
 * @param seenAs `here`: the electrode must see the spike itself. `leaving`: it is enough that one leaves, where that can be
 * told; under a stimulus that has just begun one, the potential may rise by less than a spike does.
 */
export function* searchThreshold(
  experiment: Experiment,
  varied: Varied,
  seenAs: 'here' | 'leaving' = 'here',
): Pieces<Threshold> {
  const judge = judgeOf(experiment);
  if (judge === undefined) throw new RangeError('searchThreshold: expected an electrode in the axon');
  const { stimulus } = varied;
  const { value, unit, most } = varied.strength;
  let runs = 0;
  const told = <T>(outcome: T) => ({ ...outcome, unit, stimulus, electrode: judge.name, runs });
  if (!canFire(experiment, judge)) return told({ kind: 'none', strongest: 0 } as const);
  function* spikes(strength: number): Pieces<Counts> {
    const stimuli = varied.stimuliAt(strength);
    const counts = yield* spikesAt({ ...experiment, stimuli, electrodes: [judge!] }, strength, runs);
    runs++;
    return counts;
  }
  const before = yield* spikes(0);
  function* fires(strength: number): Pieces<boolean> {
    const { here, left } = yield* spikes(strength);
    const leaves = left === null || left > before.left!;
    return leaves && (here > before.here || (left !== null && seenAs === 'leaving'));
  }

  const written = value || 1;
  let strong = written;
  let weak = written;
  const strongerBy = (steps: number) => written * 2 ** (steps / 2);
  const nextWeaker = (): void => {
    strong = weak;
    weak /= 2;
  };
  if (yield* fires(written)) {
    nextWeaker();
    for (let k = 0; yield* fires(weak); k++) {
      nextWeaker();
      if (k === MOST_HALVINGS) return told({ kind: 'any', weakest: strong } as const);
    }
  } else {
    let fired = false;
    for (let k = 1; !fired && k <= MOST_STRONGER && Math.abs(strongerBy(k)) <= most; k++) {
      weak = strong;
      strong = strongerBy(k);
      try {
        fired = yield* fires(strong);
      } catch (error) {
        // Strengths that no computation bears are out of range, whatever they would do.
        if (!(error instanceof BlowUpError)) throw error;
        strong = weak;
        break;
      }
    }
    const strongest = strong;
    if (!fired) {
      // So strong a stimulus may hold the membrane where its channels cannot drive it: a weaker one may still fire.
      strong = written;
      for (let k = 0; !fired; k++) {
        if (k === MOST_WEAKER_IF_NONE) return told({ kind: 'none', strongest } as const);
        strong = strongerBy(-k - 1);
        fired = yield* fires(strong);
      }
      weak = strong / 2;
      while (yield* fires(weak)) nextWeaker();
    }
  }
  while (Math.abs(strong - weak) > PRECISION * Math.abs(strong)) {
    const middle = (strong + weak) / 2;
    if (yield* fires(middle)) strong = middle;
    else weak = middle;
  }
  return told({ kind: 'found', strength: strong } as const);
}
