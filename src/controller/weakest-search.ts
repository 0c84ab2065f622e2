/**
 * The search for the weakest press that fires, in slices so short that the light goes on in rhythm. It plays the
 * experiment again and again from rest, on an axon of its own; the one that is seen goes on as if nothing were.
 */
import {
  BlowUpError,
  type Experiment,
  figure,
  pressedAlone,
  searchThreshold,
  type Threshold,
  type ThresholdProgress,
  type Varied,
} from '../experiment/index.js';
import { ModelRefusal } from '../model/index.js';
import type { Clock } from './clock.js';
import type { WeakestPress } from './contract.js';

/** Computing time of one slice [ms], and of one piece in it, between two looks at the clock. */
const SLICE_MS = 3;
const PIECE_MS = 0.5;
/** Steps of the first piece; those of the others follow from how long they take. */
const FIRST_STEPS = 16;
const MOST_STEPS = 4096;
/** Where the clock stands still, so many pieces are a slice. */
const MOST_PIECES = 16;
/** Most steps of one run: beyond that nobody waits for the end of the search. */
const MOST_RUN_STEPS = 10_000_000;
/** Runs that a search needs as a rule: up or down to the threshold, then halvings to a millionth of it. */
const USUAL_RUNS = 24;

export interface WeakestSearch {
  readonly state: WeakestPress;
  /**
   * Begins, in place of a search under way.
   * @param experiment as it stands: membrane, treatments in force, place of the press.
   * @param varied which of its stimuli are made weaker and stronger.
   * @returns undefined, or one sentence that says why there is nothing to search for, or none that this computer can do.
   */
  begin(experiment: Experiment, varied: Varied): string | undefined;
  /** Nothing is asked any more: what was found belongs to an experiment that is no longer there. */
  cancel(): void;
  /** One slice of work, once a picture. @returns whether the state has changed. */
  work(): boolean;
}

export function createWeakestSearch(clock: Pick<Clock, 'nowMs'>): WeakestSearch {
  let state: WeakestPress = { kind: 'not-asked' };
  let search: Generator<ThresholdProgress, Threshold, number | undefined> | null = null;
  let steps = FIRST_STEPS;

  function settle(next: WeakestPress): void {
    search = null;
    state = next;
  }

  /** One piece. @returns how far the search is, or what it has found. */
  function piece(from: typeof search & object): WeakestPress {
    const next = from.next(steps);
    if (next.done) return outcomeOf(next.value);
    const { runs, share } = next.value;
    return { kind: 'searching', share: Math.min(1, (runs + share) / USUAL_RUNS) };
  }

  function slice(from: typeof search & object): WeakestPress {
    const startedMs = clock.nowMs();
    let nowMs = startedMs;
    let at: WeakestPress = state;
    for (let pieces = 0; pieces < MOST_PIECES && nowMs - startedMs + PIECE_MS <= SLICE_MS; pieces++) {
      at = piece(from);
      if (at.kind !== 'searching') return at;
      const tookMs = clock.nowMs() - nowMs;
      nowMs += tookMs;
      if (tookMs > PIECE_MS) steps = Math.max(1, Math.floor((steps * PIECE_MS) / tookMs));
      else if (tookMs < PIECE_MS / 2) steps = Math.min(MOST_STEPS, steps * 2);
    }
    return at;
  }

  return {
    get state() {
      return state;
    },
    begin(experiment, varied) {
      if (experiment.stimuli[varied.stimulus] === undefined) {
        return 'weakest: expected a stimulus – this experiment has none that could be made weaker';
      }
      const tooLong = tooManySteps(experiment);
      if (tooLong !== undefined) return tooLong;
      let alone: Experiment | null;
      try {
        alone = pressedAlone(experiment, varied.stimulus);
      } catch (error) {
        if (!(error instanceof ModelRefusal)) throw error;
        return `weakest: ${refusalOf(error)}`;
      }
      if (alone === null) {
        settle({ kind: 'none', because: 'no sodium channels work anywhere on this axon' });
        return undefined;
      }
      search = searchThreshold(alone, varied, 'leaving');
      steps = FIRST_STEPS;
      state = { kind: 'searching', share: 0 };
      return undefined;
    },
    cancel: () => settle({ kind: 'not-asked' }),
    work() {
      if (search === null) return false;
      const from = search;
      try {
        state = slice(from);
      } catch (error) {
        // It has an axon of its own: whatever went wrong there is no reason to end the light.
        state = { kind: 'none', because: brokenOff(error) };
      }
      if (state.kind !== 'searching') search = null;
      return true;
    },
  };
}

function outcomeOf(threshold: Threshold): WeakestPress {
  const { unit } = threshold;
  switch (threshold.kind) {
    case 'found':
      return { kind: 'found', strength: threshold.strength, unit };
    case 'none':
      return { kind: 'none', because: `not even ${figure(threshold.strongest, 4)} ${unit} fires` };
    case 'any':
      return {
        kind: 'none',
        because: `any press fires, however weak: the rest of the experiment is at its threshold already`,
      };
  }
}

/** One sentence where the experiment is too long to be played again and again. */
function tooManySteps({ durationMs, stepMs }: Experiment): string | undefined {
  const steps = durationMs / stepMs;
  if (steps <= MOST_RUN_STEPS) return undefined;
  return `weakest: expected at most ${MOST_RUN_STEPS} steps in the durationMs of the experiment, got ${figure(steps, 3)} (${figure(durationMs, 6)} ms in steps of ${figure(stepMs, 3)} ms) – write a shorter durationMs`;
}

/** The model speaks of one stimulus at a time. */
function refusalOf({ message }: ModelRefusal): string {
  return message.replace(/^stimulus\./, '');
}

function brokenOff(error: unknown): string {
  if (error instanceof BlowUpError) return error.message;
  const why = error instanceof ModelRefusal ? refusalOf(error) : String(error);
  return `the search could not go on: ${why}`;
}
